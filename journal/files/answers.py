"""What file systems answer to the steps of a durable write, and what is done then.

Network shares, FAT and exFAT sticks, FUSE folders and phones do not know every step. Where another
guard holds, the write goes on without it:

============  ==================================================================================
step          without it
============  ==================================================================================
lock          a save compares the journal with what it last saw, and leaves what is not its own
link          a copy in the place of a second name, whatever the answer; it speaks for itself
folder sync   the file itself is on the drive; its new name follows when the drive pleases
times         the file tells when it was written, to the second; whatever the answer
============  ==================================================================================

Nothing stands in for writing, syncing or replacing the file itself: there, and for an answer that
tells of a fault, the write fails and :func:`trouble_of` says in which way.
"""

from __future__ import annotations

import errno
from enum import Enum, auto
from typing import Final

# "I do not know how": each driver has its own word for it.
_UNKNOWN: Final = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL})
# "You may not", said by many drivers (Android, SELinux, small FUSE ones) that mean the same.
_REFUSED: Final = frozenset({errno.EACCES, errno.EPERM})


class Step(Enum):
    """A step that a file system may be without; the value is how it then answers."""

    LOCK = _UNKNOWN | {errno.EPERM, errno.ENOLCK, errno.EBADF}
    FOLDER_SYNC = _UNKNOWN | _REFUSED | {errno.EBADF, errno.EISDIR}

    def is_missing(self, error: OSError) -> bool:
        """Whether ``error`` says that this file system is without the step."""
        return error.errno in self.value


class Trouble(Enum):
    """Why a file could not be written, as far as a person can do something about it."""

    FULL = auto()
    FORBIDDEN = auto()
    GONE = auto()
    BUSY = auto()
    UNABLE = auto()
    FAULT = auto()
    OTHER = auto()


_TROUBLES: Final = (
    (Trouble.FULL, {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}),
    (Trouble.FORBIDDEN, {errno.EROFS, *_REFUSED}),
    (
        Trouble.GONE,
        {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN},
    ),
    (Trouble.BUSY, {errno.EBUSY, errno.EAGAIN, errno.ETXTBSY}),
    (Trouble.UNABLE, _UNKNOWN),
    (Trouble.FAULT, {errno.EIO}),
)


def trouble_of(error: OSError) -> Trouble:
    """What kind of trouble an error of the system means."""
    return next((trouble for trouble, errors in _TROUBLES if error.errno in errors), Trouble.OTHER)
