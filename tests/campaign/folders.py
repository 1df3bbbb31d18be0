"""Folders that cannot be written, links, and folders that are gone."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from journal.errors import JournalError, NotAJournal, SaveFailed
from journal.vault import KeyRing, VaultFile
from tests.campaign.full_disk import mounted
from tests.campaign.row import Row, Scale
from tests.campaign.scene import (
    PASSPHRASE,
    folder,
    generation_at,
    image,
    in_child,
    new_journal,
    now,
    reap,
)
from tests.journals import CHEAP

NOBODY = 65534
Act = Callable[[Path, KeyRing, int], bool]


def rows(scale: Scale) -> Iterator[Row]:
    """Every row about folders and links."""
    ring, _ = KeyRing.create(PASSPHRASE, CHEAP)
    count = scale.of(10, 2)
    with folder() as home:  # imports what is imported late, while it can still be read
        new_journal(home / "evening.daybook", ring, saves=1)
    for fault, act, expected in (
        ("a folder without write permission", _no_permission, "read-only, with the reason"),
        ("a folder that loses write permission", _loses_permission, "said, nothing lost"),
        ("a symbolic link", _symbolic_link, "followed, still a link"),
        ("a symbolic link that leads nowhere", _dangling, "refused, nothing made"),
        ("a hard link", _hard_link, "the other name keeps its content"),
        ("a missing folder", _missing, "said; saved once it is back"),
    ):
        lost = 0
        for number in range(count):
            with folder() as home:
                home.chmod(0o755)
                lost += not _as_nobody(home, ring, act, number)
        yield Row(fault, count, expected, lost)
    yield _read_only_mount(ring, count)


def _as_nobody(home: Path, ring: KeyRing, act: Act, number: int) -> bool:
    """Run in a child that is not root, whom no permission stops."""
    place = home / "place"
    place.mkdir()
    os.chown(place, NOBODY, NOBODY) if os.geteuid() == 0 else None

    def child(pipe: int) -> None:
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        path = place / "evening.daybook"
        new_journal(path, ring, saves=number % 3)
        try:
            if act(path, ring, number % 3):
                os.write(pipe, b"good")
        finally:
            place.chmod(0o700)

    return reap(*in_child(child))[0] == b"good"


def _no_permission(path: Path, ring: KeyRing, generation: int) -> bool:
    path.parent.chmod(0o500)
    file, found, _ = VaultFile.open(path, ring, clock=now)
    said = file.read_only_reason or ""
    good = found == image(generation) and "may not write" in said
    try:
        file.save(image(99), ring)
        good = False
    except SaveFailed:
        pass
    file.close()
    return good and generation_at(path, ring) == generation


def _loses_permission(path: Path, ring: KeyRing, generation: int) -> bool:
    file, _, _ = VaultFile.open(path, ring, clock=now)
    path.parent.chmod(0o500)
    try:
        file.save(image(99), ring)
        return False
    except SaveFailed as error:
        good = "save somewhere else" in str(error) and generation_at(path, ring) == generation
    path.parent.chmod(0o700)
    good &= file.save(image(100), ring).conflict is None
    file.close()
    return good and generation_at(path, ring) == 100


def _symbolic_link(path: Path, ring: KeyRing, generation: int) -> bool:
    (path.parent / "desk").mkdir()
    link = path.parent / "desk" / "mine.daybook"
    link.symlink_to(Path("..") / path.name)
    file, found, _ = VaultFile.open(link, ring, clock=now)
    file.save(image(99), ring)
    file.close()
    good = link.is_symlink() and found == image(generation)
    return good and generation_at(path, ring) == 99 == generation_at(link, ring)


def _dangling(path: Path, ring: KeyRing, generation: int) -> bool:
    link, target = path.parent / "link.daybook", path.parent / "nowhere.daybook"
    link.symlink_to(target)
    refused = 0
    for act in (
        lambda: VaultFile.create(link, image(1), ring, clock=now),
        lambda: VaultFile.open(link, ring, clock=now),
    ):
        try:
            act()
        except JournalError:
            refused += 1
    file, _, _ = VaultFile.open(path, ring, clock=now)
    path.unlink()
    path.symlink_to(target)
    conflict = file.save(image(99), ring).conflict
    file.close()
    good = conflict is not None and generation_at(conflict, ring) == 99
    return good and refused == 2 and not target.exists()


def _hard_link(path: Path, ring: KeyRing, generation: int) -> bool:
    other = path.parent / "other name.daybook"
    other.hardlink_to(path)
    file, _, _ = VaultFile.open(path, ring, clock=now)
    file.save(image(99), ring)
    file.close()
    return generation_at(other, ring) == generation and generation_at(path, ring) == 99


def _missing(path: Path, ring: KeyRing, generation: int) -> bool:
    home = path.parent / "stick"
    home.mkdir()
    inside = home / "evening.daybook"
    path.replace(inside)
    file, _, _ = VaultFile.open(inside, ring, clock=now)
    home.rename(path.parent / "unplugged")
    try:
        file.save(image(99), ring)
        return False
    except SaveFailed as error:
        good = "unplugged" in str(error)
    try:
        VaultFile.open(inside, ring, clock=now)
        good = False
    except NotAJournal:
        pass
    (path.parent / "unplugged").rename(home)
    good &= file.save(image(100), ring).conflict is None
    file.close()
    return good and generation_at(inside, ring) == 100


def _read_only_mount(ring: KeyRing, count: int) -> Row:
    fault, expected = "a file system mounted read-only", "read-only, with the reason"
    with mounted("size=4m") as home:
        if home is None:
            return Row(fault, 0, expected, 0, "mounting is not permitted here")
        path = home / "evening.daybook"
        new_journal(path, ring)
        lost = 0
        for _ in range(count):
            subprocess.run(["mount", "-o", "remount,ro", home], check=True)
            file, found, _ = VaultFile.open(path, ring, clock=now)
            lost += "may not write" not in (file.read_only_reason or "") or found != image(0)
            try:
                file.save(image(99), ring)
                lost += 1
            except SaveFailed:
                pass
            file.close()
            subprocess.run(["mount", "-o", "remount,rw", home], check=True)
        return Row(fault, count, expected, lost)
