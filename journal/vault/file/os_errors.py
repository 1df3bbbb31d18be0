"""What an operating system error means for the person, in one plain sentence."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from journal.errors import Damaged, JournalError, NotAJournal, SaveFailed

_FULL: Final = (
    "The disk is full, so your latest changes are not saved yet; free some space, or save "
    "somewhere else."
)
_FORBIDDEN: Final = (
    "Daybook may not write in this folder, so your latest changes are not saved yet; save "
    "somewhere else."
)
_GONE: Final = (
    "The folder of your journal is not there (was a drive unplugged?), so your latest changes are "
    "not saved yet; bring it back, or save somewhere else."
)
_FAULT: Final = (
    "The disk reported a fault, so your latest changes are not saved yet; save somewhere else, on "
    "another disk if you can."
)
_SENTENCES: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _FORBIDDEN,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.ENODEV: _GONE,
    errno.EIO: _FAULT,
}


def save_failed(error: OSError) -> SaveFailed:
    """What to raise when a save met ``error``."""
    sentence = _SENTENCES.get(error.errno or 0)
    if sentence is None:
        reason = error.strerror or type(error).__name__
        sentence = (
            f"Your latest changes are not saved yet ({reason}); try again, or save somewhere else."
        )
    return SaveFailed(sentence)


def read_failed(error: OSError, path: Path) -> JournalError:
    """What to raise when a journal could not be read because of ``error``."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NotAJournal(f"There is no journal at {path}.")
    if isinstance(error, IsADirectoryError):
        return NotAJournal(f"{path} is a folder, not a journal.")
    if isinstance(error, PermissionError):
        return JournalError(f"Daybook is not allowed to read {path}.")
    if error.errno == errno.EIO:
        return Damaged(f"The disk could not read all of {path}.")
    if error.errno == errno.ELOOP:
        return NotAJournal(f"{path} is a link that leads nowhere.")
    return JournalError(f"{path} could not be read ({error.strerror or type(error).__name__}).")
