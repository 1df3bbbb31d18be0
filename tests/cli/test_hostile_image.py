"""Journals that someone who knows the passphrase made to do harm: damaged, and left alone."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from journal.book.book import Book
from journal.model.program import Program
from journal.vault import KdfParams, seal, unseal

ROOT = Path(__file__).parents[2]
PASSPHRASE = "four words make one"
NOW = datetime(2026, 3, 9, 20, 0, tzinfo=UTC)


ENDLESS = (
    "CREATE VIEW program AS WITH RECURSIVE n(x) AS"
    " (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT p.* FROM p, n"
)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "evening.daybook"
    kdf = KdfParams(19 * 1024, 1, 1)
    program = Program(start=date(2026, 3, 2))
    with closing(Book.create(path, PASSPHRASE, program, kdf=kdf, clock=lambda: NOW)[0]) as book:
        book.answer(date(2026, 3, 3), mood=4)
        book.save()
    return path


def spoil(path: Path, *statements: str) -> bytes:
    """Have statements worked on the image in the file at ``path``, and seal it again."""
    image, ring = unseal(path.read_bytes(), PASSPHRASE)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(image)
        for statement in statements:
            connection.execute(statement)
        sealed = seal(connection.serialize(), ring)
    path.write_bytes(sealed)
    return sealed


def daybook(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", *map(str, arguments), "--passphrase-file", "-"],
        cwd=ROOT,
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TRIGGER t BEFORE INSERT ON day_entry BEGIN SELECT RAISE(IGNORE); END",),
        ("CREATE TRIGGER t AFTER INSERT ON day_entry BEGIN DELETE FROM craving_episode; END",),
        (
            "ALTER TABLE program RENAME TO p",
            ENDLESS,
        ),
        ("UPDATE program SET id = 'p'",),
        ("UPDATE program SET pauses = replace(hex(zeroblob(5000)), '0', '[')",),
        ("UPDATE program SET extensions = '[' || replace(hex(zeroblob(200)), '0', '9') || ']'",),
        ("UPDATE program SET planned_days = 9223372036854775807",),
        ("UPDATE journal SET value = 'seven' WHERE name = 'generation'",),
    ],
)
def test_it_is_damaged_before_anything_is_written(
    journal: Path, statements: tuple[str, ...]
) -> None:
    spoiled = spoil(journal, *statements)
    done = daybook("log", journal, "--mood", 6)
    assert (done.returncode, done.stdout) == (4, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("What is inside this journal is damaged.")
    assert journal.read_bytes() == spoiled


def test_check_looks_at_every_row(journal: Path) -> None:
    spoil(journal, "UPDATE day_entry SET mood = 4000000000")
    done = daybook("check", journal)
    assert (done.returncode, done.stdout) == (4, "")
