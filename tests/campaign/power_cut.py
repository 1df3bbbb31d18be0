"""Power cuts: what the drive holds at that moment, nothing that the system still meant to write.

A file system in a file, mounted as a drive. The saving process is stopped dead, the drive is
copied as it is (unsynced pages live above it and are not in it), and the copy is mounted as after
a cut, its journal replayed. A cut falls between two system calls, not inside one.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journal.vault import Disk, KeyRing, backups_of
from tests.campaign.row import Row, Scale
from tests.campaign.scene import (
    PASSPHRASE,
    SMALL,
    folder,
    generation_at,
    image,
    in_child,
    new_journal,
    opened,
    reap,
)
from tests.journals import CHEAP

DRIVE_BYTES = 16 * 1024 * 1024
# Without this ext4 syncs a replaced file by itself, and could hide that we do not.
OPTIONS = "loop,noauto_da_alloc"
EXPECTED = "what was said to be saved opens"


class Unsynced(Disk):
    """The control: never asks the drive to keep anything."""

    def fsync(self, fd: int) -> None:
        """Claim that it is done."""


class FolderUnsynced(Disk):
    """A subtler control: syncs the file, forgets the folder that names it."""

    def fsync(self, fd: int) -> None:
        """Sync files alone."""
        if not stat.S_ISDIR(os.fstat(fd).st_mode):
            super().fsync(fd)


def rows(scale: Scale) -> Iterator[Row]:
    """Every row about power cuts, and the control."""
    ring, _ = KeyRing.create(PASSPHRASE, CHEAP)
    with folder() as home:
        drive = home / "drive"
        if not _formatted(drive):
            yield Row("power cuts", 0, EXPECTED, 0, "no ext4 can be made and mounted here")
            return
        yield _cuts(home, drive, ring, scale.of(300, 8), Disk())
        for control, name in ((Unsynced(), "never synced"), (FolderUnsynced(), "folder unsynced")):
            yield _cuts(home, drive, ring, scale.of(30, 8), control, control=name)


def _formatted(drive: Path) -> bool:
    if shutil.which("mkfs.ext4") is None:
        return False
    with drive.open("wb") as f:
        f.truncate(DRIVE_BYTES)
    subprocess.run(["mkfs.ext4", "-q", "-F", drive], check=True)
    try:
        with _mounted(drive):
            return True
    except subprocess.CalledProcessError:
        return False


@contextmanager
def _mounted(drive: Path) -> Iterator[Path]:
    place = drive.with_name(f"{drive.name}-mounted")
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", OPTIONS, drive, place], check=True, capture_output=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def _cuts(
    home: Path, drive: Path, ring: KeyRing, count: int, disk: Disk, *, control: str = ""
) -> Row:
    chance, lost, spoilt, acknowledged = random.Random(5), 0, 0, 0
    after = home / "after"
    with _mounted(drive) as place:
        path = place / "evening.daybook"
        path.unlink(missing_ok=True)
        new_journal(path, ring, SMALL)
        os.sync()
        for number in range(count):
            start = generation_at(path, ring)
            # Every other cut comes at the worst moment, right after a save was said to be safe.
            last = start + chance.randrange(1, 9) if number % 2 else start + 1_000_000
            said = _cut(path, ring, range(start + 1, last + 1), disk, chance, drive, after)
            acknowledged += said
            with _mounted(after) as found:
                try:
                    at = generation_at(found / path.name, ring)
                    lost += at not in (start + said, start + said + 1)
                    spoilt += _spoilt_backups(found / path.name, ring, at)
                except Exception:
                    lost += 1
        path.unlink()
    who = f"control: power cuts, {control}" if control else "power cuts (ext4, journal replayed)"
    note = f"{acknowledged:,} saves were acknowledged before the cuts; {spoilt} backups spoilt"
    return Row(who, count, EXPECTED, lost + spoilt, note, bool(control))


def _spoilt_backups(path: Path, ring: KeyRing, at: int) -> int:
    """How many backups do not open, or are not the save that their place in the order says."""
    found = []
    for backup in backups_of(path):
        try:
            found.append(generation_at(backup.path, ring))
        except Exception:
            found.append(-1)
    broken = found.count(-1)
    whole = [generation for generation in found if generation >= 0]
    return broken + (whole != sorted(set(whole), reverse=True) or any(g > at for g in whole))


def _cut(
    path: Path,
    ring: KeyRing,
    generations: range,
    disk: Disk,
    chance: random.Random,
    drive: Path,
    after: Path,
) -> int:
    """Save until stopped dead, copy the drive to ``after``; returns how many were acknowledged."""

    def act(pipe: int) -> None:
        file = opened(path, ring, disk)
        os.write(pipe, b"!")
        for generation in generations:
            file.save(image(generation), ring)
            os.write(pipe, b".")
        os.kill(os.getpid(), signal.SIGSTOP)

    child, read = in_child(act)
    os.read(read, 1)
    if len(generations) > 1000:
        time.sleep(chance.random() * 0.04)
        os.kill(child, signal.SIGSTOP)
    while "(stopped)" not in Path(f"/proc/{child}/status").read_text():
        time.sleep(0.001)
    shutil.copyfile(drive, after)
    os.kill(child, signal.SIGKILL)
    return len(reap(child, read)[0])
