"""Trend: is it going up or down, beyond the ups and downs."""

from __future__ import annotations

import math
from dataclasses import dataclass

from journal.analysis.interval import Direction, Interval, around
from journal.analysis.series import Point, Series, adjacent

LEAST_ENTRIES = 14
LEAST_DAYS = 21
LEAST_PAIRS = 8


@dataclass(frozen=True)
class Trend:
    """The change of a series in points a week.

    ``n`` entries cover ``days`` days from the first to the last, both included, and ``pairs`` of
    them lie on adjacent days. ``per_week`` is None where that is too little to say.
    """

    n: int
    days: int
    pairs: int
    per_week: Interval | None

    @property
    def direction(self) -> Direction:
        """ "none" when there is no clear change or too little to say."""
        return self.per_week.direction if self.per_week else "none"


def trend(series: Series, with_late: bool = False) -> Trend:
    """The trend of ``series`` from its same-day entries (CLINICAL section 4).

    Least squares on the day number. The standard error is widened for the likeness of one day
    to the next: r = mean product of residuals on adjacent dates / mean squared residual,
    r* = clip(r + (1 + 4r) / n, 0, 0.9), V = (1 + r*) / (1 - r*), SE = sqrt(V) x SE of least
    squares, df = max(n / V - 2, 4).
    """
    points = series.counted(with_late)
    n = len(points)
    days = (points[-1].day - points[0].day).days + 1 if points else 0
    pairs = adjacent(points)
    enough = n >= LEAST_ENTRIES and days >= LEAST_DAYS and len(pairs) >= LEAST_PAIRS
    slope = _slope(points, pairs) if enough else None
    return Trend(n, days, len(pairs), slope.scaled(7) if slope else None)


def _slope(points: tuple[Point, ...], pairs: list[tuple[int, int]]) -> Interval:
    """The slope a day."""
    n = len(points)
    times = [(point.day - points[0].day).days for point in points]
    mid_time = math.fsum(times) / n
    mid_value = math.fsum(point.value for point in points) / n
    moments = math.fsum((time - mid_time) ** 2 for time in times)
    slope = (
        math.fsum(
            (time - mid_time) * (point.value - mid_value)
            for time, point in zip(times, points, strict=True)
        )
        / moments
    )
    residuals = [
        point.value - mid_value - slope * (time - mid_time)
        for time, point in zip(times, points, strict=True)
    ]
    squares = math.fsum(residual**2 for residual in residuals)
    r = likeness(residuals, pairs)
    r_star = min(max(r + (1 + 4 * r) / n, 0.0), 0.9)
    widening = (1 + r_star) / (1 - r_star)
    standard_error = math.sqrt(widening * squares / (n - 2) / moments)
    return around(slope, standard_error, max(n / widening - 2, 4.0), n)


def likeness(residuals: list[float], pairs: list[tuple[int, int]]) -> float:
    """The lag-1 correlation of ``residuals``: mean product over ``pairs`` / mean square.

    0 when there is nothing to compare, or nothing but rounding is left over.
    """
    squares = math.fsum(residual**2 for residual in residuals)
    if not pairs or squares < 1e-18 * len(residuals):
        return 0.0
    products = math.fsum(residuals[one] * residuals[other] for one, other in pairs)
    return (products / len(pairs)) / (squares / len(residuals))
