"""Whatever is done in whatever order, the journal says what a plain dictionary says.

Days, cravings and tools are logged, edited and deleted, undone and redone through the window's
undo stack, saved, locked and reopened, or lost to a crash, while the clock runs, is set back, and
passes nights of a clock change and flights.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtWidgets import QApplication

from journal.book.book import Book
from journal.errors import InvalidInput
from journal.model.choices import Halt, Outcome, Use
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry, day_entry_id
from journal.model.program import Program
from journal.model.record import Record
from tests.journals import CHEAP
from ui.base import live_book
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook, SaveState

START = date(2026, 10, 20)
"""Twelve days before the clocks go back in New York, on 1 November 2026."""
BEGIN = datetime(2026, 10, 31, 22, 0, tzinfo=timezone(timedelta(hours=-4)))
PASSPHRASE = "a passphrase for tests"
KINDS = (DayEntry, CravingEpisode, ToolUse)
STAMPS = {"created_at", "edited_at", "answered_at"}

Values = dict[str, Any]
Model = dict[UUID, Values]

days = st.integers(-1, 15).map(lambda number: START + timedelta(days=number))
notes = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
strengths = st.none() | st.integers(0, 10)
answers = st.fixed_dictionaries(
    {},
    optional={
        "mood": strengths,
        "craving": strengths,
        "use": st.none() | st.sampled_from(Use),
        "sleep_hours": st.none() | st.floats(0, 24),
        "halt": st.lists(st.sampled_from(Halt), unique=True, max_size=2).map(tuple),
        "note": notes,
    },
).filter(bool)
episode_answers = st.fixed_dictionaries(
    {},
    optional={
        "before": strengths,
        "after": strengths,
        "outcome": st.none() | st.sampled_from(Outcome),
        "note": notes,
        "finished": st.booleans(),
    },
).filter(bool)


def values(record: Record) -> Values:
    """What ``record`` says, its times left out."""
    names = (field.name for field in fields(record) if field.name not in STAMPS)
    return {"kind": type(record)} | {name: getattr(record, name) for name in names}


class Steps:
    """What can be undone, as a plain list of what each step changed."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, Model, Model]] = []
        self.done = 0

    def push(self, joins: str, before: Model, after: Model) -> None:
        del self.steps[self.done :]
        if joins and self.done and self.steps[-1][0] == joins:
            _, first, last = self.steps.pop()
            older = {key: said for key, said in before.items() if key not in last}
            self.steps.append((joins, older | first, last | after))
        else:
            self.steps.append((joins, before, after))
        self.done = len(self.steps)


class Journal(RuleBasedStateMachine):
    """The journal beside its model."""

    app: QApplication

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "machine.daybook"
        self.now = BEGIN
        self.number = 0
        self.jobs = Jobs()
        self.model: Model = {}
        self.saved: Model = {}
        self.steps = Steps()
        self.edited: dict[UUID, datetime] = {}
        self.known: Model = {}
        book, _recovery = Book.create(
            self.path, PASSPHRASE, Program(start=START), kdf=CHEAP, clock=self.clock
        )
        self.live = LiveBook(book, self.jobs)
        self.told: list[object] = []
        self.live.changed.connect(self.told.append)

    def clock(self) -> datetime:
        return self.now

    def new_id(self) -> UUID:
        """Ids that are the same whenever the same is done, so that a failure can be repeated."""
        self.number += 1
        return UUID(int=self.number, version=4)

    def teardown(self) -> None:
        self.live.close()
        self.jobs.shutdown()
        self.folder.cleanup()

    # -- how the model changes ---------------------------------------------------------------------

    def today(self) -> date:
        return (self.now.replace(tzinfo=None) - timedelta(hours=4)).date()

    def do(self, joins: str, new: Model, gone: set[UUID] = frozenset()) -> None:  # type: ignore[assignment]
        """Change the model; a change of nothing is no step."""
        changed = {key: said for key, said in new.items() if self.model.get(key) != said}
        touched = changed.keys() | gone
        if not touched:
            return
        before = {key: self.model[key] for key in touched if key in self.model}
        self.steps.push(joins, before, changed)
        self.put(before, changed)

    def put(self, before: Model, after: Model) -> None:
        for key in before.keys() - after.keys():
            del self.model[key]
        self.model.update(after)

    def of(self, kind: type[Record]) -> list[UUID]:
        return sorted(key for key, said in self.model.items() if said["kind"] is kind)

    def tools_of(self, episode: UUID) -> set[UUID]:
        return {key for key, said in self.model.items() if said.get("episode_id") == episode}

    # -- what a person does ------------------------------------------------------------------------

    @rule(day=days, given=answers)
    def log(self, day: date, given: Values) -> None:
        key = day_entry_id(day)
        if key not in self.model and day > self.today():
            blank = not any(value not in (None, "", ()) for value in given.values())
            with suppress(InvalidInput) if blank else pytest.raises(InvalidInput):
                self.live.answer(day, **given)
            return
        self.live.answer(day, **given)
        said = self.model.get(key, values(DayEntry(day=day))) | given
        if key in self.model or said != values(DayEntry(day=day)):
            self.do(f"{day} {' '.join(sorted(given))}", {key: said})

    @rule(text=st.text("abc ", min_size=1, max_size=4))
    def type_a_note(self, text: str) -> None:
        """Letter by letter, which is undone as one."""
        for end in range(1, len(text) + 1):
            self.log(self.today(), {"note": text[:end]})

    @rule(before=strengths, tools=st.lists(st.sampled_from(["stop", "leave", "tipp"]), max_size=2))
    def crave(self, before: int | None, tools: list[str]) -> None:
        episode = CravingEpisode(id=self.new_id(), at=self.now, day=self.today(), before=before)
        uses = [
            ToolUse(id=self.new_id(), day=episode.day, tool=tool, episode_id=episode.id)
            for tool in tools
        ]
        self.live.record(episode, *uses, text="craving")
        self.do("", {record.id: values(record) for record in (episode, *uses)})

    @precondition(lambda self: self.of(CravingEpisode))
    @rule(data=st.data(), given=episode_answers, joined=st.booleans())
    def go_on_with_a_craving(self, data: st.DataObject, given: Values, joined: bool) -> None:
        key = data.draw(st.sampled_from(self.of(CravingEpisode)))
        held = self.live.ask.get(CravingEpisode, key)
        assert held is not None
        joins = f"{key} note" if joined else ""
        self.live.record(replace(held, **given), joins=joins)
        self.do(joins, {key: self.model[key] | given})

    @rule(day=days, tool=st.sampled_from(["stop", "leave"]), helped=st.none() | st.integers(0, 4))
    def use_a_tool(self, day: date, tool: str, helped: int | None) -> None:
        use = ToolUse(id=self.new_id(), day=day, tool=tool, helped=helped)
        if day > self.today():
            with pytest.raises(InvalidInput):
                self.live.record(use)
            return
        self.live.record(use)
        self.do("", {use.id: values(use)})

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.model)))
        record = self.live.ask.get(self.model[key]["kind"], key)
        assert record is not None
        self.live.delete(record, text="delete")
        self.do("", {}, {key} | self.tools_of(key))

    @rule()
    def undo(self) -> None:
        self.live.undo()
        if self.steps.done:
            self.steps.done -= 1
            _, before, after = self.steps.steps[self.steps.done]
            self.put(after, before)

    @rule()
    def redo(self) -> None:
        self.live.redo()
        if self.steps.done < len(self.steps.steps):
            _, before, after = self.steps.steps[self.steps.done]
            self.steps.done += 1
            self.put(before, after)

    @rule(opened=st.booleans())
    def set_what_cannot_be_undone(self, opened: bool) -> None:
        preferences = replace(self.live.ask.preferences, more_open=opened)
        self.live.record(preferences, undoable=False)
        assert self.live.ask.preferences.more_open is opened

    # -- what happens to it ------------------------------------------------------------------------

    @rule()
    def save(self) -> None:
        assert self.live.save_now()
        assert self.live.state is SaveState.SAVED
        self.saved = dict(self.model)

    @rule(save=st.booleans())
    def reopen(self, save: bool) -> None:
        """Lock, which saves first, or crash, which does not."""
        if save:
            self.save()
        self.live.close()
        self.live = LiveBook(Book.open(self.path, PASSPHRASE, clock=self.clock), self.jobs)
        self.live.changed.connect(self.told.append)
        self.model, self.steps = dict(self.saved), Steps()
        # What was never saved has left no times behind.
        self.edited, self.known = {}, {}

    @rule(
        hours=st.sampled_from([0.02, 1, 5, 24, 24 * 400]) | st.sampled_from([-0.02, -30, -24 * 400])
    )
    def the_clock_moves(self, hours: float) -> None:
        if abs((self.now - BEGIN).days + hours / 24) < 3000:
            self.now += timedelta(hours=hours)

    @rule(offset=st.sampled_from([-5, -4, 9, -11]))
    def the_zone_changes(self, offset: int) -> None:
        self.now = self.now.astimezone(timezone(timedelta(hours=offset)))

    @rule()
    def come_back_to_the_program(self) -> None:
        self.now = BEGIN

    # -- what always holds -------------------------------------------------------------------------

    @initialize()
    def begin(self) -> None:
        assert self.live.state is SaveState.SAVED

    @invariant()
    def the_journal_says_what_the_model_says(self) -> None:
        held = {record.id: record for kind in KINDS for record in self.live.ask.all(kind)}
        assert {key: values(record) for key, record in held.items()} == self.model
        assert self.live.undo_stack.count() == len(self.steps.steps)
        assert self.live.undo_stack.index() == self.steps.done
        self.check_the_order(held)
        self.check_the_blank_days()

    def check_the_order(self, held: dict[UUID, Record]) -> None:
        """Every edit and deletion is later than the one before, whatever the clock did."""
        stones = {stone.id: stone.deleted_at for stone in self.live.ask.everything().tombstones}
        assert not held.keys() & stones.keys()
        edited = {key: record.edited_at for key, record in held.items()} | stones
        for key, at in self.edited.items():
            same = self.known.get(key) == self.model.get(key)
            assert at <= edited[key] if same else at < edited[key]
        self.edited, self.known = edited, dict(self.model)

    def check_the_blank_days(self) -> None:
        first, last = START - timedelta(days=2), START + timedelta(days=40)
        written = {
            said["day"]
            for said in self.model.values()
            if "day" in said and said != values(DayEntry(day=said["day"]))
        }
        every = (first + timedelta(days=n) for n in range((last - first).days + 1))
        blank = [day for day in every if START <= day < self.today() and day not in written]
        assert list(self.live.ask.blank_days(first, last)) == blank


def test_the_journal_equals_its_model(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_book, "MERGE_TYPING_S", float("inf"))  # a slow machine types slowly
    run_state_machine_as_test(
        Journal,
        settings=settings(
            max_examples=30,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
