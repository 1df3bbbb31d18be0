"""Span: the days of a diary that can be counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from journal.model.diary import Diary


@dataclass(frozen=True)
class Span:
    """The days ``first`` to ``last``, both included; empty when ``last`` is before ``first``."""

    first: date
    last: date

    @property
    def n(self) -> int:
        """How many days it has."""
        return max((self.last - self.first).days + 1, 0)

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=number) for number in range(self.n))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def index(self, day: date) -> int:
        """0 on the first day."""
        return (day - self.first).days


def counted_span(diary: Diary) -> Span:
    """The days of ``diary`` that have come: none after its today, none before the program."""
    return Span(max(diary.first, diary.program.start), min(diary.last, diary.today))
