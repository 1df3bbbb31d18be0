"""Unsaved: a journal that could not be saved in its place, kept sealed until it can be joined."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

from journal.files.disk import Disk
from journal.files.durable import sync_folder, write_new
from journal.vault import describe

_SUFFIX = ".unsaved"


def keep_unsaved(sealed: bytes, folder: Path) -> Path:
    """Write a sealed journal into ``folder`` under a new name, for good. Raises OSError."""
    disk = Disk()
    path = folder / f"{describe(sealed).file_id.hex()}-{secrets.token_hex(4)}{_SUFFIX}"
    write_new(disk, path, [sealed])
    sync_folder(disk, folder)
    return path


def unsaved_copies(file_id: bytes, folders: Iterable[Path]) -> list[Path]:
    """What was kept in ``folders`` of the journal with this id. A folder need not be there."""
    return [
        path for folder in folders for path in sorted(folder.glob(f"{file_id.hex()}-*{_SUFFIX}"))
    ]
