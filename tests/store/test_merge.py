"""Merging two copies of a journal: whoever asks, however often, and with nothing dropped."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import reduce
from itertools import permutations
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from journal.model.codec import KINDS
from journal.model.contents import Contents
from journal.model.craving import CravingEpisode
from journal.model.day import DayEntry, answer_names
from journal.model.earlier_version import digests_of, versions_of
from journal.model.program import Program
from journal.model.record import Record
from journal.model.therapy import Goal
from journal.model.tombstone import Tombstone
from journal.store.database import Database
from journal.store.merge import Held, Merged, merge, merge_images, take_in
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
def versions(draw: st.DrawFn, count: int) -> tuple[Held | None, ...]:
    """One thing as each of the copies holds it."""
    kind = draw(st.sampled_from(KIND_TYPES))
    base = draw(OF_KIND[kind])
    fates = ["as it was", "edited", "edited", "never there"]
    if kind is not Program:  # which is never deleted
        fates.append("deleted")

    def version() -> Held | None:
        match draw(st.sampled_from(fates)):
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
    return tuple(version() for _copy in range(count))


@st.composite
def copies(draw: st.DrawFn, count: int = 2) -> tuple[Contents, ...]:
    things = draw(st.lists(versions(count), min_size=1, max_size=3, unique_by=names_of))
    return tuple(holding(*filter(None, copy)) for copy in zip(*things, strict=True))


def names_of(versions: tuple[Held | None, ...]) -> Any:
    return next((held.id for held in versions if held), object())


def holding(*things: Held, replaced: Iterable[Record] = ()) -> Contents:
    """A copy that holds ``things``, and has held what it ``replaced``."""
    return Contents(
        records=tuple(thing for thing in things if isinstance(thing, Record)),
        tombstones=tuple(thing for thing in things if isinstance(thing, Tombstone)),
        replaced=frozenset(digests_of(*replaced)),
    )


def image_of(copy: Contents) -> bytes:
    with closing(Database()) as database:
        database.put(copy.records)
        database.remove(copy.tombstones)
        database.keep_replaced(copy.replaced)
        return database.image()


def with_taken_in(image: bytes, merged: Merged) -> bytes:
    """What ``Book.take_in`` does to the rows."""
    with closing(Database(image)) as database:
        take_in(database, merged)
        return database.image()


@dataclass(frozen=True)
class Holds:
    """Everything that an image holds, in a form that tells offsets apart, too."""

    things: dict[tuple[str, str], str]
    earlier_versions: frozenset[str]
    replaced: frozenset[str]


def text(held: Held) -> str:
    return msgspec.json.encode(held, order="deterministic").decode()


def contents_of(image: bytes) -> Contents:
    with closing(Database(image)) as database:
        return database.contents()


def holds(image: bytes) -> Holds:
    held = contents_of(image)
    return Holds(
        {(thing.kind, str(thing.id)): text(thing) for thing in (*held.records, *held.tombstones)},
        frozenset(version.content for version in held.earlier_versions),
        held.replaced,
    )


def merged_into(mine: bytes, theirs: bytes) -> bytes:
    return with_taken_in(mine, merge_images(mine, theirs))


@settings(max_examples=20, phases=[Phase.generate])  # shrinking took minutes
@given(copies())
def test_merging_gives_the_same_from_either_side_and_again(both: tuple[Contents, ...]) -> None:
    mine, theirs = map(image_of, both)
    one, other = merged_into(mine, theirs), merged_into(theirs, mine)
    assert holds(one) == holds(other)
    for again in (mine, theirs, other):
        assert holds(merged_into(one, again)) == holds(one)
    assert merge_images(one, other) == Merged()
    assert holds(merged_into(mine, one)) == holds(one)


@settings(max_examples=20, phases=[Phase.generate])
@given(copies(3))
def test_three_copies_say_the_same_in_whatever_order_they_come_together(
    three: tuple[Contents, ...],
) -> None:
    first, *others = [map(image_of, order) for order in permutations(three)]
    expected = holds(reduce(merged_into, first)).things
    for one, two, three_ in others:
        assert holds(merged_into(one, merged_into(two, three_))).things == expected


@settings(max_examples=12)
@given(copies())
def test_merging_a_copy_with_itself_changes_nothing(both: tuple[Contents, ...]) -> None:
    image = image_of(both[0])
    assert merge_images(image, image) == Merged()


@given(copies())
def test_nothing_is_dropped_unsaid(both: tuple[Contents, ...]) -> None:
    merged = merge(*both)
    mine, theirs = (
        {(held.kind, held.id): held for held in (*copy.records, *copy.tombstones)} for copy in both
    )
    after = mine | {(held.kind, held.id): held for held in (*merged.put, *merged.remove)}
    assert after.keys() == mine.keys() | theirs.keys()
    said = {kept.sha256 for kept in merged.earlier_versions}
    assert len(said) == len(merged.differences)
    for key, kept in after.items():
        says = versions_of(kept if isinstance(kept, Record) else None)
        for held in (mine.get(key), theirs.get(key)):
            if not isinstance(held, Record):
                continue
            for name, version in versions_of(held).items():
                if name not in says:
                    assert version.sha256 in said
                    assert version.at <= (
                        kept.deleted_at if isinstance(kept, Tombstone) else kept.last_written
                    )
                elif not version.says_the_same(says[name]):
                    assert version.sha256 in said
                    assert version.at <= says[name].at


DAY = date(2026, 3, 2)


def test_a_day_written_in_two_places_is_decided_answer_by_answer() -> None:
    start = DayEntry(day=DAY, created_at=T0, edited_at=T0).answer(T0, mood=4, note="at lunch")
    here = start.answer(T0 + timedelta(hours=1), mood=6, craving=2)
    there = start.answer(T0 + timedelta(hours=2), mood=3, sleep_hours=7.5)
    merged = merge(holding(here), holding(there))
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
        merged = merge(holding(mine), holding(theirs))
        assert [found.lost["note"] for found in merged.differences] == ["too much said"]
        assert all(isinstance(day, DayEntry) and day.note == "" for day in merged.put)


def test_a_blank_that_nobody_answered_takes_nothing_away() -> None:
    # Answers that an import brought may carry no time of their own.
    old = DayEntry(day=DAY, created_at=T0, edited_at=T0, mood=5)
    blank = DayEntry(day=DAY, created_at=MOMENTS[2], edited_at=MOMENTS[2])
    merged = merge(holding(blank), holding(old))
    assert [day.mood for day in merged.put if isinstance(day, DayEntry)] == [5]
    assert merged.differences == ()


@pytest.mark.parametrize("later", ["edit", "deletion"])
def test_a_deletion_counts_as_an_edit(later: str) -> None:
    goal = Goal(text="Call my sister", set_on=DAY, created_at=T0, edited_at=T0)
    hour = timedelta(hours=1)
    edited = replace(goal, text="Call my brother", edited_at=T0 + hour)
    gone = Tombstone(goal.id, "goal", T0 + (2 * hour if later == "deletion" else hour / 2))
    there, back = merge(holding(edited), holding(gone)), merge(holding(gone), holding(edited))
    if later == "edit":
        assert (there.put, there.remove, there.differences) == ((), (), ())
        assert (back.put, back.remove, back.differences) == ((edited,), (), ())
    else:
        assert there.remove == (gone,)
        assert back.remove == back.put == ()
        for merged in (there, back):
            assert [found.chosen for found in merged.differences] == ["deleted"]
            assert merged.differences[0].lost["text"] == "Call my brother"
            assert [kept.said["text"] for kept in merged.earlier_versions] == ["Call my brother"]


def test_what_a_person_deleted_knowing_it_is_not_kept() -> None:
    goal = Goal(text="Call my sister", set_on=DAY, created_at=T0, edited_at=T0)
    gone = holding(Tombstone(goal.id, "goal", T0 + timedelta(hours=1)), replaced=[goal])
    there, back = merge(holding(goal), gone), merge(gone, holding(goal))
    assert (there.remove, there.changed) == (gone.tombstones, 1)
    assert (back.remove, back.changed) == ((), 0)
    for merged in (there, back):
        assert merged.earlier_versions == merged.differences == ()


def test_a_deleted_day_keeps_what_was_answered_since() -> None:
    # The whole day came back, or the whole day went, by which copies met first.
    hour = timedelta(hours=1)
    day = DayEntry(day=DAY, created_at=T0, edited_at=T0).answer(T0, mood=5, note="hard evening")
    later = replace(day.answer(T0 + 2 * hour, craving=3), edited_at=T0 + 2 * hour)
    gone = Tombstone(day.id, "day_entry", T0 + hour)
    for one, other in ((later, gone), (gone, later)):
        merged = merge(holding(one), holding(other))
        (entry,) = merged.put
        assert isinstance(entry, DayEntry)
        assert (entry.mood, entry.craving, entry.note) == (None, 3, "")
        assert {str(kept.said) for kept in merged.earlier_versions} == {
            "{'day': '2026-03-02', 'mood': 5}",
            "{'day': '2026-03-02', 'note': 'hard evening'}",
        }


def test_an_import_that_holds_a_thing_and_its_deletion_counts_the_later() -> None:
    goal = Goal(text="Rest", set_on=DAY, created_at=T0, edited_at=T0 + timedelta(hours=1))
    before = Tombstone(goal.id, "goal", T0)
    after = Tombstone(goal.id, "goal", T0 + timedelta(hours=2))
    assert merge(holding(), holding(goal, before)).put == (goal,)
    assert merge(holding(), holding(goal, before)).remove == ()
    assert merge(holding(), holding(goal, after)).put == ()
    assert merge(holding(), holding(goal, after)).remove == (after,)


def test_a_touched_but_unchanged_record_is_no_difference() -> None:
    goal = Goal(text="Rest", set_on=DAY, created_at=T0, edited_at=T0)
    touched = replace(goal, edited_at=T0 + timedelta(hours=1))
    merged = merge(holding(goal), holding(touched))
    assert merged.put == (touched,)
    assert merged.differences == ()


def test_what_earlier_merges_set_aside_travels_along() -> None:
    first = CravingEpisode(at=T0, day=DAY, note="in the car", created_at=T0, edited_at=T0)
    second = replace(first, note="in the bus", edited_at=T0 + timedelta(hours=1))
    merged = merged_into(image_of(holding(first)), image_of(holding(second)))
    third = merged_into(image_of(holding()), merged)
    assert [("in the car" in said) for said in holds(third).earlier_versions] == [True]
    assert holds(merged_into(third, merged)) == holds(third)


@st.composite
def two_days(draw: st.DrawFn) -> tuple[DayEntry, DayEntry]:
    one, other = (stamped(draw, draw(OF_KIND[DayEntry])) for _copy in range(2))
    return one, replace(other, day=one.day)


@given(two_days())
def test_a_merged_day_holds_the_last_of_each_answer_and_when_it_was_written(
    both: tuple[DayEntry, DayEntry],
) -> None:
    merged = merge(holding(both[0]), holding(both[1]))
    day = next(iter(merged.put), both[0])
    assert isinstance(day, DayEntry)
    for name in answer_names():
        said = [one for one in both if one.has(name) or name in one.answered_at]
        if not said:
            assert not day.has(name)
            continue
        last = max(one.written_at(name) for one in said)
        latest = [one for one in said if one.written_at(name) == last]
        assert day.written_at(name) == last
        assert getattr(day, name) in [getattr(one, name) for one in latest]
        assert day.has(name) == any(one.has(name) for one in latest), (
            "an answer before its clearing"
        )
    if merged.put:
        begun = [one.created_at for one in both]
        if len(day.answered_at) == len(answer_names()):  # as after a deletion, which forgets it
            begun = list(day.answered_at.values())
        assert day.created_at == min(begun)
        assert day.edited_at == max(
            *(one.edited_at for one in both), *(day.answered_at.values() or [T0])
        )


def test_in_one_instant_what_is_said_counts_as_later_than_its_deletion() -> None:
    goal = Goal(text="Rest", set_on=DAY, created_at=T0, edited_at=T0)
    elsewhere = T0.astimezone(timezone(timedelta(hours=5)))
    for moment in (T0, elsewhere):
        gone = Tombstone(goal.id, "goal", moment)
        there = merge(holding(goal), holding(gone))
        assert (there.put, there.remove, there.differences) == ((), (), ())
        assert merge(holding(gone), holding(goal)).put == (goal,)


def test_in_one_instant_two_versions_are_decided_alike_by_both() -> None:
    goal = Goal(text="Rest", set_on=DAY, created_at=T0, edited_at=T0)
    other = replace(goal, text="Run")
    there, back = merge(holding(goal), holding(other)), merge(holding(other), holding(goal))
    assert len(there.put) + len(back.put) == 1
    assert [one.lost["text"] for one in there.differences] == [
        one.lost["text"] for one in back.differences
    ]
    moved = replace(goal, edited_at=T0.astimezone(timezone(timedelta(hours=1))))
    assert merge(holding(goal), holding(moved)).put == (moved,), "by how the moment is written"
    assert merge(holding(moved), holding(goal)).put == ()


def test_what_is_told_of_a_merge_is_counted_and_named() -> None:
    hour = timedelta(hours=1)
    goal = Goal(text="Rest", set_on=DAY, created_at=T0, edited_at=T0)
    new = Goal(text="Run", set_on=DAY, created_at=T0, edited_at=T0)
    knowing = replace(goal, text="Rest more", edited_at=T0 + hour)
    day = DayEntry(day=DAY, created_at=T0, edited_at=T0, mood=4)
    answered = day.answer(T0 + hour, mood=6, craving=2)

    seen = merge(holding(goal, day), holding(knowing, answered, new, replaced=[goal, day]))
    assert (seen.added, seen.changed, seen.differences) == (2, 2, ()), "a goal and an answer each"
    assert seen.earlier_versions == ()
    assert digests_of(goal, day) <= seen.replaced
    assert not seen.replaced & digests_of(knowing, new)

    unseen = merge(holding(goal, day), holding(knowing, answered))
    assert (unseen.added, unseen.changed, unseen.carried) == (1, 0, 0)
    told = {one.kind: one for one in unseen.differences}
    assert told["goal"].chosen == "later edit"
    assert (told["goal"].lost["text"], told["goal"].kept["text"]) == ("Rest", "Rest more")
    assert told["day_entry"].chosen == "later answer"
    assert (told["day_entry"].lost["mood"], told["day_entry"].kept["mood"]) == (4, 6)
    assert told["goal"].id == goal.id

    gone = merge(holding(goal), holding(Tombstone(goal.id, "goal", T0 + hour)))
    (deleted,) = gone.differences
    assert (deleted.chosen, deleted.kept, deleted.at) == ("deleted", {}, T0)
    again = merge(holding(), replace(holding(), earlier_versions=gone.earlier_versions))
    assert (again.carried, again.earlier_versions) == (1, gone.earlier_versions)
    known = replace(holding(), earlier_versions=gone.earlier_versions)
    assert merge(known, known).carried == 0


def test_what_was_replaced_in_either_copy_is_remembered_once() -> None:
    first = Goal(text="Rest", set_on=DAY, created_at=T0, edited_at=T0)
    second = replace(first, text="Run", edited_at=T0 + timedelta(hours=1))
    mine, theirs = holding(second, replaced=[first]), holding(replaced=[first])
    assert merge(mine, theirs).replaced == frozenset()
    assert merge(holding(), theirs).replaced == digests_of(first)
    back = merge(holding(first), holding(second, replaced=[first]))
    assert back.replaced == digests_of(first)
