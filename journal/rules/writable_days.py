"""Writable days: the days that a record can be put on."""

from __future__ import annotations

from datetime import date

from journal.errors import InvalidInput
from journal.model.attendance import Attendance
from journal.model.choices import Status
from journal.model.record import Record

ANNOUNCED = (Status.EXCUSED, Status.CANCELLED)
"""What can be known of a session before its day."""


def is_dated(record: Record, held: Record | None) -> bool:
    """Whether ``record`` claims a day anew; what is there stays, should the program move."""
    claims = ("day", "status")
    return held is None or any(getattr(record, c, None) != getattr(held, c, None) for c in claims)


def check_day(record: Record, today: date) -> None:
    """Raise :class:`InvalidInput` for a day after ``today``; every day before can be written."""
    day = getattr(record, "day", None)
    announced = isinstance(record, Attendance) and record.status in ANNOUNCED
    if day is not None and day > today and not announced:
        raise InvalidInput(f"{day:%A, %B} {day.day} is still to come.")
