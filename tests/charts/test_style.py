"""Colours that everyone can tell apart, and dates that charts write."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.charts.shade import contrast, shade
from journal.charts.style import ChartStyle, mixed
from journal.model.span import Span
from journal.words.dates import axis, period
from tests.charts.themes import DARK, LIGHT

STYLES = {"light": LIGHT, "dark": DARK}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_marks_stand_out_3_to_1_and_words_more(style: ChartStyle) -> None:
    for mark in (style.mood, style.craving, style.meeting, style.use, style.edge):
        assert contrast(mark, style.ground) >= 3
    for words in (style.text, style.muted):
        assert contrast(words, style.ground) >= 4.5
    assert contrast(style.muted, style.band) >= 4.5
    for mark in (style.mood, style.craving):
        assert contrast(mark, style.band) >= 3


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("value", [half / 2 for half in range(21)])
def test_numbers_on_a_shade_can_be_read(style: ChartStyle, value: float) -> None:
    fill, ink = shade(value, style)
    assert contrast(fill, ink) >= 4.5


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_shades_darken_from_0_to_10(style: ChartStyle) -> None:
    light = [contrast(shade(value, style)[0], "#000000") for value in range(11)]
    assert light == sorted(light, reverse=True)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_mixed() -> None:
    assert mixed("#000000", "#ff8040", 0.5) == "#804020"


spans = st.builds(
    lambda first, n: Span(first, first + timedelta(days=n)),
    st.dates(date(2000, 1, 1), date(2080, 1, 1)),
    st.integers(0, 4000),
)


@given(spans, st.floats(300, 2000))
def test_names_under_an_axis_leave_each_other_room(span: Span, pixels: float) -> None:
    step = pixels / max(span.n, 10)
    named = axis(span, lambda days: days * step, 45)
    assert all(day in span for day, _ in named)
    places = [span.index(day) * step for day, _ in named]
    assert all(b - a >= 45 for a, b in pairwise(places))
    assert named


def test_period() -> None:
    assert period(Span(date(2026, 11, 2), date(2026, 12, 4))) == "Nov 2 to Dec 4, 2026"
    assert period(Span(date(2026, 11, 2), date(2027, 1, 4))) == "Nov 2, 2026 to Jan 4, 2027"
    assert period(Span(date(2026, 11, 2), date(2026, 11, 2))) == "Nov 2, 2026"
