"""The 97.5% point of t, against published tables, closed forms and plain integration."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.analysis.student_t import t_975

PUBLISHED = {
    1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262,
    10: 2.228, 11: 2.201, 12: 2.179, 13: 2.160, 14: 2.145, 15: 2.131, 16: 2.120, 17: 2.110,
    18: 2.101, 19: 2.093, 20: 2.086, 21: 2.080, 22: 2.074, 23: 2.069, 24: 2.064, 25: 2.060,
    26: 2.056, 27: 2.052, 28: 2.048, 29: 2.045, 30: 2.042, 40: 2.021, 60: 2.000, 80: 1.990,
    100: 1.984, 120: 1.980, 1000: 1.962,
}  # fmt: skip
"""NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.6.7.2."""


@pytest.mark.parametrize(("df", "point"), PUBLISHED.items())
def test_agrees_with_published_tables(df: int, point: float) -> None:
    assert round(t_975(df), 3) == point


def test_agrees_with_closed_forms() -> None:
    assert t_975(1) == pytest.approx(math.tan(0.475 * math.pi), rel=1e-9)
    assert t_975(2) == pytest.approx(0.95 / math.sqrt(2 * 0.975 * 0.025), rel=1e-9)


@given(st.floats(1, 400))
def test_leaves_a_fortieth_above_it(df: float) -> None:
    ts = np.linspace(0, t_975(df), 20_001)
    scale = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)
    density = scale * (1 + ts**2 / df) ** (-(df + 1) / 2)
    assert np.trapezoid(density, ts) == pytest.approx(0.475, abs=1e-6)


def test_ends_at_the_normal_distribution() -> None:
    assert t_975(1e7) == pytest.approx(1.959964, abs=1e-5)


@pytest.mark.parametrize("df", [0.99, 0, -3, math.nan])
def test_refuses_less_than_one(df: float) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        t_975(df)
