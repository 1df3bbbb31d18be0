"""Series: one answer day by day, with its gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from journal.model.choices import Timeliness
from journal.model.diary import Diary
from journal.model.span import Span, counted_span


class Measure(StrEnum):
    """An answer that has a chart; the values are the names of the fields of a day."""

    MOOD = "mood"
    CRAVING = "craving"


@dataclass(frozen=True)
class Point:
    """The value of one day and how soon it was written."""

    day: date
    value: float
    timeliness: Timeliness = Timeliness.SAME_DAY

    @property
    def same_day(self) -> bool:
        return self.timeliness is Timeliness.SAME_DAY


@dataclass(frozen=True)
class Series:
    """The values of ``measure`` on the days of ``span``, oldest first; a day without is a gap.

    ``measure`` is a :class:`Measure`, or another answer that is a number.
    """

    measure: str
    span: Span
    points: tuple[Point, ...]

    @property
    def n(self) -> int:
        """Days with a value, however late."""
        return len(self.points)

    @property
    def gaps(self) -> int:
        """Days without a value."""
        return self.span.n - self.n

    def counted(self, with_late: bool = False) -> tuple[Point, ...]:
        """The points that statistics use: same-day ones, and the late ones only when asked."""
        return tuple(point for point in self.points if with_late or point.same_day)


def daily(diary: Diary, measure: str) -> Series:
    """The values of ``measure``, an answer that is a number, in ``diary`` up to its today."""
    span = counted_span(diary)
    points = (
        Point(
            entry.day,
            getattr(entry, measure),
            entry.timeliness(measure, diary.program.day_start),
        )
        for entry in diary.days
        if entry.day in span and entry.has(measure)
    )
    return Series(measure, span, tuple(sorted(points, key=lambda point: point.day)))


def adjacent(points: Iterable[Point]) -> list[tuple[int, int]]:
    """The places in ``points`` (oldest first) of those on one day and on the next."""
    ordered = list(points)
    return [
        (place, place + 1)
        for place in range(len(ordered) - 1)
        if (ordered[place + 1].day - ordered[place].day).days == 1
    ]
