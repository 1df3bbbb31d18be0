"""What a merge did not choose: asked for, brought back, taken along in an export."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.book.book import Book
from journal.errors import InvalidInput
from journal.exchange.json_file import Skipped, from_json, to_json
from journal.exchange.json_import import merge_json
from journal.model.choices import Use
from journal.model.codec import KINDS
from journal.model.day import DayEntry
from journal.model.earlier_version import (
    EarlierVersion,
    earlier_version_from_plain,
    said_in,
    same_words,
    versions_of,
)
from journal.model.program import Program
from journal.model.record import Record
from journal.model.therapy import Goal
from journal.store.merge import Merged, merge_images
from tests.journals import CHEAP, TickingClock
from tests.strategies import records_of

PASSPHRASE = "four words make one"
START = date(2026, 3, 2)
HOUR = timedelta(hours=1)


def digests(versions: Iterable[EarlierVersion]) -> set[str]:
    """What versions are named by."""
    return {version.sha256 for version in versions}


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock(datetime(2026, 3, 9, 20, 0, tzinfo=UTC))


@pytest.fixture
def book(tmp_path: Path, clock: TickingClock) -> Iterator[Book]:
    """A journal in which a merge chose mood 8 and not 3, "Rest" and not "Run"."""
    path, there = tmp_path / "evening.daybook", tmp_path / "laptop.daybook"
    made, _ = Book.create(path, PASSPHRASE, Program(start=START), kdf=CHEAP, clock=clock)
    goal = Goal(text="Walk", set_on=START)
    made.record(goal)
    made.save()
    there.write_bytes(path.read_bytes())
    made.answer(START, mood=3, use=Use.NO)
    made.record(replace(goal, text="Run"))
    with closing(Book.open(there, PASSPHRASE, clock=clock)) as other:
        other.answer(START, mood=8)
        other.record(replace(goal, text="Rest"))
        made.take_in(merge_images(made.image(), other.image()))
    made.save()
    yield made
    made.close()


def mood(book: Book) -> int | None:
    entry = book.day(START)
    return entry.mood if entry else None


def listed(book: Book) -> list[tuple[str, object, object]]:
    """What is set aside and differs from what the journal says now."""
    found = [book.compared(version) for version in book.earlier_versions()]
    name = {"day_entry": "mood", "goal": "text"}
    return [
        (one.chosen, one.lost[name[one.kind]], one.kept.get(name[one.kind])) for one in found if one
    ]


def version(book: Book, kind: str) -> EarlierVersion:
    (found,) = [one for one in book.earlier_versions() if one.kind == kind and book.compared(one)]
    return found


# -- asked for -------------------------------------------------------------------------------------


def test_they_are_told_beside_what_the_journal_says_now_the_latest_first(book: Book) -> None:
    assert listed(book) == [("later edit", "Run", "Rest"), ("later edit", 3, 8)]
    book.answer(START, mood=5)
    assert listed(book)[1] == ("later edit", 3, 5)
    book.answer(START, mood=3)
    assert listed(book) == [("later edit", "Run", "Rest")]
    book.delete(*book.all(Goal))
    assert listed(book) == [("deleted", "Run", None)]


def test_no_word_of_them_shows_in_a_repr(book: Book) -> None:
    assert "Run" not in repr(book.earlier_versions())


# -- brought back ----------------------------------------------------------------------------------


def test_the_answers_of_a_day_come_back_and_the_others_stay(book: Book) -> None:
    book.answer(START, sleep_hours=7)
    book.bring_back(version(book, "day_entry"))
    entry = book.day(START)
    assert entry is not None
    assert (entry.mood, entry.use, entry.sleep_hours) == (3, Use.NO, 7)
    # What they took the place of is set aside in its turn, so that nothing is lost.
    assert ("later edit", 8, 3) in listed(book)
    book.bring_back(version(book, "day_entry"))
    assert mood(book) == 8
    assert len(book.earlier_versions()) == 3


def test_a_record_comes_back_and_undoing_it_is_told(book: Book) -> None:
    change = book.bring_back(version(book, "goal"))
    assert [goal.text for goal in book.all(Goal)] == ["Run"]
    assert book.unsaved
    book.revert(change)
    assert [goal.text for goal in book.all(Goal)] == ["Rest"]
    assert listed(book)[0] == ("later edit", "Run", "Rest")
    book.save()
    with closing(Book.open(book.file.path, PASSPHRASE, read_only=True)) as again:
        assert again.earlier_versions() == book.earlier_versions()


def test_what_was_deleted_since_comes_back_too(book: Book) -> None:
    book.delete(*book.all(Goal), *book.all(DayEntry))
    for kind in ("goal", "day_entry"):
        book.bring_back(version(book, kind))
    assert [goal.text for goal in book.all(Goal)] == ["Run"]
    assert mood(book) == 3
    assert listed(book) == []
    book.delete(*book.all(Goal))
    assert listed(book) == [("deleted", "Run", None)]


def test_what_was_brought_back_wins_the_next_merge(book: Book, tmp_path: Path) -> None:
    with closing(Book.open(tmp_path / "laptop.daybook", PASSPHRASE, read_only=True)) as other:
        theirs = other.image()
    for kind in ("goal", "day_entry"):
        book.bring_back(version(book, kind))
    book.take_in(merge_images(book.image(), theirs))
    assert [goal.text for goal in book.all(Goal)] == ["Run"]
    assert mood(book) == 3


def test_a_version_that_no_longer_fits_is_refused_in_words(book: Book) -> None:
    bad = EarlierVersion("day_entry", {"day": str(START), "mood": 40}, book.now())
    with pytest.raises(InvalidInput, match="40"):
        book.bring_back(bad)
    ahead = EarlierVersion("day_entry", {"day": "2027-02-01", "mood": 4}, book.now())
    with pytest.raises(InvalidInput, match="still to come"):
        book.bring_back(ahead)
    assert mood(book) == 8
    assert len(book.earlier_versions()) == 2


# -- in an export ----------------------------------------------------------------------------------


def test_they_travel_with_an_export_and_come_in_once(book: Book, tmp_path: Path) -> None:
    data = to_json(book.everything())
    back = from_json(data)
    assert not back.skipped
    assert {one.sha256 for one in back.earlier_versions} == {
        one.sha256 for one in book.earlier_versions()
    }
    assert to_json(back) == data
    merged, _ = merge_json(book.image(), data)
    assert merged == Merged()
    fresh, _ = Book.create(tmp_path / "new.daybook", PASSPHRASE, Program(start=START), kdf=CHEAP)
    with closing(fresh):
        for expected in (2, 0):
            merged, _ = merge_json(fresh.image(), data)
            assert merged.carried == expected
            fresh.take_in(merged)
        assert {one.sha256 for one in fresh.earlier_versions()} == {
            one.sha256 for one in book.earlier_versions()
        }


def test_an_export_of_an_earlier_daybook_holds_none(book: Book) -> None:
    plain = json.loads(to_json(book.everything()))
    assert len(plain.pop("set_aside")) == 2
    back = from_json(json.dumps(plain).encode())
    assert (back.earlier_versions, dict(back.skipped)) == ((), {})


@pytest.mark.parametrize(
    "spoiled",
    [
        3,
        {},
        {"kind": "dream"},
        {"at": "2026-03-02T21:05:00"},
        {"at": "9999-12-31T23:59:59Z"},
        {"said": {"mood": 4}},
        {"said": {"day": "2026-03-02", "mood": 11}},
        {"said": {"day": "0001-01-01", "mood": 4}},
        {"kind": "goal", "said": {"text": "Run", "set_on": "2026-03-02"}},
    ],
)
def test_one_that_cannot_be_read_is_counted(spoiled: Any) -> None:
    good = {
        "kind": "day_entry",
        "at": "2026-03-02T21:05:00Z",
        "said": {"day": "2026-03-02", "mood": 4, "weather": "rain"},
    }
    bad = good | spoiled if isinstance(spoiled, dict) and spoiled else spoiled
    data = {"format": "daybook-journal", "version": 1, "records": {}, "set_aside": [bad, good]}
    back = from_json(json.dumps(data).encode())
    assert [one.said for one in back.earlier_versions] == [{"day": "2026-03-02", "mood": 4}]
    assert back.skipped == {Skipped.SET_ASIDE: 1, Skipped.FIELD: 1}
    data["set_aside"] = {}
    assert from_json(json.dumps(data).encode()).skipped == {Skipped.SET_ASIDE: 1}


@given(st.sampled_from(list(KINDS)).flatmap(lambda kind: records_of(KINDS[kind])))
def test_any_version_comes_back_as_it_was(record: Record) -> None:
    for made in versions_of(record).values():
        back = earlier_version_from_plain(msgspec.json.decode(msgspec.json.encode(made)))
        assert back == made
        assert back.sha256 == made.sha256
        assert back.record_id == record.id


@given(st.sampled_from(list(KINDS)).flatmap(lambda kind: records_of(KINDS[kind])))
def test_a_version_compares_to_the_record_that_it_was_made_of(record: Record) -> None:
    # Lists in it were no tuples, so a craving with a trigger never was the same.
    for made in versions_of(record).values():
        kept = json.loads(made.content)
        assert same_words(said_in(record, kept.keys() - {"day"}), kept)
