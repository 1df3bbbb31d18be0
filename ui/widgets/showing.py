"""Showing a widget or not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def show_when(widget: QWidget, wanted: object) -> None:
    """Show ``widget`` if ``wanted`` is true, and hide it if not.

    One without a parent would come up as a window of its own and take the focus; it is only
    unhidden, and shows with the parent that it is given later.
    """
    if not wanted:
        widget.hide()
    elif widget.parentWidget() is not None:
        widget.show()
