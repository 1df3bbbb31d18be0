"""PlanRow: one thing in a list of My plan, with ways to change it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.visibility import show_when
from ui.widgets.words.labels import Soft, Words

MOST_FOR_ACTIONS = 0.4
"""The part of a row's width that its buttons may take beside the words."""


class PlanRow(QFrame):
    """A line, a soft line under it, and small buttons behind."""

    def __init__(self, title: str, about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.setProperty("surface", "chip")
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(14, 8, 8, 8)
        self._across.setSpacing(4)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(title))
        soft = Soft(about)
        show_when(soft, about)
        words.addWidget(soft)
        self._across.addLayout(words, 1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(4)
        self._actions.addStretch(1)
        self._across.addLayout(self._actions)

    def add_action(
        self, words: str, pressed: Callable[[], object], *, on: bool | None = None
    ) -> QToolButton:
        """A small button; with ``on`` it stays pressed while that is true."""
        button = QToolButton()
        button.setText(f"{words} ✓" if on else words)
        button.setProperty("weight", "tiny")
        button.setAccessibleName(f"{words}: {self._title}")
        if on is not None:
            button.setCheckable(True)
            button.setChecked(on)
        button.clicked.connect(lambda _checked=False: pressed())
        self._actions.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # At large text the buttons would leave no room for the words: then they stand below.
        narrow = self._actions.sizeHint().width() > self.width() * MOST_FOR_ACTIONS
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._across.direction():
            self._across.setDirection(way)
