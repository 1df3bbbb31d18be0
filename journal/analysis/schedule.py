"""Schedule: the days on which planned sessions are held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from journal.model.attendance import Attendance, attendance_id
from journal.model.choices import Place, Status
from journal.model.days import calendar_date, date_of, journal_day, wall_clock
from journal.model.program import PlannedSession, Program

WEEK = timedelta(days=7)

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Occurrence:
    """A planned session on one journal day, the one that its start belongs to.

    ``start`` is naive local wall-clock time: a session at 00:15 has the date after its ``day``.
    ``minutes`` (1 to 1,440) are wall-clock minutes as planned, also in a night in which the clocks
    change.
    """

    planned: PlannedSession
    day: date
    start: datetime
    minutes: int

    @property
    def date(self) -> date:
        """The calendar date of its start, by which it is planned."""
        return date_of(self.start)

    @property
    def end(self) -> datetime:
        """When it is over, as a clock on the wall would show it."""
        return self.start + timedelta(minutes=self.minutes)

    @property
    def attendance_id(self) -> UUID:
        """The id of the attendance that marks it."""
        return attendance_id(self.planned.id, self.date)

    def mark(
        self,
        status: Status,
        *,
        minutes: int | None = None,
        place: Place | None = None,
        note: str = "",
    ) -> Attendance:
        """The attendance that says what became of it; marking it again gives the same id.

        ``minutes`` None means as planned, ``place`` None where it was planned. Raises
        :class:`InvalidInput` for minutes outside 0 to 1,440.
        """
        return Attendance(
            id=self.attendance_id,
            day=self.day,
            planned_id=self.planned.id,
            session=self.planned.session,
            place=place or self.planned.place,
            start=self.planned.start,
            status=status,
            minutes=minutes,
            note=note,
        )


def occurrences(
    program: Program, planned: Iterable[PlannedSession], first: date, last: date
) -> tuple[Occurrence, ...]:
    """The sessions held on the journal days ``first`` to ``last``, both included, by start.

    A session is planned by the calendar, in every ``every_weeks``-th week (Monday to Sunday) from
    the week of its ``valid_from`` on; the program is lived by journal days. None is held before the
    program starts, after its last day, while it rests (pauses, days off), or on a skipped date.
    After the last day only those go on that were planned for aftercare: see :func:`last_day_of`.
    """
    held = (
        Occurrence(session, day, wall_clock(day, session.start, program.day_start), session.minutes)
        for session in planned
        for day in program_days(
            program,
            session,
            max(first, program.start),
            min(last, last_day_of(program, session) or last),
        )
        if not program.rests_on(day)
    )
    return tuple(sorted(held, key=lambda one: (one.start, one.minutes, str(one.planned.id))))


def program_days(
    program: Program, session: PlannedSession, first: date, last: date
) -> Iterator[date]:
    """The journal days from ``first`` to ``last`` on which ``session`` is planned."""
    at, day_start = session.start, program.day_start
    dates = planned_days(
        session, calendar_date(first, at, day_start), calendar_date(last, at, day_start)
    )
    return (journal_day(date, at, day_start) for date in dates)


def last_day_of(program: Program, session: PlannedSession) -> date | None:
    """The last day on which the program has ``session``, None when it is open.

    A session planned to begin in aftercare (``valid_from`` on or after ``aftercare_from``) is not
    bound to the planned end, only to an end of the program on or after the start of aftercare.
    """
    aftercare = program.aftercare_from
    if aftercare is None or session.valid_from < aftercare:
        return program.last_day
    ended = program.ended_on
    return ended if ended is not None and ended >= aftercare else None


@dataclass(frozen=True)
class Overlap:
    """Two planned sessions that are held at the same time, first on ``day``."""

    one: PlannedSession
    other: PlannedSession
    day: date

    @property
    def sentence(self) -> str:
        """One plain sentence to warn with."""
        return (
            f"Two sessions overlap on {_WEEKDAYS[self.one.weekday]}, {self.day}:"
            f" {_name(self.one)} and {_name(self.other)}."
        )


def overlaps(planned: Iterable[PlannedSession]) -> tuple[Overlap, ...]:
    """Every pair of planned sessions that meet in time, once, at the first day they do.

    Looks at the plan alone, not at when a program starts, rests or ends.
    """
    by_start = sorted(planned, key=lambda one: (one.valid_from, one.start, str(one.id)))
    found = []
    for index, one in enumerate(by_start):
        for other in by_start[index + 1 :]:
            if one.valid_until is not None and other.valid_from > _moved(one.valid_until, 1):
                break
            day = _first_clash(one, other)
            if day is not None:
                found.append(Overlap(one, other, day))
    return tuple(sorted(found, key=lambda clash: (clash.day, clash.one.start, clash.other.start)))


def planned_days(session: PlannedSession, first: date, last: date) -> Iterator[date]:
    """The calendar dates from ``first`` to ``last`` on which ``session`` is planned, program or
    not."""
    first = max(first, session.valid_from)
    if session.valid_until is not None:
        last = min(last, session.valid_until)
    if first > last:
        return
    from dateutil.rrule import MO, WEEKLY, rrule  # 20 ms that a start without sessions saves

    # Starting the rule at a week in step with valid_from, close to first, keeps a question about
    # one day as quick after ten years as on day one.
    base = monday_of(session.valid_from)
    turns = (first - base) // WEEK // session.every_weeks
    rule = rrule(
        WEEKLY,
        dtstart=datetime.combine(base + turns * session.every_weeks * WEEK, time()),
        until=datetime.combine(last, time()),
        interval=session.every_weeks,
        byweekday=session.weekday,
        wkst=MO,
    )
    for moment in rule:
        day = date_of(moment)
        if day >= first and day not in session.skipped:
            yield day


def monday_of(day: date) -> date:
    """The Monday of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def _first_clash(one: PlannedSession, other: PlannedSession) -> date | None:
    """The first day of ``one`` on which it meets ``other``, if there is one."""
    shift = (other.weekday - one.weekday + 1) % 7 - 1
    if shift > 1 or not _meet(one, other, shift):  # a session is no longer than a day
        return None
    first = _moved(max(one.valid_from, other.valid_from), -1)
    # The two rhythms repeat after lcm(every_weeks); each skipped day can hide one meeting.
    turns = other.every_weeks * (1 + len(one.skipped) + len(other.skipped)) + 2
    for day in planned_days(one, first, _moved(first, 7 * one.every_weeks * turns)):
        there = _moved(day, shift)
        if any(planned_days(other, there, there)):
            return day
    return None


def _meet(one: PlannedSession, other: PlannedSession, shift: int) -> bool:
    """Whether the clock times meet when ``other`` starts ``shift`` days after ``one``."""
    here = datetime.combine(date(2000, 1, 2), one.start)
    there = datetime.combine(date(2000, 1, 2 + shift), other.start)
    return here < there + timedelta(minutes=other.minutes) and there < here + timedelta(
        minutes=one.minutes
    )


def _moved(day: date, days: int) -> date:
    """``days`` after ``day``, or as far as a calendar goes: "until 9999" is a way to say open."""
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))


def _name(session: PlannedSession) -> str:
    return f"{session.title or session.session.value} at {session.start:%H:%M}"
