"""The rail leads everywhere, by mouse, arrows and letters, however narrow the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.rail import Rail

PAGES = ["Today", "Sessions", "Progress", "For therapy", "Look back", "My plan"]
LOWER = ["Help now", "Lock"]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    across = QHBoxLayout(made)
    rail = Rail()
    across.addWidget(rail)
    across.addWidget(QWidget(), 1)
    icon = QIcon(QPixmap(24, 24))
    for name in PAGES:
        rail.add_page(name, name, icon)
    for name in LOWER:
        rail.add_lower(name, name, icon)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def rail(window: QWidget) -> Rail:
    found = window.findChild(Rail)
    assert isinstance(found, Rail)
    return found


def test_mnemonics_are_unique(rail: Rail) -> None:
    letters = [rail.entry(name).mnemonic for name in PAGES + LOWER]
    assert all(letters)
    assert len(set(letters)) == len(letters)
    assert [rail.entry(name).accessibleName() for name in PAGES] == PAGES


def test_pressing_asks_and_does_not_decide(qtbot: QtBot, rail: Rail) -> None:
    heard: list[str] = []
    rail.chosen.connect(heard.append)
    rail.current = "Today"
    for name in ("Progress", "Lock"):
        qtbot.mouseClick(rail.entry(name), Qt.MouseButton.LeftButton)
    assert heard == ["Progress", "Lock"]
    assert rail.current == "Today"
    assert [name for name in PAGES + LOWER if rail.entry(name).isChecked()] == ["Today"]
    with pytest.raises(KeyError):
        rail.current = "Nowhere"


def test_arrows_go_round_and_enter_presses(qtbot: QtBot, rail: Rail) -> None:
    heard: list[str] = []
    rail.chosen.connect(heard.append)
    rail.entry("Today").setFocus()
    qtbot.keyClick(rail.entry("Today"), Qt.Key.Key_Up)
    assert rail.entry("Lock").hasFocus()
    qtbot.keyClick(rail.entry("Lock"), Qt.Key.Key_Down)
    qtbot.keyClick(rail.entry("Today"), Qt.Key.Key_Return)
    assert heard == ["Today"]


def test_letters_press(qtbot: QtBot, rail: Rail, window: QWidget) -> None:
    heard: list[str] = []
    rail.chosen.connect(heard.append)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["For therapy"]


def test_words_give_way_in_a_narrow_window(rail: Rail, window: QWidget) -> None:
    assert not rail.collapsed
    wide = rail.width()
    window.resize(420, 640)
    assert rail.collapsed
    assert rail.width() < wide / 2
    assert rail.entry("Today").toolTip() == "Today"
    assert rail.entry("Today").accessibleName() == "Today"
    window.resize(1024, 640)
    assert not rail.collapsed
    assert rail.width() == wide


def test_large_text_collapses_rather_than_clips(rail: Rail, window: QWidget) -> None:
    window.setStyleSheet("* { font-size: 24pt; }")
    assert rail.collapsed
    assert rail.entry("Today").height() >= rail.entry("Today").fontMetrics().height()
