"""The JSON schema that is written down: it is the model's, and every export fits it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.exchange.json_file import from_json, to_json
from journal.model.codec import KINDS
from journal.model.contents import Contents
from journal.model.draft import Draft
from journal.model.earlier_version import versions_of
from journal.model.record import Record
from journal.model.tombstone import Tombstone
from tests.exchange.json_schema import WRITTEN, json_schema, written
from tests.strategies import records, records_of, tombstones

SCHEMA = json_schema()
NOW = datetime(2026, 3, 2, 21, 5, tzinfo=UTC)
SAYS_NOTHING = {"$schema", "$defs", "title", "description", "default", "format"}
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether ``value`` is as ``schema`` has it; every word of the schema counts."""
    return all(fits_word(value, word, said, schema) for word, said in schema.items())


def fits_word(value: Any, word: str, said: Any, schema: dict[str, Any]) -> bool:
    match word:
        case "$ref":
            return fits(value, SCHEMA["$defs"][said.removeprefix("#/$defs/")])
        case "type":
            right = isinstance(value, TYPES[said])
            return right and (said == "boolean" or not isinstance(value, bool))
        case "anyOf":
            return any(fits(value, one) for one in said)
        case "enum":
            return value in said
        case "const":
            return bool(value == said)
        case "pattern":
            return re.search(said, value) is not None
        case "minimum":
            return bool(value >= said)
        case "maximum":
            return bool(value <= said)
        case "required":
            return set(said) <= value.keys()
        case "properties":
            return all(fits(value[name], one) for name, one in said.items() if name in value)
        case "additionalProperties":
            more = value.keys() - schema.get("properties", {}).keys()
            return all(fits(value[name], said) for name in more)
        case "items":
            return all(fits(one, said) for one in value)
        case _:
            assert word in SAYS_NOTHING, word
            return True


def test_it_is_written_down_as_the_model_is() -> None:
    text = WRITTEN.read_text(encoding="utf-8")
    assert text == written(), "write it with python -m tests.write_schemas"


@given(st.lists(records, max_size=6), st.lists(tombstones, max_size=3))
def test_every_export_fits_it(kept: list[Record], gone: list[Tombstone]) -> None:
    held = Contents(
        records=tuple(kept),
        tombstones=tuple(gone),
        earlier_versions=tuple(one for record in kept for one in versions_of(record).values()),
        drafts=(Draft("plan/goal/new", "A goal", {"text": "Rest"}, NOW),),
        replaced=frozenset({"0123456789abcdef"}),
    )
    assert fits(json.loads(to_json(held)), SCHEMA)


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_a_record_that_does_not_fit_it_is_left_out(kind: str, data: st.DataObject) -> None:
    record = data.draw(records_of(KINDS[kind]))
    plain = json.loads(to_json(Contents(records=(record,))))
    (said,) = plain["records"][kind]
    name = data.draw(st.sampled_from(sorted(said)))
    said[name] = data.draw(st.sampled_from([{"a": 1}, [[[]]], True, "💥", -7.25, None]))
    if not fits(plain, SCHEMA):
        assert from_json(json.dumps(plain).encode()).records == ()
