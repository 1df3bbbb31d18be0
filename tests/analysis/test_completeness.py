"""How complete a diary says it is, against a count of its days one by one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.analysis.completeness import completeness
from journal.model.choices import Halt, Use
from journal.model.program import Program
from tests.analysis.patients import START, at, day, diary, entry, patient


def test_says_it_as_clinicians_expect() -> None:
    days = [entry(number, mood=5) for number in range(19)]
    days += [entry(number, days_later=1, mood=5) for number in range(19, 24)]
    whole = diary(days, 30, today=day(40))
    assert completeness(whole).sentence == (
        "24 of 30 days filled in: 19 the same day, 5 later, 6 blank"
    )


def test_sample_patient() -> None:
    counted = completeness(patient())
    assert (counted.n, counted.same_day, counted.later, counted.blank) == (33, 24, 4, 5)
    assert counted.looking_back == 1


@given(st.lists(st.none() | st.integers(0, 6), max_size=40), st.integers(0, 45))
def test_agrees_with_a_count_day_by_day(lateness: list[int | None], today: int) -> None:
    """Each day is blank (None) or written some days later; the diary is read on ``today``."""
    days = [
        entry(n, days_later=late, craving=0) for n, late in enumerate(lateness) if late is not None
    ]
    counted = completeness(diary(days, 40, today=day(today)))
    seen = [lateness[n] if n < len(lateness) else None for n in range(min(40, today + 1))]
    is_open = len(seen) == today + 1 and seen[-1] is None
    assert counted.n == len(seen)
    assert counted.same_day == seen.count(0)
    assert counted.later == sum(late is not None and late > 0 for late in seen)
    assert counted.looking_back == sum(late is not None and late > 2 for late in seen)
    assert counted.open == is_open
    assert counted.blank == seen.count(None) - is_open
    assert counted.filled + counted.blank + counted.open == counted.n


def test_today_is_open_and_not_blank() -> None:
    counted = completeness(diary([entry(0, mood=5)], 3))
    assert counted.sentence == (
        "1 of 3 days filled in: 1 the same day, 0 later, 1 blank, today still open"
    )


def test_a_day_with_a_note_alone_is_not_called_blank() -> None:
    days = [entry(0, mood=5), entry(1, note="a long day"), entry(2, sleep_hours=7.0), entry(3)]
    counted = completeness(diary(days, 5, today=day(9)))
    assert (counted.filled, counted.partly, counted.blank) == (1, 2, 2)
    assert counted.sentence == "1 of 5 days filled in: 1 the same day, 0 later, 2 in part, 2 blank"


@pytest.mark.parametrize(
    ("answers", "filled"),
    [
        ({"mood": 0}, 1),
        ({"craving": 0}, 1),
        ({"use": Use.SKIP}, 1),
        ({"sleep_hours": 7.0}, 0),
        ({"note": "a long day", "halt": (Halt.TIRED,)}, 0),
    ],
)
def test_a_scale_or_use_fills_a_day(answers: dict[str, object], filled: int) -> None:
    assert completeness(diary([entry(0, **answers)], 2)).filled == filled


def test_the_soonest_answer_counts() -> None:
    changed = entry(0, mood=5).answer(at(0, 21, days_later=3), craving=4, mood=6)
    assert completeness(diary([changed], 2)).same_day == 0
    added = entry(0, mood=5).answer(at(0, 21, days_later=3), craving=4)
    assert completeness(diary([added], 2)).same_day == 1


def test_until_four_in_the_morning_is_the_same_day() -> None:
    late_night = entry(0).answer(at(0, 27.9), mood=5)
    morning = entry(1).answer(at(1, 28), mood=5)
    counted = completeness(diary([late_night, morning], 4))
    assert (counted.same_day, counted.later) == (1, 1)


def test_days_before_the_program_do_not_count() -> None:
    early = diary([entry(-3, mood=5), entry(0, mood=5)], 5, first=START - timedelta(days=10))
    assert completeness(early).n == 5
    assert completeness(early).filled == 1


def test_no_days_yet() -> None:
    to_come = diary([], 5, program=Program(start=day(30)))
    assert completeness(to_come).sentence == "No days to fill in yet"
