"""Tools and triggers are found by a few letters and rated with one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QRadioButton, QToolButton
from pytestqt.qtbot import QtBot

from ui.widgets.fields.chips import ChipItem, ChipPicker
from ui.widgets.fields.pill import Pill
from ui.widgets.fields.scale import ScaleInput

Key = Qt.Key
TOOLS = [
    ChipItem("surf", "Urge surfing", "Watch the wave rise and fall."),
    ChipItem("call", "Call sponsor or support", favourite=True),
    ChipItem("delay", "Delay 15 minutes", "Wait before you decide."),
    ChipItem("box", "Box breathing", "In, hold, out, hold.", favourite=True),
]


@pytest.fixture
def picker(qtbot: QtBot) -> ChipPicker:
    made = ChipPicker("Tools you used", TOOLS, rated=True, allow_new=True)
    qtbot.addWidget(made)
    made.show()
    return made


def search(picker: ChipPicker) -> QLineEdit:
    field = picker.findChild(QLineEdit)
    assert field is not None
    return field


def offered(picker: ChipPicker) -> list[str]:
    return [pill.text() for pill in picker.findChildren(Pill) if pill.isVisible()]


def test_favourites_come_first(picker: ChipPicker) -> None:
    assert offered(picker) == [
        "Call sponsor or support",
        "Box breathing",
        "Urge surfing",
        "Delay 15 minutes",
    ]


def test_typing_and_enter_add(qtbot: QtBot, picker: ChipPicker) -> None:
    heard: list[object] = []
    picker.chosenChanged.connect(heard.append)
    qtbot.keyClicks(search(picker), "del")
    assert offered(picker) == ["Delay 15 minutes"]
    qtbot.keyClick(search(picker), Key.Key_Return)
    assert heard == [(("delay", None),)]
    assert search(picker).text() == ""
    assert "Delay 15 minutes" not in offered(picker)


def test_the_hint_is_searched_too(qtbot: QtBot, picker: ChipPicker) -> None:
    qtbot.keyClicks(search(picker), "WAVE")
    assert offered(picker) == ["Urge surfing"]


def test_down_chooses_another_match(qtbot: QtBot, picker: ChipPicker) -> None:
    qtbot.keyClick(search(picker), Key.Key_Down)
    qtbot.keyClick(search(picker), Key.Key_Down)
    qtbot.keyClick(search(picker), Key.Key_Return)
    assert picker.keys == ("box",)


def test_helpfulness_is_asked_and_may_stay_blank(qtbot: QtBot, picker: ChipPicker) -> None:
    picker.add("surf")
    scale = picker.findChild(ScaleInput)
    assert scale is not None
    assert picker.chosen == (("surf", None),)
    qtbot.keyClicks(scale, "3")
    assert picker.chosen == (("surf", 3),)
    qtbot.keyClick(scale, Key.Key_Backspace)
    assert picker.chosen == (("surf", None),)


def test_removing_puts_it_back_among_the_offers(qtbot: QtBot, picker: ChipPicker) -> None:
    picker.chosen = [("surf", 2), ("box", None)]
    remove = next(
        button
        for button in picker.findChildren(QToolButton)
        if button.accessibleName() == "Remove Urge surfing"
    )
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert picker.chosen == (("box", None),)
    assert "Urge surfing" in offered(picker)
    qtbot.keyClick(search(picker), Key.Key_Backspace)
    assert picker.chosen == ()


def test_an_unknown_name_can_become_ones_own(qtbot: QtBot, picker: ChipPicker) -> None:
    wanted: list[str] = []
    picker.newWanted.connect(wanted.append)
    qtbot.keyClicks(search(picker), "knit a row")
    assert offered(picker) == ["Add “knit a row” as my own"]
    qtbot.keyClick(search(picker), Key.Key_Return)
    assert wanted == ["knit a row"]
    picker.set_items([*TOOLS, ChipItem("own", "knit a row")])
    picker.add("own")
    assert picker.keys == ("own",)


def test_without_own_names_nothing_is_offered(qtbot: QtBot) -> None:
    picker = ChipPicker("Triggers", TOOLS)
    qtbot.addWidget(picker)
    picker.show()
    picker.newWanted.connect(lambda _name: pytest.fail("nobody asked"))
    qtbot.keyClicks(search(picker), "zzz")
    qtbot.keyClick(search(picker), Key.Key_Return)
    assert offered(picker) == []
    assert picker.keys == ()


def test_a_picked_item_survives_when_it_is_no_longer_offered(picker: ChipPicker) -> None:
    picker.chosen = [("surf", 4)]
    picker.set_items(TOOLS[1:])
    assert picker.chosen == (("surf", 4),)


def test_setting_in_code_is_quiet(picker: ChipPicker) -> None:
    picker.chosenChanged.connect(lambda _chosen: pytest.fail("nobody did anything"))
    picker.chosen = [("surf", 1), ("nonsense", 2)]
    assert picker.chosen == (("surf", 1),)


def test_everything_is_named(picker: ChipPicker) -> None:
    picker.add("surf")
    assert search(picker).accessibleName() == "Tools you used"
    for button in picker.findChildren(QAbstractButton):
        assert button.accessibleName() or isinstance(button, QRadioButton)
