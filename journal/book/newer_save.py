"""NewerSave: that a journal was saved later than the file that is open, so an older one was put in
its place: by a sync tool, from a copy, or on purpose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from journal.store.save_stamp import SaveStamp, read_stamp
from journal.vault import KeyRing, Seen, VaultFile

CHANGED_OUTSIDE = (
    "This does not open the journal, and its file is not as this computer saw it last: the"
    " passphrase was changed elsewhere, or the file was changed from outside. Its backups may open."
)
"""For a wrong passphrase that may be none: an edited header cannot be told from one."""


@dataclass(frozen=True)
class NewerSave:
    """The newest save that is known of; ``in_backups`` tells whether it lies among the backups."""

    stamp: SaveStamp
    in_backups: bool


@dataclass(frozen=True)
class Note:
    """What this computer remembers of a journal: the newest save that it saw, and which older one
    was opened on purpose after that."""

    newest: SaveStamp
    accepted: str = ""


class SaveMemory:
    """What is known of a journal's saves from outside its file; without ``seen``, its backups."""

    def __init__(self, seen: Seen | None) -> None:
        self.seen = seen
        self.newest = 0
        """The highest number of a save that is known of."""
        self._note: Note | None = None

    def look(self, file: VaultFile, ring: KeyRing, own: SaveStamp) -> NewerSave | None:
        """Whether a later save than the ``own`` one was made; asked for once for each older file.

        Opens a backup only when the journal itself knows nothing of it.
        """
        self._note = self._recall(ring)
        remembered = self._note.newest if self._note is not None else own
        image = file.unknown_backup(ring)
        kept = (read_stamp(image) if image is not None else None) or own
        newest = max(own, kept, remembered, key=lambda stamp: stamp.generation)
        self.newest = newest.generation
        if newest.generation == own.generation:
            self.saw(file.path, ring, own)
            return None
        if self._note is not None and self._note.accepted == own.save_id:
            return None
        self._note = Note(newest, self._note.accepted if self._note else "")
        return NewerSave(newest, in_backups=kept.generation == newest.generation)

    def saw(self, path: Path, ring: KeyRing, stamp: SaveStamp) -> None:
        """Remember a save that was read or written. Never fails."""
        self.newest = max(self.newest, stamp.generation)
        self._keep(path, ring, Note(stamp))

    def accept(self, path: Path, ring: KeyRing, own: SaveStamp) -> None:
        """The older save is the known one from now on: it is not asked about again."""
        if self._note is not None:
            self._keep(path, ring, replace(self._note, accepted=own.save_id))

    def _recall(self, ring: KeyRing) -> Note | None:
        data = self.seen.recall(ring) if self.seen is not None else None
        try:
            return msgspec.json.decode(data, type=Note) if data is not None else None
        except msgspec.DecodeError:
            return None

    def _keep(self, path: Path, ring: KeyRing, note: Note) -> None:
        self._note = note
        if self.seen is not None:
            self.seen.keep(path, ring, msgspec.json.encode(note))
