"""A note keeps every word in any script, and nothing that is not a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.fields.note import LIMIT, NoteEdit, clean
from ui.widgets.layout.page import Page

EMOJI = "\U0001f469\u200d\U0001f467"


@pytest.fixture
def note(qtbot: QtBot) -> NoteEdit:
    made = NoteEdit("Note", "Anything you want to keep.")
    qtbot.addWidget(made)
    made.show()
    return made


def field(note: NoteEdit) -> QPlainTextEdit:
    found = note.findChild(QPlainTextEdit)
    assert found is not None
    return found


def paste(note: NoteEdit, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    field(note).insertFromMimeData(mime)


@pytest.mark.parametrize("width", [500, 588, 720, 896])
def test_a_note_that_comes_into_sight_shows_all_its_lines(qtbot: QtBot, width: int) -> None:
    # The last line of "Red: what I do now" was cut through, behind a scroll bar of its own.
    host, page, body = QWidget(), Page("My plan"), QWidget()
    host.setStyleSheet("* { font-size: 24pt; }")
    note = NoteEdit("Red", lines=3)
    QVBoxLayout(body).addWidget(note)
    body.hide()
    page.add(body)
    QVBoxLayout(host).addWidget(page)
    qtbot.addWidget(host)
    host.resize(width, 500)
    with qtbot.waitExposed(host):
        host.show()
    note.set_text("Call until someone picks up: sponsor, Mr. Okafor, the program.\n" * 2 + "Go.")
    body.show()
    edit = field(note)
    qtbot.waitUntil(lambda: edit.isVisible() and edit.width() > width / 2)
    QApplication.processEvents()
    lines = int(edit.document().size().height())
    assert edit.viewport().height() >= lines * edit.fontMetrics().lineSpacing()
    assert not edit.verticalScrollBar().isVisible()


def sentences(note: NoteEdit) -> list[str]:
    return [label.text() for label in note.findChildren(QLabel) if label.isVisible()]


def test_typing_is_told_and_setting_is_not(qtbot: QtBot, note: NoteEdit) -> None:
    heard: list[str] = []
    note.textEdited.connect(heard.append)
    note.set_text("Before.")
    assert heard == []
    field(note).selectAll()
    qtbot.keyClicks(field(note), "ok")
    assert heard == ["o", "ok"]
    assert note.text == "ok"


def test_pasted_control_characters_are_dropped(note: NoteEdit) -> None:
    paste(note, f"a\x00b\x1b[31mc\x07\r\nd\te {EMOJI} \u05e9\u05dc\u05d5\u05dd\u200f")
    assert note.text == f"ab[31mc\nd\te {EMOJI} \u05e9\u05dc\u05d5\u05dd\u200f"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not set(once) & {chr(code) for code in range(32) if chr(code) not in "\n\t"}


@given(st.text(max_size=60))
def test_what_is_set_is_what_is_read(qapp: QApplication, text: str) -> None:
    note = NoteEdit("Note")
    note.set_text(text)
    assert note.text == clean(text)
    assert clean(note.text) == note.text


def test_a_full_note_says_so_and_keeps_what_was_there(qtbot: QtBot, note: NoteEdit) -> None:
    full = ("words " * LIMIT)[: LIMIT - 3]
    note.set_text(full)
    field(note).moveCursor(field(note).textCursor().MoveOperation.Start)
    paste(note, "12345678")
    assert note.text == "123" + full
    assert any("100,000" in sentence for sentence in sentences(note))
    qtbot.keyClick(field(note), Qt.Key.Key_Backspace)
    assert not any("100,000" in sentence for sentence in sentences(note))


def test_a_full_note_never_keeps_half_a_character(note: NoteEdit) -> None:
    full = ("words " * LIMIT)[: LIMIT - 1]
    note.set_text(full)
    field(note).moveCursor(field(note).textCursor().MoveOperation.End)
    paste(note, "\U0001f600")
    assert note.text == full


def test_grows_with_its_text_and_stops(note: NoteEdit) -> None:
    heights = []
    for lines in (1, 3, 8, 14, 40):
        note.set_text("\n".join(["words"] * lines))
        heights.append(field(note).height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]


def test_tab_leaves_the_note(qtbot: QtBot) -> None:
    window = QWidget()
    box = QVBoxLayout(window)
    first, second = NoteEdit("One"), NoteEdit("Two")
    box.addWidget(first)
    box.addWidget(second)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first.setFocus()
    qtbot.keyClick(field(first), Qt.Key.Key_Tab)
    assert field(second).hasFocus()
    assert first.text == ""
