"""Merging two copies of a journal: whoever asks, however often, and with nothing dropped."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from journal.model.codec import KINDS, to_plain
from journal.model.craving import CravingEpisode
from journal.model.day import DayEntry, answer_names
from journal.model.earlier_version import said_in
from journal.model.record import Record
from journal.model.therapy import Goal
from journal.model.tombstone import Tombstone
from journal.store.database import Database
from journal.store.merge import Held, Merged, merge, merge_images
from tests.strategies import records_of

T0 = datetime(2026, 3, 2, 21, 0, tzinfo=UTC)
MOMENTS = [T0 + timedelta(hours=n) for n in range(3)]
MOMENTS += [moment.astimezone(timezone(timedelta(hours=1))) for moment in MOMENTS]
"""Few enough for ties, of which some are the same instant under another offset."""

few_moments = st.sampled_from(MOMENTS)
KIND_TYPES = [*KINDS.values(), DayEntry, DayEntry]
OF_KIND = {kind: records_of(kind) for kind in KIND_TYPES}  # building them anew takes longest


def stamped(draw: st.DrawFn, record: Any) -> Any:
    made = {"created_at": draw(few_moments), "edited_at": draw(few_moments)}
    if isinstance(record, DayEntry):
        names = draw(st.sets(st.sampled_from(sorted(answer_names()))))
        made["answered_at"] = {name: draw(few_moments) for name in names}
    return replace(record, **made)


@st.composite
def versions(draw: st.DrawFn) -> tuple[Held | None, Held | None]:
    """One thing as each of two copies holds it."""
    kind = draw(st.sampled_from(KIND_TYPES))
    base = draw(OF_KIND[kind])

    def version() -> Held | None:
        match draw(st.sampled_from(["as it was", "edited", "edited", "deleted", "never there"])):
            case "as it was":
                return base
            case "edited":
                same = {"id": base.id} | ({"day": base.day} if kind is DayEntry else {})
                return stamped(draw, replace(draw(OF_KIND[kind]), **same))
            case "deleted":
                return Tombstone(base.id, base.kind, draw(few_moments))
            case _:
                return None

    base = stamped(draw, base)
    return version(), version()


@st.composite
def copies(draw: st.DrawFn) -> tuple[list[Held], list[Held]]:
    things = draw(st.lists(versions(), min_size=1, max_size=3, unique_by=names_of))
    mine, theirs = zip(*things, strict=True)
    return [held for held in mine if held], [held for held in theirs if held]


def names_of(pair: tuple[Held | None, Held | None]) -> Any:
    return next((held.id for held in pair if held), object())


def split(copy: Iterable[Held]) -> tuple[list[Record], list[Tombstone]]:
    held = list(copy)
    return (
        [thing for thing in held if isinstance(thing, Record)],
        [thing for thing in held if isinstance(thing, Tombstone)],
    )


def image_of(copy: Iterable[Held]) -> bytes:
    records, tombstones = split(copy)
    with closing(Database()) as database:
        database.put(records)
        database.remove(tombstones)
        return database.image()


def with_taken_in(image: bytes, merged: Merged) -> bytes:
    """What ``Book.take_in`` does to the rows."""
    with closing(Database(image)) as database:
        with database.transaction():
            database.put(merged.put)
            database.remove(merged.remove)
            database.keep_earlier_versions(merged.earlier_version_rows())
        return database.image()


@dataclass(frozen=True)
class Holds:
    """Everything that an image holds, in a form that tells offsets apart, too."""

    things: dict[tuple[str, str], str]
    earlier_versions: tuple[dict[str, str], ...]


def text(held: Held) -> str:
    return msgspec.json.encode(held, order="deterministic").decode()


def holds(image: bytes) -> Holds:
    with closing(Database(image)) as database:
        things = {(held.kind, str(held.id)): text(held) for held in database.every()}
        for stone in database.tombstones():
            things[stone.kind, str(stone.id)] = text(stone)
        return Holds(things, database.earlier_version_rows())


def merged_into(mine: bytes, theirs: bytes) -> bytes:
    return with_taken_in(mine, merge_images(mine, theirs))


@settings(max_examples=20, phases=[Phase.generate])  # shrinking took minutes
@given(copies())
def test_merging_gives_the_same_from_either_side_and_again(
    both: tuple[list[Held], list[Held]],
) -> None:
    mine, theirs = map(image_of, both)
    one, other = merged_into(mine, theirs), merged_into(theirs, mine)
    assert holds(one) == holds(other)
    for again in (mine, theirs, other):
        assert holds(merged_into(one, again)) == holds(one)
    assert merge_images(one, other).put == merge_images(one, other).remove == ()
    assert holds(merged_into(mine, one)) == holds(one)


@settings(max_examples=12)
@given(copies())
def test_merging_a_copy_with_itself_changes_nothing(both: tuple[list[Held], list[Held]]) -> None:
    image = image_of(both[0])
    assert merge_images(image, image) == Merged((), (), 0, ())


@given(copies())
def test_nothing_is_dropped_unsaid(both: tuple[list[Held], list[Held]]) -> None:
    mine, theirs = ({(held.kind, held.id): held for held in copy} for copy in both)
    merged = merge(*split(both[0]), *split(both[1]))
    after: dict[Any, Held] = dict(mine)
    after.update({(held.kind, held.id): held for held in (*merged.put, *merged.remove)})
    listed = {(found.kind, found.id): found for found in merged.differences}
    aside = " ".join(row["content"] for row in merged.earlier_version_rows())
    assert after.keys() == mine.keys() | theirs.keys()
    assert merged.added == sum(isinstance(theirs[k], Record) for k in theirs.keys() - mine.keys())
    for key, kept in after.items():
        for copy in (mine, theirs):
            held = copy.get(key)
            if not isinstance(held, Record) or text(held) == text(kept):
                continue
            if isinstance(kept, Tombstone):
                assert kept.deleted_at >= held.edited_at
                assert listed[key].lost == to_plain(held)
            elif isinstance(held, DayEntry) and isinstance(kept, DayEntry):
                for name in answer_names():
                    if held.has(name) and getattr(held, name) != getattr(kept, name):
                        said = said_in(held, [name])[name]
                        assert said in listed_answers(merged, held, name)
            else:
                assert kept.edited_at >= held.edited_at
                if without_stamps(held) != without_stamps(kept):
                    assert str(to_plain(held)["id"]) in aside
                    assert listed[key].lost == to_plain(held)
                    assert listed[key].kept == to_plain(kept)


def listed_answers(merged: Merged, entry: DayEntry, name: str) -> list[object]:
    found = [difference for difference in merged.differences if difference.id == entry.id]
    return [difference.lost[name] for difference in found if name in difference.lost]


def without_stamps(record: Record) -> dict[str, Any]:
    stamps = ("created_at", "edited_at")
    return {f.name: to_plain(record)[f.name] for f in fields(record) if f.name not in stamps}


DAY = date(2026, 3, 2)


def test_a_day_written_in_two_places_is_decided_answer_by_answer() -> None:
    start = DayEntry(day=DAY, created_at=T0, edited_at=T0).answer(T0, mood=4, note="at lunch")
    here = start.answer(T0 + timedelta(hours=1), mood=6, craving=2)
    there = start.answer(T0 + timedelta(hours=2), mood=3, sleep_hours=7.5)
    merged = merge([here], [], [there], [])
    (day,) = merged.put
    assert isinstance(day, DayEntry)
    assert (day.mood, day.craving, day.sleep_hours, day.note) == (3, 2, 7.5, "at lunch")
    (found,) = merged.differences
    assert found.lost == {"day": "2026-03-02", "mood": 6}
    assert found.kept == {"day": "2026-03-02", "mood": 3}
    assert found.at == T0 + timedelta(hours=1)


def test_an_answer_cleared_later_stays_cleared_and_is_listed() -> None:
    start = DayEntry(day=DAY, created_at=T0, edited_at=T0).answer(T0, note="too much said")
    cleared = start.answer(T0 + timedelta(hours=1), note="")
    for mine, theirs in ((start, cleared), (cleared, start)):
        merged = merge([mine], [], [theirs], [])
        assert [found.lost["note"] for found in merged.differences] == ["too much said"]
        assert all(isinstance(day, DayEntry) and day.note == "" for day in merged.put)


def test_a_blank_that_nobody_answered_takes_nothing_away() -> None:
    # Answers that an import brought may carry no time of their own.
    old = DayEntry(day=DAY, created_at=T0, edited_at=T0, mood=5)
    blank = DayEntry(day=DAY, created_at=MOMENTS[2], edited_at=MOMENTS[2])
    merged = merge([blank], [], [old], [])
    assert [day.mood for day in merged.put if isinstance(day, DayEntry)] == [5]
    assert merged.differences == ()


@pytest.mark.parametrize("later", ["edit", "deletion"])
def test_a_deletion_counts_as_an_edit(later: str) -> None:
    goal = Goal(text="Call my sister", set_on=DAY, created_at=T0, edited_at=T0)
    hour = timedelta(hours=1)
    edited = replace(goal, text="Call my brother", edited_at=T0 + hour)
    gone = Tombstone(goal.id, "goal", T0 + (2 * hour if later == "deletion" else hour / 2))
    there, back = merge([edited], [], [], [gone]), merge([], [gone], [edited], [])
    if later == "edit":
        assert (there.put, there.remove, there.differences) == ((), (), ())
        assert (back.put, back.remove, back.differences) == ((edited,), (), ())
    else:
        assert there.remove == (gone,)
        assert back.remove == back.put == ()
        for merged in (there, back):
            assert [found.chosen for found in merged.differences] == ["deleted"]
            assert merged.differences[0].lost["text"] == "Call my brother"
            assert merged.earlier_version_rows() == []  # what a person deleted is not kept hidden


def test_an_import_that_holds_a_thing_and_its_deletion_counts_the_later() -> None:
    goal = Goal(text="Rest", set_on=DAY, created_at=T0, edited_at=T0 + timedelta(hours=1))
    before = Tombstone(goal.id, "goal", T0)
    after = Tombstone(goal.id, "goal", T0 + timedelta(hours=2))
    assert merge([], [], [goal], [before]).put == (goal,)
    assert merge([], [], [goal], [before]).remove == ()
    assert merge([], [], [goal], [after]).put == ()
    assert merge([], [], [goal], [after]).remove == (after,)


def test_a_touched_but_unchanged_record_is_no_difference() -> None:
    goal = Goal(text="Rest", set_on=DAY, created_at=T0, edited_at=T0)
    touched = replace(goal, edited_at=T0 + timedelta(hours=1))
    merged = merge([goal], [], [touched], [])
    assert merged.put == (touched,)
    assert merged.differences == ()


def test_what_earlier_merges_set_aside_travels_along() -> None:
    first = CravingEpisode(at=T0, day=DAY, note="in the car", created_at=T0, edited_at=T0)
    second = replace(first, note="in the bus", edited_at=T0 + timedelta(hours=1))
    merged = merged_into(image_of([first]), image_of([second]))
    third = merged_into(image_of([]), merged)
    assert [("in the car" in row["content"]) for row in holds(third).earlier_versions] == [True]
    assert holds(merged_into(third, merged)) == holds(third)
