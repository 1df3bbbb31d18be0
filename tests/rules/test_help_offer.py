"""When help is offered: one rule for Today and for Craving now (CLINICAL section 8)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.content.content import load_content
from journal.rules.help_offer import Reason, reasons_for_help, week_up_to

LIMITS = load_content().help_offer
strength = st.none() | st.integers(0, 10)


@given(strength, strength, st.booleans(), st.integers(0, 7))
def test_help_is_offered_for_a_strong_craving_a_low_mood_and_use(
    craving: int | None, mood: int | None, used: bool, days: int
) -> None:
    reasons = reasons_for_help(LIMITS, craving=craving, mood=mood, used=used, days_of_use=days)
    assert (Reason.HARD in reasons) == (craving in (9, 10) or mood in (0, 1))
    assert (Reason.USE in reasons) == used
    assert (Reason.SEVERAL_DAYS in reasons) == (used and days >= 3)


def test_blank_is_no_reason() -> None:
    assert reasons_for_help(LIMITS) == frozenset()


@pytest.mark.parametrize("day", [date(2026, 11, 16), date(2024, 3, 1)])
def test_a_week_is_the_seven_days_up_to_one(day: date) -> None:
    first, last = week_up_to(day)
    assert (last, (last - first).days) == (day, 6)
