"""Image: a database as bytes, read as something that anyone may have made.

An image that opens was sealed by someone who knew a key, and that may be someone else. So nothing
of its schema is ever run: it is ours word for word, or the rows are copied by name into tables of
our own.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache

from sqlite_utils import Database as Tables

from journal.errors import Damaged, TooNew
from journal.store.schema import APPLICATION_ID, SCHEMA_VERSION, migrate, migrations

DAMAGED = "What is inside this journal is damaged."

PATIENCE_S, BYTES_A_SECOND = 1.0, 4_000_000
"""Processor time that reading an image may take: twenty times what it does take."""

_LIMITS = {
    sqlite3.SQLITE_LIMIT_ATTACHED: 1,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}
"""Far more than our own tables and questions need."""

_PLAIN = ("CREATE TABLE ", "CREATE INDEX ", "CREATE UNIQUE INDEX ")
_BOOKKEEPING = migrations.migrations_table
"""Where sqlite-utils notes the migrations: of a file it is neither believed nor copied."""

_DAMAGE = {None, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CORRUPT_INDEX, sqlite3.SQLITE_NOTADB}
"""None: bytes that are no text, which Python finds and not SQLite."""

_HEADER_SIZE = 100
_STEPS_BETWEEN_LOOKS = 1_000


def opened(image: bytes) -> tuple[sqlite3.Connection, int]:
    """The rows of ``image`` in the tables of now, and the version that it was written as.

    Raises :class:`Damaged` when the image is no sound database of ours, :class:`TooNew` when
    a later Daybook wrote it.
    """
    version = _version(image)
    try:
        connection = _as_it_lies(image) if version == SCHEMA_VERSION else None
        return connection or _copied(image, version), version
    except sqlite3.DatabaseError as error:
        raise Damaged(DAMAGED) from error


@contextmanager
def damage_told() -> Iterator[None]:
    """Raise :class:`Damaged` for pages that SQLite cannot follow, and what is a bug as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) in _DAMAGE:
            raise Damaged(DAMAGED) from error
        raise


@cache
def empty_image(version: int = SCHEMA_VERSION) -> bytes:
    """A journal of ``version`` without rows: making the tables takes longer than copying them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        # Half the usual size: twenty tables of a few rows leave most of a page empty, and every
        # save seals and writes all of them.
        connection.execute("PRAGMA page_size = 2048")
        migrate(Tables(connection, execute_plugins=False), version)
        return connection.serialize()


def _version(image: bytes) -> int:
    """What the header says, if it is that of a journal."""
    version, application = (int.from_bytes(image[at : at + 4], "big") for at in (60, 68))
    if len(image) < _HEADER_SIZE or not image.startswith(b"SQLite format 3\0"):
        raise Damaged(DAMAGED)
    if application != APPLICATION_ID or version == 0:
        raise Damaged("What is inside this file is not a journal.")
    if version > SCHEMA_VERSION:
        raise TooNew("This journal was written by a newer Daybook. Please update Daybook.")
    return version


def _as_it_lies(image: bytes) -> sqlite3.Connection | None:
    """The image itself, where there is not a word in its schema but ours.

    A journal of ten years opens in a fifth of the time that copying it takes.
    """
    with _connected(image, image) as connection:
        ours = _schema(connection) == _schema_of_now()
        if ours:
            _check_pages(connection, "main")
    if ours:
        return connection
    connection.close()
    return None


def _copied(image: bytes, version: int) -> sqlite3.Connection:
    """Tables of ``version`` with the rows of the image, brought to the tables of now."""
    with _connected(empty_image(version), image) as connection:
        connection.execute("ATTACH ':memory:' AS other")
        connection.deserialize(image, name="other")
        tables = _tables(connection, "main")
        if _tables(connection, "other") != tables:
            raise Damaged(DAMAGED)
        columns = {name: _columns(connection, "main", name) for name in tables}
        if any(_columns(connection, "other", name) != columns[name] for name in tables):
            raise Damaged(DAMAGED)
        _check_pages(connection, "other")
        for name in tables:
            listed = ", ".join(f'"{column}"' for column, _hidden in sorted(columns[name]))
            # NOT INDEXED, and a condition, or SQLite may take pages over without looking at them.
            connection.execute(
                f'INSERT INTO main."{name}" ({listed})'  # noqa: S608 (ours)
                f' SELECT {listed} FROM other."{name}" NOT INDEXED WHERE 1'
            )
        connection.commit()
        connection.execute("DETACH other")
        migrate(Tables(connection, execute_plugins=False))
        return connection


@contextmanager
def _connected(start: bytes, image: bytes) -> Iterator[sqlite3.Connection]:
    """A connection that begins as ``start`` and has limited time to read ``image``; it is closed
    if that fails."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    until = time.thread_time() + PATIENCE_S + len(image) / BYTES_A_SECOND
    try:
        for limit, most in _LIMITS.items():
            connection.setlimit(limit, most)
        connection.set_progress_handler(lambda: time.thread_time() > until, _STEPS_BETWEEN_LOOKS)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.deserialize(start)
        yield connection
        connection.set_progress_handler(None, 0)
    except BaseException:
        connection.close()
        raise


def _schema(connection: sqlite3.Connection) -> frozenset[tuple[str, ...]]:
    return frozenset(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


@cache
def _schema_of_now() -> frozenset[tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(empty_image())
        return _schema(connection)


def _tables(connection: sqlite3.Connection, database: str) -> set[str]:
    """The names of the tables. Raises :class:`Damaged` where there is more than plain tables and
    their indexes: by the words of each, for what it says of itself may not be so."""
    names = set()
    for name, words in connection.execute(f"SELECT name, sql FROM {database}.sqlite_schema"):  # noqa: S608
        if words is None:
            continue  # an index that a table brings along
        if not isinstance(words, str) or not words.startswith(_PLAIN):
            raise Damaged(DAMAGED)
        if words.startswith("CREATE TABLE ") and name != _BOOKKEEPING:
            names.add(name)
    return names


def _columns(
    connection: sqlite3.Connection, database: str, table: str
) -> frozenset[tuple[str, int]]:
    """The columns of a table, and whether each is generated."""
    return frozenset(
        connection.execute("SELECT name, hidden FROM pragma_table_xinfo(?, ?)", (table, database))
    )


def _check_pages(connection: sqlite3.Connection, database: str) -> None:
    """Raise :class:`Damaged` unless every page is where it should be."""
    # A file's own conditions are expressions of a stranger.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    found = connection.execute(f"PRAGMA {database}.quick_check(1)").fetchone()
    connection.execute("PRAGMA ignore_check_constraints = OFF")
    if found[0] != "ok":
        raise Damaged(DAMAGED)
