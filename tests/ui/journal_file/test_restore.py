"""Finding a backup and bringing it back, down to the file, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QListWidget,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from journal.book.copies import BackupState
from journal.model.program import Program
from journal.vault import RecoveryKey, backups_of
from tests.journals import CHEAP
from tests.ui.running import running
from ui.base.jobs import Jobs
from ui.base.words.dates import day_words
from ui.journal_file.jobs import Rescue, recovery_reader
from ui.journal_file.restore import RestorePage
from ui.journal_file.settings import SettingsDialog

PASSPHRASE = "four words make one"
START = date(2026, 3, 2)
NOW = datetime(2026, 3, 9, 20, 0, tzinfo=UTC)


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.shutdown()


@pytest.fixture
def recovery(path: Path) -> RecoveryKey:
    """The recovery key of a journal of three days, each saved by itself."""
    book, key = Book.create(path, PASSPHRASE, Program(start=START), kdf=CHEAP, clock=lambda: NOW)
    with closing(book):
        for number in range(3):
            book.answer(START + timedelta(days=number), mood=number)
            book.save()
    return key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "evening.daybook"


class Desk:
    """The page with its work behind it, as the window wires it."""

    def __init__(self, qtbot: QtBot, jobs: Jobs, path: Path, target: Path | None) -> None:
        self.asked: list[Path] = []
        self.restored: list[Path] = []
        rescue = Rescue(jobs, lambda: CHEAP)

        def choose(_parent: QWidget, suggest: Path) -> Path | None:
            self.asked.append(suggest)
            return target

        self.page = RestorePage(
            path.name,
            suggest=path.with_name("evening (restored).daybook"),
            ask_passphrase=True,
            choose_file=choose,
        )
        page = self.page
        page.passphrase_given.connect(
            lambda words: rescue.list_backups(path, words, page.show_backups, page.show_problem)
        )

        def restore(state: BackupState, chosen: Path) -> None:
            rescue.restore(state, chosen, done, page.show_problem)

        def done(written: Path) -> None:
            self.restored.append(written)
            page.show_restored(written)

        page.restore_wanted.connect(restore)
        qtbot.addWidget(page)
        page.resize(900, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    @property
    def list(self) -> QListWidget:
        (found,) = self.page.findChildren(QListWidget)
        return found

    def words(self) -> str:
        labels = self.page.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())

    def button(self, text: str) -> QPushButton:
        (found,) = (b for b in self.page.findChildren(QPushButton) if b.text() == text)
        return found


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def give(qtbot: QtBot, passphrase: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), passphrase)
    press(qtbot, Qt.Key.Key_Return)


@pytest.mark.usefixtures("recovery")
def test_a_backup_is_found_and_brought_back_by_keyboard(
    qtbot: QtBot, jobs: Jobs, path: Path, tmp_path: Path
) -> None:
    target = tmp_path / "back.daybook"
    path.write_bytes(b"ruined")
    desk = Desk(qtbot, jobs, path, target)
    give(qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: desk.list.hasFocus())
    assert [desk.list.item(row).text().split("\n")[1] for row in range(4)] == [
        f"Checked. Days written: 3; the last is {day_words(START + timedelta(days=2))}.",
        f"Checked. Days written: 2; the last is {day_words(START + timedelta(days=1))}.",
        f"Checked. Days written: 1; the last is {day_words(START)}.",
        "Checked. No day is written in it yet.",
    ]
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.restored))
    assert desk.asked == [path.with_name("evening (restored).daybook")]
    assert "It is back, as back.daybook." in desk.words()
    with closing(Book.open(target, PASSPHRASE)) as book:
        assert book.counts()["day_entry"] == 2
    assert path.read_bytes() == b"ruined"
    with qtbot.waitSignal(desk.page.open_wanted) as wanted:
        press(qtbot, Qt.Key.Key_Return)
    assert wanted.args == [target]


@pytest.mark.usefixtures("recovery")
def test_a_damaged_backup_is_shown_and_cannot_be_chosen(
    qtbot: QtBot, jobs: Jobs, path: Path, tmp_path: Path
) -> None:
    newest = backups_of(path)[0].path
    newest.write_bytes(newest.read_bytes()[:-1])
    desk = Desk(qtbot, jobs, path, tmp_path / "back.daybook")
    give(qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: desk.list.hasFocus())
    assert desk.list.item(0).text().endswith("Damaged: it cannot be opened.")
    assert desk.list.currentRow() == 1
    press(qtbot, Qt.Key.Key_Up)
    assert desk.list.currentRow() == 1


@pytest.mark.usefixtures("recovery")
def test_another_passphrase_can_be_tried(qtbot: QtBot, jobs: Jobs, path: Path) -> None:
    desk = Desk(qtbot, jobs, path, None)
    give(qtbot, "not the passphrase")
    qtbot.waitUntil(lambda: "opens none of them" in desk.words())
    assert not desk.button("Bring it back").isVisible()
    give(qtbot, PASSPHRASE)  # what was typed is selected, so this replaces it
    qtbot.waitUntil(lambda: desk.list.hasFocus())
    desk.button("Bring it back").click()  # and then no file is chosen
    assert desk.restored == []


def test_what_goes_wrong_is_said_and_can_be_tried_again(
    qtbot: QtBot, jobs: Jobs, path: Path, recovery: RecoveryKey
) -> None:
    desk = Desk(qtbot, jobs, path, path)  # a name that is taken
    give(qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: desk.list.hasFocus())
    before = path.read_bytes()
    desk.button("Bring it back").click()
    qtbot.waitUntil(lambda: "choose another name" in desk.words())
    assert path.read_bytes() == before
    assert desk.button("Bring it back").isEnabled()


def test_no_backups_is_said(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    desk = Desk(qtbot, jobs, tmp_path / "none.daybook", None)
    give(qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: "There are no backups" in desk.words())


def test_recovering_hands_over_an_open_journal(
    qtbot: QtBot, jobs: Jobs, path: Path, recovery: RecoveryKey
) -> None:
    books: list[Book] = []
    errors: list[Exception] = []
    key = recovery_reader(path)(str(recovery))
    rescue: Callable[..., None] = Rescue(jobs, lambda: CHEAP).recover
    rescue(path, key, "another four words here", books.append, errors.append)
    qtbot.waitUntil(lambda: bool(books))
    with closing(books[0]) as book:
        assert book.counts()["day_entry"] == 3
        rescue(path, key, "another four words here", books.append, errors.append)
        qtbot.waitUntil(lambda: bool(errors))  # it is open already
    Book.open(path, "another four words here").close()


def test_open_it_now_in_settings_opens_it(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = tmp_path / "mine restored.daybook"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words, **_more: (str(back), ""))
    with running(qtbot, qapp, tmp_path, lambda: NOW) as app:
        desk = app.open()
        desk.live.answer(START, mood=4)
        assert desk.live.save_now()
        app.button("Settings").click()
        app.button("Look at my backups", app.dialog(SettingsDialog)).click()
        app.until(lambda: "Which one?" in app.words())
        app.button("Bring it back").click()
        app.until(back.exists)
        app.until(lambda: "It is back" in app.words())
        app.button("Open it now").click()
        assert app.locked() == back
