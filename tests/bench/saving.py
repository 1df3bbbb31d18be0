"""Saving: a durable save of a journal against a durable insert into plain SQLite beside it."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from journal.book.book import Book
from tests.bench import PASSPHRASE


def save_and_insert_seconds(path: Path, times: int) -> tuple[float, float]:
    """The medians of whole saves, one answer changed before each, and of inserts into the same
    tables as a file of SQLite, each its own commit. They take turns, for drives have moods."""
    plain = path.with_suffix(".sqlite")
    saves, inserts = [], []
    with closing(Book.open(path, PASSPHRASE)) as book:
        plain.write_bytes(book.image())
        with closing(sqlite3.connect(plain, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")  # EXTRA would help us: 10% slower
            for number in range(times + 1):
                saves.append(_save(book, number))
                inserts.append(_insert(connection, number))
    plain.unlink()
    return median(saves[1:]), median(inserts[1:])


def _save(book: Book, number: int) -> float:
    book.answer(book.today(), mood=number % 11, note=f"save {number}")
    begun = time.perf_counter()
    book.save()
    return time.perf_counter() - begun


def _insert(connection: sqlite3.Connection, number: int) -> float:
    begun = time.perf_counter()
    connection.execute(
        "INSERT INTO tool_use (id, created_at, edited_at, day, tool)"
        " VALUES (?, '2026-01-01', '2026-01-01', '2026-01-01', 'stop')",
        [f"bench {number}"],
    )
    return time.perf_counter() - begun
