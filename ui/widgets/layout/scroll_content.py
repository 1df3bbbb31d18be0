"""The sheet that a scroll area scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class ScrollContent(QWidget):
    """As tall as its words are at the width they have, and not a line taller.

    Wrapped words also name a least height, for a narrower width than they get. A scroll area would
    add these up to a long blank end of every page, unless the sheet has a least height of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "ground")
        self.setMinimumHeight(1)
