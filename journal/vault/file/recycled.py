"""Recycled: the file of a backup that is kept no longer, for the next save to write over.

A file that has its blocks already is written and synced in half the time of a new one, and on a
drive that is full it can still be written.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from journal.files.disk import Disk
from journal.files.durable import discard


def reopen(disk: Disk, recycled: Path, size: int) -> int | None:
    """A descriptor to write ``size`` bytes over a spare; None, and it is gone, when it is not that
    long or is not ours alone: a hard link of somebody's must not change with it."""
    fd = None
    with suppress(OSError):
        fd = disk.open(recycled, os.O_WRONLY)
        if _is_ours_alone(disk.fstat(fd), size):
            return fd
    if fd is not None:
        with suppress(OSError):
            disk.close(fd)
    discard(disk, recycled)
    return None


def _is_ours_alone(info: os.stat_result, size: int) -> bool:
    if sys.platform == "win32":
        return False  # it does not tell owners and modes
    regular = stat.S_ISREG(info.st_mode) and info.st_nlink == 1 and info.st_size == size
    return regular and stat.S_IMODE(info.st_mode) == 0o600 and info.st_uid == os.geteuid()
