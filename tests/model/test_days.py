"""Days: which journal day and which calendar date a moment and a typed time belong to."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.choices import Timeliness
from journal.model.days import (
    DAY_START,
    calendar_date,
    date_of,
    day_of,
    is_after_midnight,
    journal_day,
    local_now,
    moment_in,
    timeliness,
    wall_clock,
)
from journal.model.program import Program
from tests.strategies import moments

DAY = date(2026, 10, 31)
FOUR = time(4, 0)
SUMMER, WINTER = timezone(timedelta(hours=-4)), timezone(timedelta(hours=-5))

near = st.dates(date(1900, 1, 2), date(2199, 12, 30))
clocks = st.times().map(lambda at: at.replace(microsecond=0))
starts = st.times(max_value=time(12, 0)).map(lambda at: at.replace(second=0, microsecond=0))


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=WINTER)


@given(moments, starts)
def test_a_moment_belongs_to_the_day_that_has_begun(moment: datetime, day_start: time) -> None:
    day = day_of(moment, day_start)
    wall = moment.replace(tzinfo=None)
    assert datetime.combine(day, day_start) <= wall
    assert wall < datetime.combine(day + timedelta(days=1), day_start)


@given(moments, st.integers(-14, 14))
def test_only_the_wall_clock_counts(moment: datetime, hours: int) -> None:
    elsewhere = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert day_of(moment, FOUR) == day_of(elsewhere, FOUR)


@pytest.mark.parametrize(
    ("written", "how"),
    [
        (at(31, 21, month=10), Timeliness.SAME_DAY),
        (datetime(2026, 11, 1, 1, 30, tzinfo=SUMMER), Timeliness.SAME_DAY),
        (at(1, 3, 59), Timeliness.SAME_DAY),
        (at(1, 4), Timeliness.LATER),
        (at(3, 3, 59), Timeliness.LATER),
        (at(3, 4), Timeliness.LOOKING_BACK),
        (at(30, 12), Timeliness.LOOKING_BACK),
        (at(30, 12, month=10), Timeliness.SAME_DAY),  # the clock was set back
    ],
)
def test_how_soon_an_answer_was_written(written: datetime, how: Timeliness) -> None:
    assert timeliness(DAY, written, FOUR) is how


def test_a_day_starts_at_four_unless_the_program_says_otherwise() -> None:
    assert DAY_START == FOUR == Program(start=DAY).day_start


def test_after_midnight_a_date_and_an_hour_are_those_of_the_calendar() -> None:
    saturday, friday = date(2026, 11, 14), date(2026, 11, 13)
    assert journal_day(saturday, time(0, 5), FOUR) == friday
    assert calendar_date(friday, time(0, 5), FOUR) == saturday
    assert wall_clock(friday, time(0, 5), FOUR) == datetime(2026, 11, 14, 0, 5)  # noqa: DTZ001
    assert journal_day(saturday, None, FOUR) == calendar_date(saturday, None, FOUR) == saturday


@given(near, st.none() | clocks, starts)
def test_what_was_typed_is_printed_again(typed: date, clock: time | None, day_start: time) -> None:
    day = journal_day(typed, clock, day_start)
    assert calendar_date(day, clock, day_start) == typed
    if clock is not None:
        moment = wall_clock(day, clock, day_start)
        assert (date_of(moment), moment.time()) == (typed, clock)
        assert day_of(moment, day_start) == day
        assert is_after_midnight(moment, day_start) == (day != typed)


@pytest.mark.parametrize(
    ("day", "clock", "said"),
    [
        (date(2026, 3, 7), time(1, 59), "2026-03-08T01:59:00-05:00"),
        (date(2026, 3, 7), time(2, 30), "2026-03-08T03:30:00-04:00"),  # skipped
        (date(2026, 3, 8), time(12, 0), "2026-03-08T12:00:00-04:00"),
        (date(2026, 10, 31), time(1, 30), "2026-11-01T01:30:00-04:00"),  # the first of two
    ],
)
def test_an_hour_of_a_day_has_the_offset_of_its_zone(day: date, clock: time, said: str) -> None:
    assert moment_in(ZoneInfo("America/New_York"), day, clock, FOUR).isoformat() == said


def test_the_clock_has_its_offset() -> None:
    assert local_now().utcoffset() is not None
