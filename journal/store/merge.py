"""Merge: two copies of one journal into what both know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from journal.model.codec import to_plain
from journal.model.day import DayEntry, answer_names
from journal.model.earlier_version import EarlierVersion, said_in, same_words
from journal.model.record import Record
from journal.model.tombstone import Tombstone
from journal.store.database import Database
from journal.store.rows import from_earlier_version_row, to_earlier_version_row

Held = Record | Tombstone


@dataclass(frozen=True)
class Difference:
    """One thing that the two copies held differently, and how it was decided.

    ``lost`` is the version that was not chosen, as JSON values (of a day, the answers alone), and
    ``at`` when that was written; it is set aside in the journal unless ``chosen`` is "deleted".
    ``kept`` is what was chosen, in the same way; empty for a deletion.
    """

    kind: str
    id: UUID
    chosen: Literal["later edit", "later answer", "deleted"]
    lost: Mapping[str, object]
    kept: Mapping[str, object]
    at: datetime


@dataclass(frozen=True)
class Merged:
    """What to change in one copy so that it holds what both know."""

    put: tuple[Record, ...]
    remove: tuple[Tombstone, ...]
    added: int
    """Records that only the other copy had."""
    differences: tuple[Difference, ...]
    carried: tuple[EarlierVersion, ...] = ()
    """What earlier merges of the other copy had set aside, and this one does not hold yet."""

    def earlier_version_rows(self) -> list[dict[str, str]]:
        """The versions not chosen, to keep: by content, so that merging again adds nothing."""
        found = [
            EarlierVersion(difference.kind, difference.lost, difference.at)
            for difference in self.differences
            if difference.chosen != "deleted"
        ]
        return [to_earlier_version_row(version) for version in (*found, *self.carried)]


def merge_images(mine: bytes, theirs: bytes) -> Merged:
    """Decide a merge of two journal images; for a worker. See :func:`merge`.

    Raises :class:`journal.errors.Damaged` and :class:`journal.errors.TooNew`.
    """
    with closing(Database(mine)) as one, closing(Database(theirs)) as other:
        merged = merge(one.every(), one.tombstones(), other.every(), other.tombstones())
        return carry(merged, one, map(from_earlier_version_row, other.earlier_version_rows()))


def carry(merged: Merged, mine: Database, earlier_versions: Iterable[EarlierVersion]) -> Merged:
    """``merged`` with those of ``earlier_versions`` that ``mine`` does not hold."""
    held = {row["sha256"] for row in mine.earlier_version_rows()}
    return replace(merged, carried=tuple(one for one in earlier_versions if one.sha256 not in held))


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
    here = _latest([*my_tombstones, *mine])
    put: list[Record] = []
    remove: list[Tombstone] = []
    differences: list[Difference] = []
    added = 0
    for key, there in _latest([*their_tombstones, *theirs]).items():
        held = here.get(key)
        chosen = there
        if held is None:
            added += isinstance(there, Record)
        elif _content(held) == _content(there):
            continue
        else:
            chosen, found = _decide(held, there)
            differences += found
            if _content(chosen) == _content(held):
                continue
        if isinstance(chosen, Record):
            put.append(chosen)
        else:
            remove.append(chosen)
    return Merged(tuple(put), tuple(remove), added, tuple(differences))


def _latest(copy: Iterable[Held]) -> dict[tuple[str, UUID], Held]:
    """What one copy holds of each thing; an import may hold a thing and its deletion."""
    held: dict[tuple[str, UUID], Held] = {}
    for thing in copy:
        key = (thing.kind, thing.id)
        held[key] = max(held[key], thing, key=_age) if key in held else thing
    return held


def _decide(one: Held, other: Held) -> tuple[Held, list[Difference]]:
    if isinstance(one, DayEntry) and isinstance(other, DayEntry):
        return _merge_days(one, other)
    first, last = sorted((one, other), key=_age)
    if isinstance(first, Tombstone):
        return last, []
    lost = to_plain(first)
    if isinstance(last, Tombstone):
        return last, [Difference(first.kind, first.id, "deleted", lost, {}, first.edited_at)]
    kept = to_plain(last)
    if same_words(lost, kept):
        return last, []
    return last, [Difference(first.kind, first.id, "later edit", lost, kept, first.edited_at)]


def _merge_days(one: DayEntry, other: DayEntry) -> tuple[DayEntry, list[Difference]]:
    answers: dict[str, object] = {}
    stamps: dict[str, datetime] = {}
    for name in sorted(answer_names()):
        last = max((one, other), key=lambda entry: _answer_age(entry, name))
        answers[name] = getattr(last, name)
        if name in last.answered_at or last.has(name):
            # Stamped from now on: another merge must not decide by the older created_at.
            stamps[name] = _answered(last, name)
    merged = replace(
        one,
        created_at=min(one.created_at, other.created_at, key=_moment),
        edited_at=max(one.edited_at, other.edited_at, key=_moment),
        answered_at=stamps,
        **answers,  # type: ignore[arg-type]
    )
    # A difference for each side: what one side lost must not depend on what the other did.
    return merged, [*_lost_answers(one, merged), *_lost_answers(other, merged)]


def _lost_answers(entry: DayEntry, merged: DayEntry) -> list[Difference]:
    names = [
        name
        for name in sorted(answer_names())
        if entry.has(name) and getattr(entry, name) != getattr(merged, name)
    ]
    if not names:
        return []
    lost, kept = said_in(entry, names), said_in(merged, names)
    at = max((_answered(entry, name) for name in names), key=_moment)
    return [Difference(entry.kind, entry.id, "later answer", lost, kept, at)]


def _moment(moment: datetime) -> tuple[datetime, str]:
    """Order by the instant, then by how it is written, so that ties do not depend on who asks."""
    return (moment, moment.isoformat())


def _age(held: Held) -> tuple[datetime, bool, bytes]:
    if isinstance(held, Tombstone):
        return (held.deleted_at, True, _content(held))
    return (held.edited_at, False, _content(held))


def _answered(entry: DayEntry, name: str) -> datetime:
    return entry.answered_at.get(name, entry.created_at)


def _answer_age(entry: DayEntry, name: str) -> tuple[int, tuple[datetime, str], bytes]:
    """An answer that was cleared counts as one; a blank that was never answered does not."""
    rank = 2 if name in entry.answered_at else int(entry.has(name))
    value = msgspec.json.encode(getattr(entry, name))
    return (rank, _moment(_answered(entry, name)), value)


def _content(held: Held) -> bytes:
    return msgspec.json.encode(held, order="deterministic")
