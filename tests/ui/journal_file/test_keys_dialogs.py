"""Changing the passphrase and the keys of an open journal, through the dialogs to the file."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from journal.book.copies import backup_states
from journal.errors import WrongPassphrase
from journal.model.program import Program
from journal.vault import RecoveryKey, State
from tests.journals import CHEAP
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook
from ui.journal_file.jobs import Keys
from ui.journal_file.keys_dialogs import ChangePassphraseDialog, NewKeysDialog, NewRecoveryKeyDialog

OLD = "four words make one"
NEW = "walnut ferry quiet umbrella"
START = date(2026, 3, 2)
NOW = datetime(2026, 3, 9, 20, 0, tzinfo=UTC)


class Desk:
    """An open journal with two saves behind it, and the dialogs on it."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.qtbot = qtbot
        self.path = path
        self.printed: list[tuple[str, ...]] = []
        program = Program(start=START)
        book, self.recovery = Book.create(path, OLD, program, kdf=CHEAP, clock=lambda: NOW)
        for number in range(2):
            book.answer(START + timedelta(days=number), mood=number)
            book.save()
        self.jobs = Jobs()
        self.live = LiveBook(book, self.jobs)
        self.keys = Keys(self.live, self.jobs, lambda: CHEAP)

    def close(self) -> None:
        self.live.close()
        self.jobs.shutdown()

    def show(self, dialog: QDialog) -> QDialog:
        self.qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        self.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        return dialog

    def print_sheet(self, _parent: QWidget, groups: tuple[str, ...]) -> bool:
        self.printed.append(groups)
        return True

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), words)
        self.press(Qt.Key.Key_Return)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(QApplication.focusWidget(), key)

    def prove(self, dialog: QDialog) -> None:
        """Print the key that is shown and type two groups back."""
        self.qtbot.waitUntil(lambda: focused_text() == "Print it")
        self.press(Qt.Key.Key_Return)
        self.press(Qt.Key.Key_Return)
        (groups,) = self.printed
        for edit in [e for e in dialog.findChildren(QLineEdit) if e.isVisible()]:
            self.type(groups[int(edit.accessibleName().split()[-1]) - 1])

    def new_key(self) -> RecoveryKey:
        return RecoveryKey.parse("".join(self.printed[0]))

    def opens_with(self, secret: str | RecoveryKey) -> bool:
        """Whether the file, as it is on the disk, opens."""
        try:
            with closing(Book.open(self.path, secret, read_only=True)) as book:
                return book.counts()["day_entry"] == 2
        except WrongPassphrase:
            return False


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path / "evening.daybook")
    yield made
    made.close()


def focused_text() -> str:
    widget = QApplication.focusWidget()
    return widget.text() if isinstance(widget, QPushButton) else ""


def visible_words(dialog: QWidget) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_the_passphrase_is_changed_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    dialog = desk.show(ChangePassphraseDialog(desk.keys))
    assert "An old copy of the file still opens with the old passphrase." in visible_words(dialog)
    with qtbot.waitSignal(dialog.changed):
        for words in (OLD, NEW, NEW):
            desk.type(words)
    assert "Your passphrase is changed." in visible_words(dialog)
    assert desk.opens_with(NEW)
    assert desk.opens_with(desk.recovery)
    assert not desk.opens_with(OLD)
    desk.press(Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_nothing_changes_without_the_passphrase_of_now(desk: Desk, qtbot: QtBot) -> None:
    dialog = desk.show(ChangePassphraseDialog(desk.keys))
    for words in ("not the one", NEW, NEW):
        desk.type(words)
    qtbot.waitUntil(lambda: "That is not your passphrase." in visible_words(dialog))
    assert desk.opens_with(OLD)
    desk.press(Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


@pytest.mark.parametrize(
    ("typed", "said"),
    [((OLD, "short", "short"), "Too short"), ((OLD, NEW, NEW + "x"), "not the same")],
)
def test_a_new_passphrase_is_judged_and_compared(
    desk: Desk, typed: tuple[str, ...], said: str
) -> None:
    dialog = desk.show(ChangePassphraseDialog(desk.keys))
    for words in typed:
        desk.type(words)
    assert said in visible_words(dialog)
    assert not desk.jobs.busy


def test_a_new_recovery_key_counts_once_it_is_proven(desk: Desk, qtbot: QtBot) -> None:
    dialog = desk.show(NewRecoveryKeyDialog(desk.keys, desk.print_sheet, random.Random(1)))
    desk.type(OLD)
    qtbot.waitUntil(lambda: focused_text() == "Print it")
    assert desk.opens_with(desk.recovery)
    with qtbot.waitSignal(dialog.changed):
        desk.prove(dialog)
    assert desk.opens_with(desk.new_key())
    assert desk.opens_with(OLD)
    assert not desk.opens_with(desk.recovery)


@pytest.mark.parametrize("kind", [NewRecoveryKeyDialog, NewKeysDialog])
def test_leaving_before_the_proof_keeps_the_old_key(
    desk: Desk, qtbot: QtBot, kind: Callable[..., QDialog]
) -> None:
    dialog = desk.show(kind(desk.keys, desk.print_sheet, random.Random(1)))
    for words in (OLD, NEW, NEW) if kind is NewKeysDialog else (OLD,):
        desk.type(words)
    qtbot.waitUntil(lambda: focused_text() == "Print it")
    (cancel,) = (
        b
        for b in dialog.findChildren(QPushButton)
        if b.isVisible() and b.text().startswith("Cancel")
    )
    cancel.click()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert desk.live.save_now()
    assert desk.opens_with(OLD)
    assert desk.opens_with(desk.recovery)


def test_new_keys_end_the_old_ones_and_the_old_backups_may_go(desk: Desk, qtbot: QtBot) -> None:
    dialog = desk.show(NewKeysDialog(desk.keys, desk.print_sheet, random.Random(1)))
    assert "still opens with the old keys" in visible_words(dialog).replace("\n", " ")
    for words in (OLD, NEW, NEW):
        desk.type(words)
    with qtbot.waitSignal(dialog.changed):
        desk.prove(dialog)
    assert [desk.opens_with(s) for s in (NEW, desk.new_key())] == [True, True]
    assert [desk.opens_with(s) for s in (OLD, desk.recovery)] == [False, False]
    assert {s.state for s in backup_states(desk.path, OLD)} == {State.VERIFIED}
    (remove,) = (
        b for b in dialog.findChildren(QPushButton) if b.text() == "Remove the old backups"
    )
    remove.click()
    qtbot.waitUntil(lambda: "Old backups removed: 3." in visible_words(dialog))
    assert backup_states(desk.path, OLD) == []
    assert desk.opens_with(NEW)


def test_a_change_that_cannot_be_saved_is_said(desk: Desk, qtbot: QtBot) -> None:
    dialog = desk.show(ChangePassphraseDialog(desk.keys))
    desk.path.parent.rename(desk.path.parent.with_name("away"))
    with qtbot.assertNotEmitted(dialog.changed):
        for words in (OLD, NEW, NEW):
            desk.type(words)
        qtbot.waitUntil(lambda: "could not be saved yet" in visible_words(dialog))
    desk.path.parent.with_name("away").rename(desk.path.parent)
