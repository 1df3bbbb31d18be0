"""Snapshot: a journal at one moment, numbered and dated inside, on its way to the disk."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from journal.book.newer_save import SaveMemory
from journal.errors import Damaged
from journal.store.database import Database
from journal.store.save_stamp import SaveStamp, stamp_of
from journal.vault import KeyRing, SaveReport, VaultFile


@dataclass(frozen=True)
class Snapshot:
    """The journal at one moment, to be sealed and written on any thread."""

    file: VaultFile
    image: bytes = field(repr=False)  # readable words, which no log is to hold
    ring: KeyRing
    revision: int
    stamp: SaveStamp
    memory: SaveMemory
    upgraded: bool = False
    """Whether an older version lies on the disk, which is then kept for ever."""

    def write(self) -> SaveReport:
        """Seal and write it. Raises :class:`journal.errors.SaveFailed`; nothing old is lost."""
        report = self.file.save(self.image, self.ring, pin=self.upgraded)
        if report.conflict is None:  # of the journal itself a later save is known already
            self.memory.saw(report.path, self.ring, self.stamp)
        return report


def stamp_save(
    database: Database, now: datetime, backup_days: Mapping[str, str], known: int = 0
) -> SaveStamp:
    """Number and date the coming save inside the image, with the days of its backups.

    It is numbered after the last save of the journal and the last that is ``known`` of.
    """
    generation = max(read_stamp_in(database).generation, known) + 1
    stamp = SaveStamp(generation, uuid.uuid4().hex, now)
    database.set_metadata(
        generation=str(stamp.generation),
        save_id=stamp.save_id,
        saved_at=now.isoformat(),
        backup_days=msgspec.json.encode(backup_days).decode(),
    )
    return stamp


def read_stamp_in(database: Database) -> SaveStamp:
    """Which save a journal is. Raises Damaged when its number is none."""
    try:
        return stamp_of(database.metadata)
    except ValueError:
        raise Damaged("What is inside this journal is damaged.") from None


def read_backup_days(database: Database) -> dict[str, str]:
    """Of which days the backups of a journal are, as far as it says."""
    try:
        return msgspec.json.decode(database.metadata("backup_days") or "{}", type=dict[str, str])
    except msgspec.DecodeError:
        return {}
