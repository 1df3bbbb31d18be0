"""One writer for each journal: a lock beside it that the system releases if the process dies."""

from __future__ import annotations

import errno
import json
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from journal.errors import JournalError, OpenElsewhere
from journal.files.answers import Step, Trouble, trouble_of
from journal.files.disk import NO_WAIT, Disk

_MOST_RECORD: Final = 4096
_MOST_NAME: Final = 64
_NOTHING: Final = b"\0"  # what a lock file begins with, and all that is in one that nobody holds


class HeldByOtherComputer(JournalError):
    """Another computer says that it has the journal open."""


@dataclass(frozen=True)
class Owner:
    """Who holds a lock: a computer's name and a process number on it."""

    host: str
    pid: int

    @property
    def is_this_computer(self) -> bool:
        """Whether it is a process of this computer."""
        return self.host == this_host()

    def __str__(self) -> str:
        """The computer's name without what a name has no use for: the file may be anybody's."""
        return "".join(sign for sign in self.host if sign.isprintable())[:_MOST_NAME].strip()


class JournalLock:
    """Holds a journal for this process until ``release``.

    The system's own lock keeps out other processes of this computer; not those of a file system
    that knows no locks, where a save still overwrites nobody's. Who holds it is written inside,
    because in a synced or shared folder the other computer's lock may not reach us, but its
    writing does.

    The ``filelock`` package is not used: it asks for a mode that many network shares refuse, falls
    back to a mark that outlives a killed process, and hides the descriptor that is to be looked at
    before anything is written into it.
    """

    def __init__(self, disk: Disk, fd: int | None, *, record: bool = False) -> None:
        self._disk = disk
        self._fd = fd
        self._record = record

    @classmethod
    def acquire(cls, disk: Disk, path: Path, *, take_over: bool = False) -> JournalLock:
        """Lock at once or fail.

        Raises OpenElsewhere (a live process here has it), HeldByOtherComputer (unless
        ``take_over``: the person knows that nobody is using it there), or OSError when no lock
        file can be made or something else has its name.
        """
        try:
            fd = disk.open(path, os.O_RDWR | os.O_CREAT | NO_WAIT)
        except OSError as error:
            if trouble_of(error) is Trouble.FULL:
                return cls(disk, None)  # nobody is kept from reading; a save tells of the disk
            raise
        try:
            owner = _read_owner(disk, fd)
            locked = _lock(disk, fd, owner)
            if owner is not None and not owner.is_this_computer and not (locked and take_over):
                raise _elsewhere(owner)
            if not locked:
                raise OpenElsewhere("This journal is already open in another window.")
            record = _is_ours(disk, path, fd)
            if record:
                _write_record(disk, fd, {"host": this_host(), "pid": os.getpid()})
        except BaseException:
            with suppress(OSError):
                disk.close(fd)
            raise
        return cls(disk, fd, record=record)

    def release(self) -> None:
        """Let others have it. The file stays: removing it would let two processes lock two files
        of one name."""
        fd, self._fd = self._fd, None
        if fd is None:
            return
        if self._record:
            _write_record(self._disk, fd, None)
        with suppress(OSError):
            self._disk.unlock(fd)
        with suppress(OSError):
            self._disk.close(fd)


def this_host() -> str:
    """This computer's name."""
    import socket

    return socket.gethostname()


def read_owner(path: Path, *, disk: Disk | None = None) -> Owner | None:
    """Who the lock file says holds it, or None when it says nothing that can be understood."""
    disk = disk or Disk()
    try:
        fd = disk.open(path, os.O_RDONLY | NO_WAIT)
    except OSError:
        return None
    try:
        return _read_owner(disk, fd)
    except OSError:
        return None
    finally:
        disk.close(fd)


def _read_owner(disk: Disk, fd: int) -> Owner | None:
    if not stat.S_ISREG(disk.fstat(fd).st_mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    # Windows keeps the locked first byte from being read: the record starts at the second.
    disk.seek(fd, len(_NOTHING))
    try:
        record: Any = json.loads(disk.read(fd, _MOST_RECORD))
        return Owner(str(record["host"]), int(record["pid"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _lock(disk: Disk, fd: int, owner: Owner | None) -> bool:
    """Whether nobody else has it; where the file system knows no locks, nobody does."""
    try:
        disk.lock(fd)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno == errno.EACCES:
            return owner is None  # some mean "held", some "no locks here": held names its owner
        if not Step.LOCK.is_missing(error):
            raise
    return True


def _is_ours(disk: Disk, path: Path, fd: int) -> bool:
    """Whether the locked file is a lock file of ours, and no other name of something else."""
    try:
        info = disk.fstat(fd)
        disk.seek(fd, 0)
        start = disk.read(fd, len(_NOTHING))
        ours = disk.is_mine(info, like=disk.lstat(path.parent))
    except OSError:
        return False
    small = info.st_size <= len(_NOTHING) + _MOST_RECORD and start in (b"", _NOTHING)
    return ours and small and info.st_nlink <= 1


def _write_record(disk: Disk, fd: int, record: dict[str, str | int] | None) -> None:
    """Best effort: a full disk must not keep anyone from reading their journal."""
    with suppress(OSError):
        text = json.dumps(record).encode() if record else b""
        disk.truncate(fd, len(_NOTHING))
        disk.seek(fd, len(_NOTHING))
        disk.write(fd, memoryview(text))


def _elsewhere(owner: Owner) -> HeldByOtherComputer:
    return HeldByOtherComputer(
        f"This journal is open on another computer ({owner}), so here it can only be read."
    )
