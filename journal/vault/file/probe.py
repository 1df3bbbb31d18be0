"""Looking at a journal before it is opened: is it there, is it one, may it be written."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from journal.errors import NotAJournal
from journal.files.disk import Disk
from journal.files.durable import read_start, read_whole
from journal.vault.file.names import Places
from journal.vault.file.os_errors import only_readable, read_failed
from journal.vault.format.header import MOST_FILE, MOST_HEADER, read_header


def find(disk: Disk, path: Path) -> Places:
    """The journal that ``path`` leads to, symbolic links resolved, if its header holds.

    Raises NotAJournal, Damaged, TooNew, JournalError.
    """
    try:
        places = Places.of(disk, path)
        start, info = read_start(disk, places.path, MOST_HEADER)
    except OSError as error:
        if path.is_symlink() and isinstance(error, FileNotFoundError):
            raise NotAJournal(f"{path} is a link that leads nowhere.") from error
        raise read_failed(error, path) from error
    read_header(start, info.st_size)
    return places


def read(disk: Disk, path: Path) -> tuple[bytes, os.stat_result]:
    """The whole file and its stat. Raises NotAJournal, Damaged, JournalError."""
    try:
        return read_whole(disk, path, MOST_FILE)
    except OSError as error:
        raise read_failed(error, path) from error


def not_writable(disk: Disk, places: Places) -> str | None:
    """Why the journal can only be read, as a sentence; None when nothing speaks against writing."""
    if not disk.is_writable(places.folder):
        return only_readable(PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    with suppress(OSError):
        if not disk.lstat(places.path).st_mode & stat.S_IWUSR:
            return "This journal file is marked read-only, so it can only be read."
    return None


def temp_files(disk: Disk, places: Places) -> list[Path]:
    """The journal's temp files; none when its folder cannot be listed."""
    with suppress(OSError):
        return [places.folder / name for name in disk.names(places.folder) if places.is_temp(name)]
    return []


def modified_at(info: os.stat_result, zone: tzinfo | None) -> datetime | None:
    """When a file was last changed; None when its time is not one that a calendar has."""
    try:
        return datetime.fromtimestamp(info.st_mtime, UTC).astimezone(zone)
    except (OverflowError, ValueError, OSError):
        return None
