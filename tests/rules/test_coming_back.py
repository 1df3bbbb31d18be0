"""Coming back: the blank days that are pointed out are counted right, however many they are."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.book.queries import Queries
from journal.model.day import DayEntry
from journal.model.program import Program
from journal.rules.coming_back import blank_lately, is_clock_behind, is_past_plan, was_away
from journal.store.database import Database

START = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)
PROGRAM = Program(start=START, planned_days=45)


def day(number: int) -> date:
    return START + timedelta(days=number)


@given(
    st.sets(st.integers(-5, 140), max_size=25),
    st.integers(-3, 140),
    st.none() | st.integers(0, 100),
)
def test_the_last_week_and_all_that_goes_on_from_it(
    written: set[int], today: int, ended: int | None
) -> None:
    program = replace(PROGRAM, ended_on=None if ended is None else day(ended))
    with closing(Database()) as database:
        database.put([program, *(DayEntry(day=day(n), mood=5) for n in written)])
        ask = Queries(database, lambda: NOW + timedelta(days=today))
        found = ask.blank_lately()

    def is_blank(n: int) -> bool:
        return 0 <= n < today and n not in written and (ended is None or n <= ended)

    first = today - 7
    while is_blank(first) and is_blank(first - 1):
        first -= 1
    assert list(found) == [day(n) for n in range(first, today) if is_blank(n)]


def test_who_never_wrote_was_not_away() -> None:
    blank = [day(n) for n in range(20)]
    assert not was_away(blank_lately(blank, PROGRAM, day(20)), PROGRAM)
    assert was_away(blank_lately(blank[5:], PROGRAM, day(20)), PROGRAM)
    assert not was_away(blank_lately(blank[14:], PROGRAM, day(20)), PROGRAM)


@pytest.mark.parametrize(
    ("last_written", "behind"), [(None, False), (0, False), (1, False), (2, True), (365, True)]
)
def test_a_clock_is_behind_when_days_to_come_are_written(
    last_written: int | None, behind: bool
) -> None:
    last = None if last_written is None else day(last_written)
    assert is_clock_behind(last, START) is behind


def test_the_plan_is_over_on_the_day_after_it_until_something_is_said() -> None:
    assert not is_past_plan(PROGRAM, day(44))
    assert is_past_plan(PROGRAM, day(45))
    assert not is_past_plan(replace(PROGRAM, ended_on=day(44)), day(45))
    assert not is_past_plan(replace(PROGRAM, aftercare_from=day(50)), day(45))
