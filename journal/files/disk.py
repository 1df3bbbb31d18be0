"""The system calls that a durable write makes, and all in which operating systems differ there.

``Disk`` is the real thing, call for call. Tests pass a subclass that fails or dies at a chosen
call, or answers as another system does, so that every fault and every system can be reached.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from pathlib import Path
from typing import Final

NO_FOLLOW: Final[int] = getattr(os, "O_NOFOLLOW", 0)
NO_WAIT: Final[int] = getattr(os, "O_NONBLOCK", 0)
_BINARY: Final[int] = getattr(os, "O_BINARY", 0)
_WINDOWS_PATIENCE: Final = 2.0  # seconds: virus scanners hold a fresh file for a moment


class Disk:
    """The operating system's file calls; every method raises OSError as the call does."""

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        """Open, never through a symbolic link; returns a descriptor."""
        return os.open(path, flags | NO_FOLLOW | _BINARY, mode)

    def open_folder(self, path: Path) -> int:
        """Open a folder, to sync it."""
        return os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))

    def write(self, fd: int, data: memoryview) -> int:
        """Write some of ``data``; returns how much."""
        return os.write(fd, data)

    def seek(self, fd: int, offset: int) -> None:
        """Go to an offset from the start."""
        os.lseek(fd, offset, os.SEEK_SET)

    def read(self, fd: int, count: int) -> bytes:
        """Read up to ``count`` bytes."""
        return os.read(fd, count)

    def begin_writing_back(self, fd: int) -> None:
        """Let the drive begin with what was written, without waiting for it (Linux alone)."""
        if sys.platform == "linux":
            # Meant to drop pages from memory; those that are not on the drive yet it starts there.
            os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)

    def truncate(self, fd: int, length: int) -> None:
        """Cut an open file to ``length`` bytes."""
        os.ftruncate(fd, length)

    def set_modified(self, fd: int, seconds: float) -> None:
        """Say that an open file was changed (and read) last at that time, in seconds since 1970."""
        if sys.platform != "win32":  # which changes times by name alone
            os.utime(fd, (seconds, seconds))

    def lock(self, fd: int) -> None:
        """Keep other processes from locking an open file until it is unlocked or this one ends.

        Raises BlockingIOError when another holds it, and what the system says when it knows no
        locks. Windows then also refuses to read the first byte.
        """
        if sys.platform == "win32":
            import msvcrt

            self.seek(fd, 0)
            try:
                msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
            except PermissionError as error:
                raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from error
        else:
            import fcntl

            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def unlock(self, fd: int) -> None:
        """Let go of a lock."""
        if sys.platform == "win32":
            import msvcrt

            self.seek(fd, 0)
            msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)
        else:
            import fcntl

            fcntl.flock(fd, fcntl.LOCK_UN)

    def is_private(self, info: os.stat_result) -> bool:
        """Whether a file is a regular one of this user, with one name and for no other's eyes."""
        if sys.platform == "win32":
            return False  # it does not tell owners and modes
        regular = stat.S_ISREG(info.st_mode) and info.st_nlink == 1
        return regular and stat.S_IMODE(info.st_mode) == 0o600 and info.st_uid == os.geteuid()

    def is_mine(self, info: os.stat_result, *, like: os.stat_result) -> bool:
        """Whether a file belongs to this user, or to whoever its folder (``like``) belongs to: a
        share may show the owners of another computer."""
        if sys.platform == "win32":
            return True
        return info.st_uid in (os.geteuid(), like.st_uid)

    def resolve(self, path: Path) -> Path:
        """The path without symbolic links; raises OSError when nothing is there."""
        return Path(os.path.realpath(path, strict=True))

    def is_writable(self, folder: Path) -> bool:
        """Whether files can be made in a folder, as far as can be told without making one."""
        return os.access(folder, os.W_OK | os.X_OK)

    def fsync(self, fd: int) -> None:
        """Have the data reach the drive itself."""
        if sys.platform == "darwin":
            import fcntl

            # On macOS fsync stops at the drive's cache; some network folders know only fsync.
            try:
                fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
                return
            except OSError:
                pass
        os.fsync(fd)

    def close(self, fd: int) -> None:
        """Close; a delayed write error can show here."""
        os.close(fd)

    def fstat(self, fd: int) -> os.stat_result:
        """Size, times and kind of an open file."""
        return os.fstat(fd)

    def lstat(self, path: Path) -> os.stat_result:
        """Size, times and kind of what the path names, a symbolic link itself included."""
        return os.lstat(path)

    def link(self, source: Path, target: Path) -> None:
        """Give a file, or a symbolic link itself, a second name; fails when ``target`` exists."""
        os.link(source, target)

    def replace(self, source: Path, target: Path) -> None:
        """Put ``source`` in the place of ``target`` in one step."""
        if sys.platform == "win32":
            _replace_on_windows(source, target)
        else:
            source.replace(target)

    def unlink(self, path: Path) -> None:
        """Remove a name."""
        path.unlink()

    def mkdir(self, path: Path) -> None:
        """Make a folder that only its owner can enter."""
        path.mkdir(0o700)

    def names(self, folder: Path) -> list[str]:
        """What a folder holds, in no order."""
        return os.listdir(folder)  # noqa: PTH208 - a Path for each name is slow


def _replace_on_windows(source: Path, target: Path) -> None:
    if sys.platform == "win32":
        import ctypes

        move = ctypes.WinDLL("kernel32", use_last_error=True).MoveFileExW
        move.argtypes = (ctypes.c_wchar_p, ctypes.c_wchar_p, ctypes.c_uint32)
        give_up = time.monotonic() + _WINDOWS_PATIENCE
        while not move(str(source), str(target), 0x1 | 0x8):  # replace existing, write through
            error = ctypes.get_last_error()
            if error not in (5, 32):
                raise ctypes.WinError(error)
            if time.monotonic() > give_up:
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(target))
            time.sleep(0.05)
