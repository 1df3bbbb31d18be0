"""Student's t: its 97.5% point, the only one that 95% intervals need."""

from __future__ import annotations

import math
from functools import lru_cache

STEPS = 128
"""Simpson steps; an even number. With 128 the error stays below 1e-8 from df 1 to a million."""


@lru_cache(1000)  # the same sizes of groups come again with every drawing
def t_975(df: float) -> float:
    """The t below which 97.5% lie, for a real number ``df`` of at least 1.

    With t = sqrt(df) tan(angle), the chance of lying between 0 and t is
    c * integral of cos(x)**(df - 1) from 0 to the angle, c = gamma((df+1)/2) / (sqrt(pi)
    gamma(df/2)). Newton's method finds the angle where this is 0.475; the integral bends down
    only, so from the left every step stays left of the answer. Raises ValueError below 1.
    """
    if not df >= 1:
        raise ValueError(f"df is at least 1, not {df}")
    scale = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(math.pi)
    angle = 0.475 / scale
    for _ in range(50):
        short_by = 0.475 - scale * _integral(df - 1, angle)
        step = short_by / (scale * math.cos(angle) ** (df - 1))
        angle += step
        if abs(step) < 1e-12 * angle:
            break
    return math.sqrt(df) * math.tan(angle)


def _integral(power: float, end: float) -> float:
    """The integral of cos(x)**power from 0 to ``end`` by Simpson's rule."""
    width = end / STEPS
    terms = (
        (1 if n in (0, STEPS) else 4 if n % 2 else 2) * math.cos(n * width) ** power
        for n in range(STEPS + 1)
    )
    return math.fsum(terms) * width / 3
