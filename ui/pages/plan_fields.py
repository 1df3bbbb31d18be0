"""LineField: one line of own words under its question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.words import Words


class LineField(QWidget):
    """A question over a line to write on. ``edited`` follows what a person types."""

    edited = Signal(str)
    finished = Signal()
    """Enter was pressed or the line was left."""

    def __init__(
        self, label: str, placeholder: str = "", parent: QWidget | None = None, *, most: int = 200
    ) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        title = Words(label)
        title.setVisible(bool(label))
        self._line = QLineEdit()
        self._line.setMaxLength(most)
        self._line.setAccessibleName(label or placeholder)
        self._line.setPlaceholderText(placeholder)
        self._line.textEdited.connect(self.edited)
        self._line.editingFinished.connect(self.finished)
        title.setBuddy(self._line)
        box.addWidget(title)
        box.addWidget(self._line)
        self.setFocusProxy(self._line)

    @property
    def text(self) -> str:
        """What is written, without spaces around it."""
        return self._line.text().strip()

    def set_text(self, text: str) -> None:
        """Show ``text``; nobody is told."""
        if text != self._line.text():
            self._line.setText(text)

    def set_placeholder(self, text: str) -> None:
        """Change the faint words of an empty line."""
        self._line.setPlaceholderText(text)
