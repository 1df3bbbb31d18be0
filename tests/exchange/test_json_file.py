"""The lossless JSON: what goes out comes back, and nothing bad gets in by half."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.errors import InvalidInput, JournalError, TooNew
from journal.exchange.json_file import SIZE_LIMIT, Import, Skipped, from_json, to_json
from journal.model.codec import KINDS, to_plain
from journal.model.contents import Contents
from journal.model.day import DayEntry
from journal.model.draft import Draft
from journal.model.program import PROGRAM_ID
from journal.model.record import Record, named_id
from journal.model.therapy import Goal
from journal.model.tombstone import Tombstone
from tests.strategies import records, records_of, tombstones

NOW = datetime(2026, 3, 2, 21, 5, tzinfo=UTC)


def entry(day: date = date(2026, 3, 2), **answers: Any) -> DayEntry:
    return DayEntry(day=day, created_at=NOW, edited_at=NOW, **answers)


def exported(**parts: Any) -> bytes:
    return json.dumps({"format": "daybook-journal", "version": 1, **parts}).encode()


def keyed(kept: tuple[Record, ...] | list[Record]) -> dict[tuple[str, object], Record]:
    return {(record.kind, record.id): record for record in kept}


@given(
    st.lists(records, max_size=12, unique_by=lambda record: (record.kind, record.id)),
    st.lists(tombstones, max_size=4, unique_by=lambda stone: (stone.kind, stone.id)),
)
def test_everything_comes_back(kept: list[Record], stones: list[Tombstone]) -> None:
    held = Contents(
        records=tuple(kept),
        tombstones=tuple(stones),
        drafts=(Draft("plan/goal/new", "A goal", {"text": "Rest", "share": None}, NOW),),
        replaced=frozenset({"0" * 16}),
    )
    back = from_json(to_json(held))
    assert keyed(back.records) == keyed(kept)
    assert set(back.tombstones) == set(stones)
    assert (back.drafts, back.replaced) == (held.drafts, held.replaced)
    assert not back.skipped
    assert to_json(back) == to_json(held)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_comes_back(kind: str) -> None:
    @settings(max_examples=8)
    @given(records_of(KINDS[kind]))
    def comes_back(record: Record) -> None:
        back = from_json(to_json(Contents(records=(record,))))
        assert back == Import(records=(record,))
        assert type(back.records[0]) is KINDS[kind]

    comes_back()


def test_an_export_says_what_it_is() -> None:
    plain = json.loads(to_json(Contents(records=(entry(mood=0),))))
    assert (plain["format"], plain["version"]) == ("daybook-journal", 1)
    assert list(plain["records"]) == list(KINDS)
    assert plain["records"]["day_entry"][0]["mood"] == 0
    assert plain["records"]["day_entry"][0]["craving"] is None


def test_unknown_kinds_and_fields_are_counted_and_the_rest_is_kept() -> None:
    known = to_plain(entry(mood=4)) | {"colour": "teal", "weather": "rain"}
    back = from_json(
        exported(records={"day_entry": [known], "dream": [{}, {}, {}]}, deleted=[], theme="dark")
    )
    assert back.records == (entry(mood=4),)
    assert back.skipped == {Skipped.FIELD: 2, Skipped.KIND: 3}
    assert back.sentences == (
        "Left out: 2 fields that this Daybook does not know.",
        "Left out: 3 records of a kind that this Daybook does not know.",
    )
    assert "colour" in " ".join(back.examples)


def test_an_unknown_field_inside_a_part_is_counted() -> None:
    plain = {
        "id": str(uuid4()),
        "created_at": NOW.isoformat(),
        "edited_at": NOW.isoformat(),
        "start": "2026-03-01",
        "pauses": [{"first": "2026-03-03", "last": "2026-03-04", "mood": 3}],
    }
    back = from_json(exported(records={"program": [plain]}))
    assert len(back.records) == 1
    assert back.skipped == {Skipped.FIELD: 1}


@pytest.mark.parametrize(
    "spoiled",
    [
        {"mood": 11},
        {"mood": "four"},
        {"mood": True},
        {"mood": [4]},
        {"day": "2026-02-30"},
        {"answered_at": {"mood": "yesterday"}},
        {"edited_at": "2026-03-02T21:05:00"},
        {"note": {"text": "x"}},
        {"note": "x" * 100_001},
        {"id": 7},
        {"day": "9999-12-31"},
        {"day": "0001-01-01"},
        {"edited_at": "9999-12-31T23:59:59.999999Z"},
        {"answered_at": {"mood": "9999-12-31T23:59:59.999999Z"}},
    ],
)
def test_a_value_that_does_not_fit_leaves_out_its_record_alone(spoiled: dict[str, Any]) -> None:
    good = entry(date(2026, 3, 1), mood=3)
    bad = to_plain(entry()) | spoiled
    back = from_json(exported(records={"day_entry": [bad, to_plain(good)]}))
    assert back.records == (good,)
    assert back.skipped == {Skipped.VALUE: 1}
    assert len(back.examples) == 1


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        ("attendance", {"day": "2026-03-01", "status": "attended", "start": "18:00:00Z"}),
        ("meeting", {"day": "2026-03-01", "fellowship": "aa", "start": "18:00:00+02:00"}),
        ("program", {"start": "2026-03-01", "day_start": "04:00:00Z"}),
        ("program", {"start": "9999-03-01"}),
        (
            "program",
            {"start": "2026-03-01", "pauses": [{"first": "0001-01-01", "last": "2026-01-01"}]},
        ),
        (
            "program",
            {"start": "2026-03-01", "extensions": [{"agreed_on": "2026-03-01", "days": 3650}] * 10},
        ),
    ],
)
def test_times_and_days_that_nothing_could_be_counted_on_are_left_out(
    kind: str, plain: dict[str, Any]
) -> None:
    stamps = {"id": str(uuid4()), "created_at": NOW.isoformat(), "edited_at": NOW.isoformat()}
    back = from_json(exported(records={kind: [plain | stamps]}))
    assert not back.records
    assert back.skipped == {Skipped.VALUE: 1}


@pytest.mark.parametrize("kind", ["program", "hard_day_plan", "preferences"])
def test_what_a_journal_has_one_of_is_known_by_its_kind_not_its_id(kind: str) -> None:
    stamps = {"id": str(uuid4()), "created_at": NOW.isoformat(), "edited_at": NOW.isoformat()}
    (record,) = from_json(exported(records={kind: [{"start": "2026-03-01"} | stamps]})).records
    assert record.id == replace(record, id=uuid4()).id == named_id(kind)


def test_the_program_is_not_deleted_by_an_import() -> None:
    stone = {"id": str(PROGRAM_ID), "kind": "program", "deleted_at": NOW.isoformat()}
    far = {"id": str(uuid4()), "kind": "goal", "deleted_at": "9999-12-31T23:59:59.999999Z"}
    back = from_json(exported(records={}, deleted=[stone, far]))
    assert not back.tombstones
    assert back.skipped == {Skipped.DELETED: 2}


@pytest.mark.parametrize("stamp", ["id", "created_at", "edited_at"])
def test_a_record_without_its_stamps_is_left_out(stamp: str) -> None:
    plain = to_plain(Goal(text="walk", set_on=date(2026, 3, 1), created_at=NOW, edited_at=NOW))
    del plain[stamp]
    assert from_json(exported(records={"goal": [plain]})).skipped == {Skipped.VALUE: 1}


def test_of_two_with_one_id_the_later_edit_is_kept() -> None:
    goal = Goal(text="walk", set_on=date(2026, 3, 1), created_at=NOW, edited_at=NOW)
    later = to_plain(goal) | {"text": "run", "edited_at": (NOW + timedelta(days=1)).isoformat()}
    for order in ([to_plain(goal), later], [later, to_plain(goal)]):
        back = from_json(exported(records={"goal": order}))
        assert [kept.text for kept in back.records if isinstance(kept, Goal)] == ["run"]
        assert back.skipped == {Skipped.TWICE: 1}


def test_bad_deletions_are_counted_and_good_ones_kept() -> None:
    stone = {"id": str(uuid4()), "kind": "goal", "deleted_at": NOW.isoformat()}
    bad = [{}, stone | {"kind": "dream"}, stone | {"deleted_at": "2026-03-02T21:05:00"}, 3]
    back = from_json(exported(records={}, deleted=[*bad, stone]))
    assert len(back.tombstones) == 1
    assert back.skipped == {Skipped.DELETED: 4}
    assert from_json(exported(records={}, deleted={})).skipped == {Skipped.DELETED: 1}


def test_bad_drafts_and_digests_are_counted_and_good_ones_kept() -> None:
    draft = {"key": "plan/goal/new", "title": "A goal", "fields": {}, "edited_at": NOW.isoformat()}
    bad = [{}, draft | {"edited_at": "9999-12-31T23:59:59Z"}, draft | {"fields": [1]}, 3]
    replaced = ["0" * 16, "0" * 15, "x" * 16, 7, None]
    back = from_json(exported(records={}, drafts=[*bad, draft], replaced=replaced))
    assert [kept.key for kept in back.drafts] == ["plan/goal/new"]
    assert back.replaced == {"0" * 16}
    assert back.skipped == {Skipped.DRAFT: 4, Skipped.REPLACED: 4}
    back = from_json(exported(records={}, drafts={}, replaced="0" * 16))
    assert back.skipped == {Skipped.DRAFT: 1, Skipped.REPLACED: 1}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"{}",
        b'{"format": "daybook-journal"',
        b'{"format": "daybook-journal", "version": 1}',
        b'{"format": "daybook-journal", "version": 1, "records": []}',
        b'{"format": "daybook-journal", "version": "1", "records": {}}',
        b'{"format": "daybook-journal", "version": true, "records": {}}',
        b'{"format": "daybook-journal", "version": 0, "records": {}}',
        b'{"format": "someone-else", "version": 1, "records": {}}',
        b'{"format": "daybook-journal", "version": 1, "records": {"goal": ["\\ud800"]}}',
        b"[" * 1_000_000,
        b'{"format":"daybook-journal","version":1,"records":' + b'{"a":' * 1_000_000,
        b"9" * 1_000_000,
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        from_json(data)
    assert str(caught.value).count(".") == 1


@pytest.mark.parametrize("number", ["1e400", "-1e400", "9" * 5_000])
def test_a_number_that_no_computer_holds_is_said(number: str) -> None:
    data = exported(records={"day_entry": [to_plain(entry(mood=4))]})
    with pytest.raises(InvalidInput, match="number in it that is far out of range"):
        from_json(data.replace(b'"mood": 4', f'"mood": {number}'.encode()))


@pytest.mark.parametrize("number", ["9" * 400, "1e308", str(2**63), str(2**70)])
def test_a_number_that_no_record_holds_leaves_out_its_record(number: str) -> None:
    # It ended in a traceback: where the sentence was made, or where SQLite took it.
    stamps = {"id": str(uuid4()), "created_at": NOW.isoformat(), "edited_at": NOW.isoformat()}
    contact = {"name": "Sam", "position": 4} | stamps
    records = {"day_entry": [to_plain(entry(mood=4))], "contact": [contact]}
    data = exported(records=records)
    for name in ("mood", "position"):
        data = data.replace(f'"{name}": 4'.encode(), f'"{name}": {number}'.encode())
    back = from_json(data)
    assert (back.records, back.skipped) == ((), {Skipped.VALUE: 2})


def test_a_nested_value_leaves_out_its_record() -> None:
    deep: Any = "x"
    for _ in range(500):
        deep = [deep]
    back = from_json(exported(records={"goal": [deep], "day_entry": deep}))
    assert back.records == ()
    assert back.skipped == {Skipped.VALUE: 2}


def test_a_later_version_is_named_as_such() -> None:
    with pytest.raises(TooNew):
        from_json(b'{"format": "daybook-journal", "version": 2, "records": {}}')


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    class Huge(bytes):
        def __len__(self) -> int:
            return SIZE_LIMIT + 1

    with pytest.raises(InvalidInput, match="larger"):
        from_json(Huge())


def test_a_byte_order_mark_makes_no_difference() -> None:
    data = to_json(Contents(records=(entry(mood=4),)))
    assert from_json(b"\xef\xbb\xbf" + data) == from_json(data)


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "day", "mood", "kind", *KINDS]) | st.text(max_size=4), inner
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(list(KINDS)), _json), _json)
def test_any_json_inside_is_read_or_skipped(kept: dict[str, Any], deleted: Any) -> None:
    back = from_json(exported(records=kept, deleted=deleted))
    assert back.records == ()
    listed = [value for value in kept.values() if isinstance(value, list)]
    lost = sum(map(len, listed)) + len(kept) - len(listed)
    assert back.skipped.get(Skipped.VALUE, 0) == lost


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    try:
        back = from_json(data)
    except JournalError:
        return
    assert back.records == ()
