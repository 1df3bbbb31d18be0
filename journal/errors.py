"""Errors that a person can do something about.

Each carries one plain sentence as its text, and the exit code that the command line gives it.
Everything else that is raised is a bug and looks like one (:mod:`journal.bug_report`).
"""

from __future__ import annotations

from typing import ClassVar


class JournalError(Exception):
    """Something a person can act on; ``str(error)`` is one plain sentence for them."""

    exit_code: ClassVar[int] = 1


class InvalidInput(JournalError):
    """A value outside what a field can hold: a mood of 11, a day in the future."""

    exit_code = 2


class WrongPassphrase(JournalError):
    """The journal is whole, but this passphrase or recovery key does not open it."""

    exit_code = 3


class ChangedOutside(WrongPassphrase):
    """It does not open, and it is not as this computer saw it last: its backups may help."""


class Damaged(JournalError):
    """The file was changed or cut short by a fault or by hand."""

    exit_code = 4


class NotAJournal(JournalError):
    """The file is something else: no Daybook file at all, a folder, an empty file."""

    exit_code = 4


class TooNew(JournalError):
    """The file was written by a newer Daybook than this one."""

    exit_code = 4


class OpenElsewhere(JournalError):
    """Another window, program or computer holds the journal open."""

    exit_code = 5


class SaveFailed(JournalError):
    """The journal could not be written; what was there before is still there."""

    exit_code = 6


class OutOfMemory(JournalError):
    """This computer has too little free memory to turn the passphrase into the key."""


class InternalError(JournalError):
    """A bug stopped the work that someone waits for; it is reported as a bug, too."""

    def __init__(self) -> None:
        super().__init__("Daybook made a mistake, and this could not be done.")
