"""Ledger: sessions planned against sessions gone to, in total and week by week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from journal.analysis.allowance import Allowance, allowance
from journal.analysis.session_lines import (
    ABSENT,
    NOT_HELD,
    PLANNED,
    PRESENT,
    Counted,
    SessionLine,
    session_lines,
)
from journal.model.choices import Place, SessionKind
from journal.model.diary import Diary
from journal.model.program import Program
from journal.model.span import Span


@dataclass(frozen=True)
class Totals:
    """Sessions and minutes by what they count as.

    ``sessions`` has a number for every :class:`Counted`, and so have ``planned_minutes`` and
    ``minutes`` (spent there). ``without_length`` sessions were gone to and have no length
    written down: they are in no hours.
    """

    sessions: Mapping[Counted, int]
    planned_minutes: Mapping[Counted, int]
    minutes: Mapping[Counted, int]
    without_length: int

    @property
    def planned(self) -> int:
        """Planned sessions whose day has come, whatever became of them."""
        return sum(self.sessions[counted] for counted in PLANNED)

    @property
    def held(self) -> int:
        """Planned sessions that could be gone to: not cancelled, no technical failure."""
        return self.planned - self.not_held

    @property
    def not_held(self) -> int:
        """Cancelled by the program or lost to a technical failure: count for neither side."""
        return sum(self.sessions[counted] for counted in NOT_HELD)

    @property
    def attended(self) -> int:
        """Planned sessions gone to, those come late to or left early too."""
        return sum(self.sessions[counted] for counted in PRESENT)

    @property
    def absent(self) -> int:
        """Planned sessions excused or missed, made up or not."""
        return sum(self.sessions[counted] for counted in ABSENT)

    @property
    def planned_hours(self) -> float:
        """Hours of the sessions that could be gone to (:attr:`held`)."""
        held = sum(self.planned_minutes[counted] for counted in PLANNED)
        return (held - sum(self.planned_minutes[counted] for counted in NOT_HELD)) / 60

    @property
    def attended_hours(self) -> float:
        """Hours spent at planned sessions."""
        return sum(self.minutes[counted] for counted in PRESENT) / 60

    @property
    def added_hours(self) -> float:
        """Hours spent at extra and make-up sessions."""
        return (self.minutes[Counted.EXTRA] + self.minutes[Counted.MADE_UP]) / 60


@dataclass(frozen=True)
class Week:
    """One week, ``first`` to ``last``: seven days, of which the ledger may count a part.

    ``days`` (0 to 7) is how many of them have come, are in the ledger's span, and are days of
    the program on which it does not rest. ``planned_hours`` are those of planned sessions that
    have come and could be gone to, ``coming_hours`` those still to come. ``expected_hours`` and
    ``expected_sessions`` are what the program expects in ``days``: its weekly figure times
    days / 7, None where it is not known. ``hours`` are the hours spent, extra and make-up
    sessions too, by kind and place. ``planned`` (held) and ``attended`` count planned sessions.
    """

    first: date
    last: date
    days: int
    planned_hours: float
    coming_hours: float
    expected_hours: float | None
    expected_sessions: float | None
    hours: Mapping[tuple[SessionKind, Place], float]
    planned: int
    attended: int
    totals: Totals


@dataclass(frozen=True)
class Ledger:
    """The sessions of the days ``span``: each, in total, and by week.

    ``allowance`` is as of the last day of the span that has come; None without such a rule.
    ``expected_hours`` and ``expected_sessions`` add up those of the weeks.
    """

    span: Span
    lines: tuple[SessionLine, ...]
    totals: Totals
    weeks: tuple[Week, ...]
    allowance: Allowance | None

    @property
    def expected_hours(self) -> float | None:
        """Hours that the program expects in the days that have come; None is not known."""
        return _added_up(week.expected_hours for week in self.weeks)

    @property
    def expected_sessions(self) -> float | None:
        """Sessions that the program expects in the days that have come; None is not known."""
        return _added_up(week.expected_sessions for week in self.weeks)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it says, in plain sentences; the first is the one to show alone."""
        totals = self.totals
        count = totals.sessions
        said = [_went(totals)]
        parts = [
            (count[Counted.LATE], "late"),
            (count[Counted.LEFT_EARLY], "left early"),
            (count[Counted.EXCUSED], "excused"),
            (count[Counted.MISSED], "missed"),
            (count[Counted.MADE_UP], "made up"),
            (count[Counted.EXTRA], "extra"),
        ]
        if any(n for n, _ in parts):
            said.append(f"{', '.join(f'{n} {words}' for n, words in parts if n)}.")
        if totals.not_held:
            said.append(
                f"{_sessions(totals.not_held)} cancelled or lost to a technical problem:"
                " not counted."
            )
        if count[Counted.UNMARKED]:
            said.append(f"{_sessions(count[Counted.UNMARKED])} not marked yet.")
        if totals.without_length:
            said.append(f"{_sessions(totals.without_length)} without a length, in no hours.")
        if self.allowance:
            said.append(self.allowance.sentence)
        return tuple(said)


def ledger(
    diary: Diary, first: date | None = None, last: date | None = None, week_start: int = 0
) -> Ledger:
    """The ledger of the days ``first`` to ``last`` (both included; the whole diary if None).

    It begins with the program; what was gone to before is in no count. Sessions are due up to
    ``diary.today``; later ones are to come. Give it a diary that goes back to the start of the
    program: make-ups and the allowance look at all of its attendances. ``week_start`` is the
    weekday that weeks start on, 0 (Monday) to 6.
    """
    begins = max(first or diary.first, diary.first, diary.program.start)
    span = Span(begins, min(last or diary.last, diary.last))
    every = session_lines(diary, diary.first, diary.last)
    lines = tuple(line for line in every if line.day in span)
    return Ledger(
        span=span,
        lines=lines,
        totals=_totals(lines),
        weeks=tuple(_weeks(diary, span, lines, week_start)),
        allowance=allowance(diary, every, min(span.last, diary.today)),
    )


def _totals(lines: Iterable[SessionLine]) -> Totals:
    sessions = dict.fromkeys(Counted, 0)
    planned_minutes, minutes = sessions.copy(), sessions.copy()
    without_length = 0
    for line in lines:
        sessions[line.counted] += 1
        planned_minutes[line.counted] += line.planned_minutes
        minutes[line.counted] += line.minutes or 0
        without_length += line.minutes is None
    return Totals(sessions, planned_minutes, minutes, without_length)


def _weeks(
    diary: Diary, span: Span, lines: tuple[SessionLine, ...], week_start: int
) -> Iterable[Week]:
    by_week: dict[date, list[SessionLine]] = {}
    for line in lines:
        by_week.setdefault(_first_of_week(line.day, week_start), []).append(line)
    first = _first_of_week(span.first, week_start)
    while span.n and first <= span.last:
        yield _week(diary, span, first, by_week.get(first, []))
        first += timedelta(days=7)


def _week(diary: Diary, span: Span, first: date, lines: list[SessionLine]) -> Week:
    week = Span(first, first + timedelta(days=6))
    days = sum(day in span and day <= diary.today and _counts(diary.program, day) for day in week)
    totals = _totals(lines)
    hours: dict[tuple[SessionKind, Place], float] = {}
    for line in lines:
        if line.minutes:
            key = line.session, line.place
            hours[key] = hours.get(key, 0) + line.minutes / 60
    return Week(
        first=week.first,
        last=week.last,
        days=days,
        planned_hours=totals.planned_hours,
        coming_hours=totals.planned_minutes[Counted.TO_COME] / 60,
        expected_hours=_share(diary.program.weekly_hours, days),
        expected_sessions=_share(diary.program.weekly_sessions, days),
        hours=hours,
        planned=totals.held,
        attended=totals.attended,
        totals=totals,
    )


def _counts(program: Program, day: date) -> bool:
    """Whether the program's weekly figures hold on ``day``: aftercare has its own plan."""
    aftercare = program.aftercare_from
    return (
        program.start <= day <= program.last_day
        and not program.rests_on(day)
        and (aftercare is None or day < aftercare)
    )


def _share(weekly: float | None, days: int) -> float | None:
    return None if weekly is None else weekly * days / 7


def _added_up(parts: Iterable[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def _first_of_week(day: date, week_start: int) -> date:
    return day - timedelta(days=(day.weekday() - week_start) % 7)


def _went(totals: Totals) -> str:
    if not totals.held:
        return "No planned sessions to count in these days."
    return (
        f"Went to {totals.attended} of {totals.held} planned"
        f" {'session' if totals.held == 1 else 'sessions'}:"
        f" {_number(totals.attended_hours)} of {_number(totals.planned_hours)} hours."
    )


def _sessions(n: int) -> str:
    return f"{n} {'session' if n == 1 else 'sessions'}"


def _number(hours: float) -> str:
    return f"{round(hours, 1):g}"
