"""Blank days: a day is blank when nothing at all is kept for it, and not when one answer is."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from journal.analysis.completeness import Completeness, completeness
from journal.book.queries import Queries
from journal.model.attendance import Attendance, Meeting
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry, answer_names
from journal.model.program import Program
from journal.model.record import Record
from journal.model.span import Span
from journal.model.therapy import Score, Visit
from journal.rules.blank_days import blank_days, days_with_records
from journal.store.database import Database
from tests.strategies import records_of

FIRST = date(2026, 11, 2)
SPAN = Span(FIRST - timedelta(days=3), FIRST + timedelta(days=10))
KINDS = (DayEntry, CravingEpisode, ToolUse, Attendance, Meeting, Score, Visit)

some_days = st.sampled_from(list(SPAN))


def on(day: date, record: Record) -> Record:
    if isinstance(record, Visit):
        return replace(record, day=day, next_visit=None)
    return replace(record, day=day)  # type: ignore[call-arg]


dated = st.one_of([st.builds(on, some_days, records_of(kind)) for kind in KINDS])
cleared = st.builds(DayEntry, day=some_days)
"""A day whose answers were all taken back."""


@given(st.lists(dated | cleared, max_size=8), st.integers(-2, 9))
def test_one_rule_for_the_journal_and_for_the_diary(records: list[Record], today: int) -> None:
    now = datetime(2026, 11, 2, 20, tzinfo=timezone(timedelta(hours=-5))) + timedelta(days=today)
    program = Program(start=FIRST)
    with closing(Database()) as database:
        database.put([program, *records])
        ask = Queries(database, lambda: now)
        kept = [record for kind in KINDS for record in ask.all(kind)]
        expected = [
            day
            for day in SPAN
            if FIRST <= day < ask.today() and not any(says(record, day) for record in kept)
        ]
        assert list(ask.blank_days(SPAN.first, SPAN.last)) == expected
        diary = ask.diary(SPAN.first, SPAN.last)
        with_records = days_with_records(diary)
        assert list(blank_days(SPAN, with_records, program, ask.today())) == expected
        counted = completeness(diary)
        assert counted.blank == len(expected)
        assert counted.n == counted.filled + counted.partly + counted.blank + counted.open


def says(record: Record, day: date) -> bool:
    if isinstance(record, DayEntry):
        return record.day == day and any(record.has(name) for name in answer_names())
    return bool(record.day == day)  # type: ignore[attr-defined]


def test_a_meeting_alone_fills_a_day_in_part() -> None:
    day = FIRST
    diary_days = completeness_of(Meeting(day=day, fellowship="aa"), DayEntry(day=day, note=""))
    assert (diary_days.partly, diary_days.blank) == (1, 0)
    assert "1 in part, 0 blank" in diary_days.sentence


def completeness_of(*records: Record) -> Completeness:
    with closing(Database()) as database:
        database.put([Program(start=FIRST), *records])
        now = datetime(2026, 11, 3, 20, tzinfo=UTC)
        return completeness(Queries(database, lambda: now).diary())
