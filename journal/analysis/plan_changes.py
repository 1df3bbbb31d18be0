"""Plan changes: a weekly session that changes, or stops, from a day on.

What was is kept as it was: the old session ends the day before, and a new one begins.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from journal.analysis.schedule import monday_of
from journal.model.program import PlannedSession
from journal.model.record import UNSTAMPED

DAY = timedelta(days=1)


def first_free_day(marked: Collection[date], today: date) -> date | None:
    """The day after the last one up to ``today`` that is marked already, if there is one.

    A change may start then and not before, so that no mark loses the session it belongs to.
    """
    past = [day for day in marked if day <= today]
    return max(past) + DAY if past else None


def revised(
    held: PlannedSession, wanted: PlannedSession, start: date
) -> tuple[PlannedSession, ...]:
    """What to keep so that ``held`` becomes ``wanted`` from ``start`` on.

    Before ``start`` everything stays. A session of every second week keeps its rhythm. Gives one
    session where nothing of the old one is left.
    """
    begins = start
    if wanted.every_weeks == held.every_weeks > 1:
        weeks = (monday_of(start) - monday_of(held.valid_from)).days // 7
        off_beat = weeks % held.every_weeks
        if off_beat:
            begins = monday_of(start) + timedelta(weeks=held.every_weeks - off_beat)
    if start <= held.valid_from:
        return (replace(wanted, id=held.id, valid_from=max(begins, wanted.valid_from)),)
    old = replace(
        held,
        valid_until=start - DAY,
        skipped=tuple(day for day in held.skipped if day < start),
    )
    new = replace(
        wanted,
        id=uuid4(),
        created_at=UNSTAMPED,
        edited_at=UNSTAMPED,
        valid_from=begins,
        skipped=tuple(day for day in wanted.skipped if day >= start),
    )
    return old, new


def stopped(held: PlannedSession, start: date) -> PlannedSession | None:
    """``held`` without the days from ``start`` on; None when none are left."""
    if start <= held.valid_from:
        return None
    return replace(held, valid_until=start - DAY)
