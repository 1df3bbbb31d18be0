"""An older file in the journal's place is noticed, asked about once, and gone on from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from journal.book.book import Book
from journal.book.copies import restore_backup
from journal.errors import ChangedOutside, WrongPassphrase
from journal.model.program import Program
from journal.vault import Seen, seal, unseal
from tests.journals import CHEAP

PASSPHRASE = "four words make one"
START = date(2026, 3, 2)
NOW = datetime(2026, 3, 9, 20, 0, tzinfo=UTC)


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    return Seen(tmp_path / "settings" / "seen")


@pytest.fixture
def path(tmp_path: Path, seen: Seen) -> Path:
    """A journal of four saves, the last of them remembered."""
    path = tmp_path / "evening.daybook"
    book, _ = Book.create(
        path, PASSPHRASE, Program(start=START), kdf=CHEAP, clock=lambda: NOW, seen=seen
    )
    with closing(book):
        for mood in range(3):
            book.answer(START, mood=mood)
            book.save()
    return path


@contextmanager
def opened(path: Path, seen: Seen | None, secret: str = PASSPHRASE) -> Iterator[Book]:
    with closing(Book.open(path, secret, clock=lambda: NOW, seen=seen)) as book:
        yield book


def put_back(path: Path, generation: int) -> None:
    """Put an older save in the journal's place, as a sync tool or a person would."""
    older = path.with_name("older.daybook")
    restore_backup(path, older, PASSPHRASE, generation=generation)
    older.replace(path)


def test_the_newest_save_is_nothing_to_tell(path: Path, seen: Seen) -> None:
    for memory in (seen, None):
        with opened(path, memory) as book:
            assert book.newer_save is None


@pytest.mark.parametrize("memory", ["this computer's", "the backups' alone"])
def test_an_older_file_says_so_once_and_goes_on_from_the_highest_number(
    path: Path, seen: Seen, memory: str
) -> None:
    put_back(path, 2)
    known = seen if memory == "this computer's" else None
    with opened(path, known) as book:
        assert book.newer_save is not None
        assert (book.newer_save.stamp.generation, book.newer_save.in_backups) == (4, True)
        assert book.newer_save.stamp.saved_at == NOW
        book.accept_older()
    if known is not None:
        with opened(path, known) as book:
            assert book.newer_save is None
    with opened(path, known) as book:
        book.answer(START, mood=9)
        book.save()
        assert (book.generation, book.newer_save) == (5, None)
    for later in (known, None):
        with opened(path, later) as book:
            assert (book.generation, book.newer_save) == (5, None)


def test_without_backups_this_computer_remembers_and_another_does_not(
    path: Path, seen: Seen, tmp_path: Path
) -> None:
    put_back(path, 1)
    for backup in path.with_suffix(".backups").iterdir():
        backup.unlink()
    with opened(path, Seen(tmp_path / "another")) as book:
        assert book.newer_save is None
    with opened(path, seen) as book:
        assert book.newer_save is not None
        assert (book.newer_save.stamp.generation, book.newer_save.in_backups) == (4, False)


def test_what_is_remembered_tells_nobody_anything(path: Path, tmp_path: Path) -> None:
    (note,) = (tmp_path / "settings" / "seen").iterdir()
    data = note.read_bytes()
    assert b"generation" not in data
    assert b"2026" not in data
    assert b"evening" not in data
    assert note.stat().st_mode & 0o077 == 0


def test_nonsense_in_the_memory_is_no_obstacle(path: Path, seen: Seen, tmp_path: Path) -> None:
    (note,) = (tmp_path / "settings" / "seen").iterdir()
    for nonsense in (b"", b"\0" * 40, b"\0" * 3000):
        note.write_bytes(nonsense)
        with opened(path, seen) as book:
            assert book.newer_save is None
    with opened(path, Seen(Path("/proc/no such folder"))) as book:
        book.answer(START, mood=1)
        book.save()


def test_a_wrong_passphrase_is_told_from_a_header_that_changed(path: Path, seen: Seen) -> None:
    with pytest.raises(WrongPassphrase) as wrong:
        Book.open(path, "not the one", seen=seen)
    assert not isinstance(wrong.value, ChangedOutside)
    data = path.read_bytes()
    image, ring = unseal(data, PASSPHRASE)
    stranger = ring.with_passphrase("somebody else's words", CHEAP)
    for changed in (stranger, replace(stranger, file_id=b"another journal!")):
        path.write_bytes(seal(image, changed))
        with pytest.raises(ChangedOutside, match="Its backups may open"):
            Book.open(path, PASSPHRASE, seen=seen)
        with pytest.raises(WrongPassphrase) as unknown:
            Book.open(path, PASSPHRASE)
        assert not isinstance(unknown.value, ChangedOutside)
    path.write_bytes(data)
    with opened(path, seen) as book:
        assert book.newer_save is None


def test_a_new_passphrase_here_is_the_known_one(path: Path, seen: Seen) -> None:
    with opened(path, seen) as book:
        book.use_keys(book.ring.with_passphrase("another four words here", CHEAP))
        book.save()
    with pytest.raises(WrongPassphrase) as wrong:
        Book.open(path, PASSPHRASE, seen=seen)
    assert not isinstance(wrong.value, ChangedOutside)
