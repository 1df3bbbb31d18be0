"""One answer or several ticks, by number, arrow or click, and back to blank."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.fields.choice import ChoiceRow, TickRow

Key = Qt.Key
USE = [("no", "No"), ("yes", "Yes"), ("skip", "Prefer not to say")]
HALT = [("hungry", "Hungry"), ("angry", "Angry"), ("lonely", "Lonely"), ("tired", "Tired")]


@pytest.fixture
def choice(qtbot: QtBot) -> ChoiceRow:
    made = ChoiceRow("Did you use today?", USE)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def ticks(qtbot: QtBot) -> TickRow:
    made = TickRow("Right now I am", HALT)
    qtbot.addWidget(made)
    made.show()
    return made


def checked(group: QWidget) -> list[str]:
    return [pill.text() for pill in group.findChildren(QAbstractButton) if pill.isChecked()]


def test_starts_blank(choice: ChoiceRow) -> None:
    assert choice.value is None
    assert checked(choice) == []
    assert "not answered" in choice.accessibleName()


def test_numbers_pick_and_the_same_again_clears(qtbot: QtBot, choice: ChoiceRow) -> None:
    heard: list[object] = []
    choice.valueChanged.connect(heard.append)
    qtbot.keyClicks(choice, "3")
    assert checked(choice) == ["Prefer not to say"]
    assert "Prefer not to say" in choice.accessibleName()
    qtbot.keyClicks(choice, "9")
    qtbot.keyClicks(choice, "13")
    qtbot.keyClicks(choice, "3")
    assert heard == ["skip", "no", "skip", None]


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_Down, Key.Key_Home, Key.Key_End])
@pytest.mark.parametrize("held", [None, "yes"])
def test_moving_about_picks_nothing(
    qtbot: QtBot, choice: ChoiceRow, held: str | None, key: Qt.Key
) -> None:
    choice.value = held
    heard: list[object] = []
    choice.valueChanged.connect(heard.append)
    for _ in range(2):
        qtbot.keyClick(choice, key)
        qtbot.keyClicks(choice, "noway")
    assert heard == []
    assert choice.value == held


def test_space_and_enter_answer_with_the_mark(qtbot: QtBot, choice: ChoiceRow) -> None:
    seen = []
    for keys in (
        (Key.Key_Space,),  # the mark is nowhere yet
        (Key.Key_Right, Key.Key_Space),
        (Key.Key_Right, Key.Key_Return),
        (Key.Key_Space,),  # again the same: it answers, it does not clear
        (Key.Key_End, Key.Key_Left, Key.Key_Right, Key.Key_Space),
        (Key.Key_Home, Key.Key_Backspace),
    ):
        for key in keys:
            qtbot.keyClick(choice, key)
        seen.append(choice.value)
    assert seen == [None, "no", "yes", "yes", "skip", None]


def test_clicking_picks_one_only(qtbot: QtBot, choice: ChoiceRow) -> None:
    for pill in choice.findChildren(QAbstractButton)[:2]:
        qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert checked(choice) == ["Yes"]
    qtbot.mouseClick(choice.findChildren(QAbstractButton)[1], Qt.MouseButton.LeftButton)
    assert checked(choice) == []
    assert choice.value is None


def test_only_known_answers_can_be_set(choice: ChoiceRow) -> None:
    choice.value = "yes"
    assert checked(choice) == ["Yes"]
    with pytest.raises(ValueError, match="maybe"):
        choice.value = "maybe"


def test_new_options_keep_the_answer_that_is_still_there(qtbot: QtBot, choice: ChoiceRow) -> None:
    choice.value = "yes"
    choice.set_options([("yes", "Yes"), ("no", "No")])
    assert choice.value == "yes"
    choice.set_options([("no", "No")])
    assert choice.value is None
    qtbot.keyClicks(choice, "1")
    assert choice.value == "no"


def test_ticks_toggle_in_the_order_of_the_options(qtbot: QtBot, ticks: TickRow) -> None:
    heard: list[object] = []
    ticks.valuesChanged.connect(heard.append)
    qtbot.keyClicks(ticks, "41")
    assert ticks.values == ("hungry", "tired")
    qtbot.keyClicks(ticks, "4")
    assert heard == [("tired",), ("hungry", "tired"), ("hungry",)]
    assert checked(ticks) == ["Hungry"]


def test_arrows_move_without_ticking(qtbot: QtBot, ticks: TickRow) -> None:
    qtbot.keyClick(ticks, Key.Key_Right)
    assert ticks.values == ()
    qtbot.keyClick(ticks, Key.Key_Space)
    assert ticks.values == ("angry",)
    qtbot.keyClick(ticks, Key.Key_Delete)
    assert ticks.values == ()


def test_enter_ticks_where_the_mark_went_and_unticks_nothing(qtbot: QtBot, ticks: TickRow) -> None:
    ticks.values = ("lonely",)
    qtbot.keyClick(ticks, Key.Key_Return)
    assert ticks.values == ("lonely",)
    for key in (Key.Key_Right, Key.Key_Return, Key.Key_Return):
        qtbot.keyClick(ticks, key)
    assert ticks.values == ("angry", "lonely")
    for key in (Key.Key_Right, Key.Key_Return):
        qtbot.keyClick(ticks, key)
    assert ticks.values == ("angry", "lonely")


def test_ticks_set_in_code_are_quiet_and_checked(ticks: TickRow) -> None:
    heard: list[object] = []
    ticks.valuesChanged.connect(heard.append)
    ticks.values = ("tired", "angry")
    assert ticks.values == ("angry", "tired")
    assert heard == []
    with pytest.raises(ValueError, match="sad"):
        ticks.values = ("sad",)


def test_long_words_wrap_inside_a_narrow_window(qtbot: QtBot) -> None:
    words = "Someone at home was using near me and I could not get away"
    row = ChoiceRow("Home today", [("hard", words), ("okay", "Okay")])
    row.setStyleSheet("* { font-size: 24pt; }")
    qtbot.addWidget(row)
    row.resize(420, row.heightForWidth(420))
    row.show()
    for pill in row.findChildren(QAbstractButton):
        assert row.rect().contains(pill.geometry())
    tall, short = (pill.height() for pill in row.findChildren(QAbstractButton))
    assert tall >= 3 * row.fontMetrics().height() > short - 44
