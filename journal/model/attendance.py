"""Attendance: what became of sessions, and the support-group meetings gone to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar
from uuid import UUID

from journal.model.choices import Place, SessionKind, Status
from journal.model.record import Record, named_id, require, require_range, require_wall_clock


def attendance_id(planned_id: UUID, on: date) -> UUID:
    """The id of the one attendance of a planned session on a calendar date."""
    return named_id("attendance", planned_id, on)


@dataclass(frozen=True, kw_only=True, slots=True)
class Attendance(Record):
    """One session, planned or extra, and what became of it.

    ``day`` is the journal day, which an hour after midnight belongs to, too. ``planned_id`` is None
    for an extra session. ``minutes`` is the time spent there, 0 to 1,440;
    None means as planned. ``makes_up_for`` is the attendance it makes up for.
    """

    kind: ClassVar[str] = "attendance"
    own_words: ClassVar[tuple[str, ...]] = ("note",)

    day: date
    planned_id: UUID | None = None
    session: SessionKind = SessionKind.GROUP
    place: Place = Place.ON_SITE
    start: time | None = None
    status: Status
    minutes: int | None = None
    makes_up_for: UUID | None = None
    note: str = ""

    def check(self) -> None:
        self._tidy("note")
        require_wall_clock(self.start)
        require_range("Minutes of a session", self.minutes, 0, 1440)
        require(self.makes_up_for != self.id, "A session cannot make up for itself.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting(Record):
    """A support-group meeting.

    ``day`` is the journal day; the date that a log prints is that of its ``start``. ``fellowship``
    and ``format`` are content keys or the patient's own words. ``minutes`` is 1 to 1,440.
    ``step`` is the step being worked on, 1 to 12.
    """

    kind: ClassVar[str] = "meeting"
    own_words: ClassVar[tuple[str, ...]] = ("note", "fellowship")

    day: date
    start: time | None = None
    fellowship: str
    format: str = ""
    place: Place = Place.ON_SITE
    minutes: int | None = None
    step: int | None = None
    sponsor_contact: bool | None = None
    note: str = ""

    def check(self) -> None:
        self._tidy("fellowship", "format", "note")
        require(bool(self.fellowship.strip()), "A meeting needs the name of its fellowship.")
        require_wall_clock(self.start)
        require_range("Minutes of a meeting", self.minutes, 1, 1440)
        require_range("A step", self.step, 1, 12)
