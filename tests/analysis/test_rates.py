"""False alarms and coverage of the two tests of change, in simulated integer diaries."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from itertools import chain

import numpy as np
import pytest

from journal.analysis.series import Series
from journal.analysis.trend import trend
from journal.analysis.windows import compare
from tests.analysis.patients import series

ROUNDS = int(os.environ.get("DAYBOOK_ROUNDS", "400"))
"""Diaries a simulation; ask for 4000 to have the rates to half a percent."""

Record = Callable[[str, object], None]

MEAN, SD, MISSING = 4.5, 1.8, 0.2


def simulated(seed: int, days: int, likeness: float, a_day: float = 0.0) -> list[Series]:
    """Integer diaries of 0 to 10 that drift by ``a_day``, with days missing at random."""
    random = np.random.default_rng(seed)
    noise = random.normal(0, 1, (ROUNDS, days))
    for number in range(1, days):
        kept = np.sqrt(1 - likeness**2) * noise[:, number]
        noise[:, number] = likeness * noise[:, number - 1] + kept
    drift = a_day * (np.arange(days) - (days - 1) / 2)
    values = np.clip(np.rint(MEAN + SD * noise + drift), 0, 10)
    missing = random.random((ROUNDS, days)) < MISSING
    return [
        series([None if gap else float(value) for value, gap in zip(*one, strict=True)])
        for one in zip(values, missing, strict=True)
    ]


def slack(n: int) -> float:
    """Three standard errors of a rate of about 6% in ``n`` diaries."""
    return 3 * (0.06 * 0.94 / n) ** 0.5


DAYS, LIKENESS = (30, 60), (0.0, 0.25, 0.5)


@cache
def alarms(days: int, likeness: float) -> tuple[list[bool], list[bool]]:
    """Whether trend and windows say that something changed where nothing does."""
    found = [
        (trend(one), compare(one))
        for one in simulated(round(days + 100 * likeness), days, likeness)
    ]
    trends = [t.direction != "none" for t, _ in found if t.per_week]
    return trends, [w.direction != "none" for _, w in found if w.change]


@pytest.mark.parametrize("likeness", LIKENESS)
@pytest.mark.parametrize("days", DAYS)
def test_false_alarms(days: int, likeness: float, record_property: Record) -> None:
    """At most eight in a hundred say that something changed; of the windows nine."""
    trends, windows = alarms(days, likeness)
    record_property(
        "figure",
        f"nothing changing, {days} days, day to day {likeness}:"
        f" trend {np.mean(trends):.1%} of {len(trends)},"
        f" windows {np.mean(windows):.1%} of {len(windows)} say it changed",
    )
    assert len(trends) > ROUNDS * 0.9
    assert len(windows) > ROUNDS * 0.5
    assert np.mean(trends) <= 0.08 + slack(len(trends))
    assert np.mean(windows) <= 0.09 + slack(len(windows))


def test_intervals_are_not_too_wide_to_be_of_use() -> None:
    """At least four in a hundred say it; of the windows three. In all diaries together, for of a
    few hundred none at all would be within three standard errors."""
    found = [alarms(days, likeness) for days in DAYS for likeness in LIKENESS]
    for least, said in zip((0.04, 0.03), zip(*found, strict=True), strict=True):
        every = list(chain.from_iterable(said))
        assert slack(len(every)) < least, "so that this can fail"
        assert np.mean(every) >= least - slack(len(every))


@pytest.mark.parametrize("likeness", [0.0, 0.5])
def test_coverage(likeness: float, record_property: Record) -> None:
    fall = -2 / 30
    found = [trend(one).per_week for one in simulated(7, 30, likeness, fall)]
    known = [one for one in found if one]
    covered = np.mean([one.low <= 7 * fall <= one.high for one in known])
    noticed = np.mean([one.direction == "down" for one in known])
    record_property(
        "figure",
        f"2 points down in 30 days, day to day {likeness}: inside the interval {covered:.1%},"
        f" noticed {noticed:.1%}",
    )
    assert 0.92 - slack(len(known)) <= covered <= 0.96 + slack(len(known))
    assert 0.17 - 2 * slack(len(known)) <= noticed <= 0.29 + 2 * slack(len(known))
