"""What records of every kind refuse: numbers out of range, no name, no time zone, no order."""

from __future__ import annotations

import typing
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from journal.errors import InvalidInput
from journal.model.attendance import Attendance, Meeting, attendance_id
from journal.model.choices import Status
from journal.model.codec import KINDS
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.earlier_version import EarlierVersion
from journal.model.plan import Contact, HardDayPlan, OwnItem, Preferences
from journal.model.program import MOST_DAYS, Extension, Pause, PlannedSession, Program
from journal.model.record import Record, named_id
from journal.model.therapy import Goal, Score, ShareReceipt, TalkingPoint, Visit
from journal.model.tombstone import Tombstone

DAY = date(2026, 10, 5)
NEXT = DAY + timedelta(days=1)
NOW = datetime(2026, 10, 5, 21, tzinfo=UTC)
NAIVE = NOW.replace(tzinfo=None)
ZONED = time(18, tzinfo=UTC)

PLAIN: dict[type, dict[str, Any]] = {
    Attendance: {"day": DAY, "status": Status.ATTENDED},
    Contact: {"name": "Ana"},
    CravingEpisode: {"at": NOW, "day": DAY},
    DayEntry: {"day": DAY},
    EarlierVersion: {"kind": "goal", "said": {}, "at": NOW},
    Extension: {"agreed_on": DAY, "days": 7},
    HardDayPlan: {},
    Goal: {"text": "Rest", "set_on": DAY},
    Meeting: {"day": DAY, "fellowship": "aa"},
    OwnItem: {"list_name": "tool", "name": "Cold water"},
    PlannedSession: {"weekday": 0, "start": time(18), "valid_from": DAY},
    Preferences: {},
    Program: {"start": DAY},
    Score: {"instrument": "phq-9", "day": DAY, "value": 9},
    ShareReceipt: {"at": NOW, "what": "summary", "sha256": "0" * 64},
    TalkingPoint: {"text": "Sleep"},
    Tombstone: {"id": uuid4(), "kind": "goal", "deleted_at": NOW},
    ToolUse: {"day": DAY, "tool": "urge-surfing"},
    Visit: {"day": DAY},
}
"""The least that each needs."""


def made(kind: type, **values: Any) -> Any:
    return kind(**PLAIN[kind] | values)


def refused(kind: type, **values: Any) -> str:
    with pytest.raises(InvalidInput) as caught:
        made(kind, **values)
    assert str(caught.value).endswith(".")
    return str(caught.value)


@pytest.mark.parametrize(
    ("kind", "name", "low", "high"),
    [
        (Attendance, "minutes", 0, 1440),
        (CravingEpisode, "before", 0, 10),
        (CravingEpisode, "peak", 0, 10),
        (CravingEpisode, "after", 0, 10),
        (CravingEpisode, "minutes", 0, 1440),
        (DayEntry, "mood", 0, 10),
        (DayEntry, "craving", 0, 10),
        (DayEntry, "sleep_hours", 0, 24),
        (DayEntry, "sleep_quality", 0, 4),
        (Extension, "days", 1, 3650),
        (Meeting, "minutes", 1, 1440),
        (Meeting, "step", 1, 12),
        (PlannedSession, "weekday", 0, 6),
        (PlannedSession, "minutes", 1, 1440),
        (PlannedSession, "every_weeks", 1, 52),
        (Preferences, "lock_after_minutes", 0, 1440),
        (Program, "planned_days", 1, 3650),
        (Program, "weekly_hours", 0, 100),
        (Program, "weekly_sessions", 0, 50),
        (Program, "allowed_absences", 0, 1000),
        (Program, "allowance_weeks", 1, 520),
        (Score, "value", -999_999, 999_999),
        (ToolUse, "helped", 0, 4),
    ],
)
def test_a_range_holds_both_its_ends_and_nothing_beyond(
    kind: type, name: str, low: int, high: int
) -> None:
    for inside in (low, high):
        assert getattr(made(kind, **{name: inside}), name) == inside
    for outside in (low - 1, high + 1):
        refused(kind, **{name: outside})


def test_a_program_is_at_most_a_hundred_years_with_its_extensions() -> None:
    most = tuple(Extension(DAY, 3650) for _time in range(9))
    assert made(Program, planned_days=3650, extensions=most).length == MOST_DAYS
    refused(Program, planned_days=3650, extensions=(*most, Extension(DAY, 1)))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Contact, "name"), (Goal, "text"), (Meeting, "fellowship"), (OwnItem, "name"),
        (Score, "instrument"), (TalkingPoint, "text"), (ToolUse, "tool"),
    ],
)  # fmt: skip
def test_what_needs_words_is_refused_without(kind: type, name: str) -> None:
    for nothing in ("", "  \n", "\x00"):
        refused(kind, **{name: nothing})


def test_a_contact_may_have_a_role_alone() -> None:
    assert made(Contact, name="", role="Sponsor").role == "Sponsor"


@pytest.mark.parametrize("list_name", ["tool", "trigger", "place", "fellowship"])
def test_own_words_are_known_by_their_key(list_name: str) -> None:
    item = made(OwnItem, list_name=list_name)
    assert str(item.id) in item.key
    assert OwnItem.is_key(item.key)
    assert not any(map(OwnItem.is_key, ("urge-surfing", f"own-{item.id}x", str(item.id))))
    refused(OwnItem, list_name=f"{list_name}s")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Attendance, "created_at"), (Attendance, "edited_at"), (CravingEpisode, "at"),
        (EarlierVersion, "at"), (ShareReceipt, "at"), (Tombstone, "deleted_at"),
    ],
)  # fmt: skip
def test_a_moment_needs_its_zone(kind: type, name: str) -> None:
    assert getattr(made(kind, **{name: NOW}), name) == NOW
    assert "time zone" in refused(kind, **{name: NAIVE})


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Attendance, "start"), (Meeting, "start"), (PlannedSession, "start"),
        (Program, "day_start"),
    ],
)  # fmt: skip
def test_a_time_of_day_has_none(kind: type, name: str) -> None:
    assert "time zone" in refused(kind, **{name: ZONED.replace(hour=4)})


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        (Goal, "closed_on"), (PlannedSession, "valid_until"), (Program, "ended_on"),
        (Program, "aftercare_from"), (Visit, "next_visit"),
    ],
)  # fmt: skip
def test_what_ends_ends_on_the_day_it_starts_or_after(kind: type, last: str) -> None:
    for day in (DAY, NEXT, None):
        assert getattr(made(kind, **{last: day}), last) == day
    refused(kind, **{last: DAY - timedelta(days=1)})


def test_a_day_starts_by_noon() -> None:
    assert made(Program, day_start=time(12)).day_start == time(12)
    refused(Program, day_start=time(12, 1))


def test_a_score_is_within_the_range_that_is_written_with_it() -> None:
    for value in (4, 10, 20):
        assert made(Score, value=value, low=4, high=20).value == value
    for value in (3.5, 20.5):
        refused(Score, value=value, low=4, high=20)
    for value in (float("nan"), float("inf"), 1e6, -1e6):
        refused(Score, value=value)
    refused(Score, value=4, low=4, high=4)
    refused(Score, value=4, low=-1e6, high=4)
    assert made(Score, value=3, low=4).low == 4, "half a range is none"
    assert made(Score, value=30, high=20).high == 20


def test_a_receipt_names_a_whole_file() -> None:
    for length in (63, 65):
        refused(ShareReceipt, sha256="0" * length)


def test_a_session_never_makes_up_for_itself() -> None:
    one = uuid4()
    refused(Attendance, id=one, makes_up_for=one)
    assert made(Attendance, makes_up_for=one).makes_up_for == one


def test_a_planned_session_is_attended_once_a_day() -> None:
    one, other = uuid4(), uuid4()
    ids = [attendance_id(one, DAY), attendance_id(one, NEXT), attendance_id(other, DAY)]
    assert len(set(ids)) == 3
    assert attendance_id(one, DAY) == ids[0]


def test_what_a_journal_has_once_has_one_id() -> None:
    assert made(Program, id=uuid4()).id == named_id("program")
    assert made(Preferences, id=uuid4()).id == named_id("preferences")
    assert HardDayPlan(id=uuid4()).id == named_id("hard_day_plan")
    assert named_id("a", 1) == named_id("a", "1") != named_id("a1")


def test_lists_are_kept_without_blank_lines_and_blanks_around() -> None:
    plan = HardDayPlan(green=("  Call Ana ", "", " \n", "\x00", "Walk\r\nhome"))
    assert plan.green == ("Call Ana", "Walk\nhome")


def texts_of(kind: type[Record]) -> dict[str, Any]:
    """A text for each field of a record that holds words, with a character in it nobody sees."""
    unseen = {str: "a\x00 b", tuple[str, ...]: ("a\x00 b",)}
    known = {"kind", "own_words", "list_name", "sha256"}
    hints = typing.get_type_hints(kind)
    return {
        name: unseen[hint] for name, hint in hints.items() if name not in known if hint in unseen
    }


@pytest.mark.parametrize("kind", KINDS.values())
def test_no_character_is_kept_that_nobody_sees(kind: type[Record]) -> None:
    for name, words in texts_of(kind).items():
        kept = getattr(made(kind, **{name: words}), name)
        assert kept == ("a b" if isinstance(words, str) else ("a b",)), name


def test_the_reason_of_a_pause_is_tidied_too() -> None:
    assert Pause(DAY, DAY, "fl\x00u").reason == "flu"


def test_the_strongest_craving_of_an_episode_is_whichever_is_written() -> None:
    assert made(CravingEpisode).strongest is None
    assert made(CravingEpisode, before=0).strongest == 0
    assert made(CravingEpisode, before=7, peak=3).strongest == 7
    assert made(CravingEpisode, before=1, peak=8, after=2).strongest == 8
    assert made(CravingEpisode, after=9).strongest == 9
