"""Writable days: the days that a record can be put on."""

from __future__ import annotations

from datetime import date

from journal.errors import InvalidInput
from journal.model.attendance import Attendance
from journal.model.choices import Status
from journal.model.program import Program
from journal.model.record import Record
from journal.model.therapy import Score, Visit

ANNOUNCED = (Status.EXCUSED, Status.CANCELLED)
"""What can be known of a session before its day."""


def is_dated(record: Record, held: Record | None) -> bool:
    """Whether ``record`` claims a day anew; what is there stays, should the program move."""
    claims = ("day", "status")
    return held is None or any(getattr(record, c, None) != getattr(held, c, None) for c in claims)


def check_day(record: Record, program: Program, today: date) -> None:
    """Raise :class:`InvalidInput` for a day before the program or after ``today``."""
    day = getattr(record, "day", None)
    if day is None:
        return
    announced = isinstance(record, Attendance) and record.status in ANNOUNCED
    if day > today and not announced:
        raise InvalidInput(f"{day:%A, %B} {day.day} is still to come.")
    if day < program.start and not isinstance(record, Score | Visit):
        raise InvalidInput(f"{day} is before your program, which starts on {program.start}.")
