"""Older saves of a journal: taking one, listing them, and letting the oldest go."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
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
from journal.vault.file.probe import modified_at
from journal.vault.format.header import MARKED, MOST_FILE, save_mark

# 000123.daybook. Until 0.1.0 the moment of the save stood in the name: 000123_20260301T2130+0100.
_NAME: Final = re.compile(
    r"(?P<ordinal>\d{6,18})(?:_(?P<stamp>\d{8}T\d{6}[+-]\d{4,6}))?(?P<pin>_pinned)?"
    + re.escape(SUFFIX)
)
_KEEP_SAVES: Final = 10
_KEEP_DAYS: Final = 14
_KEEP_MONTHS: Final = 12
_ORDINAL_TRIES: Final = 100

NO_DAY: Final = ""
"""The day of a save of which the journal does not know when it was made."""


@dataclass(frozen=True)
class Backup:
    """One older save. ``ordinal`` grows with each backup and alone decides the order: clocks jump.

    ``written_at`` is what the outside tells of when its content was saved: the moment in an old
    name, else the file's time, which is the start of that day (or, after a copy, of another). The
    moment itself is sealed inside. ``size`` is in bytes; a pinned one (kept before a format
    upgrade, say) is never pruned.
    """

    path: Path
    ordinal: int
    written_at: datetime
    size: int
    pinned: bool = False


class KeptSave(NamedTuple):
    """What is known of a backup without opening it; cheap, for every save looks at all of them.

    ``mark`` tells its save from all others, ``day`` is when that was, written 20260301; each is
    None as long as the header was not looked at.
    """

    name: str
    ordinal: int
    mark: str | None = None
    day: str | None = None
    pinned: bool = False


def list_backups(disk: Disk, places: Places) -> list[Backup]:
    """The backups of a journal, newest first. Raises OSError when the folder cannot be read."""
    found = []
    for save in kept_saves(disk, places):
        with suppress(FileNotFoundError, ValueError):
            path = places.backups / save.name
            info = disk.lstat(path)
            match = _NAME.fullmatch(save.name)
            stamp = match["stamp"] if match else None
            when = (
                datetime.strptime(stamp, "%Y%m%dT%H%M%S%z")
                if stamp
                else modified_at(info, None) or datetime.fromtimestamp(0, UTC)
            )
            found.append(Backup(path, save.ordinal, when, info.st_size, save.pinned))
    return found


def kept_saves(disk: Disk, places: Places) -> list[KeptSave]:
    """The names in the backup folder that are backups, newest first. Raises OSError."""
    try:
        names = disk.names(places.backups)
    except FileNotFoundError:
        return []
    found = [
        KeptSave(
            name,
            int(match["ordinal"]),
            day=match["stamp"][:8] if match["stamp"] else None,
            pinned=bool(match["pin"]),
        )
        for name in names
        if (match := _NAME.fullmatch(name))
    ]
    return sorted(found, key=lambda save: (save.ordinal, save.name), reverse=True)


def expendable(saves: Sequence[KeptSave]) -> list[KeptSave]:
    """Which of ``saves`` (newest first) may go: all but the last 10, the last one of each of the
    last 14 days and 12 months that have one, and the pinned.

    Days and months are counted along the order of the saves, never against today, so a wrong clock
    cannot make old ones look outdated. A save without a day counts as one of a day of its own.
    """
    kept = {save.ordinal for save in saves[:_KEEP_SAVES]} | {s.ordinal for s in saves if s.pinned}
    for label_length, most in ((8, _KEEP_DAYS), (6, _KEEP_MONTHS)):
        newest: dict[str, int] = {}
        for save in saves:
            label = save.day[:label_length] if save.day else f"save {save.ordinal}"
            newest.setdefault(label, save.ordinal)
        kept.update(list(newest.values())[:most])
    return [save for save in saves if save.ordinal not in kept]


class Backups:
    """The backups of one journal, as the process that holds it takes them and lets them go.

    ``days`` tells of which day each is, by the mark of its save, and of which day the journal
    itself. It is kept inside the sealed journal: the names of backups tell nothing, and opening
    them all takes seconds after ten years.
    """

    def __init__(self, disk: Disk, places: Places, days: Mapping[str, str] | None = None) -> None:
        self._disk = disk
        self._places = places
        self.days = dict(days or {})
        self._head = b""  # the header of the journal as it is on the disk
        self._kept: list[KeptSave] | None = None  # newest first; None before the first look
        self._let_go: Path | None = None  # an expendable one, under a temp file's name
        self._spare: Path | None = None  # the same, once no power cut can bring its old name back

    def now(self, head: bytes, day: str) -> None:
        """Know that the journal on the disk has this header and was saved on this day."""
        self._head = head
        self.days[save_mark(head)] = day

    def take(self, *, pin: bool = False, copy: bool = False) -> None:
        """Keep the journal as it is now as the newest backup, unless it is that already.

        By a hard link where there are any; with ``copy``, so that a fault in one of the two files
        is not in both. Raises OSError; an older backup is never touched.
        """
        known, self._kept = self._kept, None  # whatever fails below, the folder is read again
        older = kept_saves(self._disk, self._places) if known is None else known
        mark = save_mark(self._head)
        if not older:
            with suppress(FileExistsError):
                self._disk.mkdir(self._places.backups)
        elif not pin and self._marked(older[0]).mark == mark:
            self._kept = older
            return
        ordinal = older[0].ordinal + 1 if older else 1
        for number in range(ordinal, ordinal + _ORDINAL_TRIES):
            name = f"{number:06d}{'_pinned' if pin else ''}{SUFFIX}"
            try:
                self._keep(self._places.backups / name, copy=copy)
            except FileExistsError:
                continue
            day = self.days.get(mark, NO_DAY)
            self._kept = [KeptSave(name, number, mark, day, pin), *older]
            return
        raise FileExistsError(f"no free backup number from {ordinal}")

    def unknown(self) -> Path | None:
        """The newest backup that the journal knows nothing of, if there is one: then the journal
        may be an older one that was put in its place. All are known from now on. Raises OSError."""
        found = None
        for save in kept_saves(self._disk, self._places):
            mark = self._marked(save).mark
            if mark and mark not in self.days:
                self.days[mark] = save.day or NO_DAY
                found = found or self._places.backups / save.name
        return found

    def prune(self) -> None:
        """Remove what is expendable; the last of it is a file to write over, once :meth:`settle`
        was called. Raises OSError at the first that stays."""
        saves, self._kept = self._kept, None
        if saves is None:
            return
        if len(saves) > _KEEP_SAVES:
            saves = [self._marked(save) for save in saves]
        gone = expendable(saves)
        if gone:
            self._drop()
            self._let_go = let_go = self._places.new_temp()
            for save in gone:
                self._recycle(self._places.backups / save.name, let_go)
            for save in gone:
                self.days.pop(save.mark or "", None)
        self._kept = [save for save in saves if save not in gone]

    def settle(self) -> None:
        """Once the journal's folder is synced: have the drive know that a removed backup has lost
        its name. Only then may its file be written over, or a power cut could bring the name back
        with something else behind it."""
        let_go, self._let_go = self._let_go, None
        if let_go is None:
            return
        with suppress(OSError):  # the save itself is safe
            if sync_folder(self._disk, self._places.backups):
                self._spare = let_go
                return
        discard(self._disk, let_go)

    def spare(self) -> Path | None:
        """A file to write over, handed out once."""
        spare, self._spare = self._spare, None
        return spare

    def close(self) -> None:
        """Leave nothing behind but backups."""
        self._drop()

    def _drop(self) -> None:
        for path in (self._let_go, self._spare):
            if path is not None:
                discard(self._disk, path)
        self._let_go = self._spare = None

    def _recycle(self, backup: Path, let_go: Path) -> None:
        try:
            self._disk.replace(backup, let_go)
        except OSError:  # the backups may lie on another drive
            with suppress(FileNotFoundError):
                self._disk.unlink(backup)

    def _keep(self, target: Path, *, copy: bool) -> None:
        disk, path = self._disk, self._places.path
        try:
            if not copy:
                disk.link(path, target)
                return
        except FileExistsError:
            raise
        except OSError:
            pass  # no links here; if it is something worse, copying says so
        temp = target.with_name(self._places.new_temp().name)
        data, info = read_whole(disk, path, MOST_FILE)
        write_new(disk, temp, [data], modified=info.st_mtime)
        try:
            publish_new(disk, temp, target)
        except BaseException:
            discard(disk, temp)
            raise
        sync_folder(disk, target.parent)

    def _marked(self, save: KeptSave) -> KeptSave:
        """With its mark and day, from its header. (Whether two are the same save is not told by
        inode: some file systems give none, or a new one each time.)"""
        if save.mark is not None:
            return save
        mark = ""
        with suppress(OSError):
            path = self._places.backups / save.name
            mark = save_mark(read_start(self._disk, path, MARKED)[0])
        day = save.day if save.day is not None else self.days.get(mark, NO_DAY)
        return save._replace(mark=mark, day=day)
