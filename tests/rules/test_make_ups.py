"""Make-ups are looked for equally far by whoever looks.

The week on the Sessions page looked 90 days back, the dialog offered 180, a whole diary all of it.
"""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from journal.analysis.session_lines import Counted, session_lines
from journal.book.queries import Queries
from journal.model.attendance import Attendance, attendance_id
from journal.model.choices import Status
from journal.model.program import PlannedSession, Program
from journal.rules.make_ups import MAKE_UP_WINDOW, can_make_up
from journal.store.database import Database

MONDAY = date(2026, 3, 2)
NOW = datetime(2027, 12, 1, 20, tzinfo=UTC)
WEEKLY = PlannedSession(
    id=UUID(int=7), weekday=0, start=time(18), valid_from=MONDAY, created_at=NOW, edited_at=NOW
)


@given(st.integers(0, 50), st.integers(-400, 400))
def test_a_week_says_what_the_whole_diary_says(week: int, apart: int) -> None:
    missed = MONDAY + timedelta(weeks=week)
    made_up = missed + timedelta(days=apart)
    mark = attendance_id(WEEKLY.id, missed)
    with closing(Database()) as database:
        database.put(
            [
                Program(start=MONDAY, planned_days=500),
                WEEKLY,
                Attendance(id=mark, day=missed, planned_id=WEEKLY.id, status=Status.MISSED),
                Attendance(day=made_up, status=Status.ATTENDED, makes_up_for=mark),
            ]
        )
        ask = Queries(database, lambda: NOW)
        whole = ask.diary(date(2025, 1, 1))
        for day in (missed, made_up):
            near = ask.session_diary(day, day)
            assert session_lines(near, day, day) == session_lines(whole, day, day)
        [extra] = [
            line for line in session_lines(whole, made_up, made_up) if line.occurrence is None
        ]
    expected = Counted.MADE_UP if can_make_up(missed, made_up) else Counted.EXTRA
    assert extra.counted is expected


def test_half_a_year_is_near_enough_to_both_sides() -> None:
    for apart in (MAKE_UP_WINDOW, -MAKE_UP_WINDOW):
        assert can_make_up(MONDAY, MONDAY + apart)
        assert not can_make_up(MONDAY, MONDAY + apart + apart / 180)
