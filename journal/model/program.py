"""Program: the frame of an intensive outpatient program, and the sessions planned in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import ClassVar
from uuid import UUID

from journal.model.choices import Place, SessionKind
from journal.model.days import DAY_START
from journal.model.record import (
    Record,
    clean_text,
    named_id,
    require,
    require_order,
    require_range,
    require_wall_clock,
)

PROGRAM_ID = named_id("program")

MOST_DAYS = 36_500
"""Of a program with all of its extensions."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days, both included, on which the program rests: illness, travel."""

    first: date
    last: date
    reason: str = ""

    def __post_init__(self) -> None:
        require_order(self.first, self.last)
        object.__setattr__(self, "reason", clean_text(self.reason))


@dataclass(frozen=True, slots=True)
class Extension:
    """``days`` added to the planned length on the day it was agreed."""

    agreed_on: date
    days: int

    def __post_init__(self) -> None:
        require_range("An extension in days", self.days, 1, 3650)


@dataclass(frozen=True, kw_only=True, slots=True)
class Program(Record):
    """The program a patient is in. A journal has one.

    ``planned_days`` counts calendar days (1 to 3,650; usually 30 to 60). ``weekly_hours`` and
    ``weekly_sessions`` are what the program expects; None is not known. ``allowed_absences`` in
    ``allowance_weeks`` weeks is the program's own rule. ``day_start`` is the local time at which
    a day begins, so that one in the morning still belongs to the evening before.
    """

    kind: ClassVar[str] = "program"

    id: UUID = PROGRAM_ID
    start: date
    planned_days: int = 45
    working_on: str = ""
    craving_word: str = "craving"
    weekly_hours: float | None = None
    weekly_sessions: int | None = None
    allowed_absences: int | None = None
    allowance_weeks: int = 12
    takes_medication: bool | None = None
    day_start: time = DAY_START
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    days_off: tuple[date, ...] = ()
    ended_on: date | None = None
    aftercare_from: date | None = None

    def check(self) -> None:
        self._set("id", PROGRAM_ID)
        self._tidy("working_on", "craving_word")
        self._set("craving_word", self.craving_word.strip() or "craving")
        require(
            len(self.craving_word) <= 40 and "\n" not in self.craving_word,
            "The word for a craving needs to be one short line.",
        )
        require_range("The planned length in days", self.planned_days, 1, 3650)
        require_range("The length with extensions in days", self.length, 1, MOST_DAYS)
        require_range("Hours a week", self.weekly_hours, 0, 100)
        require_range("Sessions a week", self.weekly_sessions, 0, 50)
        require_range("Allowed absences", self.allowed_absences, 0, 1000)
        require_range("Weeks of the absence rule", self.allowance_weeks, 1, 520)
        require_order(self.start, self.ended_on)
        require_order(self.start, self.aftercare_from)
        require_wall_clock(self.day_start)
        require(self.day_start <= time(12, 0), "A day can start at midnight to noon.")

    @property
    def length(self) -> int:
        """Planned days with all extensions."""
        return self.planned_days + sum(extension.days for extension in self.extensions)

    @property
    def planned_end(self) -> date:
        """The last planned day."""
        return self.start + timedelta(days=self.length - 1)

    @property
    def last_day(self) -> date:
        """The last day that sessions are counted on: the planned end, or the day it ended."""
        return self.ended_on if self.ended_on is not None else self.planned_end

    def day_number(self, day: date) -> int:
        """1 on the first day of the program; 0 or less before it."""
        return (day - self.start).days + 1

    def rests_on(self, day: date) -> bool:
        """Whether the program is paused or closed on ``day``."""
        return day in self.days_off or any(p.first <= day <= p.last for p in self.pauses)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedSession(Record):
    """A session that the program expects, every week or every ``every_weeks`` weeks.

    ``weekday`` is 0 (Monday) to 6. ``start`` is local wall-clock time. It is held from
    ``valid_from`` to ``valid_until``, both included (None: open), except on ``skipped`` days. One
    dated session has ``valid_from == valid_until``. All of these are by the calendar: one planned
    for Saturday at 00:15 belongs to Friday night.
    """

    kind: ClassVar[str] = "planned_session"

    weekday: int
    start: time
    minutes: int = 180
    session: SessionKind = SessionKind.GROUP
    place: Place = Place.ON_SITE
    valid_from: date
    valid_until: date | None = None
    every_weeks: int = 1
    skipped: tuple[date, ...] = field(default=())
    title: str = ""

    def check(self) -> None:
        self._tidy("title")
        require_range("A weekday", self.weekday, 0, 6)
        require_range("Minutes of a session", self.minutes, 1, 1440)
        require_range("Weeks between sessions", self.every_weeks, 1, 52)
        require_order(self.valid_from, self.valid_until)
        require_wall_clock(self.start)
