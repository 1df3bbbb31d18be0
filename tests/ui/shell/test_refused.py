"""What the journal does not hold is never called saved, never shown as an answer, never blanked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from journal.model.day import DayEntry
from tests.ui.conftest import Clock
from tests.ui.keys import BACKSPACE, TAB
from tests.ui.running import Running, running
from ui.base.live_book import SaveState
from ui.today.day_dialog import DayEditDialog
from ui.today.page import TodayPage
from ui.widgets.fields.hours_field import HoursEdit
from ui.widgets.fields.note import NoteEdit
from ui.widgets.fields.scale import ScaleInput
from ui.widgets.saved_indicator import SavedIndicator


def header(daybook: Running) -> str:
    (shown,) = daybook.daybook.window.findChildren(SavedIndicator)
    return shown.text()


def hours(daybook: Running) -> HoursEdit:
    page = daybook.page.findChild(TodayPage)
    assert page is not None
    part = page.form.part("sleep_hours")
    assert isinstance(part, HoursEdit)
    return part


def text(field: HoursEdit) -> str:
    line = field.findChild(QLineEdit)
    assert line is not None
    return line.text()


def entry(daybook: Running) -> DayEntry:
    ask = daybook.desk.live.ask
    return ask.day(ask.today()) or DayEntry(day=ask.today())


def answering(words: str, then: Callable[[], None]) -> None:
    """Do ``then``, and press the button ``words`` of what is asked meanwhile."""
    asked: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        button = next(b for b in box.findChildren(QAbstractButton) if b.text() == words)
        button.click()

    QTimer.singleShot(0, answer)
    then()
    assert asked == ["Something you wrote is not in your journal: it cannot be kept as it is."]


@pytest.fixture
def unreadable(daybook: Running) -> Running:
    """Seven hours of sleep are written, and then something that cannot be read."""
    daybook.button("More about today").click()
    daybook.keys.tab_to(hours(daybook))
    daybook.keys.press("7", TAB)
    daybook.saved()
    hours(daybook).setFocus()
    daybook.keys.press("7", TAB)  # 77 hours
    return daybook


def test_a_note_is_on_its_way_from_the_first_letter(daybook: Running) -> None:
    daybook.button("More about today").click()
    daybook.saved()
    page = daybook.page.findChild(TodayPage)
    assert page is not None
    daybook.keys.tab_to(page.form.part("note"))
    assert header(daybook) == "✓ Saved"
    daybook.keys.press("R")
    assert header(daybook) == "… Saving"
    daybook.saved()
    assert header(daybook) == "✓ Saved"
    assert entry(daybook).note == "R"


def test_what_cannot_be_read_is_not_called_saved(unreadable: Running) -> None:
    assert entry(unreadable).sleep_hours == 7
    assert header(unreadable) == "! Not saved"
    assert unreadable.desk.live.save_now()  # nothing else is lacking
    assert header(unreadable) == "! Not saved"
    hours(unreadable).setFocus()
    unreadable.keys.press(BACKSPACE, BACKSPACE, "6", TAB)
    unreadable.saved()
    assert header(unreadable) == "✓ Saved"
    assert entry(unreadable).sleep_hours == 6


def test_more_about_today_and_undo_leave_it_where_it_is(unreadable: Running) -> None:
    unreadable.button("Show less").click()
    unreadable.button("More about today").click()
    assert text(hours(unreadable)) == "77"
    unreadable.desk.live.undo()
    assert entry(unreadable).sleep_hours is None
    assert text(hours(unreadable)) == "77"
    assert hours(unreadable).problem


def test_it_stands_there_again_after_a_lock(
    unreadable: Running, qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock
) -> None:
    unreadable.daybook.lock()
    assert unreadable.locked() == unreadable.path
    with running(qtbot, qapp, tmp_path, clock) as again:
        again.open(again.reopen())
        again.back()
        assert text(hours(again)) == "77"
        assert hours(again).problem
        assert entry(again).sleep_hours == 7
        hours(again).setFocus()
        again.keys.press(BACKSPACE, TAB)
        assert again.desk.leave()
        assert again.desk.live.ask.drafts() == ()
        again.saved()


def test_closing_asks_too(unreadable: Running) -> None:
    answering("Go back to it", unreadable.daybook.window.close)
    assert unreadable.daybook.window.isVisible()
    assert text(hours(unreadable)) == "77"


def test_a_refused_answer_is_not_shown_and_its_control_says_why(daybook: Running) -> None:
    live = daybook.desk.live
    tomorrow = live.ask.today() + timedelta(days=1)
    dialog = DayEditDialog(live, daybook.desk.content, tomorrow, daybook.daybook.window)
    dialog.open()
    dialog.activateWindow()
    daybook.until(dialog.isActiveWindow)
    mood, note = dialog.form.part("mood"), dialog.form.part("note")
    assert isinstance(mood, ScaleInput)
    assert isinstance(note, NoteEdit)
    daybook.keys.press("6")
    assert mood.value is None
    (why,) = [line for line in daybook.words(mood).splitlines() if "come" in line]
    assert why.endswith(".")
    assert live.state is SaveState.REFUSED
    dialog.form.part("use").setFocus()
    daybook.button("More about this day", dialog).click()
    daybook.keys.tab_to(note)
    daybook.keys.press("words that nobody may lose")
    daybook.button("Show less", dialog).click()
    assert note.text == "words that nobody may lose"
    answering("Go back to it", daybook.daybook.window.close)
    assert dialog.isVisible()
    assert note.text == "words that nobody may lose"
    assert live.ask.day(tomorrow) is None
    (draft,) = live.ask.drafts()
    assert draft.fields == {"note": note.text}
