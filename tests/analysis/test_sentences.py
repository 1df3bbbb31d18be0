"""What is said about a change, word for word."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.analysis.interval import Interval
from journal.analysis.sentences import (
    change_sentence,
    change_words,
    comparison_sentence,
    trend_sentence,
)
from journal.analysis.series import Measure
from journal.analysis.trend import Trend, trend
from journal.analysis.windows import Comparison, Window
from journal.model.span import Span
from tests.analysis.patients import START, day, series

DOWN = Interval(-0.52, -0.9, -0.14, 28)
UP = Interval(0.52, 0.14, 0.9, 28)


def of(change: Interval | None) -> Trend:
    return Trend(28, 33, 20, change)


def windows(change: Interval | None, n: int = 14) -> Comparison:
    early, late = Span(START, day(13)), Span(day(20), day(33))
    return Comparison(Window(early, n, 5.0), Window(late, 14, 5.0), change)


@pytest.mark.parametrize(
    ("found", "measure", "said"),
    [
        (
            of(DOWN),
            Measure.CRAVING,
            "Your worst craving went down about 0.5 points a week (likely between 0.1 and 0.9).",
        ),
        (
            of(UP),
            Measure.CRAVING,
            (
                "Your worst craving went up about 0.5 points a week (likely between 0.1 and 0.9)."
                " This is worth bringing to your therapist."
            ),
        ),
        (
            of(UP),
            Measure.MOOD,
            "Your mood went up about 0.5 points a week (likely between 0.1 and 0.9).",
        ),
        (
            of(DOWN),
            Measure.MOOD,
            (
                "Your mood went down about 0.5 points a week (likely between 0.1 and 0.9)."
                " This is worth bringing to your therapist."
            ),
        ),
        (
            of(Interval(0.5, -0.1, 1.1, 28)),
            Measure.MOOD,
            "No clear change yet. The ups and downs are too big to tell.",
        ),
        (
            of(Interval(0.03, 0.01, 0.04, 900)),
            Measure.MOOD,
            "Your mood went up less than 0.1 points a week.",
        ),
        (
            of(Interval(-0.4, -0.8, -0.01, 28)),
            Measure.CRAVING,
            (
                "Your worst craving went down about 0.4 points a week"
                " (likely between just above 0 and 0.8)."
            ),
        ),
    ],
)
def test_trend(found: Trend, measure: Measure, said: str) -> None:
    assert trend_sentence(found, measure) == said


def test_too_few_names_what_is_missing() -> None:
    assert trend_sentence(trend(series([5] * 9)), Measure.MOOD) == (
        "Too few days to say. 9 so far; Daybook looks again at 14."
    )
    assert trend_sentence(trend(series([5] * 16)), Measure.MOOD) == (
        "Too few days to say. They cover 16 days so far; Daybook looks again at 21."
    )
    assert trend_sentence(trend(series([5, None] * 15)), Measure.MOOD) == (
        "Too few days in a row to say. 0 pairs of days so far; Daybook looks again at 8."
    )


@pytest.mark.parametrize(
    ("found", "measure", "word", "said"),
    [
        (
            windows(UP),
            Measure.CRAVING,
            "craving",
            "Cravings have been higher lately. This is worth bringing to your therapist.",
        ),
        (windows(DOWN), Measure.CRAVING, "Urge", "Urges have been lower lately."),
        (
            windows(DOWN),
            Measure.CRAVING,
            "pull to drink",
            "Your worst pull to drink has been lower lately.",
        ),
        (windows(UP), Measure.MOOD, "craving", "Your mood has been higher lately."),
        (
            windows(DOWN),
            Measure.MOOD,
            "craving",
            "Your mood has been lower lately. This is worth bringing to your therapist.",
        ),
        (
            windows(None, 7),
            Measure.MOOD,
            "craving",
            (
                "Too few days to say. 7 in the first two weeks and 14 in the last two;"
                " it takes 10 in each."
            ),
        ),
    ],
)
def test_comparison(found: Comparison, measure: Measure, word: str, said: str) -> None:
    assert comparison_sentence(found, measure, word) == said


def test_windows_that_overlap_wait_for_day_28() -> None:
    early = Window(Span(START, day(13)), 14, 5.0)
    late = Window(Span(day(13), day(13) + timedelta(days=13)), 14, 5.0)
    said = comparison_sentence(Comparison(early, late, None), Measure.MOOD)
    assert said.endswith("from day 28 on.")


def test_figures_behind_a_comparison() -> None:
    assert change_words(windows(Interval(-1.8, -3.0, -0.6, 28))) == (
        "about 1.8 points lower than in the first two weeks (likely between 0.6 and 3.0)"
    )
    assert change_words(windows(Interval(-1.8, -3.0, 0.6, 28))) == ""


@pytest.mark.parametrize(
    ("found", "compared", "begins"),
    [
        (of(UP), windows(UP), "Your worst craving went up"),
        (of(None), windows(UP), "Cravings have been higher lately."),
        (of(Interval(0.5, -0.1, 1.1, 28)), windows(DOWN), "Cravings have been lower lately."),
        (of(Interval(0.5, -0.1, 1.1, 28)), windows(None), "No clear change yet."),
    ],
)
def test_a_change_that_only_the_comparison_finds_is_said(
    found: Trend, compared: Comparison, begins: str
) -> None:
    assert change_sentence(found, compared, Measure.CRAVING).startswith(begins)


@given(
    st.floats(-20, 20),
    st.floats(0, 20),
    st.sampled_from(Measure),
    st.sampled_from(["craving", "urge"]),
)
def test_words_always_fit_the_numbers(
    value: float, half: float, measure: Measure, word: str
) -> None:
    """A direction is named only outside the interval's doubt, and never a minus sign."""
    change = Interval(value, value - half, value + half, 30)
    for said in (
        trend_sentence(of(change), measure, word),
        comparison_sentence(windows(change), measure, word),
    ):
        clear = abs(value) > half
        assert said.startswith("No clear change") == (not clear)
        assert "-" not in said
        harder = (value > 0) == (measure is Measure.CRAVING)
        assert ("therapist" in said) == (clear and harder)
    figures = re.findall(r"\d+\.\d", trend_sentence(of(change), measure, word))
    if len(figures) == 3:
        middle, low, high = map(float, figures)
        assert low <= middle <= high
