"""Hours, as people write them: 7, 7.5, 7:30."""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale

from ui.widgets.fields.parsed_field import ParsedField

_PLAIN = re.compile(r"(\d{1,2})(?:[.,](\d{1,2}))?\s*(?:h|hrs?|hours?)?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})\s*(?::|h)\s*([0-5]\d)\s*(?:m|min)?", re.IGNORECASE)


class HoursEdit(ParsedField):
    """Hours from 0 to 24 in steps of half an hour by arrow; ``value`` is a float or None."""

    letters = 6

    @property
    def value(self) -> float | None:
        """Hours, or None while blank or unreadable."""
        value: float | None = self._value
        return value

    @value.setter
    def value(self, value: float | None) -> None:
        if value is not None and not 0 <= value <= 24:
            raise ValueError("hours go from 0 to 24")
        self._put(value)

    def read(self, text: str) -> float:
        """``7``, ``7.5``, ``7,5``, ``7:30`` or ``7h30`` as hours."""
        sentence = self.tr("Please write hours like 7, 7.5 or 7:30.")
        if match := _CLOCK.fullmatch(text):
            hours = int(match[1]) + int(match[2]) / 60
        elif match := _PLAIN.fullmatch(text):
            hours = float(f"{int(match[1])}.{match[2] or '0'}")
        else:
            raise ValueError(sentence)
        if hours > 24:
            raise ValueError(self.tr("A day has 24 hours."))
        return hours

    def written(self, value: float) -> str:
        """The shortest way that says the same: 7, 7.5, or 7:20 for thirds."""
        quarters = value * 100
        if abs(quarters - round(quarters)) > 1e-6:
            hours, minutes = divmod(round(value * 60), 60)
            return f"{hours}:{minutes:02}"
        locale = self.locale()
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        text = locale.toString(float(value), "f", 2)
        return text.rstrip("0").rstrip(locale.decimalPoint()) if "0" in text else text

    def stepped(self, value: float | None, by: int) -> float:
        """Half an hour up or down; from blank to 7, a middling night, only when asked."""
        if value is None:
            return 7.0
        return min(max(value + by * 0.5, 0.0), 24.0)
