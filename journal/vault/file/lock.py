"""One writer for each journal: a lock beside it that the system releases if the process dies."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from journal.errors import JournalError, OpenElsewhere
from journal.files.disk import NO_FOLLOW

if TYPE_CHECKING:
    from filelock import BaseFileLock

_MOST_RECORD: Final = 4096


class HeldByOtherComputer(JournalError):
    """Another computer says that it has the journal open."""


@dataclass(frozen=True)
class Owner:
    """Who holds a lock: a computer's name and a process number on it."""

    host: str
    pid: int


class JournalLock:
    """Holds a journal for this process until ``release``.

    The system's own lock (``filelock``) keeps out other processes of this computer. Who holds it
    is written inside, because in a synced or shared folder the other computer's lock may not
    reach us, but its writing does.
    """

    def __init__(self, path: Path, held: BaseFileLock) -> None:
        self._path = path
        self._held = held

    @classmethod
    def acquire(cls, path: Path, *, take_over: bool = False) -> JournalLock:
        """Lock at once or fail.

        Raises OpenElsewhere (a live process here has it), HeldByOtherComputer (unless
        ``take_over``: the person knows that nobody is using it there), or OSError when no lock
        file can be written.
        """
        import filelock

        lock = filelock.FileLock(path, timeout=0, mode=0o600, thread_local=False)
        try:
            lock.acquire()
        except filelock.Timeout:
            owner = read_owner(path)
            if owner is not None and owner.host != this_host():
                raise _elsewhere(owner) from None
            raise OpenElsewhere("This journal is already open in another window.") from None
        owner = read_owner(path)
        if owner is not None and owner.host != this_host() and not take_over:
            lock.release()
            raise _elsewhere(owner)
        _write_record(path, {"host": this_host(), "pid": os.getpid()})
        return cls(path, lock)

    def release(self) -> None:
        """Let others have it. The file stays: removing it would let two processes lock two files
        of one name."""
        if self._held.is_locked:
            _write_record(self._path, None)
            self._held.release()


def this_host() -> str:
    """This computer's name."""
    import socket

    return socket.gethostname()


def read_owner(path: Path) -> Owner | None:
    """Who the lock file says holds it, or None when it says nothing that can be understood."""
    try:
        fd = os.open(path, os.O_RDONLY | NO_FOLLOW)
    except OSError:
        return None
    try:
        # Windows keeps the locked first byte from being read: the record starts at the second.
        os.lseek(fd, 1, os.SEEK_SET)
        record: Any = json.loads(os.read(fd, _MOST_RECORD))
        return Owner(str(record["host"]), int(record["pid"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    finally:
        os.close(fd)


def _write_record(path: Path, record: dict[str, str | int] | None) -> None:
    """Best effort: a full disk must not keep anyone from reading their journal."""
    with suppress(OSError):
        fd = os.open(path, os.O_WRONLY | NO_FOLLOW)
        try:
            text = json.dumps(record).encode() if record else b""
            os.ftruncate(fd, 1)
            os.lseek(fd, 1, os.SEEK_SET)
            os.write(fd, text)
        finally:
            os.close(fd)


def _elsewhere(owner: Owner) -> HeldByOtherComputer:
    return HeldByOtherComputer(
        f"This journal is open on another computer ({owner.host}), so here it can only be read."
    )
