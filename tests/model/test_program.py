"""The frame of a program: its length, its pauses, and what it expects each week."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import InvalidInput
from journal.model.program import PROGRAM_ID, Extension, Pause, PlannedSession, Program
from tests.strategies import records_of

START = date(2026, 10, 5)


def day(number: int) -> date:
    return START + timedelta(days=number - 1)


def test_days_are_counted_from_one() -> None:
    program = Program(start=START, planned_days=45)
    assert [program.day_number(day(n)) for n in (1, 23, 45, 46)] == [1, 23, 45, 46]
    assert program.day_number(START - timedelta(days=1)) == 0
    assert program.planned_end == program.last_day == day(45)


def test_extensions_add_up() -> None:
    program = Program(
        start=START,
        planned_days=30,
        extensions=(Extension(day(20), 10), Extension(day(35), 5)),
    )
    assert program.length == 45
    assert program.planned_end == day(45)


def test_the_last_day_is_the_day_it_ended_if_it_did() -> None:
    assert Program(start=START, planned_days=45, ended_on=day(20)).last_day == day(20)
    assert Program(start=START, planned_days=45, ended_on=day(60)).last_day == day(60)


def test_a_pause_holds_both_its_ends() -> None:
    program = Program(start=START, pauses=(Pause(day(5), day(7), "flu"),), days_off=(day(10),))
    assert [n for n in range(1, 15) if program.rests_on(day(n))] == [5, 6, 7, 10]


def test_a_journal_has_one_program() -> None:
    assert Program(start=START).id == Program(start=day(9)).id == PROGRAM_ID


@pytest.mark.parametrize("typed", ["", "   ", "\x00"])
def test_a_craving_is_called_so_until_it_has_another_name(typed: str) -> None:
    assert Program(start=START, craving_word=typed).craving_word == "craving"
    assert Program(start=START, craving_word="  Suchtdruck ").craving_word == "Suchtdruck"


@pytest.mark.parametrize(
    "wrong",
    [
        {"planned_days": 0}, {"planned_days": 3651}, {"weekly_hours": -1}, {"weekly_hours": 101},
        {"weekly_sessions": 51}, {"allowed_absences": -1}, {"allowance_weeks": 0},
        {"ended_on": START - timedelta(days=1)}, {"aftercare_from": START - timedelta(days=1)},
        {"day_start": time(12, 1)}, {"craving_word": "x" * 41}, {"craving_word": "two\nlines"},
    ],
)  # fmt: skip
def test_what_no_program_has_is_refused_in_a_sentence(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput) as caught:
        Program(start=START, **wrong)  # type: ignore[arg-type]
    assert str(caught.value).endswith(".")


def test_spans_end_after_they_begin() -> None:
    with pytest.raises(InvalidInput):
        Pause(day(5), day(4))
    with pytest.raises(InvalidInput):
        Extension(day(5), 0)
    assert Pause(day(5), day(5)).first == day(5)


@given(records_of(Program), st.integers(-4000, 8000))
def test_a_day_and_its_number_belong_together(program: Program, number: int) -> None:
    try:
        on = program.start + timedelta(days=number - 1)
    except OverflowError:
        return
    assert program.day_number(on) == number
    assert program.length >= program.planned_days
    assert program.day_number(program.planned_end) == program.length


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekday": 7}, {"weekday": -1}, {"minutes": 0}, {"minutes": 1441}, {"every_weeks": 0},
        {"valid_until": START - timedelta(days=1)},
    ],
)  # fmt: skip
def test_what_no_session_is_is_refused(wrong: dict[str, object]) -> None:
    plain = {"weekday": 0, "start": time(18, 0), "valid_from": START}
    with pytest.raises(InvalidInput):
        PlannedSession(**(plain | wrong))  # type: ignore[arg-type]
    assert PlannedSession(**plain | {"valid_until": START}).valid_until == START  # type: ignore[arg-type]
