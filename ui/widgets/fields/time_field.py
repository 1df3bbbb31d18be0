"""A time of day, as people write it: 7:30, 730, 7 pm, 19.30."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QTime

from ui.widgets.fields.parsed_field import ParsedField
from ui.widgets.fields.time_format import TimeFormat
from ui.widgets.fields.typed_text import TypedText, UnreadableText


class TimeField(ParsedField):
    """A time of day to the minute; ``value`` is a ``datetime.time`` or None."""

    letters = 9

    @property
    def value(self) -> dt.time | None:
        """The time that was read last, or None if it is blank."""
        value: dt.time | None = self._value
        return value

    @value.setter
    def value(self, value: dt.time | None) -> None:
        self._put(None if value is None else value.replace(second=0, microsecond=0))

    def read(self, text: str) -> dt.time:
        """``text`` as a time, with or without am and pm."""
        try:
            return TimeFormat(self.locale()).parse(text)
        except UnreadableText:
            words = self.tr("Please write a time like 7:30 or 7:30 pm.")
            raise ValueError(words) from None

    def is_complete(self, text: str) -> bool:
        """With its minutes: "1" may become 19:30."""
        return sum(map(len, TypedText.of(text).numbers)) >= 3

    def written(self, value: dt.time) -> str:
        """The short form of the locale."""
        return TimeFormat(self.locale()).format(value)

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
