"""The tables of a journal in memory: records as they were put."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.codec import KINDS
from journal.model.craving import ToolUse
from journal.model.day import DayEntry
from journal.model.earlier_version import EarlierVersion
from journal.model.record import Record
from journal.model.tombstone import Tombstone
from journal.store.database import Database
from tests.strategies import records, tombstones

DAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


@pytest.fixture
def database() -> Iterator[Database]:
    with closing(Database()) as made:
        yield made


@pytest.fixture(scope="module")
def shared() -> Iterator[Database]:
    """One for many examples: each puts records with ids of its own."""
    with closing(Database()) as made:
        yield made


def use(**fields: Any) -> ToolUse:
    return ToolUse(**{"day": DAY, "tool": "stop", "created_at": AT, "edited_at": AT} | fields)


# -- records -----------------------------------------------------------------------------------


@given(record=records)
def test_every_record_comes_back_as_it_was(shared: Database, record: Record) -> None:
    shared.put([record])
    assert shared.get(type(record), record.id) == record


@given(st.lists(records, max_size=6, unique_by=lambda record: record.id), st.lists(tombstones))
def test_an_image_holds_everything(kept: list[Record], gone: list[Tombstone]) -> None:
    stones = {stone.id: stone for stone in gone}
    with closing(Database()) as database:
        database.put(kept)
        database.remove(stones.values())
        image = database.image()
    with closing(Database(image)) as again:
        assert sorted(again.every(), key=lambda record: record.id) == sorted(
            kept, key=lambda record: record.id
        )
        assert again.tombstones() == tuple(sorted(stones.values(), key=lambda stone: str(stone.id)))
        assert sum(again.counts().values()) == len(kept)
        assert set(again.counts()) == set(KINDS)


def test_putting_again_replaces_and_writing_again_takes_the_tombstone_away(
    database: Database,
) -> None:
    record = use(helped=1)
    database.put([record])
    database.put([use(id=record.id, helped=4)])
    assert [kept.helped for kept in database.where(ToolUse)] == [4]
    database.remove([Tombstone(record.id, "tool_use", AT)])
    assert database.where(ToolUse) == ()
    assert database.tombstone(record.id) == Tombstone(record.id, "tool_use", AT)
    database.put([record])
    assert database.tombstone(record.id) is None
    assert database.tombstone(uuid4()) is None


def test_a_tombstone_of_an_unknown_kind_is_kept(database: Database) -> None:
    stone = Tombstone(uuid4(), "something of a later version", AT)
    database.remove([stone])
    assert database.tombstones() == (stone,)


def test_what_is_removed_leaves_no_words_in_the_image(database: Database) -> None:
    entry = DayEntry(day=DAY, note="marmaladefox " * 500, created_at=AT, edited_at=AT)
    database.put([entry])
    assert b"marmaladefox" in database.image()
    database.remove([Tombstone(entry.id, "day_entry", AT)])
    assert b"marmaladefox" not in database.image()


def test_all_of_a_transaction_happens_or_nothing(database: Database) -> None:
    with suppress(ZeroDivisionError), database.transaction():
        database.put([use(), use()])
        _ = 1 / 0
    assert database.counts()["tool_use"] == 0
    with database.transaction():
        database.put([use()])
        with pytest.raises(RuntimeError, match="half-done"):
            database.image()
    assert database.counts()["tool_use"] == 1


def test_facts_are_kept_by_name(database: Database) -> None:
    assert database.metadata("generation") is None
    for value in ("1", "2"):
        database.set_metadata(generation=value, save_id=f"save {value}")
    assert database.metadata("generation") == "2"
    assert database.metadata("save_id") == "save 2"


def test_an_earlier_version_kept_twice_is_kept_once(database: Database) -> None:
    first = EarlierVersion("day_entry", {"day": "2026-03-02", "mood": 4}, AT)
    second = EarlierVersion("day_entry", {"day": "2026-03-02", "mood": 5}, AT)
    database.keep_earlier_versions([first])
    database.keep_earlier_versions([first, second])
    kept = database.contents().earlier_versions
    assert sorted(kept, key=lambda version: version.content) == [first, second]


def test_what_was_replaced_is_remembered_once(database: Database) -> None:
    database.keep_replaced(["0" * 16])
    database.keep_replaced(["0" * 16, "1" * 16])
    assert database.contents().replaced == {"0" * 16, "1" * 16}


def test_a_span_holds_both_its_ends(database: Database) -> None:
    database.put([use(day=date(2026, 3, day)) for day in (1, 2, 3, 4)])
    found = database.between(ToolUse, date(2026, 3, 2), date(2026, 3, 3))
    assert [kept.day.day for kept in found] == [2, 3]


def test_a_person_cannot_write_sql(database: Database) -> None:
    nasty = "'; DROP TABLE tool_use; --"
    record = use(tool=nasty)
    database.put([record])
    database.remove([Tombstone(uuid4(), nasty, AT)])
    assert database.where(ToolUse, "tool = ?", [nasty]) == (record,)


# -- the connection ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("temp_store", 2), ("secure_delete", 1), ("trusted_schema", 0), ("journal_mode", "memory")],
)
def test_nothing_is_spilled_to_disk_or_run_for_a_stranger(
    database: Database, pragma: str, value: object
) -> None:
    # They belong to a connection and not to its image, so they are asked of the connection.
    for opened in (database, Database(database.image())):
        with closing(opened):
            (row,) = opened._tables.query(f"PRAGMA {pragma}")
            assert list(row.values()) == [value]
