"""BusyBar: says that something is being worked on, and not for how long."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget


class BusyBar(QProgressBar):
    """Moves while it is in sight; hidden at first. ``doing`` is what a screen reader says."""

    def __init__(self, doing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, 0)
        self.setTextVisible(False)
        self.setAccessibleName(doing)
        self.hide()
