"""How the daily strip is drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from journal.analysis.level import Level
from journal.analysis.series import Measure, Point, Series
from journal.charts.chart import Drawing
from journal.charts.paper import Paper
from journal.charts.style import ChartStyle
from journal.model.span import Span
from journal.words.dates import axis

WORDS = 0.9
"""Size of the small words, relative to the style's."""

DENSE = 3
"""Pixels a day below which single days cannot be told apart."""

LANE_SHAPES = {"Sessions": "s", "Meetings": "^", "Use": "X"}


@dataclass(frozen=True)
class StripLine:
    """One panel: a series with its usual level, what it is called, and what it says."""

    series: Series
    usual: tuple[Level, ...]
    name: str
    sentence: str

    @property
    def is_mood(self) -> bool:
        return self.series.measure == Measure.MOOD

    @property
    def shape(self) -> str:
        return "o" if self.is_mood else "D"

    @property
    def dashes(self) -> tuple[float, ...]:
        return () if self.is_mood else (5, 2.5)

    def color(self, style: ChartStyle) -> str:
        return style.mood if self.is_mood else style.craving


@dataclass(frozen=True)
class Strip:
    """What is drawn: panels, blank days, ``lanes`` of what happened (times by day), and what the
    mark of each day tells."""

    span: Span
    lines: tuple[StripLine, ...]
    blank: tuple[date, ...]
    lanes: Mapping[str, Mapping[date, int]]
    told: Mapping[date, str]
    style: ChartStyle


@dataclass(frozen=True)
class _Frame:
    """Where things go, in pixels: panels between ``top`` and ``lanes_top``, lanes below."""

    left: float
    right: float
    top: float
    panel: float
    gap: float
    lanes_top: float
    lane: float
    step: float
    first: date

    def x(self, day: date) -> float:
        return self.left + ((day - self.first).days + 0.5) * self.step

    def y(self, number: int, value: float) -> float:
        """Where ``value`` (0 to 10) lies in the panel ``number``."""
        return self.top + number * (self.panel + self.gap) + self.panel * (1 - value / 10)


def paint_strip(strip: Strip, width: float, height: float) -> Drawing:
    """``strip`` drawn on ``width`` by ``height`` logical pixels."""
    style, em = strip.style, strip.style.em
    paper = Paper(width, height, style)
    lanes = [paper.measure(name, WORDS) for name in strip.lanes]
    left = max(4.9 * em, *lanes) + 4.0 * em
    right = width - 0.8 * em
    top, gap, lane = 2.7 * em, 1.6 * em, 1.45 * em
    lanes_top = height - 1.9 * em - lane * len(strip.lanes)
    panel = max((lanes_top - 0.8 * em - top - gap) / 2, em)
    step = (right - left) / max(strip.span.n, 10)
    frame = _Frame(left, right, top, panel, gap, lanes_top, lane, step, strip.span.first)
    if step >= DENSE:
        tall = lanes_top - 0.4 * em - (top - 0.4 * em)
        bands = [
            (frame.x(first) - step / 2, top - 0.4 * em, days * step, tall)
            for first, days in _runs(strip.blank)
        ]
        paper.boxes(bands, style.band, layer=0)
    for number, line in enumerate(strip.lines):
        _panel(paper, strip, line, number, frame)
    _lanes(paper, strip, frame)
    _axis(paper, strip, frame)
    _legend(paper, strip, frame)
    _spots(paper, strip, frame)
    return paper.drawing()


def _runs(days: tuple[date, ...]) -> list[tuple[date, int]]:
    """The first day and the length of every row of days on end; bands side by side show a seam."""
    runs: list[tuple[date, int]] = []
    for day in days:
        if runs and (day - runs[-1][0]).days == runs[-1][1]:
            runs[-1] = runs[-1][0], runs[-1][1] + 1
        else:
            runs.append((day, 1))
    return runs


def _panel(paper: Paper, strip: Strip, line: StripLine, number: int, frame: _Frame) -> None:
    style, em = strip.style, strip.style.em
    color = line.color(style)
    for value in (0, 5, 10):
        y = frame.y(number, value)
        paper.line([frame.left, frame.right], [y, y], style.grid, layer=0.5)
        paper.text(
            frame.left - 0.6 * em, y, str(value), size=WORDS, color=style.muted, across="right"
        )
    name = paper.wrap(line.name, frame.left - 4.2 * em, bold=True, lines=3)
    middle = frame.y(number, 5) - 0.6 * em * (len(name) - 1)
    paper.marks([1.0 * em], [middle], line.shape, 0.66 * em, color, color, 0)
    for place, words in enumerate(name):
        paper.text(1.8 * em, middle + 1.2 * em * place, words, bold=True)
    usual, dense = line.usual, frame.step < DENSE
    paper.line(
        [frame.x(level.day) for level in usual],
        [math.nan if level.value is None else frame.y(number, level.value) for level in usual],
        color,
        0.7 if dense else 2.0,
        () if dense else line.dashes,
        layer=2.5,
    )
    size = _mark_size(strip, frame)
    for same_day in (True, False):
        points = [point for point in line.series.points if point.same_day is same_day]
        paper.marks(
            [frame.x(point.day) for point in points],
            [frame.y(number, point.value) for point in points],
            line.shape,
            size * (0.86 if line.shape == "D" else 1),
            color if same_day else style.ground,
            (color if dense or not same_day else style.ground),
            0.4 if dense else (1.0 if same_day else 1.6),
            layer=3,
            alpha=0.45 if dense else 1,
        )


def _mark_size(strip: Strip, frame: _Frame) -> float:
    return min(max(frame.step * 0.62, 2.0), 0.72 * strip.style.em)


def _lanes(paper: Paper, strip: Strip, frame: _Frame) -> None:
    style, em = strip.style, strip.style.em
    colors = {"Sessions": style.edge, "Meetings": style.meeting, "Use": style.use}
    for number, (name, days) in enumerate(strip.lanes.items()):
        y = frame.lanes_top + (number + 0.5) * frame.lane
        paper.text(0.7 * em, y, name, size=WORDS, color=style.muted)
        size = min(max(frame.step * 0.5, 1.5), 0.55 * em)
        xs = [frame.x(day) for day in days]
        paper.marks(xs, [y] * len(xs), LANE_SHAPES[name], size, colors[name], colors[name], 0)


def _axis(paper: Paper, strip: Strip, frame: _Frame) -> None:
    style, em = strip.style, strip.style.em
    y = frame.lanes_top + frame.lane * len(strip.lanes) + 0.2 * em
    widest = paper.measure("May 30", WORDS)
    end = frame.x(strip.span.last) + frame.step / 2
    paper.line([frame.left, end], [y, y], style.muted, layer=1)
    for day, name in axis(strip.span, lambda days: days * frame.step, widest):
        x = frame.x(day)
        paper.line([x, x], [y, y + 0.3 * em], style.muted, layer=1)
        half = paper.measure(name, WORDS) / 2
        x = min(x, paper.width - half - 0.4 * em)  # clear of a focus ring
        paper.text(x, y + 0.95 * em, name, size=WORDS, color=style.muted, across="center")


def _legend(paper: Paper, strip: Strip, frame: _Frame) -> None:
    """What the marks mean, from the right, as far as there is room."""
    style, em = strip.style, strip.style.em
    y = 0.95 * em
    x = frame.right
    size = 0.6 * em
    late = any(not point.same_day for line in strip.lines for point in line.series.points)
    usual = any(level.value is not None for line in strip.lines for level in line.usual)
    items = ["blank day"] if strip.blank and frame.step >= DENSE else []
    items += ["usual level"] if usual else []
    items += ["later"] if late else []
    items += ["same day"]
    for name in items:
        x -= paper.measure(name, WORDS)
        sample = {"usual level": 1.9 * em, "blank day": 1.3 * em}.get(name, 2.0 * em)
        if x - sample < 0.7 * em:
            break
        paper.text(x, y, name, size=WORDS, color=style.muted)
        x -= sample
        if name == "blank day":
            paper.boxes([(x, y - 0.45 * em, 0.9 * em, 0.9 * em)], style.band)
        elif name == "usual level":
            paper.line([x, x + 1.4 * em], [y, y], style.muted, 2.0)
        else:
            fill = style.muted if name == "same day" else style.ground
            xs = [x + 0.4 * em], [x + 1.25 * em]
            for place, shape in zip(xs, "oD", strict=True):
                paper.marks(
                    place, [y], shape, size * (0.86 if shape == "D" else 1), fill, style.muted, 1.3
                )
        x -= 1.3 * em


def _spots(paper: Paper, strip: Strip, frame: _Frame) -> None:
    """One spot for each mark, or for a day without marks."""
    marks: dict[date, list[tuple[int, Point]]] = {}
    for number, line in enumerate(strip.lines):
        for point in line.series.points:
            marks.setdefault(point.day, []).append((number, point))
    middle = frame.top + frame.panel + frame.gap / 2
    for day, text in strip.told.items():
        for number, point in marks.get(day, []):
            paper.spot(frame.x(day), frame.y(number, point.value), text)
        if day not in marks:
            paper.spot(frame.x(day), middle, text)
