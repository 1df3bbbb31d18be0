"""Rows: records, and what else a journal holds, to table rows and back.

Whoever wrote a row may have been someone else: what cannot be is Damaged, never another error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_origin, get_type_hints

import msgspec

from journal.errors import Damaged, InvalidInput
from journal.model.codec import KINDS, check_calendar, to_plain
from journal.model.conversion import convert
from journal.model.draft import Draft
from journal.model.earlier_version import EarlierVersion, earlier_version_from_plain
from journal.model.record import Record
from journal.model.tombstone import Tombstone
from journal.store.image import DAMAGED

R = TypeVar("R", bound=Record)


@cache
def nested_columns(kind: str) -> frozenset[str]:
    """The fields of a kind of record that hold several values and are kept as JSON text."""
    hints = get_type_hints(KINDS[kind])
    return frozenset(name for name, hint in hints.items() if get_origin(hint) in (tuple, dict))


def to_row(record: Record) -> dict[str, Any]:
    """``record`` as one table row."""
    row = to_plain(record)
    for name in nested_columns(record.kind):
        row[name] = msgspec.json.encode(row[name]).decode()
    return row


def from_row(kind: type[R], row: Mapping[str, Any]) -> R:
    """The record that ``row`` of its table holds. Raises :class:`Damaged`."""
    values = dict(row)
    with _damage_told():
        for name in nested_columns(kind.kind):
            values[name] = msgspec.json.decode(values[name] or "")
        # Not strict: SQLite gives truth values back as 0 and 1.
        record = convert(values, kind, strict=False)
        check_calendar(record)
    if str(record.id) != row["id"]:
        raise Damaged(DAMAGED)  # no one could change or delete it
    return record


def to_tombstone_row(tombstone: Tombstone) -> dict[str, Any]:
    """``tombstone`` as one row."""
    row: dict[str, Any] = msgspec.to_builtins(tombstone)
    return row


def from_tombstone_row(row: Mapping[str, Any]) -> Tombstone:
    """The tombstone that ``row`` holds. Raises :class:`Damaged`."""
    with _damage_told():
        tombstone = convert(row, Tombstone)
        check_calendar(tombstone)
    return tombstone


def to_earlier_version_row(version: EarlierVersion) -> dict[str, str]:
    """``version`` as one row."""
    return {
        "sha256": version.sha256,
        "kind": version.kind,
        "content": version.content,
        "at": version.at.isoformat(),
    }


def from_earlier_version_row(row: Mapping[str, Any]) -> EarlierVersion:
    """The version that ``row`` holds. Raises :class:`Damaged`."""
    with _damage_told():
        said = msgspec.json.decode(row["content"] or "")
        return earlier_version_from_plain({"kind": row["kind"], "said": said, "at": row["at"]})


def to_draft_row(draft: Draft) -> dict[str, str]:
    """``draft`` as one row."""
    content = {"title": draft.title, "fields": draft.fields}
    return {
        "key": draft.key,
        "content": msgspec.json.encode(content).decode(),
        "edited_at": draft.edited_at.isoformat(),
    }


def from_draft_row(row: Mapping[str, Any]) -> Draft:
    """The draft that ``row`` holds. Raises :class:`Damaged`."""
    with _damage_told():
        content = msgspec.json.decode(row["content"] or "")
        content = content if isinstance(content, dict) else {}
        draft = convert({**content, "key": row["key"], "edited_at": row["edited_at"]}, Draft)
        check_calendar(draft)
    return draft


def from_day_column(text: str) -> date:
    """The day that a column holds. Raises :class:`Damaged`."""
    with _damage_told():
        day = convert(text, date)
        check_calendar(day)
    return day


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except (msgspec.DecodeError, InvalidInput, RecursionError) as error:
        raise Damaged(DAMAGED) from error
