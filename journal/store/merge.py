"""Merge: two copies of one journal into what both know.

What two copies say of a thing is joined so that it does not matter in which order, in what groups
and how often copies are brought together: of two versions the later one holds, and a day is one
thing for each of its answers. Who had seen what decides only what a person is told, and what is
kept as an earlier version: of all that is not chosen, that which nobody had seen who wrote what
is.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from journal.model.contents import Contents
from journal.model.day import DayEntry, answer_names
from journal.model.earlier_version import EarlierVersion, said_in, versions_of
from journal.model.record import Record
from journal.model.tombstone import Tombstone
from journal.store.database import Database

Held = Record | Tombstone


@dataclass(frozen=True)
class Difference:
    """One thing that the two copies held differently, neither knowing what the other says.

    ``lost`` is the version that was not chosen, as JSON values (of a day, one answer), and ``at``
    when that was written; it is kept as an earlier version. ``kept`` is what was chosen, in the
    same way; empty for a deletion.
    """

    kind: str
    id: UUID
    chosen: Literal["later edit", "later answer", "deleted"]
    lost: Mapping[str, object]
    kept: Mapping[str, object]
    at: datetime


@dataclass(frozen=True)
class Merged:
    """What to change in one copy so that it holds what both know, and what to say of it.

    An answer of a day counts as one thing, any other record as one.
    """

    put: tuple[Record, ...] = ()
    remove: tuple[Tombstone, ...] = ()
    earlier_versions: tuple[EarlierVersion, ...] = ()
    """What this merge did not choose, and earlier merges of the other copy did not."""
    replaced: frozenset[str] = frozenset()
    added: int = 0
    """Things of which this copy said nothing."""
    changed: int = 0
    """Things that the other copy changed or deleted, having seen what this copy said."""
    differences: tuple[Difference, ...] = ()
    carried: int = 0
    """How many of the earlier versions are those that the other copy had kept."""


def merge_images(mine: bytes, theirs: bytes) -> Merged:
    """Decide a merge of two journal images; for a worker. See :func:`merge`.

    Raises :class:`journal.errors.Damaged` and :class:`journal.errors.TooNew`.
    """
    with closing(Database(mine)) as one, closing(Database(theirs)) as other:
        return merge(one.contents(), other.contents())


def merge(mine: Contents, theirs: Contents) -> Merged:
    """Decide, thing by thing, what a merge of two copies holds.

    What only one copy has is kept. Of two versions the one edited later is chosen, a deletion
    counting as an edit; a day is decided answer by answer.
    """
    here = _by_thing(mine)
    put: list[Record] = []
    remove: list[Tombstone] = []
    differences: list[Difference] = []
    beaten: list[EarlierVersion] = []
    replaced = set(theirs.replaced)
    added = changed = 0
    for key, other in _by_thing(theirs).items():
        held = here.get(key)
        if held is not None and _content(held) == _content(other):
            continue
        chosen = other if held is None else _join(held, other)
        before, there, after = map(_said, (held, other, chosen))
        lost_here, lost_there = _lost(before, after), _lost(there, after)
        unseen = [one for one in lost_here if one.digest not in theirs.replaced]
        unseen += [one for one in lost_there if one.digest not in mine.replaced]
        added += len(after.keys() - before.keys())
        changed += sum(one.digest in theirs.replaced for one in lost_here)
        differences += [_difference(one, chosen) for one in unseen]
        beaten += unseen
        replaced |= _digests(before) | _digests(there)
        replaced -= _digests(after)
        if held is not None and _content(chosen) == _content(held):
            continue
        if isinstance(chosen, Record):
            put.append(chosen)
        else:
            remove.append(chosen)
    known = {version.sha256 for version in mine.earlier_versions}
    carried = [one for one in theirs.earlier_versions if one.sha256 not in known]
    return Merged(
        put=tuple(put),
        remove=tuple(remove),
        earlier_versions=(*beaten, *carried),
        replaced=frozenset(replaced - mine.replaced),
        added=added,
        changed=changed,
        differences=tuple(differences),
        carried=len(carried),
    )


def take_in(database: Database, merged: Merged) -> None:
    """Make of a copy what a merge decided."""
    with database.transaction():
        database.put(merged.put)
        database.remove(merged.remove)
        database.keep_earlier_versions(merged.earlier_versions)
        database.keep_replaced(merged.replaced)


# -- what two copies say, joined -------------------------------------------------------------------


def _by_thing(copy: Contents) -> dict[tuple[str, UUID], Held]:
    """What one copy holds of each thing; an import may hold a thing and its deletion."""
    held: dict[tuple[str, UUID], Held] = {}
    things: tuple[Held, ...] = (*copy.tombstones, *copy.records)
    for thing in things:
        key = (thing.kind, thing.id)
        held[key] = _join(held[key], thing) if key in held else thing
    return held


def _join(one: Held, other: Held) -> Held:
    """What both say of one thing; the same whichever comes first."""
    if isinstance(one, DayEntry) and isinstance(other, DayEntry):
        return _join_days(one, other)
    first, last = sorted((one, other), key=_age)
    if isinstance(last, DayEntry) and isinstance(first, Tombstone):
        # What was written before the deletion is gone; what was written since is not.
        return _join_days(last, last.cleared(first.deleted_at))
    return last


def _join_days(one: DayEntry, other: DayEntry) -> DayEntry:
    answers: dict[str, object] = {}
    stamps: dict[str, datetime] = {}
    for name in sorted(answer_names()):
        last = max((one, other), key=lambda entry: _answer_age(entry, name))
        answers[name] = getattr(last, name)
        if name in last.answered_at or last.has(name):
            # Stamped from now on: another merge must not decide by the older created_at.
            stamps[name] = last.written_at(name)
    begun = [one.created_at, other.created_at]
    if len(stamps) == len(answer_names()):
        # A deletion stamps every answer and forgets when the day was first written.
        begun = list(stamps.values())
    return replace(
        one,
        created_at=min(begun, key=_moment),
        edited_at=max(one.edited_at, other.edited_at, *stamps.values(), key=_moment),
        answered_at=stamps,
        **answers,  # type: ignore[arg-type]
    )


def _moment(moment: datetime) -> tuple[datetime, str]:
    """Order by the instant, then by how it is written, so that ties do not depend on who asks."""
    return (moment, moment.isoformat())


def _age(held: Held) -> tuple[datetime, bool, str, bytes]:
    """In the same instant something said counts as later than its deletion."""
    said = isinstance(held, Record)
    moment = held.last_written if isinstance(held, Record) else held.deleted_at
    return (moment, said, moment.isoformat(), _content(held))


def _answer_age(entry: DayEntry, name: str) -> tuple[bool, datetime, bool, str, bytes]:
    """An answer that was cleared counts as one; a blank that was never answered does not. In the
    same instant an answer counts as later than its clearing."""
    said, moment = entry.has(name), entry.written_at(name)
    value = msgspec.json.encode(getattr(entry, name))
    return (said or name in entry.answered_at, moment, said, moment.isoformat(), value)


def _content(held: Held) -> bytes:
    return msgspec.json.encode(held, order="deterministic")


# -- what is lost by it ----------------------------------------------------------------------------

Said = Mapping[str, EarlierVersion]
"""What is said of one thing: of a day by answer."""


def _said(held: Held | None) -> Said:
    return versions_of(held) if isinstance(held, Record) else {}


def _digests(said: Said) -> set[str]:
    return {version.digest for version in said.values()}


def _lost(said: Said, after: Said) -> list[EarlierVersion]:
    """Those versions whose words are not those that hold ``after``."""
    return [
        version
        for name, version in said.items()
        if name not in after or not version.says_the_same(after[name])
    ]


def _difference(lost: EarlierVersion, chosen: Held) -> Difference:
    kept: Mapping[str, object] = {}
    if isinstance(chosen, Record):
        kept = said_in(chosen, lost.said.keys() - {"day"})
    how: Literal["later edit", "later answer", "deleted"] = "later edit"
    if isinstance(chosen, Tombstone):
        how = "deleted"
    elif isinstance(chosen, DayEntry):
        how = "later answer"
    return Difference(chosen.kind, chosen.id, how, lost.said, kept, lost.at)
