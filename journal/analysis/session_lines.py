"""Session lines: every session, planned or extra, and what it counts as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from journal.analysis.schedule import Occurrence, occurrences
from journal.model.attendance import Attendance
from journal.model.choices import Place, SessionKind, Status
from journal.model.days import DAY, date_of, wall_clock
from journal.model.diary import Diary
from journal.rules.make_ups import can_make_up


class Counted(StrEnum):
    """What a session counts as in the ledger."""

    ATTENDED = "attended"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"
    MISSED = "missed"
    CANCELLED = "cancelled"
    TECHNICAL = "technical"
    UNMARKED = "unmarked"
    TO_COME = "to_come"
    EXTRA = "extra"
    MADE_UP = "made_up"
    NEITHER = "neither"
    """Not planned and not gone to."""


PRESENT = (Counted.ATTENDED, Counted.LATE, Counted.LEFT_EARLY)
ABSENT = (Counted.EXCUSED, Counted.MISSED)
NOT_HELD = (Counted.CANCELLED, Counted.TECHNICAL)
"""Counts for neither side: the patient could not have gone."""

PLANNED = (*PRESENT, *ABSENT, *NOT_HELD, Counted.UNMARKED)
"""A planned session whose day has come counts as exactly one of these."""

_AWAY = (Status.EXCUSED, Status.MISSED)

NOTHING_TO_MAKE_UP = (
    "There is no missed or excused session that this one makes up for, so it counts as an extra."
)
MADE_UP_BEFORE = "Another session made up for that one already, so this one counts as an extra."
PLANNED_ITSELF = "This session was planned, so it does not make up for another one."
NOT_PLANNED = "No such session was planned on this day, so it counts as an extra."
NOT_PLANNED_NOT_GONE = "No such session was planned on this day, so it counts for neither side."


@dataclass(frozen=True)
class SessionLine:
    """One session of the journal day ``day``.

    ``occurrence`` is None for an extra session, ``attendance`` None for one not marked.
    ``planned_minutes`` is 0 for an extra. ``minutes`` is the time spent there: 0 when not gone
    to, None when it was gone to and no length is known. ``made_up_by`` is the attendance that
    made up for this one; ``remark`` one plain sentence where the count needs a reason.
    """

    day: date
    start: datetime | None
    session: SessionKind
    place: Place
    counted: Counted
    planned_minutes: int
    minutes: int | None
    occurrence: Occurrence | None = None
    attendance: Attendance | None = None
    made_up_by: Attendance | None = None
    remark: str = ""

    @property
    def date(self) -> date:
        """The calendar date: after midnight it is the one after ``day``."""
        return date_of(self.start) if self.start else self.day


def session_lines(diary: Diary, first: date, last: date) -> tuple[SessionLine, ...]:
    """The sessions from ``first`` to ``last``, both included, in order of time.

    Days after ``diary.today`` are to come, whatever is marked on them already. A make-up looks
    for its absence in all attendances of ``diary``.
    """
    return _Marked(diary).lines(first, last)


def today_sessions(diary: Diary, day: date) -> tuple[SessionLine, ...]:
    """The sessions of one day, in order of time."""
    return session_lines(diary, day, day)


class _Marked:
    """The sessions of a diary and what they are marked as, each found without looking at all."""

    def __init__(self, diary: Diary) -> None:
        self._diary = diary
        self._planned = {one.id: one for one in diary.planned}
        self._kept = {one.id: one for one in diary.attendances}
        self._marks = _latest(diary.attendances)
        self._made_up = self._find_made_up()

    def lines(self, first: date, last: date) -> tuple[SessionLine, ...]:
        # From the night before: a session of it may be marked by its date.
        held = occurrences(self._diary.program, self._diary.planned, first - DAY, last)
        marked = {key for one in held for key in _keys(one)}
        lines = [self._planned_line(one) for one in held if one.day >= first]
        lines += [
            self._extra_line(extra)
            for extra in self._once()
            if first <= extra.day <= last and (extra.planned_id, extra.day) not in marked
        ]
        return tuple(sorted(lines, key=_order))

    def _planned_line(self, occurrence: Occurrence) -> SessionLine:
        planned = occurrence.planned
        mark = next(filter(None, map(self._marks.get, _keys(occurrence))), None)
        if occurrence.day > self._diary.today:
            counted = Counted.TO_COME
        else:
            counted = Counted(mark.status) if mark else Counted.UNMARKED
        minutes = 0
        if mark and counted in PRESENT:
            minutes = occurrence.minutes if mark.minutes is None else mark.minutes
        return SessionLine(
            day=occurrence.day,
            start=occurrence.start,
            session=planned.session,
            place=mark.place if mark else planned.place,
            counted=counted,
            planned_minutes=occurrence.minutes,
            minutes=minutes,
            occurrence=occurrence,
            attendance=mark,
            made_up_by=self._made_up.get(mark.id) if mark else None,
            remark=PLANNED_ITSELF if mark and mark.makes_up_for else "",
        )

    def _extra_line(self, extra: Attendance) -> SessionLine:
        counted, remark = self._counted(extra)
        return SessionLine(
            day=extra.day,
            start=self._start(extra),
            session=extra.session,
            place=extra.place,
            counted=counted,
            planned_minutes=0,
            minutes=self._extra_minutes(extra) if counted in _WITH_TIME else 0,
            attendance=extra,
            remark=remark,
        )

    def _counted(self, extra: Attendance) -> tuple[Counted, str]:
        """What a session beside the plan counts as, and why where that needs saying."""
        if extra.day > self._diary.today:
            return Counted.TO_COME, ""
        if not extra.status.gone_to:
            return Counted.NEITHER, NOT_PLANNED_NOT_GONE if extra.planned_id else ""
        if extra.makes_up_for is None:
            return Counted.EXTRA, NOT_PLANNED if extra.planned_id else ""
        if extra.makes_up_for not in self._made_up:
            return Counted.EXTRA, NOTHING_TO_MAKE_UP
        if self._made_up[extra.makes_up_for].id != extra.id:
            return Counted.EXTRA, MADE_UP_BEFORE
        return Counted.MADE_UP, ""

    def _extra_minutes(self, extra: Attendance) -> int | None:
        """As written down, or as long as the session that it stands for."""
        if extra.minutes is not None:
            return extra.minutes
        stands_for = extra.planned_id
        missed = self._kept.get(extra.makes_up_for) if extra.makes_up_for else None
        if stands_for is None and missed is not None and can_make_up(missed.day, extra.day):
            stands_for = missed.planned_id
        planned = self._planned.get(stands_for) if stands_for else None
        return planned.minutes if planned else None

    def _once(self) -> Iterator[Attendance]:
        """Every attendance, without those that a later word on the same session replaced."""
        for one in self._diary.attendances:
            if one.planned_id is None or self._marks[one.planned_id, one.day] is one:
                yield one

    def _find_made_up(self) -> dict[UUID, Attendance]:
        """The absences that were made up, each with the first session that did."""
        absences = {mark.id: mark for mark in self._marks.values() if mark.status in _AWAY}
        made_up: dict[UUID, Attendance] = {}
        for one in sorted(self._once(), key=self._by_start):
            absence = absences.get(one.makes_up_for) if one.makes_up_for else None
            if (
                absence is not None
                and one.status.gone_to
                and one.day <= self._diary.today
                and can_make_up(absence.day, one.day)
                and absence.id not in made_up
                and self._was_planned(absence)
                and not self._was_planned(one)
            ):
                made_up[absence.id] = one
        return made_up

    def _was_planned(self, attendance: Attendance) -> bool:
        planned = self._planned.get(attendance.planned_id) if attendance.planned_id else None
        if planned is None:
            return False
        day = attendance.day
        held = occurrences(self._diary.program, [planned], day - DAY, day)
        return any((planned.id, day) in _keys(one) for one in held)

    def _start(self, extra: Attendance) -> datetime | None:
        start = extra.start
        if start is None:
            return None
        return wall_clock(extra.day, start, self._diary.program.day_start)

    def _by_start(self, extra: Attendance) -> tuple[date, datetime, str]:
        return extra.day, self._start(extra) or _LAST, str(extra.id)


_LAST = datetime.max  # noqa: DTZ901 - naive, as session times are
_WITH_TIME = (Counted.EXTRA, Counted.MADE_UP)


def _latest(attendances: Iterable[Attendance]) -> dict[tuple[UUID, date], Attendance]:
    """What each planned session on a day is marked as: the latest word, if there are several."""
    marks: dict[tuple[UUID, date], Attendance] = {}
    for mark in sorted(attendances, key=lambda one: (one.edited_at, str(one.id))):
        if mark.planned_id is not None:
            marks[mark.planned_id, mark.day] = mark
    return marks


def _keys(one: Occurrence) -> tuple[tuple[UUID, date], ...]:
    """What marks it: its session on its day, or on its date, as was written once."""
    return (one.planned.id, one.day), (one.planned.id, one.date)


def _order(line: SessionLine) -> tuple[date, datetime, str]:
    return line.day, line.start or _LAST, str(line.attendance.id if line.attendance else "")
