"""What file systems answer: every refusal at every step, and real ones that lack some steps."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from journal.errors import JournalError, SaveFailed
from journal.vault import Disk, KeyRing, VaultFile, unseal_with
from tests.campaign.row import Row, Scale
from tests.campaign.scene import PASSPHRASE, folder, generation_at, image, now
from tests.journals import CHEAP

MISSING = ("EOPNOTSUPP", "ENOSYS", "EINVAL", "EPERM", "EACCES", "EBADF", "ENOLCK", "EMLINK")
FAULTS = ("EIO", "ENOSPC", "EROFS", "EBUSY", "ESTALE")
KNOWN = {  # the answers that mean "without this step", and are no reason not to save
    "lock": {"EOPNOTSUPP", "ENOSYS", "EINVAL", "EPERM", "EACCES", "EBADF", "ENOLCK"},
    "link": {*MISSING, *FAULTS},  # then it is a copy
    "open_folder": {"EOPNOTSUPP", "ENOSYS", "EINVAL", "EPERM", "EACCES", "EBADF"},
    "sync of a folder": {"EOPNOTSUPP", "ENOSYS", "EINVAL", "EPERM", "EACCES", "EBADF"},
    "set_modified": {"EOPNOTSUPP", "ENOSYS", "EINVAL", "EPERM", "EACCES", "EBADF"},
    "truncate": {*MISSING, *FAULTS},  # what the lock says of its owner
    "begin_writing_back": {*MISSING, *FAULTS},
    "replace": set(),
    "fsync": set(),
    "mkdir": set(),
}
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
SAVES = 12


def rows(scale: Scale) -> Iterator[Row]:
    """Every row about file systems that answer differently."""
    ring, _ = KeyRing.create(PASSPHRASE, CHEAP)
    for step, known in KNOWN.items():
        yield _at(step, known, ring, scale)
    for name, program, mounted in (
        ("FAT (fusefat)", "fusefat", _fat),
        ("exFAT (FUSE)", "mount.exfat-fuse", _exfat),
    ):
        yield _really(name, program, mounted, ring)


class Answering(Disk):
    """A disk that always gives the same answer at one step."""

    def __init__(self, step: str, error: int) -> None:
        self.step, self.error = step, error


def _answering(name: str) -> Callable[..., object]:
    real = getattr(Disk, name)

    def call(self: Answering, *args: object, **more: object) -> object:
        at = name
        if name == "fsync" and stat.S_ISDIR(os.fstat(int(str(args[0]))).st_mode):
            at = "sync of a folder"
        if at == self.step:
            raise OSError(self.error, os.strerror(self.error))
        return real(self, *args, **more)

    return call


for _name in {*KNOWN, "fsync"} & set(vars(Disk)):
    setattr(Answering, _name, _answering(_name))


def _at(step: str, known: set[str], ring: KeyRing, scale: Scale) -> Row:
    lost = bare = tried = told = 0
    answers = (*MISSING, *FAULTS)
    for name in answers[:: scale.of(1, 3)]:
        with folder() as home:
            tried += 1
            try:
                missing, unsaved = _lived_with(home, ring, Answering(step, getattr(errno, name)))
            except (JournalError, ValueError, AssertionError):
                lost += 1
                continue
            bare += missing if step != "mkdir" else 0  # without a folder there is no place for one
            told += unsaved > 0
            lost += name in known and unsaved > 0
    note = f"{bare} without a backup; {told} answers were said instead of saved"
    expected = "saved with backups, or the true reason said and the old one kept"
    return Row(f"{len(answers)} answers at {step!r}", tried, expected, lost + bare, note)


def _lived_with(home: Path, ring: KeyRing, disk: Answering) -> tuple[int, int]:
    """Two sittings of some saves each; returns the saves without a backup, and the unsaved."""
    path = home / "evening.daybook"
    VaultFile.create(path, image(0), ring, clock=now).close()
    without = unsaved = lied = at = 0
    for sitting in range(2):
        file, _, _ = VaultFile.open(path, ring, clock=now, disk=disk)
        for generation in range(sitting * SAVES + 1, (sitting + 1) * SAVES + 1):
            try:
                report = file.save(image(generation), ring)
            except SaveFailed as error:
                unsaved += 1
                lied += ("may not" in str(error)) != (disk.error in FORBIDDEN)
            else:
                assert report.conflict is None
                kept = {int(unseal_with(b.path.read_bytes(), ring)[:12]) for b in file.backups()}
                without += at not in kept
                at = generation
            found = generation_at(path, ring)
            assert found == at or (unsaved and found == generation), (found, at)
            at = found
        file.close()
    assert generation_at(path, ring) == at
    assert not lied
    return without, unsaved


def _really(
    name: str,
    program: str,
    mounted: Callable[[], AbstractContextManager[Path | None]],
    ring: KeyRing,
) -> Row:
    fault, expected = f"20 saves on {name}", "saved, each with its backup"
    if shutil.which(program) is None or not Path("/dev/fuse").exists():
        return Row(fault, 0, expected, 0, f"no {program} here")
    with mounted() as home:
        if home is None:
            return Row(fault, 0, expected, 0, "mounting is not permitted here")
        path = home / "Evening.daybook"
        lost = 0
        VaultFile.create(path, image(0), ring, clock=now).close()
        for generation in range(1, 21):
            # Where the folder ignores case, the journal is one however its name is typed.
            other = path.with_name("EVENING.DAYBOOK")
            typed = other if generation % 2 and other.exists() else path
            file, found, _ = VaultFile.open(typed, ring, clock=now)
            report = file.save(image(generation), ring)
            lost += found != image(generation - 1) or report.warnings != ()
            lost += report.conflict is not None
            kept = [int(unseal_with(b.path.read_bytes(), ring)[:12]) for b in file.backups()]
            lost += generation - 1 not in kept
            file.close()
        lost += len(list(home.glob("*.backups"))) != 1
        return Row(fault, 20, expected, lost)


@contextmanager
def _fat() -> Iterator[Path | None]:
    with _image("mkfs.vfat") as (drive, place):
        done = subprocess.run(["fusefat", "-o", "rw+,umask=077", drive, place], capture_output=True)
        yield place if done.returncode == 0 and place.is_mount() else None


@contextmanager
def _exfat() -> Iterator[Path | None]:
    with _image("mkfs.exfat") as (drive, place):
        loop = ["losetup", "--find", "--show", drive]
        device = subprocess.run(loop, capture_output=True, text=True).stdout.strip()
        try:
            done = subprocess.run(["mount.exfat-fuse", device, place], capture_output=True)
            yield place if done.returncode == 0 and place.is_mount() else None
        finally:
            subprocess.run(["umount", place], capture_output=True)
            subprocess.run(["losetup", "--detach", device], capture_output=True)


@contextmanager
def _image(maker: str) -> Iterator[tuple[Path, Path]]:
    """A file with an empty file system in it, and a folder to mount it at."""
    with folder(in_memory=False) as home:
        drive, place = home / "drive", home / "place"
        with drive.open("wb") as f:
            f.truncate(16 * 1024 * 1024)
        place.mkdir()
        if shutil.which(maker) is not None:
            subprocess.run([maker, drive], capture_output=True, check=True)
        try:
            yield drive, place
        finally:
            subprocess.run(["fusermount3", "-u", "-z", place], capture_output=True)
