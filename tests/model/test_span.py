"""Spans of days, and the days of a diary that are counted."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from journal.model.diary import Diary
from journal.model.program import Program
from journal.model.span import Span, counted_span

near = st.dates(date(2026, 1, 1), date(2026, 1, 20))


@given(near, near, near)
def test_a_span_holds_both_its_ends(first: date, last: date, day: date) -> None:
    span = Span(first, last)
    days = list(span)
    assert len(days) == span.n
    assert (day in days) == (day in span) == (first <= day <= last)
    for number, one in enumerate(days):
        assert one == first + timedelta(days=number)
        assert span.index(one) == number


@given(near, near, near, near)
def test_the_days_that_have_come_in_the_program_are_counted(
    one: date, other: date, today: date, start: date
) -> None:
    first, last = sorted((one, other))
    diary = Diary(first, last, today, Program(start=start))
    days = Span(first, last)
    assert list(counted_span(diary)) == [day for day in days if start <= day <= today]
