"""Trend and windows, against numpy and against what must hold of any such figure."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journal.analysis.level import levels
from journal.analysis.series import Measure, daily
from journal.analysis.student_t import t_975
from journal.analysis.trend import trend
from journal.analysis.windows import compare
from tests.analysis.patients import diary, entry, series

diaries = st.lists(st.sampled_from([None, None, *range(11)]), min_size=20, max_size=80)
"""As many blank days as people leave: with half of them blank, windows hold too little to say."""


def lag_one(values: np.ndarray, days: np.ndarray) -> float:
    """r of CLINICAL section 4, by a matrix of all pairs."""
    if not np.mean(values**2) > 1e-18:
        return 0.0
    adjacent = np.argwhere(days[None, :] - days[:, None] == 1)
    if not len(adjacent):
        return 0.0
    return float(np.mean(values[adjacent[:, 0]] * values[adjacent[:, 1]]) / np.mean(values**2))


@given(diaries)
def test_trend_is_the_formula(values: list[int | None]) -> None:
    found = trend(series(values))
    days = np.array([number for number, value in enumerate(values) if value is not None])
    known = np.array([value for value in values if value is not None], float)
    n = len(known)
    assert found.n == n
    assert found.pairs == int(np.sum(np.diff(days) == 1))
    enough = n >= 14 and days[-1] - days[0] + 1 >= 21 and found.pairs >= 8
    assert (found.per_week is not None) == enough
    if found.per_week is None:
        return
    assume(np.ptp(known) > 0)
    slope, intercept = np.polyfit(days, known, 1)
    left = known - intercept - slope * days
    assume(np.sum(left**2) > 1e-9)
    r = lag_one(left, days)
    r = np.clip(r + (1 + 4 * r) / n, 0, 0.9)
    widening = (1 + r) / (1 - r)
    error = np.sqrt(widening * np.sum(left**2) / (n - 2) / np.sum((days - days.mean()) ** 2))
    half = t_975(max(n / widening - 2, 4)) * error
    expected = 7 * slope, 7 * (slope - half), 7 * (slope + half)
    got = found.per_week.value, found.per_week.low, found.per_week.high
    assert got == pytest.approx(expected, rel=1e-6, abs=1e-9)


@given(diaries)
def test_windows_are_the_formula(values: list[int | None]) -> None:
    found = compare(series(values))
    parts = [values[:14], values[-14:]]
    known = [np.array([v for v in part if v is not None], float) for part in parts]
    n1, n2 = map(len, known)
    assert (found.early.n, found.late.n) == (n1, n2)
    enough = len(values) >= 28 and min(n1, n2) >= 10
    assert (found.change is not None) == enough
    if found.change is None:
        return
    left = np.concatenate([part - part.mean() for part in known])
    days = np.concatenate(
        [[n + 100 * w for n, v in enumerate(part) if v is not None] for w, part in enumerate(parts)]
    )
    r = lag_one(left, days)
    r = np.clip(r + (1 + 3 * r) / ((n1 + n2) / 2), 0, 0.8)
    widening = (1 + r) / (1 - r)
    error = np.sqrt(sum(np.var(part, ddof=1) / len(part) for part in known) * widening)
    change = known[1].mean() - known[0].mean()
    half = t_975(max((n1 + n2 - 2) / widening, 3)) * error
    got = found.change.value, found.change.low, found.change.high
    assert got == pytest.approx((change, change - half, change + half), rel=1e-6, abs=1e-9)


@given(diaries)
def test_turning_a_scale_round_turns_the_trend_round(values: list[int | None]) -> None:
    turned = [None if value is None else 10 - value for value in values]
    one, other = trend(series(values)).per_week, trend(series(turned)).per_week
    if one is None or other is None:
        assert one is other
        return
    assert (one.value, one.low, one.high) == pytest.approx(
        (-other.value, -other.high, -other.low), abs=1e-9
    )


@pytest.mark.parametrize(
    "values",
    [
        [5] * 13 + [None] * 10,
        [5] * 20,
        [5, 5, None] * 7 + [None, 5],
    ],
    ids=["13 entries", "20 days", "7 pairs"],
)
def test_one_too_few_says_nothing(values: list[int | None]) -> None:
    found = trend(series(values))
    assert found.per_week is None
    assert found.direction == "none"


def test_exactly_enough_says_something() -> None:
    values: list[int | None] = [5, 6, None] * 6 + [5, 6, 5] + [None] * 5
    found = trend(series(values))
    assert (found.n, found.days, found.pairs) == (15, 21, 8)
    assert found.per_week is not None


def test_the_same_every_day_is_no_change() -> None:
    flat = series([4] * 30)
    assert trend(flat).direction == "none"
    assert compare(flat).direction == "none"


def test_a_straight_fall_is_found_exactly() -> None:
    found = trend(series([30 - 0.5 * number for number in range(30)]))
    assert found.direction == "down"
    assert found.per_week is not None
    assert found.per_week.value == pytest.approx(-3.5)


def test_late_answers_stay_out_unless_asked_for() -> None:
    values: list[float | None] = [5 + number % 2 for number in range(30)]
    misleading = [10.0 if number % 3 == 0 else value for number, value in enumerate(values)]
    gaps = [None if number % 3 == 0 else value for number, value in enumerate(values)]
    late = [number for number in range(30) if number % 3 == 0]
    assert trend(series(misleading, late)) == trend(series(gaps))
    assert trend(series(misleading, late), with_late=True).n == 30
    assert compare(series(misleading, late)).early.n == 9


def test_a_day_entry_written_later_is_a_late_point() -> None:
    found = daily(
        diary([entry(0, craving=3), entry(1, days_later=1, craving=0)], 3), Measure.CRAVING
    )
    assert [(point.value, point.same_day) for point in found.points] == [(3, True), (0, False)]
    assert (found.n, found.gaps, len(found.counted())) == (2, 1, 1)


@given(st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=40))
def test_level_is_the_median_of_seven_days(values: list[int | None]) -> None:
    for number, level in enumerate(levels(series(values))):
        week = [v for v in values[max(number - 6, 0) : number + 1] if v is not None]
        assert level.n == len(week)
        assert level.value == (float(np.median(week)) if len(week) >= 4 else None)
