"""Three copies of one journal, written in and brought together in any order: no word goes.

Each copy has a clock of its own, which may be a day off, and clocks tick in whole seconds, so that
two copies often write in the same instant.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from itertools import count, permutations
from typing import Any, cast

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.book.book import Book
from journal.model.change import Change
from journal.model.contents import Contents
from journal.model.day import DayEntry
from journal.model.program import Program
from journal.model.therapy import Goal
from journal.store.database import Database
from journal.store.merge import Difference, Merged, merge_images
from tests.journals import CHEAP

START = date(2026, 3, 2)
NOW = datetime(2026, 3, 9, 20, 0, tzinfo=UTC)
DAYS = [START, START + timedelta(days=1)]
TEXTS = ["note", "no_tool_reason"]
SKEWS = [timedelta(0), timedelta(days=1), timedelta(days=-1)]
GOALS = [Goal(text="goal 0", set_on=START), Goal(text="goal 1", set_on=START)]

EXAMPLES = 5_000 if settings().max_examples >= 1_000 else 20
"""More in the thorough profile than of others: most orders of three copies agree anyway."""

Thing = tuple[str, str]
"""An answer of a day, or a goal."""
Words = tuple[str, datetime]
"""What is said of it, and when that was written."""


@dataclass
class Clock:
    """Stands still until it is moved on; ``ahead`` of the true time."""

    now: datetime = NOW
    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return self.now + self.ahead


@dataclass
class Copy:
    """One copy, and what its writers had seen of each thing."""

    book: Book
    clock: Clock
    seen: dict[Thing, set[Words]] = field(default_factory=dict)
    last: Change = field(default_factory=Change)


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A journal with both days and both goals in it."""
    path = tmp_path_factory.mktemp("copies") / "evening.daybook"
    kdf = CHEAP
    program = Program(start=START)
    book, _ = Book.create(path, "four words make one", program, kdf=kdf, clock=Clock())
    with closing(book):
        book.record(*GOALS)
        for number, day in enumerate(DAYS):
            book.answer(day, mood=5, note=f"first {number}", no_tool_reason=f"reason {number}")
        yield book


# -- what may happen -------------------------------------------------------------------------------

copies = st.integers(0, 2)
steps = st.one_of(
    st.tuples(st.just("answer"), copies, st.sampled_from(DAYS), st.sampled_from([*TEXTS, "mood"])),
    st.tuples(st.just("clear"), copies, st.sampled_from(DAYS), st.sampled_from(TEXTS)),
    st.tuples(st.just("write goal"), copies, st.sampled_from(GOALS)),
    st.tuples(st.just("delete day"), copies, st.sampled_from(DAYS)),
    st.tuples(st.just("delete goal"), copies, st.sampled_from(GOALS)),
    st.tuples(st.just("undo"), copies),
    st.tuples(st.just("wait"), st.integers(1, 3)),
    st.tuples(st.just("merge"), copies, copies),
)


class History:
    """Three copies of ``journal``, and whether each thing that is said can still be found."""

    def __init__(self, journal: Book, skews: list[timedelta]) -> None:
        image = journal.image()
        self.journal = journal
        self.copies = []
        for ahead in skews:
            clock = Clock(ahead=ahead)
            book = Book(journal.file, Database(image), journal.ring, clock)
            seen = {thing: {words} for thing, words in said_in(book.everything()).items()}
            self.copies.append(Copy(book, clock, seen))
        self.given_up: set[Words] = set()
        """What someone who saw it wrote over or deleted."""
        self.listed = self.listed_for_nothing = 0
        self._number = count(1)

    def close(self) -> None:
        for copy in self.copies:
            copy.book._database.close()

    def do(self, what: str, *how: Any) -> None:
        match what:
            case "wait":
                for copy in self.copies:
                    copy.clock.now += timedelta(seconds=how[0])
            case "merge":
                self.merge(self.copies[how[0]], self.copies[how[1]])
            case _:
                self.write(self.copies[how[0]], what, *how[1:])

    def write(self, copy: Copy, what: str, *how: Any) -> None:
        book, number = copy.book, next(self._number)
        before = said_in(book.everything())
        match what, how:
            case "answer", (day, "mood"):
                copy.last = book.answer(day, mood=number % 11)
            case "answer", (day, name):
                copy.last = book.answer(day, **{name: f"words {number}"})
            case "clear", (day, name):
                copy.last = book.answer(day, **{name: ""})
            case "write goal", (goal,):
                copy.last = book.record(replace(goal, text=f"words {number}"))
            case "delete day", (day,):
                copy.last = book.delete(*book.between(DayEntry, day, day))
            case "delete goal", (goal,):
                copy.last = book.delete(*filter(None, [book.get(Goal, goal.id)]))
            case "undo", ():
                copy.last = book.revert(copy.last)
        after = said_in(book.everything())
        self.given_up |= set(before.values()) - set(after.values())
        for thing, words in after.items():
            copy.seen.setdefault(thing, set()).add(words)

    def merge(self, here: Copy, there: Copy) -> None:
        mine, theirs = (copy.book.everything() for copy in (here, there))
        merged = merge_images(here.book.image(), there.book.image())
        here.book.take_in(merged)
        here.last = Change()
        after = here.book.everything()
        self.check_found(mine, after)
        self.check_found(theirs, after)
        self.check_differences(merged, (mine, here.seen), (theirs, there.seen), said_in(after))
        for thing, words in there.seen.items():
            here.seen.setdefault(thing, set()).update(words)

    def joined(self, one: bytes, other: bytes) -> bytes:
        """``one`` with ``other`` brought into it."""
        with closing(Database(one)) as database:
            book = Book(self.journal.file, database, self.journal.ring, Clock())
            book.take_in(merge_images(one, other))
            return book.image()

    def check_found(self, before: Contents, after: Contents) -> None:
        """All that was said or kept still is, but for what someone gave up."""
        texts = {text for text, _written in found_in(after)}
        assert {text for text, _written in found_in(before) - self.given_up} <= texts

    def check_differences(
        self,
        merged: Merged,
        mine: tuple[Contents, Mapping[Thing, set[Words]]],
        theirs: tuple[Contents, Mapping[Thing, set[Words]]],
        after: Mapping[Thing, Words],
    ) -> None:
        """Everything is listed that goes without its other side having seen it, and no more."""
        listed = dict(map(lost_in, filter(is_watched, merged.differences)))
        for (copy, _), (_, seen) in ((mine, theirs), (theirs, mine)):
            for thing, words in said_in(copy).items():
                same = thing in after and after[thing][0] == words[0]
                if not same and words not in seen.get(thing, ()):
                    assert listed.get(thing) == words
        seen_by_both = {
            words
            for thing, words in listed.items()
            if words in mine[1].get(thing, ()) and words in theirs[1].get(thing, ())
        }
        self.listed += len(listed)
        self.listed_for_nothing += len(seen_by_both)


def said_in(contents: Contents) -> dict[Thing, Words]:
    """The texts of days and goals, each of which was typed once."""
    said: dict[Thing, Words] = {}
    for record in contents.records:
        if isinstance(record, DayEntry):
            for name in filter(record.has, TEXTS):
                said[str(record.id), name] = getattr(record, name), record.written_at(name)
        elif isinstance(record, Goal):
            said[str(record.id), "text"] = record.text, record.edited_at
    return said


def found_in(contents: Contents) -> set[Words]:
    """The texts that the journal says, and those that it keeps as earlier versions."""
    return set(said_in(contents).values()) | {
        (version.said[name], version.at)
        for version in contents.earlier_versions
        for name in (*TEXTS, "text")
        if version.said.get(name)
    }


def is_watched(difference: Difference) -> bool:
    return bool(difference.lost.keys() & {*TEXTS, "text"})


def lost_in(difference: Difference) -> tuple[Thing, Words]:
    (name,) = difference.lost.keys() & {*TEXTS, "text"}
    return (str(difference.id), name), (cast("str", difference.lost[name]), difference.at)


def records_say(contents: Contents) -> dict[str, Any]:
    """What records say, with all their times as they are written."""
    things = (*contents.records, *contents.tombstones)
    return {f"{held.kind} {held.id}": msgspec.to_builtins(held) for held in things}


def contents_of(image: bytes) -> Contents:
    with closing(Database(image)) as database:
        return database.contents()


# -- what must hold --------------------------------------------------------------------------------


@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.sampled_from(SKEWS), min_size=3, max_size=3),
    st.lists(steps, min_size=3, max_size=16),
    st.permutations(range(3)),
)
def test_no_word_goes_in_whatever_order_three_copies_come_together(
    journal: Book, skews: list[timedelta], steps: list[tuple[Any, ...]], order: list[int]
) -> None:
    with closing(History(journal, skews)) as history:
        for step in steps:
            history.do(*step)
        assert history.listed_for_nothing == 0
        images = [copy.book.image() for copy in history.copies]
        whole = reduce(history.joined, images)
        one, two, three = (images[number] for number in order)
        regrouped = history.joined(one, history.joined(two, three))
        expected, other = contents_of(whole), contents_of(regrouped)
        assert records_say(other) == records_say(expected)
        for copy in history.copies:
            history.check_found(copy.book.everything(), expected)
        for image in (one, regrouped):
            again = merge_images(whole, image)
            assert (again.put, again.remove, again.differences) == ((), (), ())


def test_an_ordinary_edit_is_no_difference(
    journal: Book, record_property: pytest.RecordProperty
) -> None:
    # Of the differences listed 69% were none: an edit by someone who had seen what it replaced.
    listed = for_nothing = 0
    chance = random.Random(12)
    for _history in range(100):
        with closing(History(journal, chance.choices(SKEWS, k=3))) as history:
            for _step in range(15):
                history.do(*random_step(chance))
            listed += history.listed
            for_nothing += history.listed_for_nothing
    record_property("figure", f"differences listed {listed}, of which none are {for_nothing}")
    assert listed > 30
    assert for_nothing <= listed * 0.05


def random_step(chance: random.Random) -> tuple[Any, ...]:
    copy, day, goal = chance.randrange(3), chance.choice(DAYS), chance.choice(GOALS)
    kinds: list[tuple[Any, ...]] = [
        ("answer", copy, day, chance.choice(TEXTS)),
        ("write goal", copy, goal),
        ("merge", copy, chance.randrange(3)),
        ("wait", chance.randrange(1, 100)),
        chance.choice([("delete day", copy, day), ("delete goal", copy, goal), ("undo", copy)]),
    ]
    return chance.choices(kinds, weights=[4, 2, 3, 4, 1])[0]


def test_words_that_two_others_knew_nothing_of_stay(journal: Book) -> None:
    # (A+B)+C kept them, A+(B+C) dropped them without a word: one deletes the day, one answers,
    # one answers later.
    with closing(History(journal, SKEWS[:1] * 3)) as history:
        for step in (
            ("wait", 1),
            ("answer", 1, START, "note"),
            ("wait", 1),
            ("delete day", 0, START),
            ("wait", 1),
            ("answer", 2, START, "mood"),
        ):
            history.do(*step)
        (word,) = found_in(history.copies[1].book.everything()) - found_in(journal.everything())
        images = [copy.book.image() for copy in history.copies]
        for one, two, three in permutations(images):
            for whole in (
                history.joined(history.joined(one, two), three),
                history.joined(one, history.joined(two, three)),
            ):
                assert word in found_in(contents_of(whole))
