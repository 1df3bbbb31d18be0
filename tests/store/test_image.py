"""Images opened or refused: nothing that someone else wrote into one is run or believed."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.book.queries import Queries
from journal.book.snapshot import read_stamp_in
from journal.content.content import load_content
from journal.demo import sample_records
from journal.errors import Damaged, JournalError, TooNew
from journal.exchange.csv_files import to_csv
from journal.exchange.json_file import to_json
from journal.model.codec import KINDS
from journal.model.craving import ToolUse
from journal.model.day import DayEntry
from journal.model.draft import Draft
from journal.model.earlier_version import EarlierVersion
from journal.model.program import Program
from journal.model.tombstone import Tombstone
from journal.store import image as reading
from journal.store.database import Database
from journal.store.merge import merge_images
from journal.store.schema import APPLICATION_ID, SCHEMA_VERSION

NOW = datetime(2026, 3, 20, 20, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
CONTENT = load_content()
MARKS = ("application_id", "user_version")


def sample() -> bytes:
    """An image with something in every table."""
    with closing(Database()) as database:
        database.put(sample_records(NOW))
        database.remove([Tombstone(uuid4(), "goal", AT)])
        said = {"day": "2026-03-02", "mood": 4}
        database.keep_earlier_versions([EarlierVersion("day_entry", said, AT)])
        database.keep_replaced(["0123456789abcdef"])
        database.keep_draft(Draft("today/goal/new", "A goal", {"text": "Rest"}, AT))
        database.set_metadata(generation="7", save_id="one", saved_at=NOW.isoformat())
        return database.image()


SAMPLE = sample()


def made_by(*statements: str) -> bytes:
    """An image of plain SQLite."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        return connection.serialize()


def changed(*statements: str, image: bytes = SAMPLE) -> bytes:
    """The image of a journal after something else worked on it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(image)
        for statement in statements:
            connection.execute(statement)
        return connection.serialize()


def rewritten(table: str, words: str) -> tuple[str, ...]:
    """Statements that give an entry of the schema other words, and what it says of itself stays."""
    return (
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_schema SET sql = {words} WHERE name = '{table}'",  # noqa: S608
    )


def holds(image: bytes) -> tuple[Any, ...]:
    with closing(Database(image)) as database:
        held = database.contents()
        return (
            sorted(map(repr, held.records)),
            held.tombstones,
            held.earlier_versions,
            held.replaced,
            held.drafts,
            read_stamp_in(database),
        )


# -- what is none of ours --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "image",
    [
        b"",
        b"SQLite format 3\x00" + bytes(84),
        b"Dear diary, today " * 1000,
        made_by("CREATE TABLE other (x)"),
        made_by("PRAGMA application_id = 1", "CREATE TABLE other (x)"),
        changed("PRAGMA user_version = 0"),
        changed("PRAGMA user_version = 0")[:5000],
    ],
    ids=["none", "cut", "text", "unmarked", "other", "no version", "half"],
)
def test_an_image_that_is_none_of_ours_is_refused(image: bytes) -> None:
    with pytest.raises(Damaged) as caught:
        Database(image)
    assert str(caught.value).endswith(".")


def test_an_image_with_a_torn_page_is_refused() -> None:
    with closing(Database()) as database:
        uses = [ToolUse(day=DAY, tool="stop", created_at=AT, edited_at=AT) for _ in range(500)]
        database.put(uses)
        image = bytearray(database.image())
    image[8 * 4096 : 12 * 4096] = bytes(4 * 4096)
    with pytest.raises(Damaged):
        Database(bytes(image))


def test_a_later_schema_is_named_as_such() -> None:
    with pytest.raises(TooNew, match="newer Daybook"):
        Database(changed(f"PRAGMA user_version = {SCHEMA_VERSION + 1}"))


def test_opening_again_changes_nothing() -> None:
    with closing(Database(SAMPLE)) as again:
        assert again.image() == SAMPLE
        assert not again.upgraded
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.deserialize(SAMPLE)
        marks = [plain.execute(f"PRAGMA {name}").fetchone()[0] for name in MARKS]
    assert marks == [APPLICATION_ID, SCHEMA_VERSION]


# -- what someone else added -----------------------------------------------------------------------

ENDLESS = (
    "CREATE VIEW program AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
    " SELECT * FROM p, n"
)


@pytest.mark.parametrize(
    "statements",
    [
        # `log` said "Saved", and nothing was kept.
        ("CREATE TRIGGER t BEFORE INSERT ON day_entry BEGIN SELECT RAISE(IGNORE); END",),
        # 25 cravings went at the next `log`.
        ("CREATE TRIGGER t AFTER INSERT ON day_entry BEGIN DELETE FROM craving_episode; END",),
        # It never ended.
        ("ALTER TABLE program RENAME TO p", ENDLESS),
        ("CREATE VIEW spy AS SELECT load_extension('none') AS x",),
        ("CREATE VIRTUAL TABLE words USING fts5(word)",),
        ("CREATE TABLE other (x)",),
        ("DROP TABLE goal",),
        ("ALTER TABLE goal ADD COLUMN mood TEXT",),
        ("ALTER TABLE goal DROP COLUMN outcome",),
        (
            "ALTER TABLE goal DROP COLUMN outcome",
            "ALTER TABLE goal ADD COLUMN outcome TEXT AS (upper(text))",
        ),
        rewritten("goal", f"'{ENDLESS.replace('VIEW program', 'VIEW goal')}'"),
        rewritten("goal", "'DROP TABLE goal'"),
        ("ANALYZE",),
        ("PRAGMA user_version = 1",),
    ],
)
def test_what_is_not_of_our_schema_is_damaged(statements: tuple[str, ...]) -> None:
    with pytest.raises(Damaged):
        Database(changed(*statements))


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE INDEX more ON goal (hex(text))",),
        ("DROP INDEX idx_day_entry_day",),
        rewritten("goal", "replace(sql, 'STRICT', 'STRICT /* ours, in other words */')"),
        rewritten("tool_use", """replace(sql, '"day" TEXT', '"day" TEXT CHECK (0)')"""),
        rewritten("tool_use", """replace(sql, '"day" TEXT', '"day" TEXT COLLATE NOCASE')"""),
        ("DELETE FROM _sqlite_migrations",),
    ],
)
def test_other_words_for_our_tables_are_not_used_and_their_rows_are(
    statements: tuple[str, ...],
) -> None:
    image = changed(*statements)
    assert image != SAMPLE
    assert holds(image) == holds(SAMPLE)
    with closing(Database(image)) as database, closing(Database()) as fresh:
        schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY name"
        assert list(database._tables.query(schema)) == list(fresh._tables.query(schema))


def test_what_a_file_says_of_its_migrations_is_not_believed() -> None:
    first = reading.empty_image(1)
    rows = "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('journal', '{}')"
    names = ("2 drafts", "3 replaced versions")
    with closing(Database(changed(*map(rows.format, names), image=first))) as database:
        assert database.upgraded
        database.keep_replaced(["0" * 16])


def test_reading_ends_where_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE_S", -1000.0)
    with pytest.raises(Damaged):
        Database(SAMPLE)


# -- what someone else wrote -----------------------------------------------------------------------


def columns() -> list[tuple[str, str]]:
    with closing(Database(SAMPLE)) as database:
        tables = [*KINDS, "tombstone", "set_aside", "journal", "replaced", "draft"]
        return [(table, name) for table in tables for name in database._tables[table].columns_dict]


KEYS = {"set_aside": "sha256", "draft": "key", "journal": "name", "replaced": "digest"}
HOSTILE: list[object] = [
    *(None, "", "x", "[]", "{}", "null", "0", "[null]", '[{"days": null}]', "\x00", "💥" * 9),
    *("not-a-uuid", "9999-12-31", "0001-01-01", "9999-12-31T23:59:59.999999Z", "24:00:00"),
    *("[" * 10_000, '{"a":' * 10_000, "9" * 400, f"[{'9' * 400}]", f'{{"mood": {"9" * 400}}}'),
    *(f'[{{"agreed_on": "2026-03-02", "days": {"9" * 400}}}]', '{"day": "9999-12-31", "mood": 4}'),
    *('{"day": [], "mood": 4}', '{"day": "2026-03-02", "mood": 40}', '{"mood": "9999-12-31"}'),
    *(2**63 - 1, -(2**63), 2**31, -1, 11, 1e308, -1e308, float("inf"), 0.5, "y" * 200_000),
]


@given(st.sampled_from(columns()), st.sampled_from(HOSTILE))
def test_a_value_that_cannot_be_is_damaged_or_harmless(place: tuple[str, str], value: Any) -> None:
    table, column = place
    key = KEYS.get(table, "id")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(SAMPLE)
        where = f"{key} = (SELECT min({key}) FROM {table})"  # noqa: S608
        try:
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", [value])  # noqa: S608
        except sqlite3.Error:
            return  # SQLite itself keeps such a value out
        image = connection.serialize()
    with suppress(JournalError), closing(Database(image)) as database:
        use(database, image)


def use(database: Database, image: bytes) -> None:
    """What reads a journal, one after the other."""
    ask = Queries(database, lambda: NOW)
    assert database.where(Program)  # as Book.open does
    read_stamp_in(database)
    ask.search("a")
    ask.days_with()
    ask.days_with(craving_from=3)
    ask.tool_counts()
    ask.counts()
    ask.drafts()
    contents = ask.everything()
    for version in ask.earlier_versions():
        ask.compared(version)
    to_json(contents)
    to_csv(ask.diary(date.min, date.max), CONTENT)
    ask.session_diary(DAY, DAY + timedelta(days=60))
    merge_images(SAMPLE, image)
    database.put(contents.records)
    database.put([DayEntry(day=DAY, created_at=AT, edited_at=AT)])
