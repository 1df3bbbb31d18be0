"""The JSON schema of an export, from the model; ``python -m tests.write_schemas`` writes it."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import msgspec

import journal.exchange
from journal.exchange.json_file import FORMAT, VERSION
from journal.model.codec import KINDS
from journal.model.day import DayEntry
from journal.model.draft import Draft
from journal.model.earlier_version import DIGEST, EarlierVersion
from journal.model.questions import ANSWERED, Kind
from journal.model.tombstone import Tombstone

WRITTEN = Path(journal.exchange.__file__).with_name("journal.schema.json")
STAMPS = ("id", "created_at", "edited_at")


def json_schema() -> dict[str, Any]:
    """What a program that reads or writes exports goes by. Ranges are checked beyond it."""
    parts = (*KINDS.values(), Tombstone, EarlierVersion, Draft)
    found, components = msgspec.json.schema_components(parts)
    named = dict(zip(parts, found, strict=True))
    for part in components.values():
        part["description"] = plain_words(part.get("description", ""))
    for kind in KINDS.values():
        component = components[kind.__name__]
        component["required"] = [*STAMPS, *component.get("required", [])]
        for stamp in STAMPS:
            component["properties"][stamp].pop("default", None)
    for question in ANSWERED:
        if question.kind in (Kind.SCALE, Kind.HOURS):
            number = components[DayEntry.__name__]["properties"][question.key]["anyOf"][0]
            number |= {"minimum": question.low, "maximum": question.high}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Everything in a Daybook journal",
        "description": "Days, times and moments are ISO 8601 text; a moment has its offset.",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "records": {
                "type": "object",
                "properties": {
                    name: {"type": "array", "items": named[kind]} for name, kind in KINDS.items()
                },
            },
            "deleted": {"type": "array", "items": named[Tombstone]},
            "set_aside": {"type": "array", "items": named[EarlierVersion]},
            "drafts": {"type": "array", "items": named[Draft]},
            "replaced": {
                "type": "array",
                "items": {"type": "string", "pattern": f"^{DIGEST.pattern}$"},
            },
        },
        "required": ["format", "version", "records"],
        "$defs": components,
    }


def plain_words(docstring: str) -> str:
    """A docstring without its marks, and without what it says to programmers of errors."""
    text = re.sub(r":\w+:`([^`]*)`", r"\1", inspect.cleandoc(docstring)).replace("``", "")
    return re.sub(r"\s*Raises\b[^.]*\.", "", re.sub(r"\s+", " ", text))


def written() -> str:
    """The schema as the file has it."""
    encoded = msgspec.json.encode(json_schema())
    return msgspec.json.format(encoded, indent=1).decode() + "\n"
