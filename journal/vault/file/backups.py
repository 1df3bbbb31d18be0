"""Older saves of a journal: taking one, listing them, and letting the oldest go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from journal.files.disk import Disk
from journal.files.durable import (
    discard,
    publish_new,
    read_start,
    read_whole,
    sync_folder,
    write_new,
)
from journal.vault.file.names import SUFFIX, Places
from journal.vault.format.header import MOST_FILE

_NAME: Final = re.compile(
    rf"(?P<ordinal>\d{{6,18}})_(?P<stamp>\d{{8}}T\d{{6}}[+-]\d{{4,6}})(?P<pin>_pinned)?{SUFFIX}"
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
    found = []
    for save in kept_saves(disk, places):
        with suppress(FileNotFoundError, ValueError):
            written_at = datetime.strptime(save.stamp, "%Y%m%dT%H%M%S%z")
            path = places.backups / save.name
            size = disk.lstat(path).st_size
            found.append(Backup(path, save.ordinal, written_at, size, save.pinned))
    return found


class KeptSave(NamedTuple):
    """What a backup's file name says; cheap to have, for every save looks at all of them."""

    name: str
    ordinal: int
    stamp: str  # 20260301T213000+0100
    pinned: bool = False


def kept_saves(disk: Disk, places: Places) -> list[KeptSave]:
    """The names in the backup folder that are backups, newest first. Raises OSError."""
    try:
        names = disk.names(places.backups)
    except FileNotFoundError:
        return []
    found = [
        KeptSave(name, int(match["ordinal"]), match["stamp"], bool(match["pin"]))
        for name in names
        if (match := _NAME.fullmatch(name))
    ]
    return sorted(found, key=lambda save: (save.ordinal, save.name), reverse=True)


def take_backup(
    disk: Disk,
    places: Places,
    head: bytes,
    written_at: datetime,
    *,
    known: list[KeptSave] | None = None,
    pin: bool = False,
) -> list[KeptSave]:
    """Keep the journal as it is now as the newest backup, by a hard link where there are any.

    ``head`` is the journal's header. ``known`` is what the call before returned, if one process
    took both. Returns all backups, newest first, for ``prune``. Raises OSError; an older backup is
    never touched.
    """
    older = kept_saves(disk, places) if known is None else known
    if not older:
        with suppress(FileExistsError):
            disk.mkdir(places.backups)
    elif known is None and not pin and _is_kept(disk, places, older[0], head):
        return older  # a save died between this step and the next: it is kept already
    ordinal = older[0].ordinal + 1 if older else 1
    stamp = f"{written_at:%Y%m%dT%H%M%S%z}"
    for number in range(ordinal, ordinal + _ORDINAL_TRIES):
        name = f"{number:06d}_{stamp}{'_pinned' if pin else ''}{SUFFIX}"
        try:
            _keep(disk, places, places.backups / name)
        except FileExistsError:
            continue
        return [KeptSave(name, number, stamp, pin), *older]
    raise FileExistsError(f"no free backup number from {ordinal}")


def expendable(saves: Sequence[KeptSave]) -> list[KeptSave]:
    """Which of ``saves`` (newest first) may go: all but the last 10, the last one of each of the
    last 14 days and 12 months that have one, and the pinned.

    Days and months are counted along the order of the saves, never against today, so a wrong clock
    cannot make old ones look outdated.
    """
    kept = {save.ordinal for save in saves[:_KEEP_SAVES]} | {s.ordinal for s in saves if s.pinned}
    for label_length, most in ((8, _KEEP_DAYS), (6, _KEEP_MONTHS)):
        newest: dict[str, int] = {}
        for save in saves:
            newest.setdefault(save.stamp[:label_length], save.ordinal)
        kept.update(list(newest.values())[:most])
    return [save for save in saves if save.ordinal not in kept]


def prune(disk: Disk, places: Places, saves: list[KeptSave]) -> tuple[list[KeptSave], Path | None]:
    """Remove the expendable of ``saves``; returns the rest, and the last one removed under a temp
    file's name, for the next save to write over. Raises OSError at the first that stays."""
    gone = expendable(saves)
    if not gone:
        return saves, None
    recycled = places.new_temp()
    try:
        for save in gone:
            _recycle(disk, places.backups / save.name, recycled)
    except BaseException:
        discard(disk, recycled)
        raise
    return [save for save in saves if save not in gone], recycled


def _recycle(disk: Disk, backup: Path, recycled: Path) -> None:
    try:
        disk.replace(backup, recycled)
    except OSError:  # the backups may lie on another drive
        with suppress(FileNotFoundError):
            disk.unlink(backup)


def _keep(disk: Disk, places: Places, target: Path) -> None:
    try:
        disk.link(places.path, target)
    except FileExistsError:
        raise
    except OSError:  # no links here; if it is something worse, copying says so
        temp = places.backups / places.new_temp().name
        write_new(disk, temp, [read_whole(disk, places.path, MOST_FILE)[0]])
        try:
            publish_new(disk, temp, target)
        except BaseException:
            discard(disk, temp)
            raise
        sync_folder(disk, places.backups)


def _is_kept(disk: Disk, places: Places, save: KeptSave, head: bytes) -> bool:
    """Whether ``save`` is the one with this header, in which each save has a salt of its own.
    (Not by inode: some file systems give none, or a new one each time.)"""
    with suppress(OSError):
        return read_start(disk, places.backups / save.name, len(head))[0] == head
    return False
