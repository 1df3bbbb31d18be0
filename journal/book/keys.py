"""Keys: changing what opens a journal. Each takes about a second or two: call it on a worker."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from journal.book.book import Book
from journal.errors import JournalError, SaveFailed, WrongPassphrase
from journal.files.disk import Disk
from journal.files.durable import read_start
from journal.model.days import Clock, local_now
from journal.vault import KdfParams, KeyRing, RecoveryKey, Secret, Seen
from journal.vault.file.os_errors import read_failed
from journal.vault.format.header import MOST_HEADER, read_header


def opens(ring: KeyRing, secret: Secret) -> bool:
    """Whether ``secret`` is what the journal of ``ring`` opens with now. Raises OutOfMemory."""
    return any(
        slot.opens_with(secret) and slot.unwrap(secret, ring.magic_and_id) is not None
        for slot in ring.slots
    )


def check_typed(ring: KeyRing, typed: str) -> None:
    """Raise WrongPassphrase unless ``typed`` is what the journal of ``ring`` opens with: its
    passphrase or its recovery key. Raises OutOfMemory, too."""
    secrets: list[Secret] = [typed]
    with suppress(JournalError):
        secrets.insert(0, RecoveryKey.parse(typed))
    if not any(opens(ring, secret) for secret in secrets):
        raise WrongPassphrase("That is neither your passphrase nor your recovery key.")


def change_passphrase(ring: KeyRing, current: str, new: str, cost: KdfParams) -> KeyRing:
    """The same keys behind a ``new`` passphrase; older copies still open with ``current``.

    Raises WrongPassphrase when ``current`` is not the passphrase, OutOfMemory.
    """
    _require(ring, current)
    return ring.with_passphrase(new, cost)


def renew_recovery(ring: KeyRing, current: str) -> tuple[KeyRing, RecoveryKey]:
    """The same keys with another recovery key; older copies still open with the old one.

    Raises as :func:`change_passphrase` does.
    """
    _require(ring, current)
    return ring.with_new_recovery()


def renew_keys(
    ring: KeyRing, current: str, new: str, cost: KdfParams
) -> tuple[KeyRing, RecoveryKey]:
    """A new data key, passphrase and recovery key: nothing old opens what is saved from now on.

    Raises as :func:`change_passphrase` does.
    """
    _require(ring, current)
    return ring.rekeyed(new, cost)


def check_recovery_key(path: Path, key: RecoveryKey) -> None:
    """Raise WrongPassphrase unless ``key`` opens the journal at ``path``.

    Reads the start of the file alone and takes about a millisecond. Raises what reading a
    journal's header raises.
    """
    try:
        start, info = read_start(Disk(), path, MOST_HEADER)
    except OSError as error:
        raise read_failed(error, path) from error
    header = read_header(start, info.st_size)
    if not opens(KeyRing(header.file_id, b"", header.slots), key):
        raise WrongPassphrase("This is the recovery key of another journal, or an older one.")


def recover(
    path: Path,
    key: RecoveryKey,
    new: str,
    cost: KdfParams,
    *,
    clock: Clock = local_now,
    seen: Seen | None = None,
) -> Book:
    """The journal at ``path``, opened with its recovery key and saved with a ``new`` passphrase.

    Raises what opening and saving raise; then the file is as it was. May be called on a worker
    that hands the book over.
    """
    book = Book.open(path, key, clock=clock, seen=seen)
    try:
        if book.file.read_only_reason is not None:
            raise SaveFailed(f"{book.file.read_only_reason} A new passphrase cannot be set there.")
        book.use_keys(book.ring.with_passphrase(new, cost))
        book.save()
    except BaseException:
        book.close()
        raise
    return book


def _require(ring: KeyRing, passphrase: str) -> None:
    if not opens(ring, passphrase):
        raise WrongPassphrase("That is not your passphrase.")
