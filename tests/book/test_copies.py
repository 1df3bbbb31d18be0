"""Backups listed and restored, copies brought together, keys changed: all without a screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from journal.book.book import Book
from journal.book.copies import (
    backup_states,
    join_copies,
    merge_file,
    restore_backup,
    restored_name,
)
from journal.book.keys import (
    change_passphrase,
    check_recovery_key,
    opens,
    recover,
    renew_keys,
    renew_recovery,
)
from journal.errors import InvalidInput, SaveFailed, WrongPassphrase
from journal.exchange.json_file import to_json
from journal.exchange.json_import import merge_json
from journal.model.contents import Contents
from journal.model.program import Program
from journal.model.therapy import Goal
from journal.store.merge import Merged
from journal.vault import RecoveryKey, State, backups_of, seal, unseal
from tests.journals import CHEAP, TickingClock

PASSPHRASE = "four words make one"
NEW = "another four words here"
START = date(2026, 3, 2)


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return TickingClock(datetime(2026, 3, 9, 20, 0, tzinfo=UTC))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "evening.daybook"


@pytest.fixture
def recovery(path: Path, clock: Callable[[], datetime]) -> RecoveryKey:
    """The recovery key of a journal of three days, each saved by itself; the last save is a backup
    since it was closed."""
    book, key = Book.create(path, PASSPHRASE, Program(start=START), kdf=CHEAP, clock=clock)
    with closing(book):
        for number in range(3):
            book.answer(START + timedelta(days=number), mood=number)
            book.save()
    return key


@contextmanager
def opened(
    path: Path, clock: Callable[[], datetime], secret: str | RecoveryKey = PASSPHRASE
) -> Iterator[Book]:
    with closing(Book.open(path, secret, clock=clock)) as book:
        yield book


def moods(book: Book) -> list[int | None]:
    days = (book.day(START + timedelta(days=number)) for number in range(5))
    return [day.mood if day else None for day in days]


# -- backups ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("recovery")
def test_backups_tell_which_save_they_are_and_how_much_is_in_them(path: Path) -> None:
    states = backup_states(path, PASSPHRASE)
    assert [(s.generation, s.days, s.last_day) for s in states] == [
        (4, 3, START + timedelta(days=2)),
        (3, 2, START + timedelta(days=1)),
        (2, 1, START),
        (1, 0, None),
    ]
    assert all(state.verified and not state.unfinished for state in states)


def test_backups_that_do_not_open_are_told_apart(path: Path, recovery: RecoveryKey) -> None:
    newest, middle, oldest, first = backup_states(path, PASSPHRASE)
    first.backup.path.unlink()
    image, ring = unseal(middle.backup.path.read_bytes(), recovery)
    newest.backup.path.write_bytes(newest.backup.path.read_bytes()[:-1])
    middle.backup.path.write_bytes(seal(b"sealed, but no database", ring))
    other = ring.with_passphrase(NEW, CHEAP)
    oldest.backup.path.write_bytes(seal(image, other))
    states = backup_states(path, PASSPHRASE)
    assert [s.state for s in states] == [State.DAMAGED, State.DAMAGED, State.OTHER_KEY]
    assert {(s.generation, s.days) for s in states} == {(None, None)}


def test_a_save_that_was_cut_off_is_listed_first_if_it_is_whole_and_newer(
    path: Path, recovery: RecoveryKey, clock: Callable[[], datetime]
) -> None:
    with opened(path, clock) as book:
        snapshot = book.snapshot()
    cut_off = seal(snapshot.image, snapshot.ring)
    spare = path.parent / f".{path.name}.{'0' * 16}.tmp"  # a backup that was let go of
    spare.write_bytes(backup_states(path, recovery)[-1].backup.path.read_bytes())
    whole = path.parent / f".{path.name}.{'a' * 16}.tmp"
    whole.write_bytes(cut_off)
    half = path.parent / f".{path.name}.{'b' * 16}.tmp"
    half.write_bytes(cut_off[:5000])
    path.unlink()
    states = backup_states(path, recovery)
    assert [(s.unfinished, s.generation) for s in states] == [
        (True, 5),
        (False, 4),
        (False, 3),
        (False, 2),
        (False, 1),
    ]


@pytest.mark.usefixtures("recovery")
def test_a_ruined_journal_comes_back_as_a_new_file(
    path: Path, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    path.write_bytes(b"ruined")
    newest, older = tmp_path / "back.daybook", tmp_path / "older.daybook"
    assert restore_backup(path, newest, PASSPHRASE).days == 3
    assert restore_backup(path, older, PASSPHRASE, generation=2).days == 1
    with opened(newest, clock) as book:
        assert moods(book) == [0, 1, 2, None, None]
    with opened(older, clock) as book:
        assert moods(book) == [0, None, None, None, None]
    assert path.read_bytes() == b"ruined"


@pytest.mark.usefixtures("recovery")
def test_what_cannot_be_restored_is_said(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "back.daybook"
    with pytest.raises(InvalidInput, match="save 9"):
        restore_backup(path, target, PASSPHRASE, generation=9)
    with pytest.raises(WrongPassphrase):
        restore_backup(path, target, "not the passphrase")
    with pytest.raises(InvalidInput):
        restore_backup(path, path, PASSPHRASE)
    with pytest.raises(InvalidInput):
        restore_backup(tmp_path / "no journal", target, PASSPHRASE)
    assert not target.exists()


def test_a_backup_tells_its_moment_from_inside(
    path: Path, recovery: RecoveryKey, clock: Callable[[], datetime]
) -> None:
    for backup in backups_of(path):
        os.utime(backup.path, (0, 0))
    path.unlink()
    moments = [state.saved_at for state in backup_states(path, recovery)]
    assert moments == sorted(moments, reverse=True)
    assert {moment.date() for moment in moments} == {clock().date()}


def test_the_names_of_what_comes_back_do_not_grow(path: Path) -> None:
    once = restored_name(path)
    assert once.name == "evening restored.daybook"
    once.touch()
    assert restored_name(path) == restored_name(once)
    assert restored_name(once).name == "evening restored 2.daybook"


@pytest.mark.usefixtures("recovery")
def test_days_of_backups_stand_in_the_sealed_journal_alone(
    path: Path, clock: Callable[[], datetime]
) -> None:
    for number in range(30):  # each evening opens it anew
        moment = clock() + timedelta(days=1 + number)
        with closing(Book.open(path, PASSPHRASE, clock=lambda now=moment: now)) as book:
            for mood in range(3):
                book.answer(START, mood=mood, note=f"evening {number}")
                book.save()
    kept = [state.saved_at for state in backup_states(path, PASSPHRASE)]
    assert len({moment.date() for moment in kept}) >= 14
    assert len(kept) <= 10 + 14 + 2
    assert {file.name for file in path.with_suffix(".backups").iterdir()} == {
        f"{number:06d}.daybook" for number in (backup.ordinal for backup in backups_of(path))
    }


# -- copies ----------------------------------------------------------------------------------------


@pytest.fixture
def copy(path: Path, tmp_path: Path, recovery: RecoveryKey) -> Path:
    other = tmp_path / "laptop.daybook"
    other.write_bytes(path.read_bytes())
    return other


def test_two_copies_are_brought_together(
    path: Path, copy: Path, clock: Callable[[], datetime]
) -> None:
    with opened(copy, clock) as laptop:
        laptop.answer(START, mood=9)
        laptop.answer(START + timedelta(days=4), mood=7)
        laptop.save()
    before = copy.read_bytes()
    with opened(path, clock) as book:
        book.answer(START, mood=8, note="from home")
        merged = merge_file(book.image(), book.ring, copy)
        book.take_in(merged)
        assert moods(book) == [8, 1, 2, None, 7]
        assert merged.added == 1
        assert [(d.lost["mood"], d.kept["mood"]) for d in merged.differences] == [(9, 8)]
        book.save()
        again = merge_file(book.image(), book.ring, copy)
        assert (again.put, again.remove, again.added) == ((), (), 0)
    assert copy.read_bytes() == before


def test_a_copy_of_another_journal_is_refused(
    path: Path, copy: Path, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    stranger = tmp_path / "stranger.daybook"
    Book.create(stranger, PASSPHRASE, Program(start=START), kdf=CHEAP)[0].close()
    with opened(path, clock) as book, pytest.raises(InvalidInput, match="another journal"):
        merge_file(book.image(), book.ring, stranger, PASSPHRASE)


def test_a_copy_from_before_new_keys_opens_with_its_own_passphrase(
    path: Path, copy: Path, clock: Callable[[], datetime]
) -> None:
    with opened(path, clock) as book:
        book.use_keys(renew_keys(book.ring, PASSPHRASE, NEW, CHEAP)[0])
        book.delete(*book.between(type(book.day(START)), START, START))
        book.save()
        with pytest.raises(WrongPassphrase):
            merge_file(book.image(), book.ring, copy)
        with pytest.raises(WrongPassphrase):
            merge_file(book.image(), book.ring, copy, NEW)
        merged = merge_file(book.image(), book.ring, copy, PASSPHRASE)
        assert merged == Merged()  # it was deleted by someone who had seen it


@pytest.mark.usefixtures("recovery")
def test_an_export_is_taken_in_once(path: Path, clock: Callable[[], datetime]) -> None:
    goal = Goal(text="Call my sister", set_on=START)
    goal = replace(goal, created_at=clock(), edited_at=clock())
    with opened(path, clock) as book:
        merged, incoming = merge_json(book.image(), to_json(Contents(records=(goal,))))
        assert (merged.put, merged.added, incoming.skipped) == ((goal,), 1, {})
        book.take_in(merged)
        assert merge_json(book.image(), to_json(Contents(records=(goal,))))[0].put == ()
        with pytest.raises(InvalidInput):
            merge_json(book.image(), b"[]")


def test_a_conflict_copy_comes_home(path: Path, copy: Path, clock: Callable[[], datetime]) -> None:
    with opened(path, clock) as book:
        book.answer(START + timedelta(days=3), mood=3)
        data = copy.read_bytes()
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))  # another program writes
        copy_saved = book.save().conflict
        ring = book.ring
        assert copy_saved is not None
    # While the other half is not whole, the copy stays the one to go on with.
    joined = join_copies(path, copy_saved, ring, clock=clock)
    assert (joined.merged, joined.copy) == (None, None)
    assert joined.problem
    assert joined.book.file.path == copy_saved
    joined.book.close()

    path.write_bytes(copy.read_bytes())
    with opened(path, clock) as elsewhere:
        elsewhere.answer(START + timedelta(days=4), mood=4)
        elsewhere.save()
    joined = join_copies(path, copy_saved, ring, clock=clock)
    with closing(joined.book) as book:
        assert (joined.problem, joined.copy) == ("", copy_saved)
        assert moods(book) == [0, 1, 2, 3, 4]
        assert book.file.path == path
    with opened(path, clock) as book:
        assert moods(book) == [0, 1, 2, 3, 4]


def test_a_conflict_with_a_journal_that_is_gone_puts_it_back(
    path: Path, copy: Path, clock: Callable[[], datetime]
) -> None:
    with opened(path, clock) as book:
        book.answer(START + timedelta(days=3), mood=3)
        path.unlink()
        copy_saved, ring = book.save().conflict, book.ring
        assert copy_saved is not None
    with closing(join_copies(path, copy_saved, ring, clock=clock).book) as book:
        assert book.file.path == path
        assert moods(book)[3] == 3


# -- keys ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("recovery")
def test_a_change_of_passphrase_needs_the_old_one(
    path: Path, clock: Callable[[], datetime]
) -> None:
    with opened(path, clock) as book:
        for change in (
            lambda: change_passphrase(book.ring, "not mine", NEW, CHEAP),
            lambda: renew_recovery(book.ring, "not mine"),
            lambda: renew_keys(book.ring, "not mine", NEW, CHEAP),
        ):
            with pytest.raises(WrongPassphrase):
                change()
        book.use_keys(change_passphrase(book.ring, PASSPHRASE, NEW, CHEAP))
        book.save()
    with opened(path, clock, NEW) as book:
        assert moods(book)[:3] == [0, 1, 2]
    with pytest.raises(WrongPassphrase):
        Book.open(path, PASSPHRASE)


def test_a_new_recovery_key_takes_the_place_of_the_old(
    path: Path, recovery: RecoveryKey, clock: Callable[[], datetime]
) -> None:
    with opened(path, clock) as book:
        ring, fresh = renew_recovery(book.ring, PASSPHRASE)
        book.use_keys(ring)
        book.save()
    check_recovery_key(path, fresh)
    with pytest.raises(WrongPassphrase):
        check_recovery_key(path, recovery)
    with opened(path, clock, fresh):
        pass


def test_new_keys_end_all_the_old_ones(
    path: Path, recovery: RecoveryKey, clock: Callable[[], datetime]
) -> None:
    with opened(path, clock) as book:
        old = book.ring
        ring, fresh = renew_keys(old, PASSPHRASE, NEW, CHEAP)
        book.use_keys(ring)
        book.save()
    assert not any(opens(ring, secret) for secret in (PASSPHRASE, recovery))
    assert all(opens(ring, secret) for secret in (NEW, fresh))
    newest, *older = backup_states(path, ring)
    assert newest.verified  # kept at closing, under the new keys
    assert {s.state for s in older} == {State.OTHER_KEY}


def test_a_forgotten_passphrase_is_not_the_end(
    path: Path, recovery: RecoveryKey, clock: Callable[[], datetime]
) -> None:
    check_recovery_key(path, recovery)
    with closing(recover(path, recovery, NEW, CHEAP, clock=clock)) as book:
        assert moods(book)[:3] == [0, 1, 2]
    with opened(path, clock, NEW) as book:
        assert moods(book)[:3] == [0, 1, 2]
    check_recovery_key(path, recovery)  # it stays good


def test_where_nothing_can_be_saved_the_passphrase_stays(
    path: Path, recovery: RecoveryKey, clock: Callable[[], datetime]
) -> None:
    path.chmod(0o400)
    before = path.read_bytes()
    with pytest.raises(SaveFailed):
        recover(path, recovery, NEW, CHEAP, clock=clock)
    assert path.read_bytes() == before
    path.chmod(0o600)
    with opened(path, clock):  # and nothing holds it
        pass
