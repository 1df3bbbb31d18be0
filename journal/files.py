"""Output: writing what was made for others to a file that the patient chose."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from journal.errors import InvalidInput, SaveFailed

_JOURNAL_MARK = b"DAYBK\r\n\x1a"


def write_output(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, readable by its owner alone, replacing a file with that name.
    Its folder is made if only that is missing.

    Either the whole of it is there afterwards, or what was there before. Raises
    :class:`InvalidInput` rather than replace a journal or a folder, :class:`SaveFailed` when the
    folder cannot be written.
    """
    if path.is_dir():
        raise InvalidInput(f"{path} is a folder; choose a file name.")
    if _is_journal(path):
        raise InvalidInput("That would replace a journal; choose another name.")
    try:
        path.parent.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".daybook-", dir=path.parent)
    except OSError as error:
        raise _failed(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise _failed(path, error) from error
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _is_journal(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_JOURNAL_MARK)) == _JOURNAL_MARK
    except OSError:
        return False


def _failed(path: Path, error: OSError) -> SaveFailed:
    return SaveFailed(f"{path.name} could not be written: {error.strerror}.")
