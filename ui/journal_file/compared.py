"""Compared: one field of a record, and what two versions of it say."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.words.labels import Soft, Words


class Compared(QWidget):
    """The name of the field over a line for each version."""

    def __init__(self, name: str, *versions: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(Soft(name))
        for words in versions:
            box.addWidget(Words(words))
