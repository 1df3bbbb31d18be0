"""How a region writes the time of day: reading what people type, and writing the short form."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QLocale, QTime

from ui.widgets.fields.typed_text import (
    TypedText,
    UnreadableText,
    literals,
    made_of,
    phrases,
    words_of,
)

_ENGLISH = {"am": False, "a": False, "pm": True, "p": True}
_MARKS = frozenset(" :.,")


class TimeFormat:
    """The short form of ``locale``, and its words for the halves of the day."""

    def __init__(self, locale: QLocale) -> None:
        self._locale = locale
        self.pattern = locale.timeFormat(QLocale.FormatType.ShortFormat)
        """As Qt writes it, with two digits for the minutes."""
        if "mm" not in self.pattern:
            self.pattern = self.pattern.replace("m", "mm")
        own = {False: TypedText.of(locale.amText()), True: TypedText.of(locale.pmText())}
        self._second_half = _ENGLISH | {typed.phrase: half for half, typed in own.items()}
        """Whether what a half of the day is called means the second."""
        said = literals(self.pattern)
        self._words = words_of(("h", said))
        """What else may stand beside the numbers: "h", "Uhr"."""
        self._marks = TypedText.of(said).marks | own[False].marks | own[True].marks

    def format(self, time: dt.time) -> str:
        """The short form, to the minute."""
        shown = self._locale.toString(QTime(time.hour, time.minute), self.pattern)
        return shown.replace("\u202f", " ")  # the narrow space is in few fonts

    def parse(self, text: str) -> dt.time:
        """7:30, 730, 19.30, 7h30, 7 pm and the short form of the region as a time of day.

        Raises :class:`UnreadableText`.
        """
        typed = TypedText.of(text)
        second_half, others = self._half(typed.words)
        gaps = ("".join(mark for mark in gap if mark not in self._marks) for gap in typed.gaps)
        if (
            not typed.marks <= self._marks | _MARKS
            or not made_of(others, self._words)
            or any(len(gap) > 1 for gap in gaps)
        ):
            raise UnreadableText(text)
        hour, minute = _hour_and_minute(typed)
        if second_half is not None:
            hour = _in_half(hour, second_half=second_half)
        try:
            return dt.time(hour, minute)
        except ValueError:
            raise UnreadableText(text) from None

    def _half(self, words: tuple[str, ...]) -> tuple[bool | None, tuple[str, ...]]:
        """Whether the second half of the day is named, None if no half is; and other words."""
        for name, others in phrases(words):
            if name in self._second_half:
                return self._second_half[name], others
        return None, words


def _hour_and_minute(typed: TypedText) -> tuple[int, int]:
    match typed.numbers:
        case (both,) if len(both) in (3, 4):
            return int(both[:-2]), int(both[-2:])
        case (hour,) if len(hour) <= 2:
            return int(hour), 0
        case (hour, minute) if len(hour) <= 2 and len(minute) == 2:
            return int(hour), int(minute)
        case _:
            raise UnreadableText(" ".join(typed.numbers))


def _in_half(hour: int, *, second_half: bool) -> int:
    """``hour`` of 1 to 12 in its half of the day."""
    if not 1 <= hour <= 12:
        raise UnreadableText(str(hour))
    return hour % 12 + (12 if second_half else 0)
