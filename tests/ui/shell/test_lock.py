"""Locking: everything typed is kept, nothing of it stays in sight, and the program starts anew."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from journal.files.disk import Disk
from journal.model.craving import CravingEpisode
from journal.model.day import DayEntry
from journal.model.plan import Contact
from journal.model.program import Program
from journal.model.therapy import TalkingPoint, Visit
from journal.store.database import Database
from journal.vault import VaultFile
from journal.vault.format.sealed import unseal_with_ring
from tests.ui.conftest import Clock
from tests.ui.keys import CONTROL
from tests.ui.running import PASSPHRASE, START, Running, running
from ui.base.recovery_key import RecoveryKeyPage
from ui.craving.dialog import At, CravingNowDialog
from ui.desktop.away.idle import IdleWatch
from ui.help.dialog import HelpNowDialog
from ui.plan.contact_dialog import ContactDialog
from ui.sessions.calendar_file_dialog import CalendarFileDialog
from ui.start.create import CreatePage
from ui.start.unlock import UnlockPage
from ui.today.day_dialog import DayEditDialog
from ui.today.page import TodayPage
from ui.widgets.fields.note import NoteEdit
from ui.widgets.fields.passphrase import PassphraseEdit

WORDS = "the last thing I typed"


def press_lock_key() -> None:
    """Through the window that has the keyboard, as the desktop sends it."""
    window = QGuiApplication.focusWindow()
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL)


def type_into(daybook: Running, widget: QWidget) -> None:
    field = widget.focusProxy() or widget
    field.setFocus()
    QTest.keyClicks(field, WORDS)


def locked(daybook: Running) -> Book:
    """Lock with the key, and open what is on the disk."""
    daybook.desk.view.lock_wanted.emit()
    assert daybook.locked() == daybook.path
    return daybook.reopen()


def the_note(inside: QWidget) -> NoteEdit:
    QApplication.processEvents()
    return [n for n in inside.findChildren(NoteEdit) if n.isVisible()][-1]


def test_the_key_locks_and_starts_anew_on_the_same_journal(daybook: Running) -> None:
    daybook.keys.press("4")
    press_lock_key()
    assert daybook.locked() == daybook.path
    assert not daybook.page.isVisible()
    book = daybook.reopen()
    entry = book.day(book.today())
    assert entry is not None
    assert entry.mood == 4
    book.close()


def test_the_rail_locks_too(daybook: Running) -> None:
    daybook.button("Lock").click()
    assert daybook.locked() == daybook.path


def test_nothing_is_left_in_sight(daybook: Running) -> None:
    daybook.button("More about today").click()
    type_into(daybook, the_note(daybook.page))
    daybook.daybook.show_help()
    daybook.daybook.lock()
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    daybook.locked()
    assert daybook.words() == ""
    assert WORDS not in daybook.daybook.window.windowTitle()


def test_a_calendar_file_that_takes_long_does_not_hold_up_locking(
    daybook: Running, tmp_path: Path
) -> None:
    # Each of these rules is looked through to its end for a day that never comes.
    event = "BEGIN:VEVENT\nUID:{n}\nDTSTART:20260302T100000\nDURATION:PT1H\n{rule}\nEND:VEVENT\n"
    rule = "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU"
    events = "".join(event.format(n=n, rule=rule) for n in range(4_000))
    path = tmp_path / "long.ics"
    path.write_text(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n", "utf-8")
    desk = daybook.daybook.desk
    assert desk is not None
    jobs = daybook.daybook.jobs
    CalendarFileDialog(
        desk.live, daybook.daybook.content, jobs, path, daybook.daybook.window
    ).open()
    QTest.qWait(300)
    assert jobs.busy  # it is under way
    locked(daybook).close()


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
def test_what_cannot_be_saved_is_kept_sealed_and_offered_when_it_is_unlocked(
    daybook: Running, qtbot: QtBot, qapp: QApplication
) -> None:
    # Where it could not be saved, it did not lock at all.
    aside = daybook.folder.with_name(daybook.folder.name + " aside")
    daybook.kept[:] = [aside.with_name("nowhere") / "file", aside.with_name("kept")]
    daybook.kept[0].parent.write_text("in the way of the first folder")
    daybook.button("More about today").click()
    type_into(daybook, the_note(daybook.page))
    daybook.folder.rename(aside)
    assert daybook.lock() == daybook.path
    aside.rename(daybook.folder)
    (kept,) = daybook.kept[1].iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    assert WORDS.encode() not in kept.read_bytes()
    daybook.desk.live.close()

    with running(qtbot, qapp, daybook.folder, daybook.clock) as again:
        again.kept[:] = daybook.kept
        again.open(again.reopen())
        again.until(lambda: "It is not lost" in again.words())
        again.button("Bring it in").click()
        again.until(lambda: not kept.exists())
        entry = again.desk.live.ask.day(again.desk.live.ask.today())
        assert entry is not None
        assert entry.note == WORDS
        assert "It is not lost" not in again.words()
        again.lock()
        with closing(again.reopen()) as book:
            assert book.day(book.today()) == entry


def test_what_was_written_where_nothing_can_be_saved_is_kept_when_it_locks(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock
) -> None:
    with running(qtbot, qapp, tmp_path, clock) as daybook:
        daybook.make_journal().close()
        daybook.open(Book.open(daybook.path, PASSPHRASE, clock=clock, read_only=True))
        daybook.lock()
        assert not daybook.kept[0].exists(), "nothing was written, so nothing is kept"
    with running(qtbot, qapp, tmp_path, clock) as daybook:
        book = Book.open(daybook.path, PASSPHRASE, clock=clock, read_only=True)
        live = daybook.open(book).live
        live.answer(live.ask.today(), mood=4)
        daybook.lock()
        assert len(list(daybook.kept[0].iterdir())) == 1


# -- when to lock --------------------------------------------------------------------------------


def test_the_choice_in_the_journal_is_followed(daybook: Running) -> None:
    (watch,) = daybook.daybook.findChildren(IdleWatch)
    assert watch.minutes == 5
    live = daybook.desk.live
    live.record(replace(live.ask.preferences, lock_after_minutes=20))
    assert watch.minutes == 20
    live.record(replace(live.ask.preferences, lock_after_minutes=0))
    assert watch.minutes == 0


def test_being_idle_locks(daybook: Running) -> None:
    (watch,) = daybook.daybook.findChildren(IdleWatch)
    daybook.daybook.show_help()
    watch.idle.emit()
    assert daybook.locked() == daybook.path
    assert not daybook.left[0].asked_for
    assert not any(d.isVisible() for d in daybook.daybook.window.findChildren(HelpNowDialog))


def test_a_conflict_copy_is_gone_on_with_after_locking(daybook: Running) -> None:
    other = daybook.path.with_name("other.daybook")
    other.write_bytes(daybook.path.read_bytes())
    changed = Book.open(other, PASSPHRASE, clock=daybook.clock)
    changed.save()
    changed.close()
    daybook.path.write_bytes(other.read_bytes())
    assert isinstance(daybook.desk.view.current, TodayPage)
    daybook.keys.press("4")
    path = daybook.lock()
    assert path != daybook.path
    book = Book.open(path, PASSPHRASE, clock=daybook.clock)
    entry = book.day(book.today())
    assert entry is not None
    assert entry.mood == 4
    book.close()


# -- wherever one is -------------------------------------------------------------------------------


def test_the_key_locks_over_dialogs_and_menus(daybook: Running) -> None:
    # A shortcut of the window holds in no dialog over it.
    daybook.daybook.show_help()
    over = QMessageBox(daybook.dialog(HelpNowDialog))
    over.open()
    daybook.until(over.isActiveWindow)
    menu = QMenu(over)
    menu.addAction("something")
    menu.popup(over.pos())
    daybook.until(menu.isVisible)
    press_lock_key()
    daybook.locked()
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def test_the_key_locks_while_a_file_is_chosen(daybook: Running) -> None:
    asking = QTimer()
    asking.timeout.connect(
        lambda: isinstance(QApplication.activeModalWidget(), QFileDialog) and press_lock_key()
    )
    asking.start(50)
    daybook.desk.file_actions.save_elsewhere()
    asking.stop()
    daybook.locked()
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]


@pytest.mark.parametrize("wanted", [True, False])
def test_minimising_locks_if_that_is_wanted(daybook: Running, wanted: bool) -> None:
    daybook.desk.show_settings()
    tick = daybook.button("Lock when I minimize the window")
    if wanted:
        tick.click()
    daybook.button("Close").click()
    daybook.daybook.window.showMinimized()
    daybook.qtbot.wait(100)
    assert [left.minimised for left in daybook.left] == [True] * wanted


def test_two_signals_at_once_lock_once(daybook: Running) -> None:
    for asked in (False, True, False):
        daybook.daybook.lock(asked=asked)
    daybook.locked()
    daybook.qtbot.wait(100)
    assert len(daybook.left) == 1


def test_a_second_start_brings_nothing_back_into_sight_while_it_locks(daybook: Running) -> None:
    daybook.daybook.lock()
    daybook.daybook.entrance.raise_wanted.emit()
    assert not daybook.daybook.window.isVisible()
    daybook.locked()


def test_the_recovery_key_page_locks(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock
) -> None:
    # Nothing watched before a journal was open, so that the key stood there for ever.
    with running(qtbot, qapp, tmp_path, clock) as daybook:
        daybook.daybook.start()
        daybook.daybook.entrance.show_create()
        page = daybook.page
        assert isinstance(page, CreatePage)
        page.create_wanted.emit(daybook.path, PASSPHRASE, Program(start=START))
        daybook.until(lambda: isinstance(daybook.page, RecoveryKeyPage))
        (watch,) = daybook.daybook.findChildren(IdleWatch)
        watch.idle.emit()
        assert not daybook.daybook.window.isVisible()
        assert daybook.locked() == daybook.path
        daybook.reopen().close()


def test_while_the_journal_is_being_opened_it_locks(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock
) -> None:
    with running(qtbot, qapp, tmp_path, clock) as daybook:
        daybook.make_journal().close()
        daybook.daybook.start(daybook.path)
        page = daybook.page
        assert isinstance(page, UnlockPage)
        page.unlock_wanted.emit(daybook.path, PASSPHRASE)
        assert daybook.lock() == daybook.path
        daybook.qtbot.wait(50)
        assert daybook.daybook.desk is None


@pytest.mark.parametrize("creating", [False, True])
def test_on_the_first_pages_no_passphrase_is_left_standing(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock, creating: bool
) -> None:
    with running(qtbot, qapp, tmp_path, clock) as daybook:
        daybook.make_journal().close()
        daybook.daybook.start(daybook.path)
        if creating:
            daybook.daybook.entrance.show_create()
        fields = daybook.page.findChildren(PassphraseEdit)
        assert fields
        for field in fields:
            type_into(daybook, field)
        daybook.daybook.lock(asked=False)
        assert {field.text for field in fields} == {""}
        daybook.qtbot.wait(100)
        assert not daybook.left
        assert daybook.daybook.window.isVisible()


# -- whatever the disk and the workers do ----------------------------------------------------------


class HangingDisk(Disk):
    """Syncs nothing until it is let go of."""

    def __init__(self) -> None:
        self.gate = Event()
        self.hangs = False

    def fsync(self, fd: int) -> None:
        if self.hangs:
            self.gate.wait()
        super().fsync(fd)


@pytest.mark.parametrize("saving", [False, True], ids=["idle", "already saving"])
def test_a_disk_that_hangs_holds_up_nothing(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock, saving: bool
) -> None:
    disk = HangingDisk()
    with running(qtbot, qapp, tmp_path, clock) as daybook:
        daybook.make_journal().close()
        file, image, ring = VaultFile.open(daybook.path, PASSPHRASE, clock=clock, disk=disk)
        live = daybook.open(Book(file, Database(image), ring, clock)).live
        daybook.saved()
        disk.hangs = True
        live.answer(live.ask.today(), mood=4)
        if saving:
            live.save_soon()
            live.answer(live.ask.today(), craving=2)
        assert daybook.lock() == daybook.path
        assert not daybook.daybook.window.isVisible()
        assert live.unsaved
        (kept,) = daybook.kept[0].iterdir()
        image, _ring = unseal_with_ring(kept.read_bytes(), ring)
        with closing(Database(image)) as database:
            (entry,) = database.where(DayEntry)
        assert (entry.mood, entry.craving) == (4, 2 if saving else None)
        disk.gate.set()


def test_workers_that_never_end_hold_up_nothing(daybook: Running) -> None:
    gate = Event()
    jobs = daybook.daybook.jobs
    for lane in ("general", "general", "charts"):
        jobs.run(gate.wait, lane=lane)
    daybook.keys.press("4")
    assert daybook.lock() == daybook.path
    with closing(daybook.reopen()) as book:
        entry = book.day(book.today())
    assert entry is not None
    assert entry.mood == 4
    gate.set()
