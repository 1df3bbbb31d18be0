"""Tombstone: what is left of a deleted record, so that two copies of a journal can be merged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from journal.model.program import Program
from journal.model.record import require


@dataclass(frozen=True)
class Tombstone:
    """The record ``id`` of ``kind`` was deleted at the aware moment ``deleted_at``.

    Raises :class:`InvalidInput` for a moment without its time zone, and for the program: without
    it a journal cannot be opened again.
    """

    id: UUID
    kind: str
    deleted_at: datetime

    def __post_init__(self) -> None:
        require(self.deleted_at.tzinfo is not None, "A time in a journal needs its time zone.")
        require(self.kind != Program.kind, "A journal keeps its program, so it is not deleted.")
