"""Output: writing what was made for others to a file that the patient chose."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from journal.errors import InvalidInput, SaveFailed
from journal.files.answers import Trouble, trouble_of
from journal.files.disk import Disk
from journal.files.durable import read_start, replace_with, write_new

_JOURNAL_MARK: Final = b"DAYBK\r\n\x1a"
_NOT_WRITTEN: Final = {
    Trouble.FULL: "{name} could not be written: the disk is full.",
    Trouble.FORBIDDEN: "{name} could not be written: Daybook may not write there.",
    Trouble.GONE: "{name} could not be written: there is no such folder.",
    Trouble.BUSY: "{name} could not be written: another program is using it.",
    Trouble.UNABLE: "{name} could not be written: this folder cannot hold it.",
    Trouble.FAULT: "{name} could not be written: the disk reported a fault.",
    Trouble.OTHER: "{name} could not be written.",
}


def write_output(path: Path, data: bytes, *, disk: Disk | None = None) -> None:
    """Write ``data`` to ``path``, readable by its owner alone, replacing a file with that name.
    Its folder is made if only that is missing.

    The whole of it is on the drive when this returns; when it raises, what was there before is.
    Raises :class:`InvalidInput` rather than replace a journal or a folder, :class:`SaveFailed`
    when it cannot be written.
    """
    disk = disk or Disk()
    if path.is_dir():
        raise InvalidInput(f"{path} is a folder; choose a file name.")
    if _is_journal(disk, path):
        raise InvalidInput("That would replace a journal; choose another name.")
    temp = path.parent / f".daybook-{secrets.token_hex(8)}"
    try:
        with suppress(FileExistsError):
            disk.mkdir(path.parent)
        write_new(disk, temp, [data])
        replace_with(disk, temp, path)
    except OSError as error:
        raise SaveFailed(_NOT_WRITTEN[trouble_of(error)].format(name=path.name)) from error


def _is_journal(disk: Disk, path: Path) -> bool:
    """Whether ``path`` is a journal, or a link to one."""
    with suppress(OSError):
        return read_start(disk, path.resolve(), len(_JOURNAL_MARK))[0] == _JOURNAL_MARK
    return False
