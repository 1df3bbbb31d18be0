"""Telling whether a journal on disk is still the one that was last read or written here."""

from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from journal.errors import JournalError
from journal.vault.disk import Disk
from journal.vault.durable import read_start, read_whole
from journal.vault.header import MOST_FILE
from journal.vault.keyring import KeyRing
from journal.vault.sealed import unseal_with

# Nothing there, a symbolic link, a folder, a pipe or device.
_NO_FILE: Final = frozenset({errno.ENOENT, errno.ELOOP, errno.EISDIR, errno.EINVAL})
_HEAD: Final = 1024  # more than any header: it holds a fresh salt and the body's checksum


@dataclass(frozen=True)
class Fingerprint:
    """Size, modification time and the hash of the first bytes of a journal file."""

    size: int
    mtime_ns: int
    head: bytes

    @classmethod
    def of(cls, data: bytes, info: os.stat_result) -> Fingerprint:
        """The fingerprint of a file whose content (or at least start) was just read."""
        return cls(info.st_size, info.st_mtime_ns, hashlib.sha256(data[:_HEAD]).digest())

    @classmethod
    def take(cls, disk: Disk, path: Path) -> Fingerprint | None:
        """The fingerprint of the file at ``path`` now; None when there is none, or something that
        is no file. Raises OSError."""
        try:
            return cls.of(*read_start(disk, path, _HEAD))
        except OSError as error:
            if error.errno in _NO_FILE:
                return None
            raise

    def still_holds(self, disk: Disk, path: Path, ring: KeyRing) -> bool:
        """Whether ``path`` still holds this save.

        Only the time may differ (a copy tool touched it), and then the whole file must open.
        Raises OSError.
        """
        now = Fingerprint.take(disk, path)
        if now == self:
            return True
        if now is None or (now.size, now.head) != (self.size, self.head):
            return False
        try:
            unseal_with(read_whole(disk, path, MOST_FILE)[0], ring)
        except JournalError:
            return False
        return True
