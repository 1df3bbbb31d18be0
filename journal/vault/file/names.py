"""The names that belong to one journal: its temp files, lock, backups and conflict copies."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

SUFFIX: Final = ".daybook"


@dataclass(frozen=True)
class Places:
    """Everything beside the journal at ``path``, a path without symbolic links."""

    path: Path

    @cached_property
    def folder(self) -> Path:
        """Where the journal lies."""
        return self.path.parent

    @property
    def lock(self) -> Path:
        """The lock's own file: locking the journal itself would lock what a save replaces."""
        return self.folder / f".{self.path.name}.lock"

    @cached_property
    def backups(self) -> Path:
        """The folder of older saves."""
        return self.folder / f"{self._stem}.backups"

    def new_temp(self) -> Path:
        """A fresh name for a save that is being written."""
        return self.folder / f".{self.path.name}.{secrets.token_hex(8)}.tmp"

    def is_temp(self, name: str) -> bool:
        """Whether ``name`` is a temp file of this journal."""
        return (
            re.fullmatch(rf"\.{re.escape(self.path.name)}\.[0-9a-f]{{16}}\.tmp", name) is not None
        )

    def conflict(self, number: int) -> Path:
        """The name of conflict copy ``number``, from 1."""
        return self.folder / f"{self._stem} (conflict {number}){self._suffix}"

    def is_conflict(self, name: str) -> bool:
        """Whether ``name`` is a conflict copy of this journal."""
        stem, suffix = re.escape(self._stem), re.escape(self._suffix)
        return re.fullmatch(rf"{stem} \(conflict [1-9]\d*\){suffix}", name) is not None

    @property
    def _suffix(self) -> str:
        return SUFFIX if self.path.name.endswith(SUFFIX) else ""

    @property
    def _stem(self) -> str:
        return self.path.name.removesuffix(SUFFIX) or self.path.name
