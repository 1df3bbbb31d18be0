"""Interval: an estimate with the range it likely lies in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from journal.analysis.student_t import t_975

Direction = Literal["up", "down", "none"]


@dataclass(frozen=True)
class Interval:
    """``value`` with its 95% interval ``low`` to ``high``, from ``n`` entries."""

    value: float
    low: float
    high: float
    n: int

    @property
    def direction(self) -> Direction:
        """The direction of a change, "none" while the interval holds zero."""
        if self.low > 0:
            return "up"
        return "down" if self.high < 0 else "none"

    def scaled(self, factor: float) -> Interval:
        """This interval in a unit that is ``factor`` (above 0) times smaller."""
        return Interval(self.value * factor, self.low * factor, self.high * factor, self.n)


def around(value: float, standard_error: float, df: float, n: int) -> Interval:
    """The 95% t interval around ``value`` with ``df`` degrees of freedom."""
    half = t_975(df) * standard_error
    return Interval(value, value - half, value + half, n)


def mean_interval(values: Sequence[float]) -> Interval:
    """The mean of two or more ``values`` with its 95% t interval."""
    n = len(values)
    mean = math.fsum(values) / n
    variance = math.fsum((value - mean) ** 2 for value in values) / (n - 1)
    return around(mean, math.sqrt(variance / n), n - 1, n)


def signed(value: float) -> str:
    """A change to one decimal, with its sign and a true minus: "−1.8", "+0.4", "0"."""
    rounded = round(value, 1)
    return f"{rounded:+.1f}".replace("-", "\N{MINUS SIGN}") if rounded else "0"
