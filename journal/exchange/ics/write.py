"""Write: planned sessions as a calendar file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from journal.analysis.schedule import last_day_of, program_days
from journal.exchange.ics.daybook_properties import KIND, ONLINE, PLACE, TITLES, UID_END
from journal.model.choices import Place
from journal.model.days import date_of, journal_day, wall_clock
from journal.model.program import PlannedSession, Program

if TYPE_CHECKING:
    from icalendar import Event

DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def write_ics(
    program: Program, planned: Iterable[PlannedSession], first: date | None = None
) -> bytes:
    """An iCalendar file (RFC 5545) of the sessions held from ``first`` (None: the start) on.

    Times are floating: 18:00 is 18:00 wherever the calendar is looked at. Skipped days, days off
    and pauses are left out. Notes and what was gone to are not in it, and a session without a
    title is called by its kind alone. :func:`read_ics` makes the same sessions of it, with the
    same ids.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", "-//Daybook//Daybook//EN")
    calendar.add("VERSION", "2.0")
    for session in planned:
        event = _event(program, session, max(first or program.start, program.start))
        if event is not None:
            calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _event(program: Program, session: PlannedSession, first: date) -> Event | None:
    """The event of ``session``, None if it is never held."""
    from icalendar import Event

    def at(day: date) -> datetime:
        return wall_clock(day, session.start, program.day_start)

    last = _last_day(program, session)
    every = replace(session, skipped=())
    regular = list(program_days(program, every, first, last or _settled(program, session, first)))
    held = [
        day
        for day in regular
        if date_of(at(day)) not in session.skipped and not program.rests_on(day)
    ]
    if not held:
        return None
    start = at(held[0])
    event = Event()
    event.add("UID", f"{session.id}{UID_END}")
    event.add("DTSTAMP", max(session.edited_at.astimezone(UTC), NEVER))
    event.add("DTSTART", start)
    event.add("DTEND", start + timedelta(minutes=session.minutes))
    event.add("SUMMARY", session.title or TITLES[session.session])
    event.add("CLASS", "PRIVATE")
    if session.place is Place.ONLINE:
        event.add("LOCATION", ONLINE)
    event.add(KIND, session.session.value)
    event.add(PLACE, session.place.value)
    if last is None or len(held) > 1:
        rule: dict[str, object] = {"FREQ": "WEEKLY", "INTERVAL": session.every_weeks}
        if last is not None:
            rule["UNTIL"] = at(held[-1])
        event.add("RRULE", rule | {"BYDAY": DAY_NAMES[session.weekday], "WKST": "MO"})
        left_out = sorted({day for day in regular if held[0] < day < held[-1]}.difference(held))
        if left_out:
            event.add("EXDATE", [at(day) for day in left_out])
    return event


def _last_day(program: Program, session: PlannedSession) -> date | None:
    """The last journal day that ``session`` can be held on, None when it is open."""
    ends = [last_day_of(program, session)]
    if session.valid_until is not None:
        ends.append(journal_day(session.valid_until, session.start, program.day_start))
    return min((end for end in ends if end is not None), default=None)


def _settled(program: Program, session: PlannedSession, first: date) -> date:
    """A day by which an open session has been held after the last known exception."""
    exceptions = (
        first,
        session.valid_from,
        *session.skipped,
        *program.days_off,
        *(pause.last for pause in program.pauses),
    )
    return max(exceptions) + timedelta(weeks=2 * session.every_weeks)
