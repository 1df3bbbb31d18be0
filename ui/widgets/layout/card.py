"""A card: a soft-cornered surface with a title, a body and perhaps actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.visibility import show_when
from ui.widgets.words.labels import Heading, Soft


class Card(QFrame):
    """Surface for one subject. ``title`` and ``hint`` may be empty and can be changed later."""

    def __init__(self, title: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 20, 18)
        outer.setSpacing(12)
        self._title = Heading(title)
        self._hint = Soft(hint)
        self.body = QVBoxLayout()
        self.body.setSpacing(14)
        self._actions: FlowLayout | None = None
        outer.addWidget(self._title)
        outer.addWidget(self._hint)
        outer.addLayout(self.body)
        self.set_title(title)
        self.set_hint(hint)

    def set_title(self, title: str) -> None:
        """Change the heading; empty hides it."""
        self._title.setText(title)
        show_when(self._title, title)
        self.setAccessibleName(title)

    def set_hint(self, hint: str) -> None:
        """Change the soft line under the heading; empty hides it."""
        self._hint.setText(hint)
        show_when(self._hint, hint)

    def add(self, part: QWidget | QLayout) -> None:
        """Put a widget or a layout at the end of the body."""
        if isinstance(part, QWidget):
            self.body.addWidget(part)
        else:
            self.body.addLayout(part)

    def add_action(
        self, text: str, pressed: Callable[[], object], *, primary: bool = False
    ) -> Button:
        """Add a button to the bottom row; ``pressed`` is called without arguments."""
        button = PrimaryButton(text, self) if primary else Button(text, self)
        button.clicked.connect(lambda _checked=False: pressed())
        if self._actions is None:  # most cards have none, and each would take part in layouts
            self._actions = FlowLayout(spacing=10)
            self._outer.addLayout(self._actions)
        self._actions.addWidget(button)
        return button
