"""A strip with a sentence that stays until it is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.words import Words

Kind = Literal["calm", "warning", "danger"]


class Banner(QFrame):
    """Hidden until :meth:`say`; all but ``calm`` interrupt a screen reader.

    Meant to stay: nothing here goes away by itself.
    """

    def __init__(self, text: str = "", kind: Kind = "calm", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "banner")
        self.setProperty("kind", kind)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        self._words = Words(text)
        self._buttons = FlowLayout(spacing=8)
        box.addWidget(self._words)
        box.addLayout(self._buttons)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        """The sentence shown, empty when hidden."""
        return self._words.text()

    def say(self, text: str, kind: Kind = "calm") -> None:
        """Show ``text``; an empty one hides the banner. Keeps the buttons."""
        if kind != self.property("kind"):
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        announce(self, text, urgent=kind != "calm")

    def dismiss(self) -> None:
        """Hide it and forget the sentence and the buttons."""
        self.clear_actions()
        self.say("")

    def add_action(self, text: str, pressed: Callable[[], object]) -> Button:
        """Add a button under the sentence; ``pressed`` is called without arguments."""
        button = Button(text, self)
        button.clicked.connect(lambda _checked=False: pressed())
        self._buttons.addWidget(button)
        button.show()
        return button

    def clear_actions(self) -> None:
        """Remove all buttons."""
        while self._buttons.count():
            if (button := self._buttons.takeAt(0).widget()) is not None:
                button.hide()
                button.deleteLater()
