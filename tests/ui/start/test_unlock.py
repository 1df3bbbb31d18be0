"""The first page: the passphrase, and what to do without one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from journal.errors import SaveFailed
from tests.ui.conftest import Clock
from tests.ui.keys import CONTROL, ENTER, SPACE, TAB
from tests.ui.running import PASSPHRASE, Running, running
from ui.help.dialog import HelpNowDialog
from ui.journal_file.restore import RestorePage
from ui.shell.journal_view import JournalView
from ui.start.create import CreatePage
from ui.start.recovery import RecoverPage
from ui.start.unlock import UnlockPage


@pytest.fixture
def daybook(qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock) -> Iterator[Running]:
    with running(qtbot, qapp, tmp_path, clock) as made:
        yield made


@pytest.fixture
def journal(daybook: Running) -> Path:
    book = daybook.make_journal()
    book.answer(book.today(), mood=7)
    book.save()
    book.close()
    return daybook.path


def field(daybook: Running) -> QLineEdit:
    (edit,) = [e for e in daybook.page.findChildren(QLineEdit) if e.isVisible()]
    return edit


def busy(daybook: Running) -> bool:
    return any(bar.isVisible() for bar in daybook.page.findChildren(QProgressBar))


def test_the_passphrase_opens_the_journal_by_keyboard(daybook: Running, journal: Path) -> None:
    daybook.daybook.start(journal)
    assert "Welcome back" in daybook.words()
    assert str(journal) in daybook.words()
    assert daybook.keys.focus is field(daybook)
    daybook.keys.press(PASSPHRASE, ENTER)
    assert busy(daybook)
    daybook.until(lambda: isinstance(daybook.page, JournalView))
    assert daybook.desk.live.ask.day(daybook.desk.live.ask.today()).mood == 7  # type: ignore[union-attr]
    assert daybook.settings.last_journal == journal


def test_a_passphrase_is_pasted_with_what_was_copied_around_it(
    daybook: Running, journal: Path
) -> None:
    daybook.daybook.start(journal)
    QApplication.clipboard().setText(f" {PASSPHRASE}\n")
    daybook.keys.press("v", held=CONTROL)
    daybook.keys.press(ENTER)
    daybook.until(lambda: isinstance(daybook.page, JournalView))


def test_a_wrong_passphrase_says_so_and_keeps_what_was_typed(
    daybook: Running, journal: Path
) -> None:
    daybook.daybook.start(journal)
    daybook.keys.press("walnut ferry quiet umbrela", ENTER)
    daybook.until(lambda: not busy(daybook))
    assert "This passphrase does not open the journal." in daybook.words()
    assert field(daybook).text() == "walnut ferry quiet umbrela"
    assert daybook.keys.focus is field(daybook)
    with pytest.raises(AssertionError):
        daybook.button("Look for backups")
    daybook.keys.press(PASSPHRASE, ENTER)  # what was typed is selected, so this replaces it
    daybook.until(lambda: isinstance(daybook.page, JournalView))


def test_nothing_typed_asks_for_the_passphrase(daybook: Running, journal: Path) -> None:
    daybook.daybook.start(journal)
    daybook.keys.press(ENTER)
    assert "Type your passphrase first." in daybook.words()
    assert daybook.keys.focus is field(daybook)
    daybook.keys.press("w")
    assert "Type your passphrase first." not in daybook.words()


@pytest.mark.parametrize("harm", ["flip", "empty", "letter"])
def test_a_damaged_file_leads_to_its_backups(daybook: Running, journal: Path, harm: str) -> None:
    whole = journal.read_bytes()
    half = len(whole) // 2
    broken = {
        "flip": whole[:half] + bytes([whole[half] ^ 1]) + whole[half + 1 :],
        "empty": b"",
        "letter": b"Dear diary",
    }
    journal.write_bytes(broken[harm])
    daybook.daybook.start(journal)
    daybook.keys.press(PASSPHRASE, ENTER)
    daybook.until(lambda: not busy(daybook))
    daybook.button("Look for backups").click()
    assert isinstance(daybook.page, RestorePage)
    daybook.button("Back").click()
    assert isinstance(daybook.page, UnlockPage)
    assert journal.read_bytes() == broken[harm]


def test_a_journal_that_is_gone_says_so(daybook: Running, tmp_path: Path) -> None:
    daybook.daybook.start(tmp_path / "gone.daybook")
    daybook.keys.press(PASSPHRASE, ENTER)
    daybook.until(lambda: not busy(daybook))
    assert "gone.daybook" in daybook.words()
    assert field(daybook).text() == PASSPHRASE


def test_what_is_typed_can_be_shown_and_hidden(daybook: Running, journal: Path) -> None:
    daybook.daybook.start(journal)
    daybook.keys.press("abc")
    assert field(daybook).displayText() != "abc"
    daybook.keys.press(TAB, SPACE)
    assert field(daybook).displayText() == "abc"
    daybook.keys.press(SPACE)
    assert field(daybook).displayText() != "abc"


def test_caps_lock_is_named_when_letters_say_so(daybook: Running, journal: Path) -> None:
    daybook.daybook.start(journal)
    daybook.keys.press("A")
    assert "Caps Lock" in daybook.words()
    daybook.keys.press("a")
    assert "Caps Lock" not in daybook.words()


def test_the_side_doors_lead_where_they_say(daybook: Running, journal: Path) -> None:
    daybook.daybook.start(journal)
    daybook.button("I forgot my passphrase").click()
    assert isinstance(daybook.page, RecoverPage)
    daybook.button("Back").click()
    daybook.button("Start a new journal").click()
    assert isinstance(daybook.page, CreatePage)
    daybook.button("Back").click()
    assert isinstance(daybook.page, UnlockPage)


def test_help_is_one_key_away_before_unlocking(daybook: Running, journal: Path) -> None:
    daybook.daybook.start(journal)
    daybook.keys.press(Qt.Key.Key_F1)
    assert "988" in daybook.words(daybook.dialog(HelpNowDialog))


def test_with_no_journal_yet_the_first_thing_is_to_start_one(daybook: Running) -> None:
    daybook.daybook.start()
    assert "A private journal for your days in a program." in daybook.words()
    assert isinstance(daybook.keys.focus, QPushButton)
    assert daybook.keys.focus.text() == "Start a new journal"
    daybook.keys.press(ENTER)
    assert isinstance(daybook.page, CreatePage)


def test_the_sample_opens_by_itself_and_is_thrown_away(daybook: Running) -> None:
    daybook.daybook.start(sample=True)
    assert busy(daybook)
    assert not daybook.button("Look at a sample").isEnabled()
    assert daybook.button("Help now").isEnabled()
    daybook.until(lambda: isinstance(daybook.page, JournalView))
    folder = daybook.desk.live.path.parent
    assert daybook.settings.last_journal is None
    daybook.lock()
    assert daybook.left[0].sample
    assert daybook.left[0].journal == ""
    assert not folder.exists()


@pytest.mark.parametrize("known", [True, False])
def test_a_sample_that_cannot_be_made_is_said_and_forgotten(
    daybook: Running, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    # A full disk: the person's own journal was then opened as if it were the sample.
    def full(*_words: object, **_more: object) -> None:
        raise SaveFailed("The disk is full.")

    monkeypatch.setattr("journal.demo.write_sample", full)
    journal = daybook.make_journal()
    journal.close()
    if known:
        daybook.settings.last_journal = daybook.path
    daybook.daybook.start()
    daybook.button("Look at a sample").click()
    daybook.until(lambda: "The disk is full." in daybook.words())
    assert daybook.button("Look at a sample").isEnabled()
    daybook.open(daybook.reopen())
    assert daybook.lock() == daybook.path
    assert daybook.settings.last_journal == daybook.path


def test_without_a_folder_for_temporary_files_only_the_sample_is_missing(
    daybook: Running, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "no folder").touch()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no folder"))
    daybook.daybook.start()
    daybook.button("Look at a sample").click()
    assert "There is no folder here for a sample" in daybook.words()
    daybook.open()
    assert daybook.desk.live.read_only_reason is None


# -- contacts that are shown before unlocking ------------------------------------------------------


def test_contacts_go_with_the_journal(daybook: Running) -> None:
    daybook.make_journal().close()
    daybook.settings.last_journal = daybook.path
    daybook.settings.shown_contacts = ("Ana · sponsor · 555 0100",)
    daybook.daybook.start()
    assert daybook.settings.shown_contacts
    daybook.path.unlink()
    daybook.daybook.start()
    assert daybook.settings.shown_contacts == ()


def test_contacts_of_a_journal_on_a_missing_drive_go_after_a_month(
    daybook: Running, clock: Clock
) -> None:
    drive = daybook.folder / "drive"
    daybook.settings.last_journal = drive / "mine.daybook"
    daybook.settings.shown_contacts = ("Ana · sponsor · 555 0100",)
    daybook.daybook.start()
    clock.move(days=29)
    daybook.daybook.start()
    assert daybook.settings.shown_contacts
    drive.mkdir()
    (drive / "mine.daybook").touch()
    daybook.daybook.start()  # found: counted anew from here
    (drive / "mine.daybook").unlink()
    drive.rmdir()
    for days, shown in ((0, True), (30, True), (1, False)):
        clock.move(days=days)
        daybook.daybook.start()
        assert bool(daybook.settings.shown_contacts) == shown
