"""PlanRow: one thing in a list of My plan, with a way to change it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ui.widgets.words import Soft, Words


class PlanRow(QFrame):
    """A line, a soft line under it, and small buttons behind."""

    def __init__(self, title: str, about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.setProperty("surface", "chip")
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(14, 8, 8, 8)
        self._across.setSpacing(4)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(title))
        soft = Soft(about)
        soft.setVisible(bool(about))
        words.addWidget(soft)
        self._across.addLayout(words, 1)

    def add_action(
        self, words: str, pressed: Callable[[], object], *, on: bool | None = None
    ) -> QToolButton:
        """A small button; with ``on`` it stays pressed while that is true."""
        button = QToolButton()
        button.setText(words)
        button.setProperty("weight", "tiny")
        button.setAccessibleName(f"{words}: {self._title}")
        if on is not None:
            button.setCheckable(True)
            button.setChecked(on)
        button.clicked.connect(lambda _checked=False: pressed())
        self._across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return button
