"""What every campaign works on: a journal whose content is a generation number."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from journal.vault import Disk, KeyRing, VaultFile, unseal_with
from journal.vault.format.header import MARKED, save_mark

PASSPHRASE = "four words make one"
SMALL, MIDDLE, LARGE = 1_000, 150_000, 1_200_000
CALLS = tuple(name for name in vars(Disk) if not name.startswith("_"))


def now() -> datetime:
    """The clock where the clock does not matter."""
    return datetime.now(UTC)


def image(generation: int, size: int = SMALL) -> bytes:
    """Content that says which save it is from."""
    start = b"%012d" % generation
    filler = hashlib.sha256(start).digest()
    return (start + filler * (size // 32 + 1))[:size]


def generation_at(path: Path, ring: KeyRing) -> int:
    """Which save lies at ``path``, whole. Raises what opening raises, and ValueError."""
    found = unseal_with(path.read_bytes(), ring)
    generation = int(found[:12])
    if found != image(generation, len(found)):
        raise ValueError("not what any save wrote")
    return generation


@contextmanager
def folder(*, in_memory: bool = True) -> Iterator[Path]:
    """A fresh folder, in memory where a drive adds nothing but time."""
    base = "/dev/shm" if in_memory and os.access("/dev/shm", os.W_OK) else None  # noqa: S108
    path = Path(tempfile.mkdtemp(prefix="campaign-", dir=base))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


class Tapped(Disk):
    """A disk that tells ``before`` of each call by name and number, in the order they are made."""

    def __init__(self, before: Callable[[str, int], None]) -> None:
        super().__init__()
        self.before = before
        self.counts = dict.fromkeys(CALLS, 0)


def tapped(kind: type[Disk]) -> type[Tapped]:
    """A disk of this ``kind`` that is tapped as well."""
    return type(f"Tapped{kind.__name__}", (Tapped, kind), {n: _tap(kind, n) for n in CALLS})


def _tap(kind: type[Disk], name: str) -> Callable[..., object]:
    real = getattr(kind, name)

    def call(self: Tapped, *args: object, **more: object) -> object:
        number = self.counts[name]
        self.counts[name] += 1
        try:
            self.before(name, number)
        except OSError:
            if name == "close":
                real(self, *args, **more)  # what fails to close is closed all the same
            raise
        return real(self, *args, **more)

    return call


for _name in CALLS:
    setattr(Tapped, _name, _tap(Disk, _name))


def opened(path: Path, ring: KeyRing, disk: Disk | None = None) -> VaultFile:
    """Open a journal as a book does, which reads the days of the backups inside it: all today."""
    file, _, _ = VaultFile.open(path, ring, clock=now, disk=disk)
    marks = (save_mark(backup.path.read_bytes()[:MARKED]) for backup in file.backups())
    file.take_dates(now(), dict.fromkeys(marks, f"{now():%Y%m%d}"))
    return file


def set_disk(file: VaultFile, disk: Disk) -> None:
    """Have an open journal go on through another disk: a fault is for one save alone."""
    file._disk = file._backups._disk = disk


def steps_of(act: Callable[[Disk], object]) -> list[tuple[str, int]]:
    """Every call that ``act`` makes on the disk it is given."""
    seen: list[tuple[str, int]] = []
    act(Tapped(lambda name, number: seen.append((name, number))))
    return seen


def in_child(act: Callable[[int], None]) -> tuple[int, int]:
    """Fork and run ``act(write end of a pipe)``; returns the child's id and the read end."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(read)
            act(write)
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    return child, read


def reap(child: int, read: int) -> tuple[bytes, int]:
    """What the child wrote, and its wait status, once it is gone."""
    said = b""
    while piece := os.read(read, 65536):
        said += piece
    os.close(read)
    return said, os.waitpid(child, 0)[1]


def die() -> None:
    """Be killed, as by a power button: no cleanup of any kind runs."""
    os.kill(os.getpid(), signal.SIGKILL)


def new_journal(path: Path, ring: KeyRing, size: int = SMALL, saves: int = 0) -> None:
    """A journal of generation 0 with ``saves`` saves after it."""
    file = VaultFile.create(path, image(0, size), ring, clock=now)
    for generation in range(1, saves + 1):
        file.save(image(generation, size), ring)
    file.close()
