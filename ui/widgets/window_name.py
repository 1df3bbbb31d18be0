"""What a window is called: plain to whoever looks at the screen, by its subject when read out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def name_window(window: QWidget, words: str) -> None:
    """Have a screen reader call ``window`` by ``words``; the task bar says Daybook alone."""
    window.setWindowTitle("Daybook")
    window.setAccessibleName(words)
