"""What merges did not choose, in the window: looked at, taken up, and taken back, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from journal.book.copies import merge_file
from journal.model.craving import CravingEpisode
from journal.model.earlier_version import EarlierVersion
from journal.model.therapy import Goal
from tests.end2end.test_accessible import problems
from tests.ui.conftest import Clock
from tests.ui.keys import CONTROL, ENTER, SHIFT, TAB
from tests.ui.running import PASSPHRASE, START, Running, running
from ui.journal_file.earlier import MOST_SHOWN, EarlierDialog
from ui.journal_file.merge_report import MergeDialog
from ui.journal_file.settings import SettingsDialog
from ui.widgets.layout.card import Card

DOOR = "Look at earlier versions"
USE, BACK, UNDO = "Use this one instead", "Bring it back", "Undo"


def merged(app: Running, days: int = 1) -> Book:
    """A journal in which a merge chose mood 8, not 3, on some days, a goal and a craving."""
    book = app.make_journal()
    goal = Goal(text="Walk", set_on=START)
    craving = CravingEpisode(at=app.clock(), day=START, peak=7, triggers=("money", "cue"))
    book.record(goal, craving)
    book.save()
    laptop = app.folder / "laptop.daybook"
    laptop.write_bytes(app.path.read_bytes())
    for number in range(days):
        book.answer(START + timedelta(days=number), mood=3)
    book.record(replace(goal, text="Run"), replace(craving, peak=9))
    app.clock.move(minutes=10)
    with closing(Book.open(laptop, PASSPHRASE, clock=app.clock)) as other:
        for number in range(days):
            other.answer(START + timedelta(days=number), mood=8)
        other.record(replace(goal, text="Rest"), replace(craving, peak=4))
        other.save()
    app.clock.move(minutes=10)
    book.take_in(merge_file(book.image(), book.ring, laptop))
    book.save()
    return book


@pytest.fixture
def daybook(qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock) -> Iterator[Running]:
    with running(qtbot, qapp, tmp_path, clock) as app:
        yield app


def looked_at(app: Running) -> EarlierDialog:
    """The dialog, come to from Settings by keyboard."""
    app.back()
    app.button("Settings").click()
    app.keys.tab_to(app.button(DOOR, app.dialog(SettingsDialog)))
    app.keys.press(ENTER)
    dialog = app.dialog(EarlierDialog)
    dialog.activateWindow()
    app.until(dialog.isActiveWindow)
    return dialog


def day_button(dialog: EarlierDialog, *, first: bool = False) -> QAbstractButton:
    """The button under the day, or under the first of many."""
    cards = [card for card in dialog.findChildren(Card) if card.isVisible()]
    days = [card for card in cards if card.accessibleName().startswith("The day")]
    (card,) = days[:1] if first else days
    (button,) = card.findChildren(QAbstractButton)
    return button


def at_rest(app: Running, dialog: QWidget) -> None:
    """Wait until the layouts have followed: nothing moves from one look to the next."""
    places: list[list[QRect]] = []

    def still() -> bool:
        app.qtbot.wait(50)
        places.append([w.geometry() for w in dialog.findChildren(QWidget) if w.isVisible()])
        return places[-1] == places[-2:][0] and len(places) > 2

    app.until(still)


def mood(app: Running) -> int | None:
    entry = app.desk.live.ask.day(START)
    return entry.mood if entry else None


def test_there_is_no_door_to_nothing(daybook: Running) -> None:
    daybook.open()
    assert DOOR not in [words for words, _go in daybook.desk.file_actions.listed()]


def test_each_is_shown_beside_what_the_journal_says_now(daybook: Running) -> None:
    daybook.open(merged(daybook))
    words = daybook.words(looked_at(daybook))
    assert "Mood\nEarlier: 3 of 10\nNow: 8 of 10" in words
    assert "At its strongest\nEarlier: 9\nNow: 4" in words
    assert "Words\nEarlier: Run\nNow: Rest" in words
    # Only what differs: the triggers were the same, and had been compared as list and tuple.
    assert "What set it off" not in words
    assert words.count("Written on") == 3


def test_one_is_taken_up_and_taken_back_by_keyboard(daybook: Running) -> None:
    daybook.open(merged(daybook))
    dialog = looked_at(daybook)
    keys = daybook.keys
    # The cursor begins where nothing happens by a slip.
    assert keys.focus is daybook.button("Close", dialog)
    keys.press(TAB)
    keys.tab_to(day_button(dialog))
    keys.press(ENTER)
    assert mood(daybook) == 3
    words = daybook.words(dialog)
    assert "Mood\nEarlier: 8 of 10\nNow: 3 of 10" in words
    assert words.count("Mood") == 1
    assert keys.focus is day_button(dialog)
    keys.tab_to(daybook.button(UNDO, dialog))
    keys.press(ENTER)
    assert mood(daybook) == 8
    assert "Mood\nEarlier: 3 of 10\nNow: 8 of 10" in daybook.words(dialog)
    assert keys.focus is day_button(dialog)
    keys.press(ENTER)
    dialog.close()
    daybook.back()
    assert mood(daybook) == 3
    keys.press("z", held=CONTROL)
    assert mood(daybook) == 8
    keys.press("z", held=CONTROL | SHIFT)
    daybook.saved()
    with closing(Book.open(daybook.path, PASSPHRASE, read_only=True)) as book:
        entry = book.day(START)
    assert entry is not None
    assert entry.mood == 3


def test_what_was_deleted_since_is_brought_back(daybook: Running) -> None:
    daybook.open(merged(daybook))
    live = daybook.desk.live
    live.delete(*live.ask.all(Goal))
    dialog = looked_at(daybook)
    assert "not in your journal any more" in daybook.words(dialog)
    daybook.button(BACK, dialog).click()
    assert [goal.text for goal in live.ask.all(Goal)] == ["Run"]
    assert "Run" not in daybook.words(dialog)


def test_when_the_journal_says_all_of_it_that_is_said(daybook: Running) -> None:
    daybook.open(merged(daybook))
    live = daybook.desk.live
    live.answer(START, mood=3)
    (goal,), (craving,) = live.ask.all(Goal), live.ask.all(CravingEpisode)
    live.record(replace(goal, text="Run"), replace(craving, peak=9))
    dialog = looked_at(daybook)
    assert "says all of it now" in daybook.words(dialog)


def test_what_no_longer_fits_is_told_and_changes_nothing(
    daybook: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = merged(daybook)
    daybook.open(book)
    ahead = EarlierVersion("day_entry", {"day": "2027-02-01", "mood": 4}, book.now())
    monkeypatch.setattr(Book, "earlier_versions", lambda _book: (ahead,))
    dialog = looked_at(daybook)
    daybook.button(BACK, dialog).click()
    assert "still to come" in daybook.words(dialog)
    assert not daybook.desk.live.undo_stack.canUndo()


def test_many_come_a_portion_at_a_time(daybook: Running) -> None:
    daybook.clock.move(days=60)
    daybook.open(merged(daybook, days=MOST_SHOWN + 3))
    dialog = looked_at(daybook)
    assert daybook.words(dialog).count("Written on") == MOST_SHOWN
    daybook.button("Show 5 more", dialog).click()
    assert daybook.words(dialog).count("Written on") == MOST_SHOWN + 5
    daybook.button(USE, dialog).click()
    # The list is made anew, and is no shorter for it.
    assert daybook.words(dialog).count("Written on") == MOST_SHOWN + 5


def test_it_and_the_report_of_a_merge_are_as_accessible_as_a_page(daybook: Running) -> None:
    daybook.daybook.appearance.choose("light")
    daybook.daybook.appearance.set_text_scale(2.0)
    daybook.daybook.window.resize(1024, 640)
    daybook.clock.move(days=60)
    book = merged(daybook, days=MOST_SHOWN + 3)
    daybook.open(book)
    daybook.back()
    dialog = looked_at(daybook)
    at_rest(daybook, dialog)
    found = problems(dialog)
    day_button(dialog, first=True).click()
    at_rest(daybook, dialog)
    found += problems(dialog)
    dialog.close()
    doors = daybook.desk.file_actions
    report = merge_file(book.image(), book.ring, daybook.folder / "laptop.daybook")
    doors.show_merge(report, daybook.path, ["Left out: 2 records."])
    shown = daybook.dialog(MergeDialog)
    shown.activateWindow()
    daybook.until(shown.isActiveWindow)
    at_rest(daybook, shown)
    assert found + problems(shown) == []
