"""Copies: a journal's backups and copies, looked into and brought together without a screen."""

from __future__ import annotations

import os
import re
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path

from journal.book.book import Book
from journal.book.snapshot import read_stamp_in
from journal.errors import InvalidInput, JournalError, WrongPassphrase
from journal.files.disk import Disk
from journal.files.durable import read_whole
from journal.model.day import DayEntry
from journal.model.days import Clock, local_now
from journal.store.database import Database
from journal.store.merge import Merged, merge_images
from journal.vault import (
    Backup,
    Checked,
    KeyRing,
    Secret,
    Seen,
    State,
    describe,
    examine,
    restore,
    unseal,
    unseal_with,
)
from journal.vault.file.os_errors import read_failed
from journal.vault.format.header import MOST_FILE

STILL_HELD = "It is held there right now: close it there first."
"""For a journal that was said not to be open on another computer, and is."""

OTHER_JOURNAL = "This is a copy of another journal, so the two cannot be brought together."


@dataclass(frozen=True)
class BackupState:
    """One older save, and what is in it; all but ``backup``, ``state`` and ``saved_at`` is None
    unless the state is "verified".

    ``saved_at`` is the moment that stands inside, and for those that do not open what their outside
    tells: of the newer ones the day at most. ``generation`` counts the saves of the journal up to
    this one, ``days`` the days written down, ``last_day`` is the newest of these.
    """

    backup: Backup
    state: State
    saved_at: datetime
    generation: int | None = None
    days: int | None = None
    last_day: date | None = None

    @property
    def verified(self) -> bool:
        """Whether it was opened, and its rows are sound."""
        return self.state is State.VERIFIED

    @property
    def unfinished(self) -> bool:
        """Whether a save that never ended left it, not a backup."""
        return self.backup.ordinal == 0


@dataclass(frozen=True)
class Joined:
    """What came of a conflict: the ``book`` to go on with, and what ``merged`` it, if it did.

    ``problem`` is the sentence why not; then the book is the conflict copy again. ``copy`` is the
    conflict copy that is left over.
    """

    book: Book
    merged: Merged | None
    problem: str
    copy: Path | None


# -- backups -------------------------------------------------------------------------------------


def backup_states(path: Path, secret: Secret | KeyRing) -> list[BackupState]:
    """Every backup of the journal at ``path``, newest first; the journal need not be there.

    A save that never ended is listed, first, where it is whole and newer than every backup. (An
    older one is a backup that was let go of.) Opens and checks each file: call
    it on a worker. Raises OutOfMemory, and JournalError when the folders cannot be read.
    """
    states = [_look_into(checked) for checked in examine(path, secret)]
    kept = [state for state in states if not state.unfinished]
    newest = max((state.generation or 0 for state in kept), default=0)
    cut_off = [s for s in states if s.unfinished and s.verified and (s.generation or 0) > newest]
    return cut_off + kept


def restored_name(path: Path) -> Path:
    """A free name beside the journal at ``path`` for one of its backups that comes back."""
    stem = re.sub(r" restored( \d+)?$", "", path.stem)
    names = (f"{stem} restored{f' {n}' if n > 1 else ''}{path.suffix}" for n in count(1))
    return next(new for name in names if not os.path.lexists(new := path.with_name(name)))


def restore_backup(
    path: Path, target: Path, secret: Secret | KeyRing, *, generation: int | None = None
) -> BackupState:
    """Write one backup of ``path`` as a new journal at ``target``: that of ``generation``, or the
    newest that is sound.

    Raises InvalidInput when there is no such backup or ``target`` exists, WrongPassphrase when
    there are backups and ``secret`` opens none, SaveFailed.
    """
    states = backup_states(path, secret)
    sound = [state for state in states if state.verified]
    for state in sound:
        if generation in (None, state.generation):
            restore(state.backup.path, target)
            return state
    if sound:
        raise InvalidInput(f"There is no sound backup of save {generation}.")
    if any(state.state is State.OTHER_KEY for state in states):
        raise WrongPassphrase("This passphrase opens none of the backups.")
    raise InvalidInput(f"There is no sound backup of {path}.")


def _look_into(checked: Checked) -> BackupState:
    if checked.image is None:
        return BackupState(checked.backup, checked.state, checked.backup.written_at)
    try:
        with closing(Database(checked.image)) as database:
            stamp = read_stamp_in(database)
            last = database.where(DayEntry, order="day DESC LIMIT 1")
            return BackupState(
                checked.backup,
                checked.state,
                stamp.saved_at or checked.backup.written_at,
                generation=stamp.generation,
                days=database.counts()[DayEntry.kind],
                last_day=last[0].day if last else None,
            )
    except JournalError:
        return BackupState(checked.backup, State.DAMAGED, checked.backup.written_at)


# -- copies --------------------------------------------------------------------------------------


def merge_file(image: bytes, ring: KeyRing, other: Path, secret: Secret | None = None) -> Merged:
    """Decide the merge of another copy into the open journal (its ``image`` and ``ring``).

    The copy opens with the same data key, or else with ``secret``. It is only read. Raises
    InvalidInput for a copy of another journal, WrongPassphrase, and what opening a file raises.
    """
    data = _read(other)
    if describe(data).file_id != ring.file_id:
        raise InvalidInput(OTHER_JOURNAL)
    try:
        theirs = unseal_with(data, ring)
    except WrongPassphrase:
        if secret is None:
            raise WrongPassphrase("This copy was locked with other keys.") from None
        theirs = unseal(data, secret)[0]
    return merge_images(image, theirs)


def join_copies(
    home: Path, copy: Path, ring: KeyRing, *, clock: Clock = local_now, seen: Seen | None = None
) -> Joined:
    """Bring the conflict copy back into the journal that it split from, and open that.

    Neither may be held open. The copy stays on the disk, untouched. When it does not work, the
    copy is opened again, so that there is always a book; only if that fails, too, a JournalError
    is raised.
    """
    try:
        return _join(home, copy, ring, clock, seen)
    except JournalError as error:
        return Joined(Book.open(copy, ring, clock=clock, seen=seen), None, str(error), None)


def _join(home: Path, copy: Path, ring: KeyRing, clock: Clock, seen: Seen | None) -> Joined:
    if not os.path.lexists(home):
        restore(copy, home)
        return Joined(Book.open(home, ring, clock=clock, seen=seen), None, "", copy)
    book = Book.open(home, ring, clock=clock, seen=seen)
    try:
        merged = merge_file(book.image(), book.ring, copy)
        book.take_in(merged)
        book.save()
        if book.file.path != book.file.home:
            raise JournalError("The journal was changed again by something else; try once more.")
    except BaseException:
        book.close()
        raise
    return Joined(book, merged, "", copy)


def _read(path: Path) -> bytes:
    try:
        return read_whole(Disk(), path, MOST_FILE)[0]
    except OSError as error:
        raise read_failed(error, path) from error
