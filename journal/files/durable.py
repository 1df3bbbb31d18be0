"""Writing a new file so that it survives a power cut, and reading one whole."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from journal.files.answers import Step
from journal.files.disk import NO_WAIT, Disk


def write_new(
    disk: Disk,
    path: Path,
    body: Iterable[bytes | memoryview],
    *,
    over: int | None = None,
    head_length: int = 0,
    head: Callable[[], bytes] = bytes,
    meanwhile: Callable[[], None] = lambda: None,
    modified: float | None = None,
) -> None:
    """Write a file that did not exist and have it reach the drive; it is gone again on failure.

    ``over`` is a descriptor of ``path`` when there is a file after all, of the same length and
    worth nothing.
    ``head`` is asked for its ``head_length`` bytes after all of ``body`` was written behind them.
    ``modified`` is the time that the file is to show as its last change, in seconds since 1970, on
    drives that can be told.
    ``meanwhile`` runs before the sync, while the drive is busy already (reading back takes as
    long as writing does).
    Raises OSError and what the callables raise. After a failed sync the same descriptor is never
    synced again: the kernel may have dropped the pages and would then report success.
    """
    fd = disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL) if over is None else over
    try:
        try:
            if head_length:
                disk.seek(fd, head_length)
            for piece in body:
                _write_all(disk, fd, piece)
            if head_length:
                disk.seek(fd, 0)
                _write_all(disk, fd, head())
            with suppress(OSError):  # advice; only the sync can fail a save
                disk.begin_writing_back(fd)
            if modified is not None:
                with suppress(OSError):
                    disk.set_modified(fd, modified)
            meanwhile()
            disk.fsync(fd)
        finally:
            disk.close(fd)
    except BaseException:
        discard(disk, path)
        raise


@contextmanager
def opened(disk: Disk, path: Path) -> Iterator[tuple[Callable[[int], bytes], os.stat_result]]:
    """A regular file open for reading: a function that reads the next ``count`` bytes (fewer only
    at the end), and the file's stat.

    Raises OSError (IsADirectoryError for a folder, EINVAL for a device or pipe).
    """
    fd = disk.open(path, os.O_RDONLY | NO_WAIT)  # NO_WAIT: a pipe must not hang us

    def read(count: int) -> bytes:
        data = disk.read(fd, count)
        while 0 < len(data) < count:
            more = disk.read(fd, count - len(data))
            if not more:
                break
            data += more
        return data

    try:
        info = disk.fstat(fd)
        if stat.S_ISDIR(info.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(info.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        yield read, info
    finally:
        disk.close(fd)


def read_whole(disk: Disk, path: Path, most: int) -> tuple[bytes, os.stat_result]:
    """A regular file's content, and its stat taken from the same descriptor.

    Raises OSError as ``opened`` does, and EFBIG beyond ``most`` bytes.
    """
    with opened(disk, path) as (read, info):
        if info.st_size > most:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        return read(info.st_size), info


def read_start(disk: Disk, path: Path, count: int) -> tuple[bytes, os.stat_result]:
    """Up to ``count`` first bytes of a regular file, and its stat. Raises OSError."""
    with opened(disk, path) as (read, info):
        return read(min(count, info.st_size)), info


def publish_new(disk: Disk, temp: Path, target: Path) -> None:
    """Give a finished temp file its name, which nobody may have yet (FileExistsError).

    When this raises, ``target`` is as it was; when it returns, the name is the file's.
    """
    try:
        disk.link(temp, target)
    except FileExistsError:
        raise
    except OSError:
        pass  # no links here; if it is something worse, what follows says so
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


def replace_with(disk: Disk, temp: Path, target: Path) -> None:
    """Put a finished temp file in the place of ``target`` for good; it is gone on failure.

    When this raises before the folder is synced, ``target`` is as it was.
    """
    try:
        disk.replace(temp, target)
        sync_folder(disk, target.parent)
    except BaseException:
        discard(disk, temp)
        raise


def sync_folder(disk: Disk, folder: Path) -> bool:
    """Have the names in a folder reach the drive; False where it cannot be told to.

    Raises OSError when the drive tells of a fault.
    """
    try:
        fd = disk.open_folder(folder)
        try:
            disk.fsync(fd)
        finally:
            disk.close(fd)
    except OSError as error:
        if not Step.FOLDER_SYNC.is_missing(error):
            raise
        return False
    return True


def discard(disk: Disk, path: Path) -> None:
    """Remove a file if it is there and can be removed."""
    with suppress(OSError):
        disk.unlink(path)


def _write_all(disk: Disk, fd: int, data: bytes | memoryview) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[disk.write(fd, rest) :]
