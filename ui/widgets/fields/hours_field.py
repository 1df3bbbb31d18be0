"""Hours, as people write them: 7, 7.5, 7:30."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QWidget

from ui.widgets.fields.number_format import DECIMALS, format_number, parse_decimal
from ui.widgets.fields.parsed_field import ParsedField
from ui.widgets.fields.typed_text import UnreadableText, plain

_UNIT = re.compile(r"\s*(?:h|hrs?|hours?)$")
_CLOCK = re.compile(r"(\d{1,2})\s*(?::|h)\s*([0-5]\d)\s*(?:m|min)?")


class HoursEdit(ParsedField):
    """Hours from 0 to 24 in steps of half an hour by arrow; ``value`` is a float or None."""

    letters = 6

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._edit.setPlaceholderText(self.tr("hours"))

    @property
    def value(self) -> float | None:
        """The hours that were read last, or None if it is blank."""
        value: float | None = self._value
        return value

    @value.setter
    def value(self, value: float | None) -> None:
        if value is not None and not 0 <= value <= 24:
            raise ValueError("hours go from 0 to 24")
        self._put(value)

    def read(self, text: str) -> float:
        """``7``, ``7.5``, ``7,5``, ``7:30`` or ``7h30`` as hours."""
        try:
            hours = _hours(plain(text))
        except UnreadableText:
            raise ValueError(self.tr("Please write hours like 7, 7.5 or 7:30.")) from None
        if not 0 <= hours <= 24:
            raise ValueError(self.tr("A day has 24 hours."))
        return hours

    def written(self, value: float) -> str:
        """The shortest way that says the same: 7, 7.5, or 7:20 for thirds."""
        if abs(value - round(value, DECIMALS)) > 1e-6:
            hours, minutes = divmod(round(value * 60), 60)
            return f"{hours}:{minutes:02}"
        return format_number(value, self.locale())

    def stepped(self, value: float | None, by: int) -> float:
        """Half an hour up or down; from blank to 7, a middling night, only when asked."""
        if value is None:
            return 7.0
        return min(max(value + by * 0.5, 0.0), 24.0)


def _hours(text: str) -> float:
    if match := _CLOCK.fullmatch(text):
        return (int(match[1]) * 60 + int(match[2])) / 60
    return parse_decimal(_UNIT.sub("", text))
