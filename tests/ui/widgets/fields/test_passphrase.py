"""A passphrase stays hidden until asked, and its strength is said in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ui.widgets.fields.passphrase import PassphraseEdit, StrengthMeter

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def field(qtbot: QtBot) -> PassphraseEdit:
    made = PassphraseEdit("Passphrase")
    qtbot.addWidget(made)
    made.show()
    return made


def line(field: PassphraseEdit) -> QLineEdit:
    found = field.findChild(QLineEdit)
    assert found is not None
    return found


def shown(field: PassphraseEdit) -> str:
    return " ".join(label.text() for label in field.findChildren(QLabel) if label.isVisible())


def test_hidden_until_asked(qtbot: QtBot, field: PassphraseEdit) -> None:
    qtbot.keyClicks(line(field), "four words")
    assert line(field).displayText() != "four words"
    reveal = field.findChild(QPushButton)
    assert reveal is not None
    qtbot.mouseClick(reveal, Qt.MouseButton.LeftButton)
    assert line(field).displayText() == "four words"
    field.clear()
    assert field.text == ""
    assert line(field).echoMode() == QLineEdit.EchoMode.Password


def test_what_stands_for_a_minute_is_cleared_and_said(qtbot: QtBot, field: PassphraseEdit) -> None:
    # It stood on the first page for as long as nobody came back.
    qtbot.keyClicks(line(field), "four")
    (end,) = field.findChildren(QTimer)
    assert end.remainingTime() > 50_000
    end.timeout.emit()
    assert field.text == ""
    assert "cleared" in shown(field)
    assert not end.isActive()
    qtbot.keyClicks(line(field), "f")
    assert "cleared" not in shown(field)
    field.clear()


def test_enter_submits(qtbot: QtBot, field: PassphraseEdit) -> None:
    qtbot.keyClicks(line(field), "x")
    with qtbot.waitSignal(field.submitted, timeout=1000):
        qtbot.keyClick(line(field), Qt.Key.Key_Return)
    assert field.text == "x"


def test_caps_lock_is_noticed(qtbot: QtBot, field: PassphraseEdit) -> None:
    qtbot.keyClick(line(field), "A", SHIFT)
    assert "Caps Lock" not in shown(field)
    qtbot.keyClick(line(field), "A")  # a capital without Shift
    assert "Caps Lock" in shown(field)
    qtbot.keyClick(line(field), "a")
    assert "Caps Lock" not in shown(field)


def test_a_problem_is_shown_and_taken_away(field: PassphraseEdit) -> None:
    field.show_problem("That passphrase does not open this journal.")
    assert "does not open" in shown(field)
    field.show_problem("")
    assert "does not open" not in shown(field)


def test_strength_is_said_and_bounded(qtbot: QtBot) -> None:
    meter = StrengthMeter()
    qtbot.addWidget(meter)
    meter.show_score(2, "One more word would make it hard to guess.")
    assert meter.score == 2
    assert meter.accessibleDescription().startswith("2 of 4.")
    meter.show_score(None, "")
    assert meter.accessibleDescription() == ""
    with pytest.raises(ValueError, match="0 to 4"):
        meter.show_score(5, "")
