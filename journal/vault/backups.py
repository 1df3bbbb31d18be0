"""Older saves of a journal: taking one, listing them, and letting the oldest go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from journal.vault.disk import Disk
from journal.vault.durable import NO_LINKS, publish_new, read_whole, sync_folder, write_new
from journal.vault.header import MOST_FILE
from journal.vault.places import SUFFIX, Places

_NAME: Final = re.compile(
    rf"(?P<ordinal>\d{{6,18}})_(?P<stamp>\d{{8}}T\d{{6}}[+-]\d{{4}})(?P<pin>_pinned)?{SUFFIX}"
)
_KEEP_SAVES: Final = 10
_KEEP_DAYS: Final = 14
_KEEP_MONTHS: Final = 12
_ORDINAL_TRIES: Final = 100


@dataclass(frozen=True)
class Backup:
    """One older save. ``ordinal`` grows with each backup and alone decides the order: clocks jump.

    ``written_at`` is when its content was saved, by this computer's clock then; ``size`` is in
    bytes; a pinned one (kept before a format upgrade, say) is never pruned.
    """

    path: Path
    ordinal: int
    written_at: datetime
    size: int
    pinned: bool = False


def list_backups(disk: Disk, places: Places) -> list[Backup]:
    """The backups of a journal, newest first. Raises OSError when the folder cannot be read."""
    try:
        names = disk.names(places.backups)
    except FileNotFoundError:
        return []
    found = []
    for name in names:
        match = _NAME.fullmatch(name)
        if match is None:
            continue
        path = places.backups / name
        with suppress(FileNotFoundError, ValueError):
            written_at = datetime.strptime(match["stamp"], "%Y%m%dT%H%M%S%z")
            size = disk.lstat(path).st_size
            found.append(Backup(path, int(match["ordinal"]), written_at, size, bool(match["pin"])))
    return sorted(found, key=lambda b: (b.ordinal, b.path.name), reverse=True)


def take_backup(disk: Disk, places: Places, written_at: datetime, *, pin: bool = False) -> None:
    """Keep the journal as it is now as the newest backup, by a hard link where there are any.

    Raises OSError; an older backup is never touched.
    """
    with suppress(FileExistsError):
        disk.mkdir(places.backups)
    older = list_backups(disk, places)
    if older and not pin and _same_file(disk, older[0].path, places.path):
        return  # a save died between this step and the next: it is kept already
    ordinal = older[0].ordinal + 1 if older else 1
    tail = f"_{written_at:%Y%m%dT%H%M%S%z}{'_pinned' if pin else ''}{SUFFIX}"
    for number in range(ordinal, ordinal + _ORDINAL_TRIES):
        try:
            _keep(disk, places, places.backups / f"{number:06d}{tail}")
        except FileExistsError:
            continue
        return
    raise FileExistsError(f"no free backup number from {ordinal}")


def expendable(backups: Sequence[Backup]) -> list[Backup]:
    """Which of ``backups`` (newest first) may go: all but the last 10, the last one of each of the
    last 14 days and 12 months that have one, and the pinned.

    Days and months are counted along the order of the saves, never against today, so a wrong clock
    cannot make old ones look outdated.
    """
    kept = {b.path for b in backups[:_KEEP_SAVES]} | {b.path for b in backups if b.pinned}
    for label, most in (("%Y-%m-%d", _KEEP_DAYS), ("%Y-%m", _KEEP_MONTHS)):
        newest: dict[str, Path] = {}
        for backup in backups:
            newest.setdefault(backup.written_at.strftime(label), backup.path)
        kept.update(list(newest.values())[:most])
    return [b for b in backups if b.path not in kept]


def prune(disk: Disk, places: Places) -> None:
    """Remove the expendable backups. Raises OSError at the first that cannot be removed."""
    for backup in expendable(list_backups(disk, places)):
        disk.unlink(backup.path)


def _keep(disk: Disk, places: Places, target: Path) -> None:
    try:
        disk.link(places.path, target)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        temp = places.backups / places.new_temp().name
        write_new(disk, temp, read_whole(disk, places.path, MOST_FILE)[0])
        try:
            publish_new(disk, temp, target)
        except BaseException:
            with suppress(OSError):
                disk.unlink(temp)
            raise
        sync_folder(disk, places.backups)


def _same_file(disk: Disk, one: Path, other: Path) -> bool:
    a, b = disk.lstat(one), disk.lstat(other)
    return (a.st_dev, a.st_ino) == (b.st_dev, b.st_ino)
