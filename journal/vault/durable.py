"""Writing a new file so that it survives a power cut, and reading one whole."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from journal.vault.disk import NO_WAIT, Disk

# What a file system without hard links answers to a link call.
NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
)
# What one that cannot sync a folder answers; there is nothing better to do there.
_NO_FOLDER_SYNC: Final = frozenset({errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS})


def write_new(disk: Disk, path: Path, data: bytes) -> None:
    """Write a file that did not exist and have it reach the drive; it is gone again on failure.

    Raises OSError. After a failed sync the same descriptor is never synced again: the kernel may
    have dropped the pages and would then report success.
    """
    fd = disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[disk.write(fd, rest) :]
            disk.fsync(fd)
        finally:
            disk.close(fd)
    except BaseException:
        discard(disk, path)
        raise


def read_whole(disk: Disk, path: Path, most: int) -> tuple[bytes, os.stat_result]:
    """A regular file's content, and its stat taken from the same descriptor.

    Raises OSError (IsADirectoryError for a folder, EFBIG beyond ``most`` bytes, EINVAL for a
    device or pipe).
    """
    return _read(disk, path, most, whole=True)


def read_start(disk: Disk, path: Path, count: int) -> tuple[bytes, os.stat_result]:
    """Up to ``count`` first bytes of a regular file, and its stat. Raises OSError."""
    return _read(disk, path, count, whole=False)


def publish_new(disk: Disk, temp: Path, target: Path) -> None:
    """Give a finished temp file its name, which nobody may have yet (FileExistsError).

    When this raises, ``target`` is as it was; when it returns, the name is the file's.
    """
    try:
        disk.link(temp, target)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
    else:
        discard(disk, temp)  # if this fails, a stray temp file stays until a later save
        return
    fd = disk.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL)  # reserves the name
    try:
        disk.close(fd)
        disk.replace(temp, target)
    except BaseException:
        discard(disk, target)
        raise


def sync_folder(disk: Disk, folder: Path) -> None:
    """Have the names in a folder reach the drive. Raises OSError."""
    if sys.platform == "win32":
        return  # a folder cannot be opened there; the move itself is written through
    fd = disk.open_folder(folder)
    try:
        disk.fsync(fd)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        disk.close(fd)


def discard(disk: Disk, path: Path) -> None:
    """Remove a file if it is there and can be removed."""
    with suppress(OSError):
        disk.unlink(path)


def _read(disk: Disk, path: Path, most: int, *, whole: bool) -> tuple[bytes, os.stat_result]:
    fd = disk.open(path, os.O_RDONLY | NO_WAIT)  # NO_WAIT: a pipe must not hang us
    try:
        info = disk.fstat(fd)
        if stat.S_ISDIR(info.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(info.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        if whole and info.st_size > most:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        want = min(most, info.st_size)
        data = disk.read(fd, want)
        while len(data) < want:
            more = disk.read(fd, want - len(data))
            if not more:
                break
            data += more
        return data, info
    finally:
        disk.close(fd)
