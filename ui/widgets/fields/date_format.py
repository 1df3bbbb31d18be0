"""How a region writes dates: reading what people type, and writing the short form in full."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import QDate, QLocale

from ui.widgets.fields.typed_text import (
    TypedText,
    UnreadableText,
    literals,
    made_of,
    phrases,
    words_of,
)

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that a typed date can be in."""

_MARKS = frozenset(" .,/-'’–。،")
_SHORT, _LONG = QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat
_LEAST_OF_A_NAME = 3
"""So many letters of a month's name are enough, if no other month begins like it."""
_LEAP_YEARS = 8
"""February 29 is at most so many years away."""


class DateFormat:
    """The short form of ``locale``, and the names that dates are written with there."""

    def __init__(self, locale: QLocale) -> None:
        self._locale = locale
        short = locale.dateFormat(_SHORT)
        self.pattern = short if "yyyy" in short else short.replace("yy", "yyyy")
        """As Qt writes it, with the year in full."""
        letters = re.sub(r"'[^']*'", "", self.pattern).lower()
        if locale.language() == QLocale.Language.C or not set("dmy") <= set(letters):
            self.pattern, letters = "yyyy-MM-dd", "ymd"
        self.order = "".join(sorted("dmy", key=letters.index))
        """The order of day, month and year: "dmy", "mdy" or "ymd"."""

    def format(self, day: dt.date) -> str:
        """The short form with the year in full."""
        return self._locale.toString(QDate(day.year, day.month, day.day), self.pattern)

    def parse(
        self,
        text: str,
        near: dt.date,
        earliest: dt.date | None = None,
        latest: dt.date | None = None,
    ) -> dt.date:
        """``text`` as a date; without a year it is the one nearest to ``near``, and not before
        ``earliest`` or after ``latest`` if that can be.

        Reads the order of the region, ISO 8601 and names of months, with any of the usual marks,
        with or without leading zeros, and a year of two digits as one from 2000 to 2099. Raises
        :class:`UnreadableText`.
        """
        typed = TypedText.of(text)
        month, others = self._month(typed.words)
        if not typed.marks <= _MARKS | set(self.pattern) or not self._are_beside(others):
            raise UnreadableText(text)
        numbers = typed.numbers if month is None else (*typed.numbers, str(month))
        if len(numbers) == 3:
            orders = self._orders(numbers) if month is None else self._orders_of_two(numbers)
            found = {day for order in orders if (day := _date(order, numbers)) is not None}
        elif len(numbers) == 2:
            order = "dm" if month is not None else self.order.replace("y", "")
            days = _in_any_year(order, numbers, near.year)
            within = [day for day in days if _is_within(day, earliest, latest)]
            found = set(sorted(within or days, key=lambda day: abs(day - near))[:1])
        else:
            found = set()
        if len(found) != 1:
            raise UnreadableText(text)
        return found.pop()

    def _orders(self, numbers: tuple[str, ...]) -> tuple[str, ...]:
        """The orders in which three numbers can be meant; with two, both have to say the same."""
        if len(numbers[0]) == 4:
            return ("ymd",)
        if len(numbers[2]) == 4 and self.order == "ymd":
            return ("dmy", "mdy")
        return (self.order,)

    def _orders_of_two(self, numbers: tuple[str, ...]) -> tuple[str, ...]:
        """The same where the month is named; its number stands last."""
        if len(numbers[0]) == 4:
            return ("ydm",)
        if len(numbers[1]) == 4:
            return ("dym",)
        return (self.order.replace("m", "") + "m",)

    def _month(self, words: tuple[str, ...]) -> tuple[int | None, tuple[str, ...]]:
        """The month that is named among ``words``, and the rest of them."""
        for name, others in phrases(words):
            if name in self._words:
                continue
            exact = {number for known, number in self._months if known == name}
            begun = {number for known, number in self._months if known.startswith(name)}
            found = exact or (begun if len(name) >= _LEAST_OF_A_NAME else set())
            if len(found) == 1:
                return found.pop(), others
        return None, words

    def _are_beside(self, words: tuple[str, ...]) -> bool:
        return not words or made_of(words, self._words)

    @cached_property
    def _months(self) -> list[tuple[str, int]]:
        """What the months are called, in English where the region has no such word."""
        own = list(_month_names(self._locale))
        names = {name for name, _number in own}
        return own + [pair for pair in _month_names(QLocale.c()) if pair[0] not in names]

    @cached_property
    def _words(self) -> frozenset[str]:
        """What may stand beside the numbers and the month: weekdays, "de", "г"."""
        said = [literals(self._locale.dateFormat(form)) for form in (_SHORT, _LONG)]
        said += [
            name
            for form in (_SHORT, _LONG)
            for day in range(1, 8)
            for name in (self._locale.dayName(day, form), self._locale.standaloneDayName(day, form))
        ]
        said += [name for name, _number in _names(self._locale) if _has_number(name)]
        return words_of(said)


def _names(locale: QLocale) -> Iterator[tuple[str, int]]:
    for form in (_SHORT, _LONG):
        for number in range(1, 13):
            yield locale.monthName(number, form), number
            yield locale.standaloneMonthName(number, form), number


def _month_names(locale: QLocale) -> Iterator[tuple[str, int]]:
    """The names of months; those that are numbers themselves ("11月") are read as numbers."""
    for name, number in _names(locale):
        if not _has_number(name):
            yield TypedText.of(name).phrase, number


def _has_number(text: str) -> bool:
    return any(map(str.isdecimal, text))


def _date(order: str, numbers: tuple[str, ...]) -> dt.date | None:
    """The date of day, month and year in ``order``; None if there is no such day."""
    parts = dict(zip(order, numbers, strict=True))
    if len(parts["y"]) not in (2, 4) or len(parts["d"]) > 2 or len(parts["m"]) > 2:
        return None
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None


def _in_any_year(order: str, numbers: tuple[str, ...], near: int) -> list[dt.date]:
    """The date of day and month in ``order``, in the years around ``near`` that have it."""
    years = range(near - _LEAP_YEARS, near + _LEAP_YEARS + 1)
    return [day for year in years if (day := _date(order + "y", (*numbers, str(year))))]


def _is_within(day: dt.date, earliest: dt.date | None, latest: dt.date | None) -> bool:
    return (earliest is None or earliest <= day) and (latest is None or day <= latest)
