"""Merge: two copies of one journal into what both know."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import msgspec

from journal.model.codec import to_plain
from journal.model.day import DayEntry, answer_names
from journal.model.record import Record
from journal.model.tombstone import Tombstone
from journal.store.database import Database

Held = Record | Tombstone


@dataclass(frozen=True)
class Difference:
    """One thing that the two copies held differently, and how it was decided.

    ``lost`` is the version that was not chosen, as JSON values; it is set aside in the journal
    unless it had been deleted.
    """

    kind: str
    id: UUID
    chosen: str
    lost: Mapping[str, object]
    at: datetime


@dataclass(frozen=True)
class Merged:
    """What to change in one copy so that it holds what both know."""

    put: tuple[Record, ...]
    remove: tuple[Tombstone, ...]
    added: int
    """Records that only the other copy had."""
    differences: tuple[Difference, ...]
    carried: tuple[dict[str, str], ...] = ()
    """What earlier merges of the other copy had set aside."""

    def set_aside_rows(self) -> list[dict[str, str]]:
        """The versions not chosen, to keep: by content, so that merging again adds nothing."""
        rows = []
        for difference in self.differences:
            if difference.chosen == "deleted":
                continue
            content = msgspec.json.encode(difference.lost, order="deterministic").decode()
            rows.append(
                {
                    "sha256": hashlib.sha256(content.encode()).hexdigest(),
                    "kind": difference.kind,
                    "content": content,
                    "at": difference.at.isoformat(),
                }
            )
        return [*rows, *self.carried]


def merge_images(mine: bytes, theirs: bytes) -> Merged:
    """Decide a merge of two journal images; for a worker. See :func:`merge`.

    Raises :class:`journal.errors.Damaged` and :class:`journal.errors.TooNew`.
    """
    with closing(Database(mine)) as one, closing(Database(theirs)) as other:
        merged = merge(one.every(), one.tombstones(), other.every(), other.tombstones())
        return replace(merged, carried=other.set_aside_rows())


def merge(
    mine: Iterable[Record],
    my_tombstones: Iterable[Tombstone],
    theirs: Iterable[Record],
    their_tombstones: Iterable[Tombstone],
) -> Merged:
    """Decide, record by record, what a merge of two copies holds.

    What only one copy has is kept. Of two versions the one edited later is chosen, a deletion
    counting as an edit; a day is decided answer by answer. Which copy is ``mine`` makes no
    difference to the result, and merging again changes nothing.
    """
    ours: list[Held] = [*my_tombstones, *mine]
    here = {held.id: held for held in ours}
    put: list[Record] = []
    remove: list[Tombstone] = []
    differences: list[Difference] = []
    added = 0
    others: list[Held] = [*their_tombstones, *theirs]
    for there in others:
        held = here.get(there.id)
        if held == there:
            continue
        if held is None:
            chosen: Held = there
            added += isinstance(there, Record)
        else:
            chosen, found = _decide(held, there)
            differences += found
        if chosen == held:
            continue
        if isinstance(chosen, Record):
            put.append(chosen)
        else:
            remove.append(chosen)
    return Merged(tuple(put), tuple(remove), added, tuple(differences))


def _decide(one: Held, other: Held) -> tuple[Held, list[Difference]]:
    if isinstance(one, DayEntry) and isinstance(other, DayEntry):
        return _merge_days(one, other)
    first, last = sorted((one, other), key=_age)
    if isinstance(first, Tombstone):
        return last, []
    chosen = "deleted" if isinstance(last, Tombstone) else "later edit"
    return last, [Difference(first.kind, first.id, chosen, to_plain(first), _time(first))]


def _merge_days(one: DayEntry, other: DayEntry) -> tuple[DayEntry, list[Difference]]:
    answers: dict[str, object] = {}
    stamps: dict[str, datetime] = {}
    lost: dict[str, object] = {}
    lost_at = one.edited_at
    for name in sorted(answer_names()):
        first, last = sorted((one, other), key=lambda entry: _answer_age(entry, name))
        answers[name] = getattr(last, name)
        if name in last.answered_at:
            stamps[name] = last.answered_at[name]
        if first.has(name) and getattr(first, name) != getattr(last, name):
            lost[name] = to_plain(first)[name]
            lost_at = first.answered_at.get(name, first.created_at)
    merged = replace(
        one,
        created_at=min(one.created_at, other.created_at, key=_moment),
        edited_at=max(one.edited_at, other.edited_at, key=_moment),
        answered_at=stamps,
        **answers,  # type: ignore[arg-type]
    )
    if not lost:
        return merged, []
    lost["day"] = one.day.isoformat()
    return merged, [Difference(one.kind, one.id, "later answer", lost, lost_at)]


def _time(held: Held) -> datetime:
    return held.deleted_at if isinstance(held, Tombstone) else held.edited_at


def _moment(moment: datetime) -> tuple[datetime, str]:
    """Order by the instant, then by how it is written, so that ties do not depend on who asks."""
    return (moment, moment.isoformat())


def _age(held: Held) -> tuple[datetime, bool, bytes]:
    content = b"" if isinstance(held, Tombstone) else _content(held)
    return (_time(held), isinstance(held, Tombstone), content)


def _answer_age(entry: DayEntry, name: str) -> tuple[bool, tuple[datetime, str], bytes]:
    stamp = entry.answered_at.get(name)
    value = msgspec.json.encode(getattr(entry, name))
    return (stamp is not None, _moment(stamp or entry.created_at), value)


def _content(record: Record) -> bytes:
    return msgspec.json.encode(to_plain(record), order="deterministic")
