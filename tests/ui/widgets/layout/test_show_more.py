"""A long column of parts, made a portion at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.buttons import Button
from ui.widgets.layout.show_more import ShowMoreColumn


def made(qtbot: QtBot, parts: int, most: int) -> tuple[ShowMoreColumn, list[int]]:
    """A column of buttons, and which of them were made."""
    numbers: list[int] = []

    def make(number: int) -> QWidget:
        numbers.append(number)
        return Button(f"part {number}")

    portions = ShowMoreColumn(map(make, range(parts)), parts, most)
    qtbot.addWidget(portions)
    portions.show()
    return portions, numbers


def in_sight(portions: ShowMoreColumn) -> list[str]:
    """The words of the buttons in sight, from the top."""
    column = portions.layout()
    assert column is not None
    parts = [column.itemAt(number).widget() for number in range(column.count())]
    return [part.text() for part in parts if isinstance(part, QPushButton) and part.isVisible()]


def test_parts_are_made_as_they_are_asked_for(qtbot: QtBot) -> None:
    portions, numbers = made(qtbot, parts=5, most=2)
    assert (portions.shown, numbers) == (2, [0, 1])
    assert in_sight(portions) == ["part 0", "part 1", "Show 2 more"]
    portions.show_more()
    assert in_sight(portions) == [*(f"part {number}" for number in range(4)), "Show 1 more"]
    portions.show_more()
    assert in_sight(portions) == [f"part {number}" for number in range(5)]
    assert numbers == [0, 1, 2, 3, 4]
    # The button that was pressed has gone: the cursor is on what it brought.
    focused = portions.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "part 4"


def test_few_parts_have_no_button(qtbot: QtBot) -> None:
    assert in_sight(made(qtbot, parts=2, most=2)[0]) == ["part 0", "part 1"]
    assert in_sight(made(qtbot, parts=0, most=2)[0]) == []
