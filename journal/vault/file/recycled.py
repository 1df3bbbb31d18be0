"""Recycled: the file of a backup that is kept no longer, for the next save to write over.

A file that has its blocks already is written and synced in half the time of a new one, and on a
drive that is full it can still be written.
"""

from __future__ import annotations

import os
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
        info = disk.fstat(fd)
        if info.st_size == size and disk.is_private(info):
            return fd
    if fd is not None:
        with suppress(OSError):
            disk.close(fd)
    discard(disk, recycled)
    return None
