"""Session lines: every session, planned or extra, and what it counts as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from journal.analysis.schedule import Occurrence, occurrences
from journal.model.attendance import Attendance
from journal.model.choices import Place, SessionKind, Status
from journal.model.diary import Diary
from journal.model.program import PlannedSession


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

_GONE_TO = (Status.ATTENDED, Status.LATE, Status.LEFT_EARLY)
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
    """One session.

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


def session_lines(diary: Diary, first: date, last: date) -> tuple[SessionLine, ...]:
    """The sessions from ``first`` to ``last``, both included, in order of time.

    Days after ``diary.today`` are to come, whatever is marked on them already. A make-up looks
    for its absence in all attendances of ``diary``.
    """
    marks = _marks(diary)
    made_up = _made_up(diary, marks)
    held = occurrences(diary.program, diary.planned, first, last)
    keys = {(one.planned.id, one.day) for one in held}
    lines = [_planned_line(diary, one, marks, made_up) for one in held]
    lines += [
        _extra_line(diary, extra, made_up)
        for extra in _once(diary, marks)
        if first <= extra.day <= last and (extra.planned_id, extra.day) not in keys
    ]
    return tuple(sorted(lines, key=_order))


def today_sessions(diary: Diary, day: date) -> tuple[SessionLine, ...]:
    """The sessions of one day, in order of time."""
    return session_lines(diary, day, day)


def _order(line: SessionLine) -> tuple[date, datetime, str]:
    known = line.start or datetime.max  # noqa: DTZ901 - naive, as session times are
    return line.day, known, str(line.attendance.id if line.attendance else "")


def _planned_line(
    diary: Diary,
    occurrence: Occurrence,
    marks: dict[tuple[UUID, date], Attendance],
    made_up: dict[UUID, Attendance],
) -> SessionLine:
    planned = occurrence.planned
    mark = marks.get((planned.id, occurrence.day))
    if occurrence.day > diary.today:
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
        made_up_by=made_up.get(mark.id) if mark else None,
        remark=PLANNED_ITSELF if mark and mark.makes_up_for else "",
    )


def _extra_line(diary: Diary, extra: Attendance, made_up: dict[UUID, Attendance]) -> SessionLine:
    gone_to = extra.status in _GONE_TO
    counted, remark = Counted.EXTRA, ""
    if extra.day > diary.today:
        counted = Counted.TO_COME
    elif not gone_to:
        counted = Counted.NEITHER
        remark = NOT_PLANNED_NOT_GONE if extra.planned_id else ""
    elif extra.makes_up_for is None:
        remark = NOT_PLANNED if extra.planned_id else ""
    elif extra.makes_up_for not in made_up:
        remark = NOTHING_TO_MAKE_UP
    elif made_up[extra.makes_up_for].id != extra.id:
        remark = MADE_UP_BEFORE
    else:
        counted = Counted.MADE_UP
    return SessionLine(
        day=extra.day,
        start=datetime.combine(extra.day, extra.start) if extra.start else None,
        session=extra.session,
        place=extra.place,
        counted=counted,
        planned_minutes=0,
        minutes=_extra_minutes(diary, extra) if counted in _WITH_TIME else 0,
        attendance=extra,
        remark=remark,
    )


_WITH_TIME = (Counted.EXTRA, Counted.MADE_UP)


def _extra_minutes(diary: Diary, extra: Attendance) -> int | None:
    """As written down, or as long as the session that it stands for."""
    if extra.minutes is not None:
        return extra.minutes
    stands_for = extra.planned_id
    if stands_for is None and extra.makes_up_for is not None:
        absence = next((a for a in diary.attendances if a.id == extra.makes_up_for), None)
        stands_for = absence.planned_id if absence else None
    planned = _planned(diary, stands_for)
    return planned.minutes if planned else None


def _planned(diary: Diary, planned_id: UUID | None) -> PlannedSession | None:
    return next((one for one in diary.planned if one.id == planned_id), None)


def _marks(diary: Diary) -> dict[tuple[UUID, date], Attendance]:
    """What each planned session on a day is marked as: the latest word, if there are several."""
    marks: dict[tuple[UUID, date], Attendance] = {}
    for mark in sorted(diary.attendances, key=lambda one: (one.edited_at, str(one.id))):
        if mark.planned_id is not None:
            marks[mark.planned_id, mark.day] = mark
    return marks


def _once(diary: Diary, marks: dict[tuple[UUID, date], Attendance]) -> Iterator[Attendance]:
    """Every attendance, without those that a later word on the same session replaced."""
    for one in diary.attendances:
        if one.planned_id is None or marks[one.planned_id, one.day] is one:
            yield one


def _made_up(diary: Diary, marks: dict[tuple[UUID, date], Attendance]) -> dict[UUID, Attendance]:
    """The absences that were made up, each with the first session that did."""
    absences = {mark.id: mark for mark in marks.values() if mark.status in _AWAY}
    made_up: dict[UUID, Attendance] = {}
    for one in sorted(_once(diary, marks), key=lambda one: (one.day, str(one.start), str(one.id))):
        absence = absences.get(one.makes_up_for) if one.makes_up_for else None
        if (
            absence is not None
            and one.status in _GONE_TO
            and one.day <= diary.today
            and absence.id not in made_up
            and _was_planned(diary, absence)
            and not _was_planned(diary, one)
        ):
            made_up[absence.id] = one
    return made_up


def _was_planned(diary: Diary, attendance: Attendance) -> bool:
    planned = _planned(diary, attendance.planned_id)
    day = attendance.day
    return planned is not None and bool(occurrences(diary.program, [planned], day, day))
