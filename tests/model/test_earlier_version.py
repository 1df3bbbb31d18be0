"""Earlier versions: known by what they say, and a record again when they are taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given

from journal.errors import InvalidInput
from journal.model.day import DayEntry, answer_names
from journal.model.earlier_version import (
    DIGEST,
    EarlierVersion,
    digests_of,
    earlier_version_from_plain,
    said_in,
    versions_of,
)
from journal.model.record import Record
from journal.model.therapy import Goal
from tests.strategies import records

NOW = datetime(2026, 3, 2, 21, tzinfo=UTC)
DAY = date(2026, 3, 2)
GOAL = Goal(text="Rest", set_on=DAY, created_at=NOW, edited_at=NOW)


@given(records)
def test_a_version_says_what_the_record_says(record: Record) -> None:
    versions = versions_of(record)
    for name, version in versions.items():
        assert version.record_id == record.id
        assert earlier_version_from_plain(msgspec.to_builtins(version)) == version
        if isinstance(record, DayEntry):
            assert version.answers == {name: getattr(record, name)}
            assert version.at == record.written_at(name)
        else:
            assert version.record == record
            assert version.at == record.edited_at
    if isinstance(record, DayEntry):
        assert versions.keys() == {name for name in answer_names() if record.has(name)}
    else:
        assert versions.keys() == {""}


def test_nothing_has_no_version() -> None:
    assert versions_of(None) == {}
    assert digests_of() == set()


def test_a_version_is_known_by_what_it_says_and_when() -> None:
    (version,) = versions_of(GOAL).values()
    again = EarlierVersion("goal", dict(reversed(version.said.items())), NOW)
    assert again.sha256 == version.sha256
    assert len(version.sha256) == 64
    others = [
        replace(version, kind="visit"),
        replace(version, at=NOW + timedelta(hours=1)),
        replace(version, said=version.said | {"text": "Run"}),
    ]
    assert len({one.sha256 for one in [version, *others]}) == 4
    assert DIGEST.fullmatch(version.digest)
    assert version.sha256.startswith(version.digest)
    assert digests_of(GOAL) == {version.digest}


def test_versions_in_the_same_words_are_told_from_others() -> None:
    (version,) = versions_of(GOAL).values()
    (later,) = versions_of(replace(GOAL, edited_at=NOW + timedelta(hours=1))).values()
    (other,) = versions_of(replace(GOAL, text="Run")).values()
    assert version.says_the_same(later)
    assert not version.says_the_same(other)
    assert not version.says_the_same(replace(version, kind="visit"))
    assert not version.says_the_same(replace(version, said={"id": str(GOAL.id)}))


def test_of_a_day_the_answers_asked_for_are_said() -> None:
    day = DayEntry(day=DAY, mood=5, note="hard")
    assert said_in(day, ["mood"]) == {"day": "2026-03-02", "mood": 5}
    assert said_in(GOAL, ["text"]).keys() > {"text", "id"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"said": {"text": "Rest", "set_on": "2026-03-02"}},  # whose?
        {"at": "2200-01-01T00:00:00Z"},
        {"at": "2026-03-02T21:00:00"},
        {"kind": "horoscope"},
        {"said": []},
    ],
)
def test_what_cannot_be_a_version_is_refused(wrong: dict[str, object]) -> None:
    (version,) = versions_of(GOAL).values()
    plain = msgspec.to_builtins(version)
    with pytest.raises(InvalidInput):
        earlier_version_from_plain(plain | wrong)
    more = earlier_version_from_plain(plain | {"said": plain["said"] | {"stars": 3}})
    assert more == version, "names that are not known are passed over"
