"""The names that belong to one journal: its temp files, lock, backups and conflict copies."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from journal.files.disk import Disk

SUFFIX: Final = ".daybook"
_BACKUPS: Final = ".backups"
_TAIL: Final = r"(?: ?\(.+\)| \d{1,3}|-.+|[ ._](?:sync-)?conflict.*)"


@dataclass(frozen=True)
class Places:
    """Everything beside the journal at ``path``, a path without symbolic links."""

    path: Path

    @classmethod
    def of(cls, disk: Disk, path: Path) -> Places:
        """The places of what ``path`` leads to: symbolic links resolved, and the name as the
        folder spells it. Raises OSError when nothing is there."""
        real = disk.resolve(path)
        return cls(real.with_name(_spelled(disk, real)))

    @classmethod
    def of_any(cls, disk: Disk, path: Path) -> Places:
        """The places of ``path``, whether something is there or not."""
        with suppress(OSError):
            return cls.of(disk, path)
        with suppress(OSError):
            return cls(disk.resolve(path.parent) / path.name)
        return cls(path)

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
        return self.folder / f"{self._stem}{_BACKUPS}"

    def others(self, names: Iterable[str]) -> Iterator[Places]:
        """The places of other journals that have backups beside this one."""
        for name in names:
            stem = name.removesuffix(_BACKUPS)
            if stem != name and name != self.backups.name:
                yield Places(self.folder / f"{stem}{SUFFIX}")

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

    def is_copy(self, name: str) -> bool:
        """Whether ``name`` is one that a sync tool, a browser or we give to a second version of
        this journal: "NAME (X's conflicted copy DATE)", "NAME.sync-conflict-DATE-TIME-ID",
        "NAME-PCNAME", "NAME_conflict-DATE", "NAME (1)", "NAME 2". Only its file id tells that it
        is one. What was brought back or saved elsewhere on purpose has other names."""
        stem, suffix = re.escape(self._stem), re.escape(self._suffix)
        names = rf"{stem}{_TAIL}{suffix}|{stem}{suffix}{_TAIL}"
        return re.fullmatch(names, name, re.IGNORECASE) is not None

    @property
    def _suffix(self) -> str:
        return SUFFIX if self.path.name.endswith(SUFFIX) else ""

    @property
    def _stem(self) -> str:
        return self.path.name.removesuffix(SUFFIX) or self.path.name


def _spelled(disk: Disk, path: Path) -> str:
    """The name of an existing file as its folder lists it. Where a folder ignores case (or how
    accents are written), a journal has one set of backups however its name was typed."""
    with suppress(OSError):
        names = disk.names(path.parent)
        if path.name not in names:
            alike = [name for name in names if _folded(name) == _folded(path.name)]
            if len(alike) == 1:
                return alike[0]
    return path.name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
