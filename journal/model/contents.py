"""Contents: everything that a journal holds, whatever file it lies in."""

from __future__ import annotations

from dataclasses import dataclass

from journal.model.draft import Draft
from journal.model.earlier_version import EarlierVersion
from journal.model.record import Record
from journal.model.tombstone import Tombstone


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a copy of a journal holds, and what it has seen.

    ``replaced`` are digests of versions that this copy held and holds no more, for they were
    changed, deleted or not chosen: whoever wrote what it says now had seen them.
    """

    records: tuple[Record, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
    earlier_versions: tuple[EarlierVersion, ...] = ()
    drafts: tuple[Draft, ...] = ()
    replaced: frozenset[str] = frozenset()
