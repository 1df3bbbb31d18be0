"""Push buttons by their weight: primary, plain, quiet, careful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon  # its hundreds of names for icons take long to import


class Button(QPushButton):
    """A plain button that Enter presses as well as Space."""

    weight = "plain"

    def __init__(
        self, text: str, parent: QWidget | None = None, *, icon: QIcon | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("weight", self.weight)
        self.setAutoDefault(False)
        if icon is not None:
            self.setIcon(icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class PrimaryButton(Button):
    """The one thing most people want to do here; at most one in sight."""

    weight = "primary"


class QuietButton(Button):
    """Looks like a word: for ways out and side doors."""

    weight = "quiet"


class CarefulButton(Button):
    """Takes something away."""

    weight = "careful"
