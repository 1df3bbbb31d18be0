"""Telling whether a journal on disk is still the one that was last read or written here."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from journal.errors import JournalError
from journal.files.disk import Disk
from journal.files.durable import read_start, read_whole
from journal.vault.format.header import MOST_FILE
from journal.vault.format.keyring import KeyRing
from journal.vault.format.sealed import unseal_with

# Nothing there, a symbolic link, a folder, a pipe or device.
_NO_FILE: Final = frozenset({errno.ENOENT, errno.ELOOP, errno.EISDIR, errno.EINVAL})


@dataclass(frozen=True)
class Fingerprint:
    """Size, modification time and header of a journal file (the header holds a salt that is fresh
    with each save, and the body's checksum)."""

    size: int
    mtime_ns: int
    head: bytes

    @classmethod
    def of(cls, head: bytes, info: os.stat_result) -> Fingerprint:
        """The fingerprint of a file whose header was just read."""
        return cls(info.st_size, info.st_mtime_ns, head)

    def still_holds(self, disk: Disk, path: Path, ring: KeyRing) -> bool:
        """Whether ``path`` still holds this save.

        Only the time may differ (a copy tool touched it), and then the whole file must open.
        Raises OSError.
        """
        try:
            now = Fingerprint.of(*read_start(disk, path, len(self.head)))
        except OSError as error:
            if error.errno in _NO_FILE:
                return False
            raise
        if now == self:
            return True
        if (now.size, now.head) != (self.size, self.head):
            return False
        try:
            unseal_with(read_whole(disk, path, MOST_FILE)[0], ring)
        except JournalError:
            return False
        return True


def is_taken(disk: Disk, path: Path) -> bool:
    """Whether anything has this name, even a link that leads nowhere. Raises OSError."""
    try:
        disk.lstat(path)
    except FileNotFoundError:
        return False
    return True
