"""What an operating system error means for the person, in one plain sentence."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from journal.errors import Damaged, JournalError, NotAJournal, SaveFailed
from journal.files.answers import Trouble, trouble_of

_NOT_SAVED: Final = {
    Trouble.FULL: (
        "The disk is full, so your latest changes are not saved yet; free some space, or save "
        "somewhere else."
    ),
    Trouble.FORBIDDEN: (
        "Daybook may not write in this folder, so your latest changes are not saved yet; save "
        "somewhere else."
    ),
    Trouble.GONE: (
        "The folder of your journal is not there (was a drive unplugged?), so your latest changes "
        "are not saved yet; bring it back, or save somewhere else."
    ),
    Trouble.BUSY: (
        "Another program is using the journal file, so your latest changes are not saved yet; "
        "Daybook tries again."
    ),
    Trouble.UNABLE: (
        "This folder cannot do what a safe save takes, so your latest changes are not saved yet; "
        "save somewhere else."
    ),
    Trouble.FAULT: (
        "The disk reported a fault, so your latest changes are not saved yet; save somewhere else, "
        "on another disk if you can."
    ),
    Trouble.OTHER: (
        "Your latest changes are not saved yet, and the computer does not say why; try again, or "
        "save somewhere else."
    ),
}
_NO_BACKUP: Final = {
    Trouble.FULL: "Saved, but no backup could be made: the disk is full.",
    Trouble.FORBIDDEN: "Saved, but no backup could be made: Daybook may not write there.",
    Trouble.GONE: "Saved, but no backup could be made: the folder for backups is gone.",
    Trouble.BUSY: "Saved, but no backup could be made: another program is using the file.",
    Trouble.UNABLE: "Saved, but no backup could be made: this folder cannot keep one.",
    Trouble.FAULT: "Saved, but no backup could be made: the disk reported a fault.",
    Trouble.OTHER: "Saved, but no backup could be made.",
}
_BACKUP_STAYS: Final = {
    Trouble.FORBIDDEN: "Saved, but an old backup stays: Daybook may not remove it.",
    Trouble.BUSY: "Saved, but an old backup stays: another program is using it.",
    Trouble.FAULT: "Saved, but an old backup stays: the disk reported a fault.",
}
_READ_ONLY: Final = {
    Trouble.FORBIDDEN: "Daybook may not write in this journal's folder, so it can only be read.",
    Trouble.FAULT: "The disk reported a fault, so this journal can only be read.",
}


def save_failed(error: OSError) -> SaveFailed:
    """What to raise when a save met ``error``."""
    return SaveFailed(_NOT_SAVED[trouble_of(error)])


def no_backup(error: OSError) -> str:
    """What to say when a save worked, and keeping the one before did not."""
    return _NO_BACKUP[trouble_of(error)]


def backup_stays(error: OSError) -> str:
    """What to say when a save worked, and removing an old backup did not."""
    return _BACKUP_STAYS.get(trouble_of(error), "Saved, but an old backup stays.")


def only_readable(error: OSError) -> str:
    """Why a journal whose lock cannot be made can only be read."""
    if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
        return "Something else has the name of this journal's lock, so it can only be read."
    return _READ_ONLY.get(
        trouble_of(error), "This folder cannot hold a journal's lock, so it can only be read."
    )


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
    return JournalError(f"{path} could not be read.")
