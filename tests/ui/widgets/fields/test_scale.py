"""A scale starts blank, takes one key, and can always go back to blank."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QRadioButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.fields.scale import TEN_WITHIN_MS, ScaleInput

Key = Qt.Key
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def scale(qtbot: QtBot) -> ScaleInput:
    made = ScaleInput("Mood", "worst", "best")
    qtbot.addWidget(made)
    made.show()
    return made


def heard(scale: ScaleInput) -> list[object]:
    values: list[object] = []
    scale.valueChanged.connect(values.append)
    return values


def checked(scale: ScaleInput) -> list[str]:
    return [box.text() for box in scale.findChildren(QRadioButton) if box.isChecked()]


def test_starts_blank_and_says_so(scale: ScaleInput) -> None:
    assert scale.value is None
    assert "not answered" in scale.accessibleName()
    assert not any(button.isChecked() for button in scale.findChildren(QRadioButton))


@pytest.mark.parametrize("number", range(10))
def test_a_number_key_answers(qtbot: QtBot, scale: ScaleInput, number: int) -> None:
    values = heard(scale)
    qtbot.keyClicks(scale, str(number))
    assert scale.value == number
    assert values == [number]
    assert f"{number} of 10" in scale.accessibleName()


def test_one_then_zero_is_ten(qtbot: QtBot, scale: ScaleInput) -> None:
    values = heard(scale)
    qtbot.keyClicks(scale, "10")
    assert values == [1, 10]


def test_a_late_zero_is_zero(qtbot: QtBot, scale: ScaleInput) -> None:
    qtbot.keyClicks(scale, "1")
    qtbot.wait(TEN_WITHIN_MS + 50)
    qtbot.keyClicks(scale, "0")
    assert scale.value == 0


def test_zero_after_something_else_than_one_is_zero(qtbot: QtBot, scale: ScaleInput) -> None:
    qtbot.keyClicks(scale, "120")
    assert scale.value == 0


@pytest.mark.parametrize("held", [None, 5])
@pytest.mark.parametrize(
    "key", [Key.Key_Up, Key.Key_Down, Key.Key_Right, Key.Key_Home, Key.Key_End]
)
def test_moving_about_answers_nothing(
    qtbot: QtBot, scale: ScaleInput, key: Qt.Key, held: int | None
) -> None:
    scale.value = held  # Down on a blank scale was mood 0, and keypad 7 without NumLock is Home
    values = heard(scale)
    qtbot.keyClick(scale, key)
    qtbot.keyClick(scale, key, Qt.KeyboardModifier.KeypadModifier)
    assert scale.value == held
    assert values == []
    assert checked(scale) == ([] if held is None else [str(held)])


def test_letters_do_nothing(qtbot: QtBot, scale: ScaleInput) -> None:
    values = heard(scale)
    qtbot.keyClicks(scale, "tThello!")
    assert values == []


def test_space_answers_with_the_mark_and_with_nothing_else(qtbot: QtBot, scale: ScaleInput) -> None:
    values = heard(scale)
    qtbot.keyClick(scale, Key.Key_Space)
    assert values == []
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Up, Key.Key_Left, Key.Key_Space):
        qtbot.keyClick(scale, key)
    assert values == [1]  # it came in at 0, the low end
    qtbot.keyClick(scale, Key.Key_Down)
    qtbot.keyClick(scale, Key.Key_Down)
    qtbot.keyClick(scale, Key.Key_Space)
    qtbot.keyClick(scale, Key.Key_End)
    qtbot.keyClick(scale, Key.Key_Space)
    assert values == [1, 0, 10]


def test_a_digit_held_down_answers_once(qtbot: QtBot, scale: ScaleInput) -> None:
    for again in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_1, NO_MODIFIER, "1", again)
        QApplication.sendEvent(scale, event)
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_0, NO_MODIFIER, "0", again)
        QApplication.sendEvent(scale, event)
    assert scale.value == 10


@pytest.mark.parametrize("digit", "7٧۷७７")
def test_digits_of_any_script_answer(qtbot: QtBot, scale: ScaleInput, digit: str) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, ord(digit), NO_MODIFIER, digit)
    QApplication.sendEvent(scale, event)
    assert scale.value == 7


def test_arrows_turn_round_where_the_language_does(qtbot: QtBot, scale: ScaleInput) -> None:
    scale.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    scale.value = 5
    qtbot.keyClick(scale, Key.Key_Left)
    qtbot.keyClick(scale, Key.Key_Space)
    assert scale.value == 6
    boxes = sorted(scale.findChildren(QRadioButton), key=lambda box: box.x())
    assert [box.text() for box in boxes] == [str(n) for n in range(10, -1, -1)]


@pytest.mark.parametrize("key", [Key.Key_Backspace, Key.Key_Delete])
def test_clearing_goes_back_to_blank(qtbot: QtBot, scale: ScaleInput, key: Qt.Key) -> None:
    scale.value = 4
    values = heard(scale)
    qtbot.keyClick(scale, key)
    assert scale.value is None
    assert values == [None]


def test_the_clear_button_is_there_only_with_an_answer(qtbot: QtBot, scale: ScaleInput) -> None:
    clear = scale.findChild(QToolButton)
    assert clear is not None
    assert not clear.isVisible()
    scale.value = 0
    assert clear.isVisible()
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert scale.value is None


def test_a_click_answers_and_a_second_one_keeps_the_answer(qtbot: QtBot, scale: ScaleInput) -> None:
    values = heard(scale)
    box = scale.findChildren(QRadioButton)[8]
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert scale.value == 8
    assert values == [8]
    assert checked(scale) == ["8"]


def test_setting_in_code_is_quiet_and_checked(scale: ScaleInput) -> None:
    values = heard(scale)
    scale.value = 3
    assert values == []
    for wrong in (-1, 11):
        with pytest.raises(ValueError, match="scale of 0 to 10"):
            scale.value = wrong


def test_a_short_scale_takes_only_its_own_numbers(qtbot: QtBot) -> None:
    scale = ScaleInput("Urge surfing", "did not help", "helped a lot", top=4)
    qtbot.addWidget(scale)
    scale.show()
    qtbot.keyClicks(scale, "7t")
    assert scale.value is None
    qtbot.keyClicks(scale, "410")
    assert scale.value == 0


def test_enter_goes_on_to_the_next_field(qtbot: QtBot) -> None:
    window = QWidget()
    box = QVBoxLayout(window)
    first, second = ScaleInput("Mood"), ScaleInput("Worst craving")
    box.addWidget(first)
    box.addWidget(second)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first.setFocus()
    qtbot.keyClicks(first, "7")
    qtbot.keyClick(first, Key.Key_Return)
    assert second.hasFocus()
    qtbot.keyClicks(second, "3")
    assert (first.value, second.value) == (7, 3)
    qtbot.keyClick(second, Key.Key_Up)
    qtbot.keyClick(second, Key.Key_Return)  # it answers with a mark that was moved
    assert second.value == 4
    assert second.hasFocus()
    qtbot.keyClick(second, Key.Key_Return)
    assert not second.hasFocus()


def test_every_box_stays_in_sight_when_narrow_and_large(qtbot: QtBot) -> None:
    window = QWidget()
    window.setStyleSheet("* { font-size: 24pt; }")
    box = QVBoxLayout(window)
    scale = ScaleInput("Mood", "worst", "best")
    box.addWidget(scale)
    qtbot.addWidget(window)
    window.resize(500, 600)
    window.show()
    boxes = scale.findChildren(QRadioButton)
    assert len({button.y() for button in boxes}) == 2
    for button in boxes:
        where = button.geometry()
        assert button.parentWidget().rect().contains(where)
        assert where.height() >= 44
        assert button.fontMetrics().horizontalAdvance(button.text()) <= where.width()
