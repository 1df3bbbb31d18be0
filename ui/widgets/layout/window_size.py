"""Room for the words of a window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_LEAST_EM = 8
_BESIDE, _BELOW = 24, 48
"""Pixels of the screen that are left free."""


def size_in_letters(window: QWidget, wide: int, high: int) -> None:
    """Make ``window`` as large as ``wide`` by ``high`` letters "m" of its text, or the screen."""
    window.ensurePolished()  # before, the text still has its size from before the style sheet
    em = max(window.fontMetrics().horizontalAdvance("m"), _LEAST_EM)
    screen = window.screen().availableGeometry()
    window.resize(
        min(em * wide, screen.width() - _BESIDE), min(em * high, screen.height() - _BELOW)
    )
