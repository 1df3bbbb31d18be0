"""One journal file on disk: opened, saved without ever losing what was there, and closed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from journal.errors import InvalidInput, JournalError, SaveFailed
from journal.files.disk import Disk
from journal.files.durable import (
    discard,
    publish_new,
    read_start,
    sync_folder,
)
from journal.vault.file.backups import NO_DAY, Backup, Backups, list_backups
from journal.vault.file.fingerprint import Fingerprint, is_taken
from journal.vault.file.lock import HeldByOtherComputer, JournalLock, read_owner
from journal.vault.file.names import Places
from journal.vault.file.os_errors import (
    backup_stays,
    no_backup,
    only_readable,
    read_failed,
    save_failed,
)
from journal.vault.file.probe import find, not_writable, read, temp_files
from journal.vault.file.sealed_temp import sealed_temp
from journal.vault.format.header import header_length
from journal.vault.format.keyring import KeyRing
from journal.vault.format.sealed import unseal, unseal_with, unseal_with_ring
from journal.vault.format.slots import Secret

Clock = Callable[[], datetime]
"""Gives the time now, with its offset from UTC."""


@dataclass(frozen=True)
class SaveReport:
    """What a save did. It is on the disk for good when this is returned.

    ``path`` is the file that was written. ``conflict`` is that same path when it is a conflict
    copy: the journal had been changed from outside and was left alone. ``warnings`` are sentences
    for the person about what went wrong beside the save (a backup that could not be made).
    """

    path: Path
    conflict: Path | None
    warnings: tuple[str, ...]


class VaultFile:
    """A journal file held open: its path, what it looked like last, and the lock on it.

    Made by ``create`` or ``open`` alone. ``save`` may be called from any one thread at a time;
    calls from several wait for each other.
    """

    def __init__(
        self,
        places: Places,
        fingerprint: Fingerprint,
        day: str,
        *,
        clock: Clock,
        disk: Disk,
        locks: list[JournalLock],
        read_only_reason: str | None,
        strays: list[Path],
    ) -> None:
        self._places = places
        self._home = places.path
        self._fingerprint = fingerprint
        self._clock = clock
        self._disk = disk
        self._locks = locks
        self._read_only_reason = read_only_reason
        self._backups = Backups(disk, places)
        self._backups.now(fingerprint.head, day)
        self._strays = strays  # left by a process that died, until a save makes them worthless
        self._busy = threading.Lock()

    # -- opening ---------------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        path: Path,
        image: bytes,
        ring: KeyRing,
        *,
        clock: Clock,
        disk: Disk | None = None,
    ) -> VaultFile:
        """Write a new journal and hold it.

        Raises InvalidInput when something already has that name (even a link that leads nowhere),
        OpenElsewhere, SaveFailed.
        """
        disk, now = disk or Disk(), clock()
        try:
            places = Places(disk.resolve(path.parent) / path.name)
            if is_taken(disk, places.path):
                raise FileExistsError
            lock = JournalLock.acquire(disk, places.lock, take_over=True)
            try:
                with sealed_temp(disk, places, image, ring, now) as (temp, fingerprint):
                    publish_new(disk, temp, places.path)
                    try:
                        sync_folder(disk, places.folder)
                    except BaseException:
                        discard(disk, places.path)
                        raise
            except BaseException:
                lock.release()
                raise
        except FileExistsError:
            raise InvalidInput(
                f"There is already a file named {path.name} here; choose another name."
            ) from None
        except OSError as error:
            raise save_failed(error) from error
        return cls(
            places, fingerprint, _day(now), clock=clock, disk=disk,
            locks=[lock], read_only_reason=None, strays=[],
        )  # fmt: skip

    @classmethod
    def open(
        cls,
        path: Path,
        secret: Secret | KeyRing,
        *,
        clock: Clock,
        read_only: bool = False,
        take_over: bool = False,
        disk: Disk | None = None,
    ) -> tuple[VaultFile, bytes, KeyRing]:
        """Open a journal: the held file, the database image in it, and its keys.

        ``secret`` may be the key ring of an earlier opening, which needs no key derivation. The
        file is read-only, with the reason said, when another computer has it open (unless
        ``take_over``: the person knows that it does not), when its folder cannot be written, or
        when asked for.

        Raises NotAJournal, Damaged, TooNew, WrongPassphrase, OpenElsewhere, OutOfMemory.
        """
        disk = disk or Disk()
        places = find(disk, path)
        reason = "The journal was opened for reading only." if read_only else None
        locks: list[JournalLock] = []
        if not read_only:
            try:
                locks.append(JournalLock.acquire(disk, places.lock, take_over=take_over))
                reason = not_writable(disk, places)
            except HeldByOtherComputer as held:
                reason = str(held)
            except OSError as error:
                reason = not_writable(disk, places) or only_readable(error)
        try:
            data, info = read(disk, places.path)
            image, ring = (
                unseal_with_ring(data, secret)
                if isinstance(secret, KeyRing)
                else unseal(data, secret)
            )
        except BaseException:
            for lock in locks:
                lock.release()
            raise
        # Those that are there now: a later one may be somebody's save on its way.
        strays = [] if reason else temp_files(disk, places)
        head = data[: header_length(len(ring.slots))]
        file = cls(
            places, Fingerprint.of(head, info), NO_DAY, clock=clock,
            disk=disk, locks=locks, read_only_reason=reason, strays=strays,
        )  # fmt: skip
        return file, image, ring

    # -- what it is ------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """Where saves go now, symbolic links resolved: the journal, or after a conflict the
        conflict copy."""
        return self._places.path

    @property
    def home(self) -> Path:
        """Where the journal was opened or created; differs from ``path`` after a conflict."""
        return self._home

    @property
    def read_only(self) -> bool:
        """Whether ``save`` will refuse."""
        return self._read_only_reason is not None

    @property
    def read_only_reason(self) -> str | None:
        """Why this journal can only be read, as a sentence; None when it can be saved."""
        return self._read_only_reason

    @property
    def held_elsewhere(self) -> bool:
        """Whether it can only be read and another computer says that it has it open."""
        owner = read_owner(self._places.lock, disk=self._disk) if self.read_only else None
        return owner is not None and not owner.is_this_computer

    @property
    def backup_days(self) -> dict[str, str]:
        """Of which days the backups and the journal are, to be kept in the next image and handed to
        ``take_dates`` when that was opened: only there do they stand sealed."""
        return dict(self._backups.days)

    def take_dates(self, saved_at: datetime | None, backup_days: Mapping[str, str]) -> None:
        """Take what stands in the image that was opened: when it was saved, and the days of the
        backups then. Without, no backup is removed for being of the same day as another."""
        self._backups.days = dict(backup_days)
        self._backups.now(self._fingerprint.head, NO_DAY if saved_at is None else _day(saved_at))

    def unknown_backup(self, ring: KeyRing) -> bytes | None:
        """The image of the newest backup, if the journal knows nothing of it (after
        ``take_dates``) and it opens."""
        try:
            backup = self._backups.unknown()
            return unseal_with(read(self._disk, backup)[0], ring) if backup is not None else None
        except (JournalError, OSError):
            return None

    def backups(self) -> list[Backup]:
        """The older saves that are kept, newest first. Raises JournalError."""
        try:
            return list_backups(self._disk, self._places)
        except OSError as error:
            raise read_failed(error, self._places.backups) from error

    # -- saving ----------------------------------------------------------------------------------

    def save(self, image: bytes, ring: KeyRing, *, pin: bool = False) -> SaveReport:
        """Put ``image`` on the disk in the journal's place; what was there becomes a backup
        (``pin`` keeps that one for ever). May take long: call it on a worker.

        When the journal was changed or removed from outside since it was last read or written, a
        conflict copy is written beside it, and later saves go to that copy.

        Raises SaveFailed; then what lay there before still does (or, if only the last step failed,
        all of ``image``), and saving can be tried again.
        """
        with self._busy:
            if self._read_only_reason is not None:
                raise SaveFailed(self._read_only_reason)
            try:
                return self._save(image, ring, pin=pin)
            except OSError as error:
                raise save_failed(error) from error

    def save_as(self, path: Path, image: bytes, ring: KeyRing) -> VaultFile:
        """Write ``image`` as a new journal at ``path`` and hold that one too; this one stays as it
        is, for the caller to close. Raises as ``create`` does."""
        return VaultFile.create(path, image, ring, clock=self._clock, disk=self._disk)

    def close(self, *, keep_last: bool = True) -> None:
        """Keep the last save as a backup, too, and let others have the journal. Saving is refused
        from now on; closing again is harmless."""
        with self._busy:
            if keep_last and self._read_only_reason is None:
                with suppress(OSError):
                    self._keep_last()
            self._read_only_reason = "This journal was closed."
            self._backups.close()
            while self._locks:
                self._locks.pop().release()

    def _keep_last(self) -> None:
        head = self._fingerprint.head
        if read_start(self._disk, self._places.path, len(head))[0] == head:
            self._backups.take(copy=True)

    def _save(self, image: bytes, ring: KeyRing, *, pin: bool) -> SaveReport:
        disk, places, now = self._disk, self._places, self._clock()
        changed = not self._fingerprint.still_holds(disk, places.path, ring)
        warnings: list[str] = []
        spare = self._backups.spare()
        with sealed_temp(disk, places, image, ring, now, spare) as (temp, fingerprint):
            if not changed:
                warnings += self._back_up(pin=pin)
                # Whatever another program put there a moment ago is in that backup now, and not
                # ours to replace.
                changed = not self._fingerprint.still_holds(disk, places.path, ring)
            if changed:
                self._move_to_conflict(temp)
            else:
                disk.replace(temp, places.path)
            # Before anything else can fail: the next save must not take this one for a stranger.
            self._fingerprint = fingerprint
            self._backups.now(fingerprint.head, _day(now))
            if not changed:
                warnings += self._prune()  # so that syncing the folder does for this, too
            sync_folder(disk, places.folder)
        self._backups.settle()
        while self._strays:  # what may wait until the save is safe; nothing here can undo it
            discard(disk, self._strays.pop())
        conflict = self.path if self.path != self._home else None
        return SaveReport(self.path, conflict, tuple(warnings))

    def _back_up(self, *, pin: bool) -> list[str]:
        try:
            self._backups.take(pin=pin)
        except OSError as error:
            return [no_backup(error)]
        return []

    def _prune(self) -> list[str]:
        try:
            self._backups.prune()
        except OSError as error:
            return [backup_stays(error)]
        return []

    def _move_to_conflict(self, temp: Path) -> None:
        home = Places(self._home)
        for number in count(1):
            places = Places(home.conflict(number))
            try:
                publish_new(self._disk, temp, places.path)
            except FileExistsError:
                continue
            self._backups.close()
            self._places, self._backups = places, Backups(self._disk, places)
            break
        with suppress(JournalError, OSError):  # the name is new: nobody else can hold it
            self._locks.append(JournalLock.acquire(self._disk, self._places.lock, take_over=True))


def _day(moment: datetime) -> str:
    return f"{moment:%Y%m%d}"
