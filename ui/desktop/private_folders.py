"""Folders that are the user's alone: for sockets, and for what has to be kept for a while."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from PySide6.QtCore import QStandardPaths


def state_folder() -> Path:
    """Where this computer keeps what Daybook has to remember between two starts."""
    state = QStandardPaths.StandardLocation.StateLocation
    return Path(QStandardPaths.writableLocation(state))


def temporary_folder() -> Path:
    """A folder among the temporary files. Raises OSError where there is no place for these."""
    user = os.getuid() if hasattr(os, "getuid") else 0  # Windows: they are the user's own there
    return Path(tempfile.gettempdir()) / f"daybook-{user}"


def runtime_folder() -> Path:
    """The user's own folder for sockets; where the system has none, one among temporary files.

    Raises OSError where there is neither.
    """
    given = os.environ.get("XDG_RUNTIME_DIR")
    return Path(given) / "daybook" if given else temporary_folder()


def make_private(folder: Path) -> bool:
    """Make ``folder`` if it is not there; whether nobody else can put anything into it.

    Raises OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not hasattr(os, "getuid"):
        return True
    info = folder.lstat()
    mine = stat.S_ISDIR(info.st_mode) and info.st_uid == os.getuid()
    return mine and not info.st_mode & 0o077
