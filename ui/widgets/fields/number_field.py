"""A whole number typed into a short field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.fields.number_format import format_number, parse_integer
from ui.widgets.fields.parsed_field import ParsedField
from ui.widgets.fields.typed_text import UnreadableText
from ui.widgets.words.labels import Words


class NumberEdit(ParsedField):
    """A whole number from ``lowest`` to ``highest``, with its ``unit`` written behind it.

    ``value`` is an int or None. Up and Down step by one, from blank to ``first`` (or the lowest).
    """

    letters = 6

    def __init__(
        self,
        label: str,
        lowest: int,
        highest: int,
        unit: str = "",
        parent: QWidget | None = None,
        *,
        first: int | None = None,
    ) -> None:
        super().__init__(label, parent)
        self._lowest, self._highest = lowest, highest
        self._first = lowest if first is None else first
        if unit:
            words = Words(unit)
            words.setWordWrap(False)
            self._across.insertWidget(1, words)

    @property
    def value(self) -> int | None:
        """The number that was read last, or None if it is blank."""
        value: int | None = self._value
        return value

    @value.setter
    def value(self, value: int | None) -> None:
        if value is not None and not self._lowest <= value <= self._highest:
            raise ValueError(f"{value} is not between {self._lowest} and {self._highest}")
        self._put(value)

    def read(self, text: str) -> int:
        """``text`` as a whole number inside the bounds."""
        words = self.tr("Please write a whole number from {lowest} to {highest}.")
        sentence = words.format(lowest=self._lowest, highest=self._highest)
        try:
            number = parse_integer(text)
        except UnreadableText:
            raise ValueError(sentence) from None
        if not self._lowest <= number <= self._highest:
            raise ValueError(sentence)
        return number

    def written(self, value: int) -> str:
        """Digits alone."""
        return format_number(value, self.locale())

    def stepped(self, value: int | None, by: int) -> int:
        """One up or down, inside the bounds."""
        if value is None:
            return self._first
        return min(max(value + by, self._lowest), self._highest)
