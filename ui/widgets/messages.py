"""Messages: one sentence over a window, never read as mark-up, that holds up nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def warn(parent: QWidget, sentence: str) -> QMessageBox:
    """Say what did not work."""
    return _show(parent, sentence, QMessageBox.Icon.Warning)


def inform(parent: QWidget, sentence: str) -> QMessageBox:
    """Say what was done."""
    return _show(parent, sentence, QMessageBox.Icon.Information)


def message_box(parent: QWidget, sentence: str, icon: QMessageBox.Icon) -> QMessageBox:
    """A box with ``sentence``, not shown yet, for buttons of one's own."""
    box = QMessageBox(parent)
    box.setWindowTitle("Daybook")
    box.setIcon(icon)
    # It may name a file, and hold what is not from here.
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    return box


def _show(parent: QWidget, sentence: str, icon: QMessageBox.Icon) -> QMessageBox:
    box = message_box(parent, sentence, icon)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
