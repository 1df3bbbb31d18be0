"""Saving: a durable save of a journal against a durable insert into plain SQLite beside it."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from journal.book import Book
from tests.bench import PASSPHRASE


def save_seconds(path: Path, times: int) -> float:
    """The median of whole saves, one answer changed before each."""
    spent = []
    with closing(Book.open(path, PASSPHRASE)) as book:
        today = book.today()
        for number in range(times + 1):
            book.answer(today, mood=number % 11, note=f"save {number}")
            begun = time.perf_counter()
            book.save()
            spent.append(time.perf_counter() - begun)
    return median(spent[1:])


def insert_seconds(path: Path, times: int) -> float:
    """The median of inserts, each its own commit, into the same tables as a file of SQLite."""
    plain = path.with_suffix(".sqlite")
    with closing(Book.open(path, PASSPHRASE, read_only=True)) as book:
        plain.write_bytes(book.image())
    spent = []
    with closing(sqlite3.connect(plain, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        for number in range(times + 1):
            begun = time.perf_counter()
            connection.execute(
                "INSERT INTO tool_use (id, created_at, edited_at, day, tool)"
                " VALUES (?, '2026-01-01', '2026-01-01', '2026-01-01', 'stop')",
                [f"bench {number}"],
            )
            spent.append(time.perf_counter() - begun)
    plain.unlink()
    return median(spent[1:])
