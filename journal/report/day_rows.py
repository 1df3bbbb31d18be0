"""Day rows: the days of a diary drawn as rows of marks under one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from journal.analysis.ledger import ledger
from journal.analysis.level import Level, levels
from journal.analysis.sentences import measure_name
from journal.analysis.series import Measure, Series, daily
from journal.analysis.session_lines import Counted
from journal.model.choices import Use
from journal.model.diary import Diary
from journal.model.span import Span, counted_span
from journal.report.wording import capital, counted, label
from journal.words.dates import full, short

MOST_DAYS = 60
"""A page has room for this many days; a longer span shows its last ones."""

Shape = Literal["full", "half", "open", "cross", "small"]

_SHAPES: dict[Counted, Shape] = {
    Counted.ATTENDED: "full",
    Counted.EXTRA: "full",
    Counted.MADE_UP: "full",
    Counted.LATE: "half",
    Counted.LEFT_EARLY: "half",
    Counted.EXCUSED: "open",
    Counted.MISSED: "cross",
    Counted.CANCELLED: "small",
    Counted.TECHNICAL: "small",
}


@dataclass(frozen=True)
class Dot:
    """The value of one day, 0 to 10; ``day`` counts from 0. Hollow when written later."""

    day: int
    value: float
    hollow: bool


@dataclass(frozen=True)
class Scale:
    """One answer on a scale of 0 to 10, and the lines of its usual level, broken at gaps."""

    name: str
    low: str
    high: str
    dots: tuple[Dot, ...]
    lines: tuple[tuple[tuple[int, float], ...], ...]


@dataclass(frozen=True)
class Mark:
    """One thing on a day; ``place`` counts those of the same day from 0."""

    day: int
    shape: Shape
    place: int = 0


@dataclass(frozen=True)
class Marks:
    """Things that were or were not on a day."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class DayRows:
    """``days`` days under one axis; ``ticks`` are days and their names, ``alt`` all of it said."""

    heading: str
    days: int
    ticks: tuple[tuple[int, str], ...]
    scales: tuple[Scale, ...]
    rows: tuple[Marks, ...]
    legend: tuple[tuple[Shape, str], ...]
    alt: str


def day_rows(
    diary: Diary, words: tuple[tuple[str, str], tuple[str, str]], use: Mapping[date, Use]
) -> DayRows:
    """The last :data:`MOST_DAYS` days of ``diary`` that have come, with what is shared of them.

    ``words`` are those for the ends of the scales of craving and of mood, ``use`` what may be told
    of it.
    """
    span = counted_span(diary)
    span = Span(max(span.first, span.last - timedelta(days=MOST_DAYS - 1)), span.last)
    scales, said = [], []
    for measure, (low, high) in zip((Measure.CRAVING, Measure.MOOD), words, strict=True):
        series = daily(diary, measure)
        if not series.n:
            continue
        name = measure_name(measure, diary.program.craving_word)
        scales.append(
            Scale(
                label(name, 26), low, high, _dots(series, span), tuple(_lines(levels(series), span))
            )
        )
        said.append(_said(name, series, span))
    lines = [line for line in ledger(diary, span.first, span.last).lines if line.counted in _SHAPES]
    meetings = [meeting.day for meeting in diary.meetings if meeting.day in span]
    used = [day for day in sorted(use) if use[day] is Use.YES and day in span]
    session_marks = _placed((span.index(line.day), _SHAPES[line.counted]) for line in lines)
    rows = [
        Marks("Sessions", session_marks),
        Marks("Meetings", _placed((span.index(day), "full") for day in meetings)),
    ]
    if used:
        rows.append(Marks("Use", _placed((span.index(day), "full") for day in used)))
        said.append(f"Use on {', '.join(map(short, used))}.")
    shown = {mark.shape for mark in session_marks}
    legend: list[tuple[Shape, str]] = [
        ("full", "went"),
        ("half", "late or left early"),
        ("open", "excused"),
        ("cross", "missed"),
        ("small", "not held"),
    ]
    said.append(f"{counted(len(lines), 'session')} and {counted(len(meetings), 'meeting')}.")
    cut = f", the last {MOST_DAYS} days" if span.n == MOST_DAYS < counted_span(diary).n else ""
    heading = f"Day by day{cut}"
    chart = f"Chart, {counted(span.n, 'day')} from {full(span.first)} to {full(span.last)}."
    return DayRows(
        heading=heading,
        days=max(span.n, 1),
        ticks=tuple((span.index(day), short(day)) for day in span if day.weekday() == 0),
        scales=tuple(scales),
        rows=tuple(rows),
        legend=tuple(entry for entry in legend if entry[0] in shown),
        alt=" ".join([chart, *said]),
    )


def _dots(series: Series, span: Span) -> tuple[Dot, ...]:
    return tuple(
        Dot(span.index(point.day), point.value, not point.same_day)
        for point in series.points
        if point.day in span
    )


def _lines(found: Iterable[Level], span: Span) -> Iterable[tuple[tuple[int, float], ...]]:
    """The stretches of days that have a usual level."""
    line: list[tuple[int, float]] = []
    for level in found:
        if level.value is not None and level.day in span:
            line.append((span.index(level.day), level.value))
        elif line:
            yield tuple(line)
            line = []
    if line:
        yield tuple(line)


def _placed(found: Iterable[tuple[int, Shape]]) -> tuple[Mark, ...]:
    """Marks of one day lie beside each other."""
    before: dict[int, int] = {}
    marks = []
    for day, shape in found:
        marks.append(Mark(day, shape, before.get(day, 0)))
        before[day] = before.get(day, 0) + 1
    return tuple(marks)


def _said(name: str, series: Series, span: Span) -> str:
    points = [point for point in series.points if point.day in span]
    if not points:
        return f"{capital(name)}: not written down."
    values = [point.value for point in points]
    later = sum(not point.same_day for point in points)
    return (
        f"{capital(name)}, 0 to 10: {counted(len(points), 'day')} written down, {later} of them"
        f" later, {span.n - len(points)} not written, from {min(values):g} to {max(values):g};"
        f" the first {values[0]:g}, the last {values[-1]:g}."
    )
