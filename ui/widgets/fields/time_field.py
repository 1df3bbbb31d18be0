"""A time of day, as people write it: 7:30, 730, 7 pm, 19.30."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import QLocale, QTime

from ui.widgets.fields.parsed_field import ParsedField

_TIME = re.compile(
    r"(?:(\d{1,2})(?:[:.h]\s?([0-5]\d))?|(\d{1,2})([0-5]\d))\s*(?:([ap])\.?\s?m?\.?)?",
    re.IGNORECASE,
)


class TimeField(ParsedField):
    """A time of day to the minute; ``value`` is a ``datetime.time`` or None."""

    letters = 9

    @property
    def value(self) -> dt.time | None:
        """The time, or None while blank or unreadable."""
        value: dt.time | None = self._value
        return value

    @value.setter
    def value(self, value: dt.time | None) -> None:
        self._put(None if value is None else value.replace(second=0, microsecond=0))

    def read(self, text: str) -> dt.time:
        """``text`` as a time, with or without am and pm."""
        sentence = self.tr("Please write a time like 7:30 or 7:30 pm.")
        match = _TIME.fullmatch(text.replace("\u202f", " ").replace("\u00a0", " "))
        if match is None:
            raise ValueError(sentence)
        hour = int(match[1] or match[3])
        minute = int(match[2] or match[4] or 0)
        half = (match[5] or "").lower()
        if hour > 23 or (half and not 1 <= hour <= 12):
            raise ValueError(sentence)
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        return dt.time(hour, minute)

    def written(self, value: dt.time) -> str:
        """The short form of the locale."""
        shown = self.locale().toString(
            QTime(value.hour, value.minute), QLocale.FormatType.ShortFormat
        )
        return shown.replace("\u202f", " ")

    def stepped(self, value: dt.time | None, by: int) -> dt.time:
        """15 minutes on or back, round the clock; from blank to now."""
        if value is None:
            now = QTime.currentTime()
            return dt.time(now.hour(), now.minute() // 15 * 15)
        minutes = (value.hour * 60 + value.minute) // 15 * 15 + 15 * by
        if by < 0 and value.minute % 15:
            minutes += 15
        hour, minute = divmod(minutes % (24 * 60), 60)
        return dt.time(hour, minute)
