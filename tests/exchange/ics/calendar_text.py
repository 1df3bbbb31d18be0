"""Calendar files written line by line, and what is read from them."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from journal.analysis.schedule import occurrences
from journal.exchange.ics import IcsReading, read_ics
from journal.model.program import Program

FIRST, LAST = date(2026, 3, 1), date(2026, 5, 31)
NEW_YORK = ZoneInfo("America/New_York")

Slot = tuple[datetime, int]
"""A start by the patient's clock, and minutes."""


def ics(*lines: str) -> bytes:
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *lines, "END:VCALENDAR", ""]
    ).encode()


def event(*lines: str, uid: str = "one") -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"]


def read(*lines: str, zone: tzinfo = NEW_YORK) -> IcsReading:
    return read_ics(ics(*lines), FIRST, LAST, zone)


def slots(reading: IcsReading, first: date = FIRST, last: date = LAST) -> list[Slot]:
    days = (last - first).days + 1
    program = Program(start=first, planned_days=days, day_start=time(0))  # by the calendar
    held = occurrences(program, reading.sessions, first, last)
    return [(one.start, one.minutes) for one in held]


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(date(2026, month, day), time(hour, minute))


def titled(reading: IcsReading) -> list[tuple[str, datetime]]:
    """Each session on its day, with its title."""
    days = (LAST - FIRST).days + 1
    program = Program(start=FIRST, planned_days=days, day_start=time(0))
    held = occurrences(program, reading.sessions, FIRST, LAST)
    return [(one.planned.title, one.start) for one in held]
