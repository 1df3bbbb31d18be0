"""Room for the words of a window."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui.desktop.window_place import largest_size

_LEAST_EM = 8


def size_in_letters(window: QWidget, wide: int, high: int) -> None:
    """Make ``window`` as large as ``wide`` by ``high`` letters "m" of its text, or the screen."""
    window.ensurePolished()  # before, the text still has its size from before the style sheet
    em = max(window.fontMetrics().horizontalAdvance("m"), _LEAST_EM)
    window.resize(
        QSize(em * wide, em * high).boundedTo(largest_size(window.screen().availableGeometry()))
    )
