"""Keys mean what is printed on them: the codes below are those that Qt reports on X11."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.desktop.keyboard import digit_of, press_shortcut

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="keys are counted otherwise")

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, KEYPAD = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.KeypadModifier
ROW = range(10, 20)
"""The codes of the keys 1 to 9 and 0."""


def press(
    letter: str, code: int = 0, held: Qt.KeyboardModifier = NONE, *, key: int | None = None
) -> QKeyEvent:
    key = ord(letter.upper()) if key is None else key
    text = "" if held & CONTROL else letter
    return QKeyEvent(QEvent.Type.KeyPress, key, held, code, ord(letter or "\0"), 0, text)


@pytest.mark.parametrize("row", ["&é\"'(-è_çà", "+ěščřžýáíé", "+ľščťžýáíé", "1234567890"])
def test_the_row_of_digits_counts_without_shift(row: str) -> None:
    digits = [digit_of(press(letter, code)) for letter, code in zip(row, ROW, strict=True)]
    assert digits == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]


@pytest.mark.parametrize(
    ("letter", "code", "held"),
    [
        ("ö", 19, NONE),  # Hungarian: 0 is printed on another key
        ("ą", 10, NONE),  # Lithuanian: the letter is printed, too
        ("!", 10, SHIFT),
        ("é", 24, NONE),
        ("-", 20, NONE),
        ("²", 49, NONE),  # beside the 1 in France
        ("t", 28, NONE),
    ],
)
def test_other_keys_are_no_digits(letter: str, code: int, held: Qt.KeyboardModifier) -> None:
    assert digit_of(press(letter, code, held)) is None


def test_the_keypad_gives_digits_with_numlock_alone() -> None:
    assert digit_of(press("7", 79, KEYPAD)) == 7
    assert digit_of(press("", 79, KEYPAD, key=Qt.Key.Key_Home)) is None
    assert digit_of(press("6", 15, SHIFT)) == 6  # on AZERTY


@pytest.mark.parametrize(
    ("letter", "code", "sequence"),
    [
        ("&", 10, "Ctrl+1"),
        ("-", 15, "Ctrl+6"),
        ("ž", 15, "Ctrl+6"),
        ("١", 10, "Ctrl+1"),
        ("я", 52, "Ctrl+Z"),
        ("д", 46, "Ctrl+L"),
        ("ν", 57, "Ctrl+N"),
        ("غ", 29, "Ctrl+Y"),
    ],
)
def test_a_shortcut_is_found_where_its_key_gives_something_else(
    qtbot: QtBot, letter: str, code: int, sequence: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    shortcut = QShortcut(window)
    shortcut.setKeys([QKeySequence(sequence)])
    with qtbot.waitSignal(shortcut.activated):
        assert press_shortcut(window, press(letter, code, CONTROL))
    shortcut.setEnabled(False)
    assert not press_shortcut(window, press(letter, code, CONTROL))
    assert not press_shortcut(window, press(letter, code))


def test_a_text_field_undoes_for_itself(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = QLineEdit(window)
    shortcut = QShortcut(QKeySequence("Ctrl+Z"), window)
    shortcut.activated.connect(lambda: pytest.fail("the journal is not to undo"))
    window.show()
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "words")
    assert press_shortcut(window, press("я", 52, CONTROL))
    assert QApplication.focusWidget() is line
    assert line.text() == ""
