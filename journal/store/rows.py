"""Rows: records, and what merges set aside, to table rows and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, get_origin, get_type_hints

import msgspec

from journal.model.codec import KINDS, to_plain
from journal.model.conversion import convert
from journal.model.draft import Draft
from journal.model.earlier_version import EarlierVersion
from journal.model.record import Record

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
    """The record that ``row`` of its table holds."""
    values = dict(row)
    for name in nested_columns(kind.kind):
        values[name] = msgspec.json.decode(values[name])
    # Not strict: SQLite gives truth values back as 0 and 1.
    return convert(values, kind, strict=False)


def to_earlier_version_row(version: EarlierVersion) -> dict[str, str]:
    """``version`` as one row."""
    return {
        "sha256": version.sha256,
        "kind": version.kind,
        "content": version.content,
        "at": version.at.isoformat(),
    }


def from_earlier_version_row(row: Mapping[str, str]) -> EarlierVersion:
    """The version that ``row`` holds."""
    said = msgspec.json.decode(row["content"])
    return EarlierVersion(row["kind"], said, datetime.fromisoformat(row["at"]))


def to_draft_row(draft: Draft) -> dict[str, str]:
    """``draft`` as one row."""
    content = {"title": draft.title, "fields": draft.fields}
    return {
        "key": draft.key,
        "content": msgspec.json.encode(content).decode(),
        "edited_at": draft.edited_at.isoformat(),
    }


def from_draft_row(row: Mapping[str, str]) -> Draft:
    """The draft that ``row`` holds."""
    content = msgspec.json.decode(row["content"])
    moment = datetime.fromisoformat(row["edited_at"])
    return Draft(row["key"], content["title"], content["fields"], moment)
