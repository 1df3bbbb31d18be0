"""Locking: everything typed is kept, nothing of it stays in sight, and the program starts anew."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from journal.model.craving import CravingEpisode
from journal.model.plan import Contact
from journal.model.therapy import TalkingPoint, Visit
from tests.ui.conftest import Clock
from tests.ui.keys import CONTROL
from tests.ui.running import PASSPHRASE, Running, running
from ui.craving.dialog import At, CravingNowDialog
from ui.desktop.idle_and_relaunch import IdleWatch
from ui.help.dialog import HelpNowDialog
from ui.plan.contact_dialog import ContactDialog
from ui.today.day_dialog import DayEditDialog
from ui.today.page import TodayPage
from ui.widgets.fields.note import NoteEdit

WORDS = "the last thing I typed"


def type_into(daybook: Running, widget: QWidget) -> None:
    field = widget.focusProxy() or widget
    field.setFocus()
    QTest.keyClicks(field, WORDS)


def locked(daybook: Running) -> Book:
    """Lock with the key, and open what is on the disk."""
    daybook.daybook.desk.view.lock_wanted.emit()  # type: ignore[union-attr]
    assert daybook.restarts == [["open", str(daybook.path)]]
    return daybook.reopen()


def the_note(inside: QWidget) -> NoteEdit:
    QApplication.processEvents()
    return [n for n in inside.findChildren(NoteEdit) if n.isVisible()][-1]


def test_the_key_locks_and_starts_anew_on_the_same_journal(daybook: Running) -> None:
    daybook.keys.press("4")
    daybook.keys.press("l", held=CONTROL)
    assert daybook.restarts == [["open", str(daybook.path)]]
    assert daybook.daybook.desk is None
    assert not daybook.page.isVisible()
    book = daybook.reopen()
    entry = book.day(book.today())
    assert entry is not None
    assert entry.mood == 4
    book.close()


def test_the_rail_locks_too(daybook: Running) -> None:
    daybook.button("Lock").click()
    assert daybook.restarts == [["open", str(daybook.path)]]


def test_nothing_is_left_in_sight(daybook: Running) -> None:
    daybook.button("More about today").click()
    type_into(daybook, the_note(daybook.page))
    daybook.daybook.show_help()
    daybook.daybook.lock()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [daybook.daybook.window]
    assert daybook.words() == ""
    assert WORDS not in daybook.daybook.window.windowTitle()


# -- what is being typed at that moment (as keepassxc#2336 and keepass2android#2178 lost it) ------


def test_the_note_of_today(daybook: Running) -> None:
    daybook.button("More about today").click()
    type_into(daybook, the_note(daybook.page))
    book = locked(daybook)
    entry = book.day(book.today())
    assert entry is not None
    assert entry.note == WORDS
    book.close()


def test_the_note_in_craving_now(daybook: Running) -> None:
    daybook.desk.show_craving(None)
    dialog = daybook.dialog(CravingNowDialog)
    while dialog.at is not At.MORE:
        daybook.button(dialog.step.onward_text(), dialog).click()
    daybook.button("Add more about it", dialog).click()
    type_into(daybook, the_note(dialog))
    book = locked(daybook)
    assert [episode.note for episode in book.all(CravingEpisode)] == [WORDS]
    book.close()


def test_the_note_of_an_earlier_day_in_its_dialog(daybook: Running, clock: Clock) -> None:
    live = daybook.desk.live
    live.record(replace(live.ask.preferences, more_open=True))
    dialog = DayEditDialog(live, daybook.desk.content, date(2026, 3, 20), daybook.daybook.window)
    dialog.open()
    type_into(daybook, the_note(dialog))
    book = locked(daybook)
    entry = book.day(date(2026, 3, 20))
    assert entry is not None
    assert entry.note == WORDS
    book.close()


def test_a_form_that_was_not_saved_is_offered_again(
    qtbot: QtBot, qapp: QApplication, daybook: Running
) -> None:
    dialog = ContactDialog(daybook.desk.live, daybook.desk.content, parent=daybook.daybook.window)
    dialog.open()
    name = next(e for e in dialog.findChildren(QLineEdit) if "Name" in e.accessibleName())
    type_into(daybook, name)
    book = locked(daybook)
    assert book.all(Contact) == ()
    with running(qtbot, qapp, daybook.folder, daybook.clock) as again:
        again.open(book)
        assert "Someone to call" in again.words()
        again.button("Go on").click()
        dialog = again.dialog(ContactDialog)
        assert dialog.record().name == WORDS
        again.button("Save", dialog).click()
        assert [contact.name for contact in again.desk.live.ask.all(Contact)] == [WORDS]
        assert again.desk.live.ask.drafts() == ()


def test_a_talking_point_that_was_not_added_yet(daybook: Running) -> None:
    daybook.go_to("therapy")
    type_into(daybook, daybook.keys.focus)
    book = locked(daybook)
    assert [point.text for point in book.all(TalkingPoint)] == [WORDS]
    book.close()


def test_the_slip_of_a_session(daybook: Running) -> None:
    daybook.desk.view.show_page("therapy")
    page: Any = daybook.desk.view.current
    type_into(daybook, page.visit.findChildren(NoteEdit)[0])
    book = locked(daybook)
    assert [visit.focus for visit in book.all(Visit)] == [WORDS]
    book.close()


def test_words_on_a_page_that_is_out_of_sight(daybook: Running) -> None:
    daybook.button("More about today").click()
    type_into(daybook, the_note(daybook.page))
    daybook.desk.view.show_page("sessions")
    book = locked(daybook)
    entry = book.day(book.today())
    assert entry is not None
    assert entry.note == WORDS
    book.close()


# -- when it cannot be saved ---------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="a folder with an open file stays where it is there")
def test_what_cannot_be_saved_is_not_locked_away(daybook: Running) -> None:
    aside = daybook.folder.with_name(daybook.folder.name + " aside")
    daybook.folder.rename(aside)
    daybook.button("More about today").click()
    type_into(daybook, the_note(daybook.page))
    daybook.daybook.lock()
    assert daybook.restarts == []
    assert "What you wrote is not saved yet." in daybook.words()
    assert the_note(daybook.page).text == WORDS
    aside.rename(daybook.folder)
    daybook.daybook.lock()
    assert daybook.restarts == [["open", str(daybook.path)]]
    book = daybook.reopen()
    entry = book.day(book.today())
    assert entry is not None
    assert entry.note == WORDS
    book.close()


def test_what_was_written_where_nothing_can_be_saved_is_not_locked_away(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock
) -> None:
    with running(qtbot, qapp, tmp_path, clock) as daybook:
        daybook.make_journal().close()
        book = Book.open(daybook.path, PASSPHRASE, clock=clock, read_only=True)
        daybook.open(book)
        daybook.back()
        live = daybook.desk.live
        daybook.daybook.lock()
        assert daybook.restarts == [["open", str(daybook.path)]], "nothing was written, so it locks"
    with running(qtbot, qapp, tmp_path, clock) as daybook:
        book = Book.open(daybook.path, PASSPHRASE, clock=clock, read_only=True)
        live = daybook.open(book).live
        live.answer(live.ask.today(), mood=4)
        daybook.daybook.lock()
        assert daybook.restarts == []
        assert "The journal was opened for reading only." in daybook.words()
        assert daybook.button("Save somewhere else").isVisible()


# -- when to lock --------------------------------------------------------------------------------


class Spy:
    """Counts."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


def ring(watch: IdleWatch) -> QTimer:
    (timer,) = watch.findChildren(QTimer)
    return timer


def test_idle_minutes_are_counted_from_the_last_key(qtbot: QtBot, qapp: QApplication) -> None:
    window = QPushButton("x")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    watch = IdleWatch(qapp, 1)
    timer = ring(watch)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.start()
    qtbot.waitUntil(lambda: timer.remainingTime() < 59_600, timeout=5000)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert timer.remainingTime() > 59_600
    spy = Spy()
    watch.idle.connect(spy)
    timer.setInterval(20)
    # Again and again, should locking not have worked the first time.
    qtbot.waitUntil(lambda: spy.times >= 2, timeout=5000)
    watch.stop()
    watch.deleteLater()


@pytest.mark.parametrize(("minutes", "runs"), [(0, False), (1, True), (1440, True)])
def test_how_long_to_wait_is_the_persons_choice(
    qapp: QApplication, minutes: int, runs: bool
) -> None:
    watch = IdleWatch(qapp, minutes)
    assert ring(watch).isActive() == runs
    assert ring(watch).interval() == minutes * 60_000
    watch.stop()
    assert not ring(watch).isActive()
    watch.deleteLater()


def test_the_choice_in_the_journal_is_followed(daybook: Running) -> None:
    (watch,) = daybook.daybook.findChildren(IdleWatch)
    assert ring(watch).interval() == 5 * 60_000
    live = daybook.desk.live
    live.record(replace(live.ask.preferences, lock_after_minutes=20))
    assert ring(watch).interval() == 20 * 60_000
    live.record(replace(live.ask.preferences, lock_after_minutes=0))
    assert not ring(watch).isActive()


def test_being_idle_locks(daybook: Running) -> None:
    (watch,) = daybook.daybook.findChildren(IdleWatch)
    daybook.daybook.show_help()
    watch.idle.emit()
    assert daybook.restarts == [["open", str(daybook.path)]]
    assert not any(d.isVisible() for d in daybook.daybook.window.findChildren(HelpNowDialog))


def test_before_unlocking_there_is_nothing_to_lock(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock
) -> None:
    with running(qtbot, qapp, tmp_path, clock) as daybook:
        daybook.daybook.start()
        daybook.daybook.lock()
        assert daybook.restarts == []


def test_a_conflict_copy_is_gone_on_with_after_locking(daybook: Running) -> None:
    other = daybook.path.with_name("other.daybook")
    other.write_bytes(daybook.path.read_bytes())
    changed = Book.open(other, PASSPHRASE, clock=daybook.clock)
    changed.save()
    changed.close()
    daybook.path.write_bytes(other.read_bytes())
    assert isinstance(daybook.desk.view.current, TodayPage)
    daybook.keys.press("4")
    daybook.daybook.lock()
    ((_open, path),) = daybook.restarts
    assert path != str(daybook.path)
    book = Book.open(Path(path), PASSPHRASE, clock=daybook.clock)
    entry = book.day(book.today())
    assert entry is not None
    assert entry.mood == 4
    book.close()
