"""Completeness: how many days are filled in, and how soon."""

from __future__ import annotations

from dataclasses import dataclass

from journal.model.choices import Timeliness
from journal.model.day import DayEntry
from journal.model.diary import Diary
from journal.model.span import counted_span
from journal.rules.blank_days import blank_days, days_with_records

COUNTED_ANSWERS = ("mood", "craving", "use")
"""The answers of which at least one makes a day filled in; any other record, in part."""


@dataclass(frozen=True)
class Completeness:
    """Of ``n`` days, how many were filled in.

    ``same_day`` were written before the next day began; ``later`` after that, and of those
    ``looking_back`` more than 48 hours after. ``partly`` filled days have other records alone, such
    as a note or a meeting. ``open`` is 1 when today has none of the answers yet: it is not over,
    so it is not blank. The parts add up to ``n``.
    """

    n: int
    same_day: int
    later: int
    looking_back: int
    partly: int
    open: int

    @property
    def filled(self) -> int:
        return self.same_day + self.later

    @property
    def blank(self) -> int:
        return self.n - self.filled - self.partly - self.open

    @property
    def sentence(self) -> str:
        """For example "24 of 30 days filled in: 19 the same day, 5 later, 6 blank"."""
        if not self.n:
            return "No days to fill in yet"
        partly = f" {self.partly} in part," if self.partly else ""
        still_open = ", today still open" if self.open else ""
        return (
            f"{self.filled} of {self.n} {'day' if self.n == 1 else 'days'} filled in:"
            f" {self.same_day} the same day, {self.later} later,{partly} {self.blank} blank"
            f"{still_open}"
        )


def completeness(diary: Diary) -> Completeness:
    """How complete ``diary`` is. A day with several answers counts by the soonest of them."""
    span = counted_span(diary)
    written = {
        entry.day: soonest
        for entry in diary.days
        if entry.day in span and (soonest := filled_in(entry, diary)) is not None
    }
    soon = list(written.values())
    looking_back = soon.count(Timeliness.LOOKING_BACK)
    blank = blank_days(span, days_with_records(diary), diary.program, diary.today)
    still_open = int(diary.today in span and diary.today not in written)
    return Completeness(
        n=span.n,
        same_day=soon.count(Timeliness.SAME_DAY),
        later=soon.count(Timeliness.LATER) + looking_back,
        looking_back=looking_back,
        partly=span.n - len(written) - len(blank) - still_open,
        open=still_open,
    )


def filled_in(entry: DayEntry, diary: Diary) -> Timeliness | None:
    """How soon ``entry`` was filled in, or None while it has none of those answers."""
    order = list(Timeliness)
    soon = (
        entry.timeliness(name, diary.program.day_start)
        for name in COUNTED_ANSWERS
        if entry.has(name)
    )
    return min(soon, key=order.index, default=None)
