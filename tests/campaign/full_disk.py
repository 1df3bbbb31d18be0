"""A disk that is really full: a small file system in memory, filled to the last pages."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from journal.errors import SaveFailed
from journal.vault import Disk, KeyRing, VaultFile
from tests.campaign.kills import in_place_save
from tests.campaign.row import Row, Scale
from tests.campaign.scene import PASSPHRASE, generation_at, image, new_journal, now
from tests.journals import CHEAP

SIZE = 300_000
PAGE = 4096


def rows(scale: Scale) -> Iterator[Row]:
    """Every row about a full disk, and the control."""
    ring, _ = KeyRing.create(PASSPHRASE, CHEAP)
    fault = "a really full disk (small tmpfs), by pages left"
    expected = "the old or the new journal opens"
    with mounted("size=2m") as home:
        if home is None:
            yield Row(fault, 0, expected, 0, "mounting is not permitted here")
            return
        yield _filled(home, ring, scale, fault, expected)
        yield _control(home, ring, scale)


@contextmanager
def mounted(options: str) -> Iterator[Path | None]:
    """A fresh tmpfs, or None where this user may not mount one."""
    with tempfile.TemporaryDirectory(prefix="campaign-") as name:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", name], capture_output=True
        )
        if done.returncode != 0:
            yield None
            return
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "-l", name], check=True)


def leave_free(home: Path, pages: int) -> Path:
    """Fill the file system until only so many pages are left."""
    filler = home / "filler"
    with filler.open("wb") as f:
        free = os.statvfs(home).f_bavail - pages
        f.write(bytes(max(0, free) * PAGE))
    return filler


def _filled(home: Path, ring: KeyRing, scale: Scale, fault: str, expected: str) -> Row:
    path = home / "evening.daybook"
    new_journal(path, ring, SIZE)
    file, _, _ = VaultFile.open(path, ring, clock=now)
    tried = lost = failed = generation = 0
    for pages in range(0, 100, scale.of(2, 20)):
        old, generation, tried = generation_at(path, ring), generation + 1, tried + 1
        filler = leave_free(home, pages)
        try:
            file.save(image(generation, SIZE), ring)
            lost += generation_at(path, ring) != generation
        except SaveFailed as error:
            failed += 1
            lost += generation_at(path, ring) != old or "disk is full" not in str(error)
        lost += bool(list(home.glob(".*.tmp")))
        filler.unlink()
        generation += 1
        lost += file.save(image(generation, SIZE), ring).conflict is not None
        lost += generation_at(path, ring) != generation
        for backup in file.backups():
            backup.path.unlink()
    file.close()
    path.unlink()
    return Row(fault, tried, expected, lost, f"{failed} saves said that the disk is full")


def _control(home: Path, ring: KeyRing, scale: Scale) -> Row:
    path = home / "control.daybook"
    tried = lost = 0
    for pages in range(0, 100, scale.of(10, 30)):
        new_journal(path, ring, 100_000)
        filler = leave_free(home, pages)
        tried += 1
        with suppress(OSError):
            in_place_save(path, ring, 1, SIZE, Disk())
        try:
            generation_at(path, ring)
        except Exception:
            lost += 1
        filler.unlink()
        path.unlink()
    expected = "the old or the new journal opens"
    return Row("control: written in place on a full disk", tried, expected, lost, control=True)
