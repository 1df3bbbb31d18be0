"""Jobs on the journal file: keys, backups and copies, worked on by workers.

Callbacks come back on the GUI thread: ``done`` with what came of it, or ``failed`` with the
:class:`JournalError` that says what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from journal.book.book import Book
from journal.book.copies import (
    STILL_HELD,
    BackupState,
    Joined,
    backup_states,
    join_copies,
    merge_file,
)
from journal.book.keys import (
    change_passphrase,
    check_recovery_key,
    check_typed,
    recover,
    renew_keys,
    renew_recovery,
)
from journal.book.unsaved import unsaved_copies
from journal.errors import JournalError, SaveFailed
from journal.exchange.json_file import SIZE_LIMIT, Import
from journal.exchange.json_import import merge_json
from journal.store.merge import Merged, merge_images
from journal.vault import (
    KdfParams,
    KeyRing,
    RecoveryKey,
    Secret,
    Seen,
    calibrate,
    copies_beside,
    remove_backups,
    restore,
)
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook
from ui.base.watch import Watch

Failed = Callable[[JournalError], object]
Cost = Callable[[], KdfParams]
"""Finds out, on a worker, what turning a passphrase into a key should cost here."""


def recovery_reader(path: Path) -> Callable[[str], RecoveryKey]:
    """What turns typed text into the recovery key of the journal at ``path``.

    It raises :class:`JournalError` for a slip in the key, and for the key of another journal.
    """

    def read(text: str) -> RecoveryKey:
        key = RecoveryKey.parse(text)
        check_recovery_key(path, key)
        return key

    return read


class Rescue:
    """Getting back into a journal that does not open."""

    def __init__(self, jobs: Jobs, cost: Cost = calibrate, seen: Seen | None = None) -> None:
        self._jobs = jobs
        self._cost = cost
        self._seen = seen

    def list_backups(
        self,
        path: Path,
        secret: Secret | KeyRing,
        done: Callable[[list[BackupState]], object],
        failed: Failed,
    ) -> None:
        """Look into every backup of ``path``."""
        self._jobs.run(backup_states, path, secret, done=done, failed=failed)

    def restore(
        self, state: BackupState, target: Path, done: Callable[[Path], object], failed: Failed
    ) -> None:
        """Write a backup as a new journal at ``target``."""
        self._jobs.run(restore, state.backup.path, target, done=done, failed=failed, lane="disk")

    def recover(
        self,
        path: Path,
        key: RecoveryKey,
        new_passphrase: str,
        done: Callable[[Book], object],
        failed: Failed,
    ) -> None:
        """Open with a recovery key; the new passphrase is saved when the book comes back."""

        def work() -> Book:
            return recover(path, key, new_passphrase, self._cost(), seen=self._seen)

        self._jobs.run(work, done=done, failed=failed, lane="disk")


class Keys:
    """Changing what an open journal opens with."""

    def __init__(self, live: LiveBook, jobs: Jobs, cost: Cost = calibrate) -> None:
        self._live = live
        self._jobs = jobs
        self._cost = cost
        self._made: KeyRing | None = None

    def check(self, typed: str, done: Callable[[], object], failed: Failed) -> None:
        """Whether ``typed`` is the passphrase or the recovery key; changes nothing."""
        ring = self._live.ring
        self._jobs.run(check_typed, ring, typed, done=lambda _none: done(), failed=failed)

    def change_passphrase(
        self, current: str, new: str, done: Callable[[], object], failed: Failed
    ) -> None:
        """Check ``current``, put ``new`` in its place, and save."""
        ring = self._live.ring

        def work() -> KeyRing:
            return change_passphrase(ring, current, new, self._cost())

        self._jobs.run(work, done=lambda made: self._use(made, done, failed), failed=failed)

    def make_recovery_key(
        self, current: str, done: Callable[[tuple[str, ...]], object], failed: Failed
    ) -> None:
        """Make a recovery key and hand over its groups; nothing changes before :meth:`use_made`."""
        self._make(partial(renew_recovery, self._live.ring, current), done, failed)

    def make_keys(
        self, current: str, new: str, done: Callable[[tuple[str, ...]], object], failed: Failed
    ) -> None:
        """Make a data key, too; nothing changes before :meth:`use_made`."""
        ring = self._live.ring
        self._make(lambda: renew_keys(ring, current, new, self._cost()), done, failed)

    def use_made(self, done: Callable[[], object], failed: Failed) -> None:
        """Seal with what was made, and save."""
        made, self._made = self._made, None
        if made is None:
            raise RuntimeError("no keys were made")
        self._use(made, done, failed)

    def remove_old_backups(self, done: Callable[[int], object], failed: Failed) -> None:
        """Remove the backups that the keys of now do not open; ``done`` gets how many."""
        path, ring = self._live.path, self._live.ring
        self._jobs.run(
            lambda: remove_backups(path, keep=ring), done=done, failed=failed, lane="disk"
        )

    def _make(
        self,
        work: Callable[[], tuple[KeyRing, RecoveryKey]],
        done: Callable[[tuple[str, ...]], object],
        failed: Failed,
    ) -> None:
        def made(keys: tuple[KeyRing, RecoveryKey]) -> None:
            self._made, recovery = keys
            done(recovery.groups)

        self._jobs.run(work, done=made, failed=failed)

    def _use(self, ring: KeyRing, done: Callable[[], object], failed: Failed) -> None:
        if self._live.read_only_reason is not None:
            failed(SaveFailed(self._live.read_only_reason))
            return
        self._live.use_keys(ring)
        if self._live.save_now():
            done()
        else:
            failed(
                SaveFailed(
                    "The change could not be saved yet. Until Daybook says that it is saved,"
                    " keep both the old and the new."
                )
            )


class Copies(QObject):
    """Taking what another copy knows into an open journal."""

    def __init__(self, live: LiveBook, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._jobs = jobs
        self._touched = False
        Watch(live, self._touch, (), self)

    def merge(
        self,
        other: Path,
        done: Callable[[Merged], object],
        failed: Failed,
        secret: Secret | None = None,
    ) -> None:
        """Take in another copy of the journal; ``secret`` is for one locked with other keys."""
        ring = self._live.ring
        self._take_in(
            lambda image: (merge_file(image, ring, other, secret), None),
            lambda merged, _nothing: done(merged),
            failed,
        )

    def import_json(
        self, source: Path, done: Callable[[Merged, Import], object], failed: Failed
    ) -> None:
        """Take in an export."""
        self._take_in(lambda image: merge_json(image, read_export(source)), done, failed)

    def write_here(self, done: Callable[[Merged | None], object], failed: Failed) -> None:
        """Hold the journal for writing, whatever another computer says, with the keys at hand.

        ``done`` gets what came of bringing together what was typed here and what was saved there
        meanwhile; None where one of the two is all.
        """
        live = self._live

        def opened(there: Book) -> None:
            reason = there.file.read_only_reason
            if reason is not None:
                held = there.held_elsewhere
                there.close()
                failed(JournalError(f"{reason} {STILL_HELD}" if held else reason))
            elif live.parted_from(there):
                theirs = there.image()
                self._take_in(
                    lambda image: (merge_images(image, theirs), None),
                    lambda merged, _nothing: done(merged),
                    failed,
                    first=lambda: live.go_on_in(there),
                )
            else:
                live.go_on_in(there)
                done(None)

        def work(path: Path = live.path, ring: KeyRing = live.ring) -> Book:
            return Book.open(path, ring, clock=live.ask.now, take_over=True, seen=live.seen)

        self._jobs.run(work, done=opened, failed=failed, lane="disk")

    def _take_in(
        self,
        work: Callable[[bytes], tuple[Merged, Any]],
        done: Callable[[Merged, Any], object],
        failed: Failed,
        first: Callable[[], object] = lambda: None,
    ) -> None:
        def decided(result: tuple[Merged, Any]) -> None:
            if self._touched:
                # Someone typed meanwhile: what was decided knows nothing of it.
                self._take_in(work, done, failed, first)
                return
            merged, more = result
            first()
            self._live.take_in(merged)
            done(merged, more)

        self._touched = False
        self._jobs.run(work, self._live.image(), done=decided, failed=failed)

    def _touch(self) -> None:
        self._touched = True


def find_copies(live: LiveBook, jobs: Jobs, found: Callable[[Path], object]) -> None:
    """Call ``found`` with a copy that a conflict or a sync tool left beside the journal, if there
    is one: the newest conflict copy before all others."""

    def tell(copies: list[Path]) -> None:
        if copies:
            found(copies[-1])

    # A folder that cannot be listed has said so already, when the journal was opened.
    jobs.run(copies_beside, live.home, done=tell, failed=lambda _error: None)


def find_unsaved(
    live: LiveBook,
    jobs: Jobs,
    folders: Sequence[Path],
    found: Callable[[list[Path]], object],
) -> None:
    """Call ``found`` with what was kept in ``folders`` when this journal could not be saved."""

    def tell(copies: list[Path]) -> None:
        if copies:
            found(copies)

    jobs.run(unsaved_copies, live.ring.file_id, folders, done=tell)


def join_conflict(
    live: LiveBook, home: Path, jobs: Jobs, done: Callable[[Joined], object], failed: Failed
) -> None:
    """After a save went to a conflict copy: bring it back into the journal at ``home``.

    Saves and closes ``live``; go on with the book that ``done`` gets, whatever came of it.
    ``failed`` is called, with ``live`` still open, when not even the copy can be saved, and, with
    ``live`` closed, when nothing opens any more.
    """
    if not live.save_now():
        failed(SaveFailed("The latest changes are not saved yet, so the two cannot be joined."))
        return
    join = partial(join_copies, home, live.path, live.ring, seen=live.seen)
    live.close()
    jobs.run(join, done=done, failed=failed, lane="disk")


def read_export(source: Path) -> bytes:
    """What is in an export, for a worker. Raises JournalError when it cannot be read."""
    try:
        with source.open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise JournalError(f"{source} cannot be read ({error.strerror}).") from error
