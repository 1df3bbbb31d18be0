"""Other systems' answers, faked at the seam: how Windows and macOS differ where a save notices."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from journal.errors import OpenElsewhere, SaveFailed
from journal.vault import Disk, KeyRing, VaultFile, conflict_copies, unseal_with
from tests.campaign.row import Row, Scale
from tests.campaign.scene import PASSPHRASE, folder, generation_at, image, now
from tests.journals import CHEAP


def rows(scale: Scale) -> Iterator[Row]:
    """Every row about other systems; their faults are among the scenarios of ``faults``."""
    ring, _ = KeyRing.create(PASSPHRASE, CHEAP)
    for system in (Windows, Mac):
        yield _lived_with(system(), ring, scale.of(30, 13))
    yield _read_meanwhile(ring, scale.of(20, 4))
    yield _two_windows(ring)


class NamesWithoutCase(Disk):
    """Finds files whatever the case of their names, and however accents are written in them."""

    def found(self, path: Path) -> Path:
        """What ``path`` names here."""
        if os.path.lexists(path) or not path.parent.is_dir():
            return path
        alike = (file for file in path.parent.iterdir() if _folded(file.name) == _folded(path.name))
        return next(alike, path)

    def resolve(self, path: Path) -> Path:
        """Keeps the name as it was typed, as these systems do."""
        return super().resolve(self.found(path)).with_name(path.name)

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        """Open, by any spelling."""
        return super().open(self.found(path), flags, mode)

    def lstat(self, path: Path) -> os.stat_result:
        """Look, by any spelling."""
        return super().lstat(self.found(path))

    def link(self, source: Path, target: Path) -> None:
        """Link, by any spelling."""
        super().link(self.found(source), self.found(target))

    def replace(self, source: Path, target: Path) -> None:
        """Replace, by any spelling."""
        super().replace(self.found(source), self.found(target))

    def unlink(self, path: Path) -> None:
        """Remove, by any spelling."""
        super().unlink(self.found(path))

    def mkdir(self, path: Path) -> None:
        """Make, unless another spelling is there."""
        super().mkdir(self.found(path))

    def names(self, folder: Path) -> list[str]:
        """List, by any spelling."""
        return super().names(self.found(folder))


class Mac(NamesWithoutCase):
    """A Mac with a network folder: no F_FULLFSYNC there, and accents apart from their letters."""


class Windows(NamesWithoutCase):
    """Windows on a stick: no links, no inodes, no sync of a folder, and open files in the way."""

    def __init__(self) -> None:
        self.held: dict[int, Path] = {}  # what is open here, or by other programs
        self.locked: dict[Path, int] = {}

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        """Open, and be in the way of a removal."""
        fd = super().open(path, flags, mode)
        self.held[fd] = self.found(path)
        return fd

    def close(self, fd: int) -> None:
        """Close, and be in nobody's way."""
        self.held.pop(fd, None)
        super().close(fd)

    def open_folder(self, path: Path) -> int:
        """Folders are not opened."""
        raise _refused(errno.EACCES, path)

    def link(self, source: Path, target: Path) -> None:
        """FAT and exFAT: ERROR_INVALID_FUNCTION, which Python calls EINVAL."""
        raise _refused(errno.EINVAL, target)

    def replace(self, source: Path, target: Path) -> None:
        """Not while somebody has either of them open."""
        for path in (source, target):
            if self.found(path) in self.held.values():
                raise _refused(errno.EBUSY, path)
        super().replace(source, target)

    def unlink(self, path: Path) -> None:
        """Not while somebody has it open."""
        if self.found(path) in self.held.values():
            raise _refused(errno.EACCES, path)
        super().unlink(path)

    def lstat(self, path: Path) -> os.stat_result:
        """Without device, inode and rights."""
        return _bare(super().lstat(path))

    def fstat(self, fd: int) -> os.stat_result:
        """Without device, inode and rights."""
        return _bare(super().fstat(fd))

    def lock(self, fd: int) -> None:
        """Lock the first byte, which then nobody else can read."""
        path = self.held[fd]
        if self.locked.setdefault(path, fd) != fd:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    def unlock(self, fd: int) -> None:
        """Let the byte go."""
        self.locked.pop(self.held[fd], None)

    def read(self, fd: int, count: int) -> bytes:
        """Not the byte that another handle has locked."""
        locker = self.locked.get(self.held.get(fd, Path()))
        if locker not in (None, fd) and os.lseek(fd, 0, os.SEEK_CUR) == 0:
            raise _refused(errno.EACCES, self.held[fd])
        return super().read(fd, count)

    def is_private(self, info: os.stat_result) -> bool:
        """Nobody can tell."""
        return False

    def is_mine(self, info: os.stat_result, *, like: os.stat_result) -> bool:
        """Nobody can tell."""
        return True

    def set_modified(self, fd: int, seconds: float) -> None:
        """By name alone, so not at all."""


def _refused(error: int, path: Path) -> OSError:
    return OSError(error, os.strerror(error), str(path))


def _bare(info: os.stat_result) -> os.stat_result:
    fields = list(info)
    fields[0] = info.st_mode | 0o666  # everybody's, as far as it tells
    fields[1] = fields[2] = fields[4] = fields[5] = 0
    return os.stat_result(fields, {"st_mtime_ns": info.st_mtime_ns, "st_mtime": info.st_mtime})


def _folded(name: str) -> str:
    return unicodedata.normalize("NFD", name).casefold()


def _lived_with(disk: NamesWithoutCase, ring: KeyRing, saves: int) -> Row:
    """One save a sitting, the journal's name typed in another way each time."""
    lost = 0
    spellings = ("Äbend.daybook", "äBEND.DAYBOOK", unicodedata.normalize("NFD", "Äbend.daybook"))
    with folder() as home:
        path = home / spellings[0]
        VaultFile.create(path, image(0), ring, clock=now, disk=disk).close()
        for generation in range(1, saves + 1):
            typed = home / spellings[generation % 3]
            file, found, _ = VaultFile.open(typed, ring, clock=now, disk=disk)
            lost += file.read_only or found != image(generation - 1)
            try:
                VaultFile.open(typed, ring, clock=now, disk=disk)
                lost += 1  # one window at a time
            except OpenElsewhere:
                pass
            report = file.save(image(generation), ring)
            lost += report.conflict is not None or report.warnings != ()
            kept = [int(unseal_with(b.path.read_bytes(), ring)[:12]) for b in file.backups()]
            lost += generation - 1 not in kept
            file.close()
            lost += generation_at(path, ring) != generation
        lost += len([f for f in home.iterdir() if f.name.endswith(".backups")]) != 1
        lost += len(conflict_copies(path)) + len(list(home.rglob("*.tmp")))
    name = type(disk).__name__
    return Row(f"{saves} sittings on a fake {name}", saves, "saved, one set of backups", lost)


def _read_meanwhile(ring: KeyRing, count: int) -> Row:
    lost = 0
    for _ in range(count):
        with folder() as home:
            disk, path = Windows(), home / "evening.daybook"
            file = VaultFile.create(path, image(0), ring, clock=now, disk=disk)
            scanner = disk.open(path, os.O_RDONLY)
            try:
                file.save(image(1), ring)
                lost += 1
            except SaveFailed as error:
                lost += "Another program is using" not in str(error)
            lost += generation_at(path, ring) != 0
            disk.close(scanner)
            lost += file.save(image(2), ring).conflict is not None
            lost += generation_at(path, ring) != 2
            file.close()
    fault = "a journal that another program reads, on a fake Windows"
    return Row(fault, count, "said, nothing lost, saved when it can be", lost)


def _two_windows(ring: KeyRing) -> Row:
    """Who holds the lock is read although its first byte cannot be."""
    with folder() as home:
        disk, path = Windows(), home / "evening.daybook"
        file = VaultFile.create(path, image(0), ring, clock=now, disk=disk)
        reader, found, _ = VaultFile.open(path, ring, clock=now, disk=disk, read_only=True)
        lost = int(reader.held_elsewhere or found != image(0))
        reader.close()
        file.close()
    return Row("a reader beside a writer, on a fake Windows", 1, "both are there", lost)
