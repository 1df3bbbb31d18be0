"""Coming back: what is said to someone who was away; one kind line, one question at most.

Days are counted in total and never reset, nothing runs out, and no gap is held against anyone
(CLINICAL sections 1 and 8).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from journal.model.days import DAY
from journal.model.program import Program

LATELY = timedelta(days=7)
"""How far back blank days are pointed out."""

LONG_AWAY = 7
"""So many blank days in a row after a written one, and a person is greeted before they are
counted."""


def is_clock_behind(last_written: date | None, today: date) -> bool:
    """Whether days are written that are still to come; one may be, after a flight."""
    return last_written is not None and last_written > today + DAY


def is_past_plan(program: Program, today: date) -> bool:
    """Whether the planned days are over and nothing says yet what comes after them."""
    goes_on = program.aftercare_from is not None
    return today > program.planned_end and program.ended_on is None and not goes_on


def was_away(blank: Sequence[date], program: Program) -> bool:
    """Whether someone who wrote before comes back, by the days of :func:`blank_lately`."""
    return len(blank) >= LONG_AWAY and blank[0] > program.start


def blank_lately(blank: Collection[date], program: Program, today: date) -> tuple[date, ...]:
    """Those ``blank`` days that are pointed out, oldest first.

    They are the ones of the last seven days and all that these go on from, so that who was away
    for a month is told of a month. After a program has ended nothing is asked.
    """
    ended, aftercare = program.ended_on, program.aftercare_from
    open_ = [
        day
        for day in sorted(blank)
        if ended is None or day <= ended or (aftercare is not None and day >= aftercare)
    ]
    first = today - LATELY
    while first in open_ and first - DAY in open_:
        first -= DAY
    return tuple(day for day in open_ if day >= first)
