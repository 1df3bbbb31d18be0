"""Bringing copies together from the window: what is taken in, and what the person is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from journal.book.copies import Joined
from journal.content.content import load_content
from journal.errors import JournalError
from journal.exchange.json_file import Import, to_json
from journal.model.choices import Outcome, Use
from journal.model.codec import KINDS
from journal.model.contents import Contents
from journal.model.craving import CravingEpisode
from journal.model.day import DayEntry
from journal.model.earlier_version import digests_of
from journal.model.plan import OwnItem, Preferences
from journal.model.program import Program
from journal.model.record import Record, Share
from journal.model.therapy import Goal
from journal.model.tombstone import Tombstone
from journal.store.merge import Merged, merge
from tests.journals import CHEAP
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook
from ui.base.words.dates import day_words
from ui.base.words.differences import MergeWords
from ui.journal_file.jobs import Copies, join_conflict
from ui.journal_file.merge_report import MOST_SHOWN, MergeDialog

PASSPHRASE = "four words make one"
START = date(2026, 3, 2)
NOW = datetime(2026, 3, 9, 20, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
CONTENT = load_content()


def words_of(dialog: QWidget) -> str:
    return "\n".join(filter(None, (label.text() for label in dialog.findChildren(QLabel))))


def shown(qtbot: QtBot, dialog: QDialog) -> QDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return dialog


def holding(*things: Record | Tombstone) -> Contents:
    return Contents(
        records=tuple(thing for thing in things if isinstance(thing, Record)),
        tombstones=tuple(thing for thing in things if isinstance(thing, Tombstone)),
    )


# -- what is told ----------------------------------------------------------------------------------


def test_a_day_is_told_answer_by_answer(qtbot: QtBot) -> None:
    day = DayEntry(day=START, created_at=NOW, edited_at=NOW).answer(NOW, mood=4, use=Use.NO)
    here = day.answer(NOW + HOUR, mood=6, note="from the phone")
    there = day.answer(NOW + 2 * HOUR, mood=3, use=Use.SKIP)
    dialog = MergeDialog(merge(holding(here), holding(there)), CONTENT)
    qtbot.addWidget(dialog)
    words = words_of(dialog)
    assert f"The day, {day_words(START)}" in words
    assert "Mood\nKept: 3 of 10\nNot kept: 6 of 10" in words
    assert "Did I use?\nKept: Would rather not say\nNot kept: No use" in words
    assert "from the phone" not in words  # only one of the two said it: nothing to tell


def test_a_day_is_one_card_and_its_answers_are_counted(qtbot: QtBot) -> None:
    day = DayEntry(day=START, created_at=NOW, edited_at=NOW)
    here = day.answer(NOW + HOUR, mood=6, craving=2, sleep_hours=7)
    there = day.answer(NOW + 2 * HOUR, mood=3, craving=5, use=Use.NO, note="an answer in a blank")
    dialog = MergeDialog(merge(holding(here), holding(there)), CONTENT)
    qtbot.addWidget(dialog)
    words = words_of(dialog)
    # An answer that came into a blank counted for nothing: "New in this journal: 0."
    assert "New in this journal: 2. Different in the two: 2." in words
    assert words.count(f"The day, {day_words(START)}") == 1
    assert words.count("Not kept:") == 2
    assert words.count("What was not kept is from") == 1


def test_what_the_other_copy_changed_knowing_what_is_here_is_counted_and_not_listed(
    qtbot: QtBot,
) -> None:
    goal = Goal(text="Walk", set_on=START, created_at=NOW, edited_at=NOW)
    later = replace(goal, text="Rest", edited_at=NOW + HOUR)
    theirs = replace(holding(later), replaced=frozenset(digests_of(goal)))
    dialog = MergeDialog(merge(holding(goal), theirs), CONTENT)
    qtbot.addWidget(dialog)
    assert (
        "New in this journal: 0. Changed in the other copy: 1. Different in the two: 0."
    ) in words_of(dialog)


def test_an_episode_and_a_deletion_are_told_in_the_words_of_the_lists(qtbot: QtBot) -> None:
    own = OwnItem(list_name="trigger", name="The old bus stop")
    first = CravingEpisode(
        at=NOW, day=START, peak=7, triggers=(own.key,), created_at=NOW, edited_at=NOW
    )
    second = replace(first, peak=8, outcome=Outcome.RODE_OUT, edited_at=NOW + HOUR, triggers=())
    goal = Goal(text="Call my sister", set_on=START, created_at=NOW, edited_at=NOW)
    merged = merge(holding(first, Tombstone(goal.id, "goal", NOW + HOUR)), holding(second, goal))
    dialog = MergeDialog(merged, CONTENT, own=[own], craving_word="urge")
    qtbot.addWidget(dialog)
    words = words_of(dialog)
    assert f"Urge, {day_words(START)}" in words
    assert "At its strongest\nKept: 8\nNot kept: 7" in words
    assert "What set it off\nKept: (left blank)\nNot kept: The old bus stop" in words
    assert "What happened\nKept: Rode it out\nNot kept: (left blank)" in words
    assert "A goal\nIt was deleted in one copy. The other still said:" in words
    assert "Call my sister" in words
    assert "It is deleted now." in words
    assert str(first.id) not in words


def test_what_may_be_shared_is_no_small_thing(qtbot: QtBot) -> None:
    # Two copies that differed in it alone gave a card with no words.
    first = Preferences(created_at=NOW, edited_at=NOW, shares={"day_entry.note": Share.NEVER})
    later = replace(first, edited_at=NOW + HOUR, shares={"day_entry.note": Share.ALWAYS})
    dialog = MergeDialog(merge(holding(first), holding(later)), CONTENT)
    qtbot.addWidget(dialog)
    label = CONTENT.labels["share"]
    assert (
        f"What I share\nKept: Note: {label['always']}\nNot kept: Note: {label['never']}"
    ) in words_of(dialog)


def test_every_kind_and_field_has_words() -> None:
    class Any:
        chosen = "later edit"
        at = NOW

        def __init__(self, kind: str) -> None:
            self.kind = kind
            names = KINDS[kind].__dataclass_fields__
            self.lost = dict.fromkeys(names, "one")
            self.lost["day"] = START.isoformat()
            self.kept = dict.fromkeys(names, "other")

    told = MergeWords(CONTENT, (), "craving")
    for kind in KINDS:
        difference = Any(kind)
        assert "_" not in told.heading(difference)
        for line in told.lines(difference):
            assert "_" not in line.name
            assert line.name[0].isupper()


def test_nothing_new_is_said_and_many_are_counted(qtbot: QtBot) -> None:
    nothing = MergeDialog(Merged(), CONTENT, left_out=["Left out: 2 records."])
    qtbot.addWidget(nothing)
    assert "The other copy held nothing new." in words_of(nothing)
    assert "Left out: 2 records." in words_of(nothing)
    goals = [
        Goal(text=f"Goal {number}", set_on=START, created_at=NOW, edited_at=NOW)
        for number in range(MOST_SHOWN + 5)
    ]
    later = [replace(goal, text="Rest", edited_at=NOW + HOUR) for goal in goals]
    many = MergeDialog(merge(holding(*goals), holding(*later)), CONTENT)
    qtbot.addWidget(many)
    # It had said that they stay in the journal file, where nobody could look at them.
    assert words_of(many).count("Not kept:") == MOST_SHOWN
    (more,) = [b for b in many.findChildren(QPushButton) if b.text() == "Show 5 more"]
    more.click()
    assert words_of(many).count("Not kept:") == MOST_SHOWN + 5


def test_where_to_look_at_what_was_not_kept_is_said_if_it_is_there(qtbot: QtBot) -> None:
    goal = Goal(text="Walk", set_on=START, created_at=NOW, edited_at=NOW)
    later = replace(goal, text="Rest", edited_at=NOW + HOUR)
    gone = Tombstone(goal.id, "goal", NOW + HOUR)
    for merged, said in (
        (merge(holding(goal), holding(later)), True),
        (merge(holding(goal), holding(gone)), True),
        (Merged(carried=1), True),
        (Merged(changed=1), False),
    ):
        dialog = MergeDialog(merged, CONTENT)
        qtbot.addWidget(dialog)
        assert ("Look at earlier versions" in words_of(dialog)) == said
        assert "nothing new" not in words_of(dialog)


def test_the_other_copy_can_go(qtbot: QtBot, tmp_path: Path) -> None:
    copy = tmp_path / "evening (conflict 1).daybook"
    dialog = shown(qtbot, MergeDialog(Merged(added=1), CONTENT, copy=copy))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Remove the other copy"
    with qtbot.waitSignal(dialog.remove_wanted) as wanted:
        qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert wanted.args == [copy]
    assert dialog.result() == QDialog.DialogCode.Accepted


# -- what is done ----------------------------------------------------------------------------------


class Desk:
    """An open journal and a copy of it that went its own way."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.path = folder / "evening.daybook"
        self.copy = folder / "laptop.daybook"
        self.jobs = Jobs()
        book, _ = Book.create(
            self.path, PASSPHRASE, Program(start=START), kdf=CHEAP, clock=lambda: NOW
        )
        book.answer(START, mood=4)
        book.save()
        self.copy.write_bytes(self.path.read_bytes())
        self.write_in_copy(START + timedelta(days=1), mood=7)
        self.live = LiveBook(book, self.jobs)
        self.done: list[object] = []
        self.errors: list[JournalError] = []

    def write_in_copy(self, day: date, **answers: object) -> None:
        with closing(Book.open(self.copy, PASSPHRASE, clock=lambda: NOW)) as book:
            book.answer(day, **answers)
            book.save()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: bool(self.done or self.errors))

    def moods(self) -> list[int | None]:
        return [day.mood for day in self.live.ask.all(DayEntry)]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path)
    yield made
    made.live.close()
    made.jobs.shutdown()


def test_a_copy_is_taken_in_and_saved(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.live.reloaded):
        Copies(desk.live, desk.jobs).merge(desk.copy, desk.done.append, desk.errors.append)
    (merged,) = desk.done
    assert isinstance(merged, Merged)
    assert (merged.added, desk.errors) == (1, [])
    assert sorted(desk.moods()) == [4, 7]
    assert desk.live.save_now()


def test_what_is_typed_during_a_merge_is_not_overwritten(desk: Desk) -> None:
    desk.write_in_copy(START, mood=1, note="in the copy")
    Copies(desk.live, desk.jobs).merge(desk.copy, desk.done.append, desk.errors.append)
    # The worker decides with the journal as it was; this comes before the answer does.
    desk.live.answer(START, sleep_hours=7.5)
    desk.wait()
    day = desk.live.ask.day(START)
    assert day is not None
    assert (day.mood, day.note, day.sleep_hours) == (1, "in the copy", 7.5)


def test_a_copy_that_does_not_open_changes_nothing(desk: Desk) -> None:
    desk.copy.write_bytes(b"ruined")
    Copies(desk.live, desk.jobs).merge(desk.copy, desk.done.append, desk.errors.append)
    desk.wait()
    assert desk.done == []
    assert desk.moods() == [4]


def test_an_export_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    goal = Goal(text="Rest", set_on=START, created_at=NOW, edited_at=NOW)
    source = tmp_path / "all.json"
    source.write_bytes(to_json(Contents(records=(goal,))))
    copies = Copies(desk.live, desk.jobs)

    def done(merged: Merged, incoming: Import) -> None:
        desk.done += [merged.added, len(incoming.records)]

    copies.import_json(source, done, desk.errors.append)
    desk.wait()
    assert desk.done == [1, 1]
    assert desk.live.ask.all(Goal) == (goal,)
    copies.import_json(tmp_path / "none.json", done, desk.errors.append)
    desk.qtbot.waitUntil(lambda: bool(desk.errors))


def test_a_conflict_ends_with_one_journal(desk: Desk, qtbot: QtBot) -> None:
    desk.path.write_bytes(desk.copy.read_bytes())  # a synced folder brings the other one
    with qtbot.waitSignal(desk.live.conflicted) as conflict:
        desk.live.answer(START + timedelta(days=2), mood=9)
    (conflict_copy,) = conflict.args
    join_conflict(desk.live, desk.path, desk.jobs, desk.done.append, desk.errors.append)
    desk.wait()
    (joined,) = desk.done
    assert isinstance(joined, Joined)
    desk.live = LiveBook(joined.book, desk.jobs)
    assert (joined.problem, joined.copy) == ("", conflict_copy)
    assert desk.live.path == desk.path
    assert sorted(desk.moods()) == [4, 7, 9]
