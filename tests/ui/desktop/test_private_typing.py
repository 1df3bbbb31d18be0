"""What is typed and copied in Daybook is remembered by nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keys import CONTROL, Keys
from tests.ui.running import Running
from ui.desktop.private_typing import PrivateTyping, may_be_kept

WORDS = "the lilacs by the bus stop"
HINT = "x-kde-passwordManagerHint"


@pytest.fixture
def typing(qapp: QApplication) -> Iterator[PrivateTyping]:
    clipboard().clear()
    made = PrivateTyping(qapp)
    yield made
    made.forget()
    made.deleteLater()


def clipboard() -> QClipboard:
    return QGuiApplication.clipboard()


def copied_from(qtbot: QtBot, field: QWidget) -> None:
    """Copy all of it, as a person does."""
    window = QWidget()
    QVBoxLayout(window).addWidget(field)
    qtbot.addWidget(window)
    keys = Keys(qtbot, window)
    field.setFocus()
    keys.press("a", held=CONTROL)
    keys.press("c", held=CONTROL)
    assert clipboard().text() == WORDS


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_copied_words_go_again_and_into_no_history(
    qtbot: QtBot, typing: PrivateTyping, kind: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    copied_from(qtbot, kind(WORDS))
    assert clipboard().mimeData().data(HINT) == b"secret"
    assert typing._end.remainingTime() > 15_000
    typing._end.timeout.emit()
    assert clipboard().text() == ""


def test_what_was_copied_since_stays(qtbot: QtBot, typing: PrivateTyping) -> None:
    copied_from(qtbot, QLineEdit(WORDS))
    clipboard().setText("from elsewhere")
    typing.forget()
    assert clipboard().text() == "from elsewhere"


def test_the_number_of_a_help_line_stays(qtbot: QtBot, typing: PrivateTyping) -> None:
    number = QLabel(WORDS)
    number.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    may_be_kept(number)
    copied_from(qtbot, number)
    typing.forget()
    assert clipboard().text() == WORDS


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_input_methods_learn_nothing(
    qtbot: QtBot, typing: PrivateTyping, kind: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    field = kind()
    qtbot.addWidget(field)
    Keys(qtbot, field)
    field.setFocus()
    assert field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData


def test_locking_empties_the_clipboard(daybook: Running) -> None:
    daybook.go_to("therapy")
    field = daybook.keys.focus
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, WORDS)
    field.selectAll()
    daybook.keys.press("c", held=CONTROL)
    assert clipboard().text() == WORDS
    daybook.lock()
    assert clipboard().text() == ""
