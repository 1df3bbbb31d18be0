"""One day: its answers, and how soon they were written."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import InvalidInput
from journal.model.choices import Halt, Home, Medication, Reached, Timeliness, Use
from journal.model.day import DayEntry, answer_names, day_entry_id
from tests.strategies import moments, records_of

DAY = date(2026, 10, 31)
FOUR = time(4, 0)
WINTER = timezone(timedelta(hours=-5))


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=WINTER)


# -- answers ------------------------------------------------------------------------------------


def test_a_day_starts_blank_and_blank_is_not_zero() -> None:
    entry = DayEntry(day=DAY)
    assert entry.is_blank()
    assert not any(entry.has(name) for name in answer_names())
    assert DayEntry(day=DAY, mood=0).has("mood")
    assert DayEntry(day=DAY, sleep_hours=0.0).has("sleep_hours")
    assert not DayEntry(day=DAY, mood=0).is_blank()


def test_a_day_has_one_id_whatever_it_is_given() -> None:
    assert DayEntry(day=DAY).id == DayEntry(day=DAY, mood=5).id == day_entry_id(DAY)
    stranger = DayEntry(day=DAY, id=day_entry_id(DAY + timedelta(days=1)))
    assert stranger.id == day_entry_id(DAY)


@given(st.dates(), st.dates())
def test_two_days_never_share_an_id(one: date, other: date) -> None:
    assert (day_entry_id(one) == day_entry_id(other)) == (one == other)


def test_answering_dates_what_changed_and_that_alone() -> None:
    first, second = at(1, 20), at(1, 21)
    entry = DayEntry(day=DAY).answer(first, mood=5, use=Use.NO)
    entry = entry.answer(second, mood=5, craving=3)
    assert entry.answered_at == {"mood": first, "use": first, "craving": second}
    cleared = entry.answer(second + timedelta(hours=1), use=None)
    assert cleared.use is None
    assert cleared.answered_at["use"] == second + timedelta(hours=1)
    assert entry.answered_at["use"] == first, "the old entry stays as it was"


def test_an_answer_is_as_late_as_its_last_change() -> None:
    entry = DayEntry(day=DAY, created_at=at(1, 0), edited_at=at(1, 0))
    entry = entry.answer(at(1, 1), mood=5).answer(at(2, 12), craving=3)
    assert entry.timeliness("mood", FOUR) is Timeliness.SAME_DAY
    assert entry.timeliness("craving", FOUR) is Timeliness.LATER
    assert entry.timeliness("note", FOUR) is Timeliness.SAME_DAY, "as the entry was begun"


def test_what_is_no_answer_cannot_be_answered() -> None:
    for name in ("day", "id", "answered_at", "created_at", "moood"):
        with pytest.raises(TypeError):
            DayEntry(day=DAY).answer(at(1, 0), **{name: None})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mood", -1), ("mood", 11), ("craving", 11), ("sleep_hours", -0.5), ("sleep_hours", 24.1),
        ("sleep_hours", float("nan")), ("sleep_hours", float("inf")), ("sleep_quality", 5),
        ("note", "x" * 100_001),
    ],
)  # fmt: skip
def test_values_out_of_range_are_refused_in_a_sentence(name: str, value: object) -> None:
    with pytest.raises(InvalidInput) as caught:
        DayEntry(day=DAY).answer(at(1, 0), **{name: value})
    assert str(caught.value).endswith(".")


def test_the_ends_of_the_ranges_are_inside() -> None:
    entry = DayEntry(day=DAY, mood=0, craving=10, sleep_hours=24, sleep_quality=0)
    assert entry.answer(at(1, 0), mood=10, craving=0, sleep_hours=0.0, sleep_quality=4)


def test_ticks_are_kept_once_in_their_order() -> None:
    entry = DayEntry(
        day=DAY,
        halt=(Halt.TIRED, Halt.HUNGRY, Halt.TIRED),
        reached=(Reached.PEER, Reached.PEER),
        home=Home.USING,
        medication=Medication.MISSED,
    )
    assert entry.halt == (Halt.TIRED, Halt.HUNGRY)
    assert entry.reached == (Reached.PEER,)


def test_unseen_characters_are_taken_out_and_seen_ones_stay() -> None:
    typed = "tired\x00 \x1b[31mred\r\nsecond\rthird\ttab \u202eRTL\u202c 🙂 \ud800 שלום"
    entry = DayEntry(day=DAY, note=typed)
    assert entry.note == "tired [31mred\nsecond\nthird\ttab \u202eRTL\u202c 🙂  שלום"
    assert len(DayEntry(day=DAY, note="é" * 100_000).note) == 100_000


@given(records_of(DayEntry), moments)
def test_answering_what_is_there_already_changes_nothing(entry: DayEntry, moment: datetime) -> None:
    again = entry.answer(moment, **{name: getattr(entry, name) for name in answer_names()})
    assert again == entry


def test_a_time_needs_its_zone() -> None:
    with pytest.raises(InvalidInput):
        DayEntry(day=DAY, created_at=datetime(2026, 11, 1), edited_at=at(1, 0))  # noqa: DTZ001
    assert DayEntry(day=DAY, created_at=datetime(2026, 11, 1, tzinfo=UTC))
