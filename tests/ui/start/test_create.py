"""A new journal: a passphrase that holds, a first day, and a place of its own."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from journal.exchange.json_file import to_json
from journal.model.contents import Contents
from journal.model.plan import Preferences
from journal.model.program import Program
from tests.ui.conftest import Clock
from tests.ui.keys import BACKSPACE, CONTROL, ENTER, Keys
from tests.ui.running import PASSPHRASE, Running, running
from ui.base.recovery_key import RecoveryKeyPage
from ui.start.create import CreatePage
from ui.widgets.fields.date_field import DateField

TODAY = date(2026, 3, 24)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> CreatePage:
    made = CreatePage(tmp_path, TODAY)
    made.resize(900, 900)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def keys(qtbot: QtBot, page: CreatePage) -> Keys:
    return Keys(qtbot, page)


def words(page: CreatePage) -> str:
    return "\n".join(x.text() for x in page.findChildren(QLabel) if x.isVisible())


def edit(page: CreatePage, name: str) -> QLineEdit:
    (found,) = [e for e in page.findChildren(QLineEdit) if e.accessibleName() == name]
    return found


def empty(keys: Keys) -> None:
    keys.press("a", held=CONTROL)
    keys.press(BACKSPACE)


def asked(qtbot: QtBot, page: CreatePage, keys: Keys) -> tuple[Path, str, Program] | None:
    """What is asked for when Enter is pressed."""
    wanted: list[tuple[Path, str, Program]] = []
    page.create_wanted.connect(lambda *what: wanted.append(what))
    keys.press(ENTER)
    return wanted[0] if wanted else None


def test_two_equal_passphrases_are_enough(
    qtbot: QtBot, page: CreatePage, keys: Keys, tmp_path: Path
) -> None:
    assert keys.focus is edit(page, "Passphrase")
    keys.press(PASSPHRASE, ENTER, PASSPHRASE)
    assert "hard to guess" in words(page).casefold()
    wanted = asked(qtbot, page, keys)
    assert wanted is not None
    path, passphrase, program = wanted
    assert (path, passphrase) == (tmp_path / "journal.daybook", PASSPHRASE)
    assert (program.start, program.planned_days) == (TODAY, 45)


def test_two_that_differ_are_named_and_nothing_is_made(
    qtbot: QtBot, page: CreatePage, keys: Keys
) -> None:
    keys.press(PASSPHRASE, ENTER, PASSPHRASE + "s")
    assert asked(qtbot, page, keys) is None
    assert "The two passphrases are not the same." in words(page)
    assert keys.focus is edit(page, "The same again")
    keys.press(BACKSPACE)
    assert asked(qtbot, page, keys) is not None


@pytest.mark.parametrize(
    ("weak", "sentence"),
    [
        ("", "Four or more words"),
        ("secret", "Too short"),
        ("aaaaaaaaaaaaaaaaaaaa", "Easy to guess"),
        ("passwordpassword1", "Easy to guess"),
    ],
)
def test_a_weak_passphrase_is_turned_down_in_words(
    qtbot: QtBot, page: CreatePage, keys: Keys, weak: str, sentence: str
) -> None:
    keys.press(weak, ENTER, weak)
    assert asked(qtbot, page, keys) is None
    assert sentence in words(page)
    assert keys.focus is edit(page, "Passphrase")


def test_a_blank_first_day_is_asked_for(qtbot: QtBot, page: CreatePage, keys: Keys) -> None:
    keys.press(PASSPHRASE, ENTER, PASSPHRASE)
    keys.tab_to(edit(page, "First day"))
    empty(keys)
    keys.tab_to(edit(page, "The same again"))
    assert asked(qtbot, page, keys) is None
    assert "Say on which day your program starts." in words(page)
    assert keys.focus is edit(page, "First day")


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ("", "Say how many days are planned."),
        ("0", "Please write a whole number from 1 to 3650."),
        ("soon", "Please write a whole number from 1 to 3650."),
    ],
)
def test_a_length_that_is_none_is_asked_for(
    qtbot: QtBot, page: CreatePage, keys: Keys, days: str, sentence: str
) -> None:
    keys.press(PASSPHRASE, ENTER, PASSPHRASE)
    keys.tab_to(edit(page, "Planned length"))
    empty(keys)
    keys.press(days)
    keys.tab_to(edit(page, "The same again"))
    assert asked(qtbot, page, keys) is None
    assert sentence in words(page)
    assert keys.focus is edit(page, "Planned length")


def test_a_name_that_is_taken_is_left_alone(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "journal.daybook").write_text("mine")
    (tmp_path / "journal 2.daybook").write_text("mine too")
    page = CreatePage(tmp_path, TODAY)
    qtbot.addWidget(page)
    Keys(qtbot, page)
    assert str(tmp_path / "journal 3.daybook") in words(page)


# -- through the entrance ------------------------------------------------------------------------


@pytest.fixture
def daybook(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Running]:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_DOCUMENTS_DIR", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with running(qtbot, qapp, tmp_path, clock) as made:
        made.daybook.start()
        made.daybook.entrance.show_create()
        yield made


def test_the_first_journal_of_a_new_computer_gets_a_folder_of_its_own(
    daybook: Running, tmp_path: Path
) -> None:
    """The usual folder is not there before the first journal."""
    folder = tmp_path / "home" / "Documents" / "Daybook"
    assert not folder.parent.exists()
    daybook.keys.press(PASSPHRASE, ENTER, PASSPHRASE, ENTER)
    daybook.until(lambda: isinstance(daybook.page, RecoveryKeyPage))
    assert (folder / "journal.daybook").is_file()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_while_it_is_made_nothing_can_be_pressed_twice(daybook: Running) -> None:
    daybook.keys.press(PASSPHRASE, ENTER, PASSPHRASE, ENTER)
    assert not daybook.button("Create my journal").isEnabled()
    assert not daybook.button("Back").isEnabled()
    daybook.until(lambda: isinstance(daybook.page, RecoveryKeyPage))


@pytest.mark.skipif(os.name == "nt", reason="a file in the way of a folder, told otherwise there")
def test_a_folder_that_cannot_be_made_is_one_sentence_and_can_be_tried_again(
    daybook: Running, tmp_path: Path
) -> None:
    (tmp_path / "home").write_text("in the way")
    daybook.keys.press(PASSPHRASE, ENTER, PASSPHRASE, ENTER)
    daybook.until(lambda: daybook.button("Create my journal").isEnabled())
    folder = tmp_path / "home" / "Documents" / "Daybook"
    assert f"The folder {folder} could not be made: Not a directory." in daybook.words()
    (tmp_path / "home").unlink()
    daybook.keys.tab_to(daybook.button("Create my journal"))
    daybook.keys.press(Qt.Key.Key_Space)
    daybook.until(lambda: isinstance(daybook.page, RecoveryKeyPage))


def test_a_journal_made_after_midnight_starts_on_the_day_that_still_goes_on(
    daybook: Running, clock: Clock
) -> None:
    """It was to start on the calendar's day, so what was written that night was refused."""
    clock.move(hours=5)  # to half past one
    page = daybook.daybook.entrance.show_create()
    first_day = page.findChild(DateField)
    assert isinstance(first_day, DateField)
    assert first_day.value == TODAY


# -- from an export ------------------------------------------------------------------------------


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of an export, which is chosen when one is asked for."""
    path = tmp_path / "all of it.json"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    return path


def begin_from_file(daybook: Running) -> None:
    daybook.keys.press(PASSPHRASE, ENTER, PASSPHRASE)
    daybook.button("Bring in everything from a file instead").click()
    daybook.button("Create my journal").click()


def test_a_new_journal_begins_with_everything_in_an_export(daybook: Running, export: Path) -> None:
    at = datetime(2026, 3, 3, 20, tzinfo=UTC)
    kept = Preferences(recovery_kept=True, guide_done=True, created_at=at, edited_at=at)
    program = Program(start=date(2026, 3, 2), created_at=at, edited_at=at)
    data = json.loads(to_json(Contents(records=(program, kept))))
    data["records"]["dream"] = [{}, {}]
    export.write_text(json.dumps(data))
    begin_from_file(daybook)
    daybook.until(lambda: isinstance(daybook.page, RecoveryKeyPage))
    assert "Left out: 2 records of a kind" in daybook.words()
    daybook.button("Later").click()
    daybook.until(lambda: daybook.daybook.desk is not None)
    ask = daybook.desk.live.ask
    assert ask.program == program
    # The key that the export tells of opens another file.
    assert ask.preferences == replace(
        kept, recovery_kept=False, edited_at=ask.preferences.edited_at
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("not json", "This file is not JSON"),
        ('{"format": "daybook-journal", "version": 1, "records": {}}', "there is no program in it"),
    ],
)
def test_a_file_that_no_journal_can_begin_with_is_one_sentence(
    daybook: Running, export: Path, data: str, sentence: str
) -> None:
    export.write_text(data)
    begin_from_file(daybook)
    daybook.until(lambda: daybook.button("Create my journal").isEnabled())
    assert sentence in daybook.words()
    daybook.button("Begin without the file").click()
    daybook.button("Create my journal").click()
    daybook.until(lambda: isinstance(daybook.page, RecoveryKeyPage))
