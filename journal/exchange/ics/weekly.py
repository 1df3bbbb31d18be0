"""Weekly: sessions written out one by one, folded back into the weekly plan they come from."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import pairwise
from math import gcd
from uuid import UUID

from journal.exchange.ics.expand import Instance
from journal.model.choices import Place, SessionKind
from journal.model.days import date_of
from journal.model.program import PlannedSession
from journal.model.record import named_id

WEEK = timedelta(weeks=1)

MOST_WEEKS = 52
"""The longest rhythm that a planned session can have."""

LONGEST_BREAK = 12
"""After so many periods without a session, a series is a new one: summer and winter times of a
series that the calendar keeps in UTC, for example."""


@dataclass(frozen=True)
class Series:
    """The sessions of one ``uid``, in order of time.

    ``weekly``: they come from a rule that repeats by days or weeks. ``complete_to``: the rule has
    no end, and ``instances`` has all of its sessions up to this day; None for one that ends.
    ``own_id`` is the id of the planned session that Daybook wrote it from.
    """

    uid: str
    instances: tuple[Instance, ...]
    weekly: bool
    complete_to: date | None = None
    own_id: UUID | None = None


def weekly_plan(series: Series, first: date, last: date) -> tuple[PlannedSession, ...]:
    """The planned sessions held exactly when ``series`` is, as far as they touch the days asked.

    Sessions of a weekly series at the same time of the week become one planned session with
    skipped days; all others become dated ones. Ids follow from uid, time and day, so that
    reading the same file again gives the same sessions.
    """
    slots: dict[tuple[int, time], list[Instance]] = defaultdict(list)
    for one in series.instances:
        slots[one.start.weekday(), one.start.time()].append(one)
    sessions: list[PlannedSession] = []
    for in_slot in slots.values():
        usual = Counter(map(_details, in_slot)).most_common(1)[0][0]
        dated = [one for one in in_slot if _details(one) != usual]
        for run in _runs([one for one in in_slot if _details(one) == usual]):
            planned = _weekly(series, run, first, last) if series.weekly else None
            if planned:
                sessions.append(planned)
            else:
                dated += run
        sessions += [
            _planned(one, named_id("ics", series.uid, one.start), date_of(one.start))
            for one in dated
            if first <= date_of(one.start) <= last
        ]
    sessions.sort(key=lambda one: (one.valid_from, one.start))
    if series.own_id and sessions:
        sessions[0] = replace(sessions[0], id=series.own_id)
    return tuple(sessions)


def _weekly(series: Series, run: list[Instance], first: date, last: date) -> PlannedSession | None:
    """The weekly session that ``run`` is from ``first`` on, if it makes one."""
    shown = [one for one in run if date_of(one.start) >= first]
    step = gcd(*((after.start - one.start) // WEEK for one, after in pairwise(run)))
    if not 1 <= step <= MOST_WEEKS or not shown or date_of(shown[0].start) > last:
        return None
    days = [date_of(one.start) for one in shown]
    periods = (days[-1] - days[0]) // WEEK // step
    regular = {days[0] + period * step * WEEK for period in range(periods + 1)}
    goes_on = series.complete_to is not None and series.complete_to - days[-1] < step * WEEK
    return _planned(
        shown[0],
        named_id("ics", series.uid, "weekly", run[0].start),
        None if goes_on else days[-1],
        every_weeks=step,
        skipped=tuple(sorted(regular.difference(days))),
    )


def _runs(alike: list[Instance]) -> list[list[Instance]]:
    """Sessions at one time of the week, parted where there is a long break."""
    period = min((after.start - one.start for one, after in pairwise(alike)), default=WEEK)
    runs: list[list[Instance]] = []
    for one in alike:
        if not runs or one.start - runs[-1][-1].start > LONGEST_BREAK * period:
            runs.append([])
        runs[-1].append(one)
    return runs


def _planned(
    one: Instance,
    planned_id: UUID,
    valid_until: date | None,
    every_weeks: int = 1,
    skipped: tuple[date, ...] = (),
) -> PlannedSession:
    return PlannedSession(
        id=planned_id,
        weekday=one.start.weekday(),
        start=one.start.time(),
        minutes=one.minutes,
        session=one.event.session,
        place=one.event.place,
        valid_from=date_of(one.start),
        valid_until=valid_until,
        every_weeks=every_weeks,
        skipped=skipped,
        title=one.event.title,
    )


def _details(one: Instance) -> tuple[int, SessionKind, Place, str]:
    return one.minutes, one.event.session, one.event.place, one.event.title
