"""Finding what can still be opened when a journal is damaged, and bringing it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from journal.errors import Damaged, InvalidInput, JournalError, OutOfMemory, WrongPassphrase
from journal.files.disk import Disk
from journal.files.durable import (
    discard,
    publish_new,
    read_start,
    read_whole,
    sync_folder,
    write_new,
)
from journal.vault.file.backups import Backup, list_backups
from journal.vault.file.fingerprint import is_taken
from journal.vault.file.names import Places
from journal.vault.file.os_errors import read_failed, save_failed
from journal.vault.file.probe import modified_at, temp_files
from journal.vault.format.header import MOST_FILE, MOST_HEADER, Header, describe, read_header
from journal.vault.format.keyring import KeyRing
from journal.vault.format.sealed import unseal, unseal_with_ring
from journal.vault.format.slots import Secret, Slot


class State(StrEnum):
    """How a backup stands with the secret in hand."""

    VERIFIED = "verified"
    DAMAGED = "damaged"
    OTHER_KEY = "other key"


@dataclass(frozen=True)
class Checked:
    """A backup that was opened or could not be; ``image`` and ``ring`` are there when verified."""

    backup: Backup
    state: State
    image: bytes | None = field(repr=False)  # readable, which no log is to hold
    ring: KeyRing | None


class Opener:
    """Opens many copies of one journal with one secret, deriving a key once for each set of slots
    (a second each), not once for each copy."""

    def __init__(self, secret: Secret | KeyRing) -> None:
        self._secret = secret
        self._rings: dict[tuple[bytes, tuple[Slot, ...]], KeyRing | None] = {}

    def open(self, data: bytes) -> tuple[bytes, KeyRing]:
        """As ``unseal``. Raises NotAJournal, Damaged, TooNew, WrongPassphrase, OutOfMemory."""
        if isinstance(self._secret, KeyRing):
            return unseal_with_ring(data, self._secret)
        header = read_header(data)
        key = (header.file_id, header.slots)
        if key not in self._rings:
            try:
                image, ring = unseal(data, self._secret)
            except WrongPassphrase:
                self._rings[key] = None
                raise
            self._rings[key] = ring
            return image, ring
        known = self._rings[key]
        if known is None:
            raise WrongPassphrase("This passphrase or recovery key does not open that copy.")
        return unseal_with_ring(data, known)


def backups_of(path: Path, *, disk: Disk | None = None) -> list[Backup]:
    """The backups of the journal at ``path``, newest first; the journal need not be there.

    Those that other names of this journal have beside it follow: a restored one has begun a folder
    of its own. Raises JournalError when its own folder cannot be read.
    """
    disk = disk or Disk()
    places = Places.of_any(disk, path)
    try:
        own = list_backups(disk, places)
    except OSError as error:
        raise read_failed(error, places.backups) from error
    headers = (_header(disk, file) for file in (places.path, *(b.path for b in own)))
    journal = next(filter(None, headers), None)
    if journal is None:
        return own
    others: list[Backup] = []
    with suppress(OSError):
        for beside in places.others(sorted(disk.names(places.folder))):
            for backup in list_backups(disk, beside):
                header = _header(disk, backup.path)
                if header is not None and header.file_id == journal.file_id:
                    others.append(backup)
    return own + others


def unfinished_saves(path: Path, *, disk: Disk | None = None) -> list[Backup]:
    """Temp files that a dying save left, newest first, as backups number 0. Worth a look only when
    the journal itself does not open. Raises JournalError."""
    disk = disk or Disk()
    places = Places.of_any(disk, path)
    found = []
    try:
        for name in disk.names(places.folder):
            if places.is_temp(name):
                info = disk.lstat(places.folder / name)
                when = modified_at(info, None) or datetime.fromtimestamp(0, UTC)
                found.append(Backup(places.folder / name, 0, when, info.st_size))
    except OSError as error:
        raise read_failed(error, places.folder) from error
    return sorted(found, key=lambda b: b.written_at, reverse=True)


def conflict_copies(path: Path, *, disk: Disk | None = None) -> list[Path]:
    """The conflict copies beside the journal at ``path``, by number. Raises JournalError."""
    disk = disk or Disk()
    places = Places.of_any(disk, path)
    try:
        names = disk.names(places.folder)
    except OSError as error:
        raise read_failed(error, places.folder) from error
    return [
        places.folder / n
        for n in sorted(filter(places.is_conflict, names), key=lambda n: (len(n), n))
    ]


def copies_beside(path: Path, *, disk: Disk | None = None) -> list[Path]:
    """Other versions of the journal at ``path`` that lie beside it and hold another save: those
    that sync tools left, by name, then the conflict copies, by number.

    Each has the journal's file id in a header that holds. Raises JournalError.
    """
    disk = disk or Disk()
    places = Places.of_any(disk, path)
    try:
        names = disk.names(places.folder)
    except OSError as error:
        raise read_failed(error, places.folder) from error
    own = _header(disk, places.path)
    if own is None:
        return []
    found = []
    for name in sorted(names, key=lambda n: (places.is_conflict(n), len(n), n)):
        if name != places.path.name and places.is_copy(name):
            other = _header(disk, places.folder / name)
            if other and other.file_id == own.file_id and other.save_salt != own.save_salt:
                found.append(places.folder / name)
    return found


def examine(
    path: Path,
    secret: Secret | KeyRing,
    *,
    verify: Callable[[bytes], None] | None = None,
    disk: Disk | None = None,
) -> Iterator[Checked]:
    """Open every backup, then every unfinished save, one at a time and newest first.

    ``verify`` may look into an image and raise JournalError to call it damaged. Raises OutOfMemory,
    JournalError when the folders cannot be read.
    """
    disk, opener = disk or Disk(), Opener(secret)
    for backup in backups_of(path, disk=disk) + unfinished_saves(path, disk=disk):
        yield _check(disk, opener, backup, verify)


def restore(source: Path, target: Path, *, disk: Disk | None = None) -> Path:
    """Copy a backup out as a new journal, unchanged: it opens with the passphrase of its time.

    Raises Damaged or NotAJournal when it is not whole, InvalidInput when ``target`` exists,
    SaveFailed.
    """
    disk = disk or Disk()
    try:
        data, info = read_whole(disk, source, MOST_FILE)
    except OSError as error:
        raise read_failed(error, source) from error
    describe(data)
    try:
        places = Places(disk.resolve(target.parent) / target.name)
        if is_taken(disk, places.path):
            raise FileExistsError
        temp = places.new_temp()
        write_new(disk, temp, [data], modified=info.st_mtime)
        try:
            if read_whole(disk, temp, MOST_FILE)[0] != data:
                raise Damaged("The disk did not keep what was written; choose another disk.")
            publish_new(disk, temp, places.path)
        except BaseException:
            discard(disk, temp)
            raise
        sync_folder(disk, places.folder)
    except FileExistsError:
        raise InvalidInput(
            f"There is already a file named {target.name} here; choose another name."
        ) from None
    except OSError as error:
        raise save_failed(error) from error
    return places.path


def remove_backups(path: Path, *, keep: KeyRing | None = None, disk: Disk | None = None) -> int:
    """Remove a journal's own backups, pinned ones too; with ``keep``, only those that its data
    key does not open. Returns how many went. Their blocks are not wiped: drives do not allow it.
    Temp files go too, for an older save may be in one; no save may be under way.

    Raises JournalError when a backup cannot be read or removed.
    """
    disk, removed = disk or Disk(), 0
    places = Places.of_any(disk, path)
    try:
        own = list_backups(disk, places)
    except OSError as error:
        raise read_failed(error, places.backups) from error
    for backup in own:
        if keep is not None and _check(disk, Opener(keep), backup, None).state is State.VERIFIED:
            continue
        try:
            disk.unlink(backup.path)
        except OSError as error:
            raise JournalError(f"The backup {backup.path.name} could not be removed.") from error
        removed += 1
    for temp in temp_files(disk, places):
        discard(disk, temp)
    return removed


def _header(disk: Disk, path: Path) -> Header | None:
    """The header of a file, if it holds."""
    try:
        start, info = read_start(disk, path, MOST_HEADER)
        return read_header(start, info.st_size)
    except (JournalError, OSError):
        return None


def _check(
    disk: Disk, opener: Opener, backup: Backup, verify: Callable[[bytes], None] | None
) -> Checked:
    try:
        image, ring = opener.open(read_whole(disk, backup.path, MOST_FILE)[0])
        if verify is not None:
            verify(image)
    except OutOfMemory:
        raise
    except WrongPassphrase:
        return Checked(backup, State.OTHER_KEY, None, None)
    except (JournalError, OSError):
        return Checked(backup, State.DAMAGED, None, None)
    return Checked(backup, State.VERIFIED, image, ring)
