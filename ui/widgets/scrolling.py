"""Bringing a place into sight that a page has scrolled away."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QWidget

_ROUND_IT = 8


def scroll_into_view(widget: QWidget, place: QRect) -> None:
    """Have the page around ``widget`` scroll to ``place``, which is in the widget's coordinates.

    Qt does so for a whole widget, which is not enough where the cursor moves within a high one.
    """
    page = widget.parentWidget()
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    sheet = page.widget() if page is not None else None
    if page is not None and sheet is not None:
        middle = widget.mapTo(sheet, place.center())
        page.ensureVisible(middle.x(), middle.y(), 0, place.height() // 2 + _ROUND_IT)
