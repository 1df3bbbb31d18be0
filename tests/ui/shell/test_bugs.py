"""A bug is seen: one dialog, a report without the journal's words, and nobody waits for ever."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QProgressBar
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from journal.book.snapshot import Snapshot
from tests.ui.conftest import Clock
from tests.ui.keys import ENTER
from tests.ui.running import PASSPHRASE, Running, running
from ui.journal_file.actions import FileActions
from ui.journal_file.keys_dialogs import ChangePassphraseDialog
from ui.shell.bug_dialog import BugDialog
from ui.shell.bug_watch import AGAIN_AFTER_S, BugWatch
from ui.start.unlock import UnlockPage

ROOT = Path(__file__).parents[3]
NEW = "copper window slow harbour"
WORDS = "I told nobody yet"

pytestmark = pytest.mark.qt_no_exception_capture


def broken(*_arguments: object, **_more: object) -> None:
    raise ValueError(WORDS)


class Watched:
    """A Daybook whose bugs are watched, as ``ui.app.run`` has it; ``now`` is in seconds."""

    def __init__(self, daybook: Running) -> None:
        self.daybook = daybook
        self.now = 0.0
        self.log = daybook.folder / "daybook.log"
        app = daybook.daybook
        self.watch = BugWatch(self.log, app, clock=lambda: self.now)
        self.watch.attach(app.window, app.safety)
        self.watch.start()

    def dialogs(self) -> list[BugDialog]:
        """Those in sight."""
        return [d for d in self.daybook.daybook.window.findChildren(BugDialog) if d.isVisible()]

    def dialog(self) -> BugDialog:
        """The one that comes."""
        self.daybook.until(self.dialogs)
        (found,) = self.dialogs()
        return found

    def settle(self) -> None:
        """Let everything that was on its way arrive."""
        for _ in range(3):
            QApplication.processEvents()


@pytest.fixture
def excepthooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process's own hooks are back after the test."""
    import threading

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)


@pytest.fixture
def watched(excepthooks: None, daybook: Running) -> Watched:
    return Watched(daybook)


@pytest.fixture
def locked(
    excepthooks: None, qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock
) -> Iterator[Watched]:
    """At the unlock page of a journal that is there."""
    with running(qtbot, qapp, tmp_path, clock) as made:
        made.make_journal().close()
        made.daybook.start(made.path)
        made.back()
        yield Watched(made)


def test_a_bug_in_a_slot_is_one_dialog_with_a_report_to_copy(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(FileActions, "listed", broken)
    watched.daybook.button("Settings").click()
    dialog = watched.dialog()
    words = watched.daybook.words(dialog)
    assert "Daybook made a mistake" in words
    assert "Your journal is safe" in words
    watched.daybook.button("Copy the report", dialog).click()
    copied = QApplication.clipboard().text()
    assert copied == dialog.report
    assert "ValueError\n" in copied
    assert "ui.shell.desk:" in copied
    log = watched.log.read_text()
    assert log.count("\n") == 1
    assert f"ValueError at {__name__}:" in log
    for told in (words, copied, log, capsys.readouterr().err):
        assert WORDS not in told
        assert "Traceback" not in told


def test_a_bug_that_repeats_opens_no_endless_dialogs(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileActions, "listed", broken)
    settings = watched.daybook.button("Settings")
    settings.click()
    watched.dialog().accept()
    for _ in range(50):
        watched.now += AGAIN_AFTER_S / 2
        settings.click()  # each within the time, so it never stayed away
        watched.settle()
        assert watched.dialogs() == []
    assert watched.log.read_text().count("\n") == 1
    watched.now += AGAIN_AFTER_S
    settings.click()
    assert "ValueError" in watched.dialog().report


def test_two_bugs_at_once_share_the_dialog(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileActions, "listed", broken)
    watched.daybook.button("Settings").click()
    dialog = watched.dialog()
    watched.daybook.daybook.jobs.run(lambda: {}[WORDS])
    watched.daybook.until(lambda: "KeyError" in dialog.report)
    assert "ValueError" in dialog.report
    assert watched.dialogs() == [dialog]
    assert WORDS not in dialog.report


def test_a_bug_while_unlocking_leaves_no_busy_bar(
    locked: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    daybook = locked.daybook
    page = daybook.page
    assert isinstance(page, UnlockPage)
    with monkeypatch.context() as broken_book:
        broken_book.setattr(Book, "open", broken)
        daybook.keys.press(PASSPHRASE, ENTER)
        dialog = locked.dialog()
        daybook.until(lambda: not page.findChildren(QProgressBar)[0].isVisible())
    assert "this could not be done" in daybook.words(page)
    assert "No journal was open." in daybook.words(dialog)
    dialog.accept()
    daybook.back()
    daybook.button("Unlock", page).click()
    daybook.until(lambda: daybook.daybook.desk is not None)


def test_a_bug_while_keys_are_worked_on_leaves_no_busy_bar(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.journal_file.jobs.change_passphrase", broken)
    watched.daybook.desk.file_actions.change_passphrase()
    keys = watched.daybook.dialog(ChangePassphraseDialog)
    keys.activateWindow()
    watched.daybook.until(keys.isActiveWindow)
    press = watched.daybook.keys.press
    press(PASSPHRASE, ENTER, NEW, ENTER, NEW, ENTER)
    bug = watched.dialog()
    assert not keys.findChildren(QProgressBar)[0].isVisible()
    assert "this could not be done" in watched.daybook.words(keys)
    assert WORDS not in bug.report
    keys.reject()
    assert not keys.isVisible()


def test_a_bug_while_saving_is_said_and_the_next_save_works(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was taken for a save under way, and nothing was saved any more."""
    live = watched.daybook.desk.live
    with monkeypatch.context() as broken_save:
        broken_save.setattr(Snapshot, "write", broken)
        live.answer(live.ask.today(), mood=4)
        words = watched.daybook.words(watched.dialog())
    assert "not saved yet" in words
    assert live.state.name == "UNSAVED"
    watched.dialog().accept()
    live.save_soon()
    watched.daybook.saved()


def test_a_log_that_cannot_be_written_stops_nothing(watched: Watched) -> None:
    watched.log.mkdir()
    watched.daybook.daybook.jobs.run(lambda: 1 // 0)
    assert "ZeroDivisionError" in watched.dialog().report


@pytest.mark.parametrize("fault", ["start", "page", "quit"])
def test_the_program_shows_a_bug_from_its_first_to_its_last_moment(
    tmp_path: Path, fault: str
) -> None:
    """A process of its own, which ended with a traceback, or with nothing, before."""
    program = f"""
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import main, ui.app
from ui.shell.bug_dialog import BugDialog
from ui.today.page import TodayPage
fault = sys.argv[1]
start = ui.app.Daybook.start
def broken(*_arguments, **_more):
    raise ValueError({WORDS!r})
def look():
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, BugDialog) and dialog.isVisible() and "ValueError" in dialog.report:
            sys.stdout.write(dialog.report)
            dialog.accept()
            if fault == "page":
                QTimer.singleShot(0, QApplication.quit)
def begin(daybook, *arguments, **more):
    daybook.look = QTimer(interval=20)
    daybook.look.timeout.connect(look)
    daybook.look.start()
    if fault == "start":
        broken()
    if fault == "quit":
        QTimer.singleShot(0, QApplication.quit)
    start(daybook, *arguments, **more)
ui.app.Daybook.start = begin
if fault == "quit":
    ui.app.Daybook.finish = broken
if fault == "page":
    TodayPage.__init__ = broken
sys.exit(main.main(["demo"]))
"""
    places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", program, fault],
        cwd=ROOT,
        env={**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert "ValueError\n" in done.stdout, done.stderr
    assert done.returncode == (0 if fault == "page" else 1)
    (log,) = tmp_path.rglob("daybook.log")
    for told in (done.stdout, done.stderr, log.read_text()):
        assert "ValueError" in told
        assert WORDS not in told
        assert "Traceback" not in told
