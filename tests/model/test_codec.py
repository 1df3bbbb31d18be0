"""Records to plain values and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given

from journal.errors import InvalidInput
from journal.model.codec import KINDS, from_plain, to_plain
from journal.model.program import Program
from journal.model.record import Record
from tests.strategies import records


@given(record=records)
def test_every_record_comes_back_as_it_was(record: Record) -> None:
    plain = json.loads(json.dumps(to_plain(record), default=list))
    assert from_plain(record.kind, plain) == record


def test_defaults_left_out_of_plain_values_are_written_again() -> None:
    # msgspec leaves defaults off instances without slots: a record read from a short JSON file
    # could then not be stored.
    pause = {"first": "2026-01-02", "last": "2026-01-03"}
    program = from_plain("program", {"start": "2026-01-01", "pauses": [pause]})
    assert isinstance(program, Program)
    plain = to_plain(program)
    assert plain["extensions"] == ()
    assert plain["pauses"][0]["reason"] == ""


@pytest.mark.parametrize(
    ("kind", "plain", "word"),
    [
        ("day_entry", {"day": "2026-01-01", "mood": 11}, "11"),
        ("day_entry", {"day": "2026-01-01", "mood": True}, "mood"),
        ("day_entry", {"day": "2026-01-01", "mood": "3"}, "mood"),
        ("day_entry", {"day": "yesterday"}, "day"),
        ("day_entry", {}, "day"),
        ("horoscope", {}, "horoscope"),
        ("day_entry", [], "object"),
    ],
)
def test_what_cannot_be_read_says_what_and_where(
    kind: str, plain: dict[str, object], word: str
) -> None:
    with pytest.raises(InvalidInput, match=word):
        from_plain(kind, plain)


def test_a_record_needs_time_zones() -> None:
    with pytest.raises(InvalidInput):
        Program(start=datetime(2026, 1, 1, tzinfo=UTC).date(), created_at=datetime(2026, 1, 1))  # noqa: DTZ001


def test_every_kind_is_known_by_its_name() -> None:
    assert all(KINDS[name].kind == name for name in KINDS)


PAUSED = {"start": "2026-01-01", "pauses": [{"first": "1899-12-31", "last": "2026-01-03"}]}


@pytest.mark.parametrize(
    ("kind", "plain", "reads"),
    [
        ("day_entry", {"day": "1900-01-01"}, True),
        ("day_entry", {"day": "1899-12-31"}, False),
        ("day_entry", {"day": "2199-12-31"}, True),
        ("day_entry", {"day": "2200-01-01"}, False),
        ("day_entry", {"day": "2026-01-01", "edited_at": "2199-12-31T23:00:00-05:00"}, True),
        ("day_entry", {"day": "2026-01-01", "edited_at": "2200-01-01T01:00:00+05:00"}, False),
        ("day_entry", {"day": "2026-01-01", "answered_at": {"mood": "1899-12-31T00:00Z"}}, False),
        ("program", PAUSED, False),
        ("program", {"start": "2026-01-01", "days_off": ["2026-01-02", "2200-01-01"]}, False),
    ],
)
def test_days_that_nothing_can_be_counted_from_are_refused(
    kind: str, plain: dict[str, object], reads: bool
) -> None:
    if reads:
        assert from_plain(kind, plain).kind == kind
    else:
        with pytest.raises(InvalidInput):
            from_plain(kind, plain)
