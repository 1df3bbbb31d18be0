"""Windows: the first two weeks against the last two."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean

from journal.analysis.interval import Direction, Interval, around
from journal.analysis.series import Point, Series, adjacent
from journal.analysis.trend import likeness
from journal.model.span import Span

WINDOW_DAYS = 14
LEAST_ENTRIES = 10


@dataclass(frozen=True)
class Window:
    """The ``n`` entries of some days and their mean (None without entries)."""

    span: Span
    n: int
    mean: float | None


@dataclass(frozen=True)
class Comparison:
    """Two windows and the change from the earlier to the later, in points.

    ``change`` is None where they overlap or one has fewer than ten entries.
    """

    early: Window
    late: Window
    change: Interval | None

    @property
    def overlap(self) -> bool:
        return self.late.span.first <= self.early.span.last

    @property
    def direction(self) -> Direction:
        """ "none" when there is no clear change or too little to say."""
        return self.change.direction if self.change else "none"


def compare(series: Series, with_late: bool = False) -> Comparison:
    """The first 14 days of ``series`` against its last 14, same-day entries (CLINICAL section 4).

    Difference of means with Welch's standard error, widened for the likeness of one day to the
    next: r pooled within the windows, m = mean window n, r* = clip(r + (1 + 3r) / m, 0, 0.8),
    V = (1 + r*) / (1 - r*), SE^2 = (s1^2 / n1 + s2^2 / n2) V, df = max((n1 + n2 - 2) / V, 3).
    """
    first, last = series.span.first, series.span.last
    length = timedelta(days=WINDOW_DAYS - 1)
    spans = Span(first, min(first + length, last)), Span(max(last - length, first), last)
    points = series.counted(with_late)
    early, late = (tuple(point for point in points if point.day in span) for span in spans)
    windows = [
        Window(span, len(inside), fmean(point.value for point in inside) if inside else None)
        for span, inside in zip(spans, (early, late), strict=True)
    ]
    comparison = Comparison(windows[0], windows[1], None)
    if comparison.overlap or min(len(early), len(late)) < LEAST_ENTRIES:
        return comparison
    return Comparison(windows[0], windows[1], _change(early, late))


def _change(early: tuple[Point, ...], late: tuple[Point, ...]) -> Interval:
    n1, n2 = len(early), len(late)
    mean1, mean2 = (fmean(point.value for point in points) for points in (early, late))
    left1 = [point.value - mean1 for point in early]
    left2 = [point.value - mean2 for point in late]
    pairs = adjacent(early) + [(n1 + one, n1 + other) for one, other in adjacent(late)]
    r = likeness(left1 + left2, pairs)
    r_star = min(max(r + (1 + 3 * r) / ((n1 + n2) / 2), 0.0), 0.8)
    widening = (1 + r_star) / (1 - r_star)
    variance1 = math.fsum(value**2 for value in left1) / (n1 - 1)
    variance2 = math.fsum(value**2 for value in left2) / (n2 - 1)
    standard_error = math.sqrt((variance1 / n1 + variance2 / n2) * widening)
    return around(mean2 - mean1, standard_error, max((n1 + n2 - 2) / widening, 3.0), n1 + n2)
