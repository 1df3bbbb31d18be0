"""When planned sessions are held, and which of them meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.analysis.schedule import occurrences, overlaps
from journal.errors import InvalidInput
from journal.model.attendance import attendance_id
from journal.model.choices import Place, SessionKind, Status
from journal.model.program import Extension, Pause, PlannedSession, Program

MONDAY = date(2026, 3, 2)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def program(**changes: object) -> Program:
    return replace(Program(start=MONDAY, planned_days=28), **changes)


def weekly(weekday: int = 0, **changes: object) -> PlannedSession:
    plan = PlannedSession(weekday=weekday, start=time(18), minutes=180, valid_from=MONDAY)
    return replace(plan, **changes)


def held(frame: Program, *planned: PlannedSession, days: int = 60) -> list[int]:
    """On which days, counted from the first Monday, something is held."""
    return [(one.day - MONDAY).days for one in occurrences(frame, planned, day(-30), day(days))]


def test_every_week_within_the_program() -> None:
    assert held(program(), weekly(2)) == [2, 9, 16, 23]


def test_the_asked_days_are_both_included() -> None:
    assert [one.day for one in occurrences(program(), [weekly()], day(7), day(14))] == [
        day(7),
        day(14),
    ]
    assert occurrences(program(), [weekly()], day(8), day(13)) == ()
    assert occurrences(program(), [weekly()], day(14), day(7)) == ()


def test_every_other_week_counts_from_the_week_it_began() -> None:
    # Begun on a Thursday: its Monday has passed, so the first one is two weeks after that week.
    assert held(program(), weekly(0, every_weeks=2, valid_from=day(3))) == [14]
    assert held(program(), weekly(5, every_weeks=2, valid_from=day(3))) == [5, 19]


def test_a_plan_changed_in_mid_week() -> None:
    old = weekly(0, valid_until=day(9))
    new = replace(weekly(4, valid_from=day(10)), id=UUID(int=1))
    assert held(program(), old, new) == [0, 7, 11, 18, 25]
    assert overlaps([old, new]) == ()


def test_holidays_pauses_and_skipped_days_are_not_expected() -> None:
    frame = program(days_off=(day(7),), pauses=(Pause(day(13), day(15)),))
    assert held(frame, weekly(0)) == [0, 21]
    assert held(program(), weekly(0, skipped=(day(0), day(21)))) == [7, 14]


def test_the_program_extended_and_ended() -> None:
    assert held(program(extensions=(Extension(day(20), 7),)), weekly()) == [0, 7, 14, 21, 28]
    assert held(program(ended_on=day(14)), weekly()) == [0, 7, 14]
    assert held(program(start=day(1), planned_days=1), weekly(0), weekly(1)) == [1]
    assert len(held(program(planned_days=400), weekly(), days=500)) == 58


def test_aftercare_goes_on_after_the_last_day() -> None:
    frame = program(aftercare_from=day(28))
    after = weekly(3, valid_from=day(28))
    assert held(frame, weekly(), after) == [0, 7, 14, 21, 31, 38, 45, 52, 59]
    assert held(replace(frame, ended_on=day(21)), after) == [31, 38, 45, 52, 59]
    assert held(replace(frame, ended_on=day(40)), after) == [31, 38]
    assert held(program(), after) == []


def test_one_dated_session() -> None:
    assert held(program(), weekly(3, valid_from=day(10), valid_until=day(10))) == [10]


def test_a_session_across_midnight_belongs_to_its_first_day() -> None:
    (night,) = occurrences(program(), [weekly(0, start=time(23), minutes=120)], day(0), day(1))
    assert night.day == day(0)
    assert night.end == datetime.combine(day(1), time(1))


def test_a_night_that_is_an_hour_short_keeps_its_minutes() -> None:
    # Clocks go forward in the US on 8 March 2026 at 02:00.
    session = weekly(6, start=time(1), minutes=120)
    (night,) = occurrences(program(), [session], date(2026, 3, 7), date(2026, 3, 7))
    assert (night.date, night.minutes, night.end.time()) == (date(2026, 3, 8), 120, time(3))


def test_a_session_after_midnight_belongs_to_the_night_it_is_in() -> None:
    """Planned for Saturday at 00:15, it was "still to come" on Friday night when it was over."""
    saturday = weekly(5, start=time(0, 15), valid_from=day(5), skipped=(day(19),))
    frame = program(days_off=(day(11),))
    held = occurrences(frame, [saturday], day(0), day(25))
    assert [(one.day, one.start) for one in held] == [
        (day(4), datetime.combine(day(5), time(0, 15))),
        (day(25), datetime.combine(day(26), time(0, 15))),
    ]
    assert occurrences(frame, [saturday], day(5), day(5)) == ()


def test_the_program_holds_its_last_night_and_not_the_one_before_it() -> None:
    sunday, monday = (weekly(n, start=time(3, 59)) for n in (6, 0))
    assert [one.day for one in occurrences(program(), [monday], day(-9), day(40))] == [
        day(n) for n in (6, 13, 20, 27)
    ]
    assert [one.day for one in occurrences(program(), [sunday], day(-9), day(40))] == [
        day(n) for n in (5, 12, 19, 26)
    ]


def test_in_order_of_time_across_sessions() -> None:
    early, late = weekly(0, start=time(9)), replace(weekly(0), id=UUID(int=2))
    starts = [one.start for one in occurrences(program(), [late, early], day(0), day(20))]
    assert len(starts) == 6
    assert starts == sorted(starts)


def test_far_into_a_long_program_the_rhythm_holds() -> None:
    frame = program(planned_days=3650)
    plan = weekly(2, every_weeks=3, valid_from=day(1))
    whole = occurrences(frame, [plan], day(0), day(3649))
    assert whole[-9:] == occurrences(frame, [plan], whole[-9].day, day(3649))


def test_marking_gives_the_one_attendance_of_that_session() -> None:
    plan = weekly(session=SessionKind.FAMILY, place=Place.ONLINE)
    (one,) = occurrences(program(), [plan], day(0), day(0))
    mark = one.mark(Status.LATE, minutes=150)
    assert mark.id == attendance_id(plan.id, day(0)) == one.mark(Status.MISSED).id
    assert (mark.session, mark.place, mark.minutes) == (SessionKind.FAMILY, Place.ONLINE, 150)
    assert one.mark(Status.ATTENDED, place=Place.ON_SITE).place is Place.ON_SITE
    with pytest.raises(InvalidInput):
        one.mark(Status.ATTENDED, minutes=-1)


def test_overlapping_sessions_are_told_in_one_sentence() -> None:
    group = weekly(0)
    family = replace(weekly(0, start=time(20), title="Family night"), id=UUID(int=1))
    (clash,) = overlaps([group, family])
    assert clash.day == day(0)
    assert clash.sentence == (
        "Two sessions overlap on Monday, 2026-03-02: group at 18:00 and Family night at 20:00."
    )
    assert overlaps([group, replace(family, start=time(21))]) == ()
    assert overlaps([group, replace(family, weekday=1)]) == ()


def test_a_late_session_overlaps_an_early_one_of_the_next_day() -> None:
    night = weekly(6, start=time(23), minutes=180)
    early = replace(weekly(0, start=time(1)), id=UUID(int=1))
    (clash,) = overlaps([early, night])
    assert {clash.one.weekday, clash.other.weekday} == {0, 6}
    assert overlaps([replace(night, minutes=120), early]) == ()


@given(
    st.lists(
        st.builds(
            lambda weekday, start, minutes, begun, until, weeks, skip, number: replace(
                weekly(weekday, start=time(start), minutes=minutes, every_weeks=weeks),
                id=UUID(int=number),
                valid_from=day(begun),
                valid_until=None if until is None else day(begun + until),
                skipped=tuple(day(7 * week + weekday) for week in skip),
            ),
            st.integers(0, 6),
            st.integers(0, 23),
            st.integers(1, 1440),
            st.integers(0, 20),
            st.none() | st.integers(0, 60),
            st.integers(1, 4),
            st.sets(st.integers(0, 8)),
            st.integers(0, 10**9),
        ),
        min_size=2,
        max_size=2,
        unique_by=lambda plan: plan.id,
    )
)
def test_overlaps_are_those_seen_when_every_session_is_written_out(
    plans: list[PlannedSession],
) -> None:
    # Three skipped-day-free rounds of the longest common rhythm fit in 500 days.
    frame = program(planned_days=500)
    ones, others = (occurrences(frame, [plan], day(0), day(499)) for plan in plans)
    seen = any(a.start < b.end and b.start < a.end for a in ones for b in others)
    assert bool(overlaps(plans)) == seen


def test_sessions_planned_forever_do_not_run_out_of_calendar() -> None:
    forever = weekly(4, valid_until=date.max)
    assert len(overlaps([forever, replace(forever, id=UUID(int=1), valid_from=date.max)])) == 1
