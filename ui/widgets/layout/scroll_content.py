"""What scrolls, and the sheet in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class PlainScrollArea(QScrollArea):
    """As wide as its content has to be, without a frame, and no stop for Tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class ScrollContent(QWidget):
    """As tall as its words are at the width they have, and not a line taller.

    Wrapped words also name a least height, for a narrower width than they get. A scroll area would
    add these up to a long blank end of every page, unless the sheet has a least height of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "ground")
        self.setMinimumHeight(1)
