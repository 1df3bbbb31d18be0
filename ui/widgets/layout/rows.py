"""A column of widgets that is filled anew."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from ui.widgets.visibility import show_together


class Rows(QVBoxLayout):
    """Widgets below each other, ``spacing`` pixels apart."""

    def __init__(self, spacing: int = 8) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def renew(self, widgets: Iterable[QWidget]) -> None:
        """Show ``widgets`` in place of what was there; those that were there already stay."""
        wanted = list(widgets)
        while (item := self.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old not in wanted:
                # Out of sight at once; gone when what is being handled now is over.
                old.hide()
                old.deleteLater()
        for widget in wanted:
            self.addWidget(widget)
        show_together(wanted)


class CursorRows(Rows):
    """Rows that are made anew without taking the cursor away from whoever works in them."""

    def renew(self, widgets: Iterable[QWidget]) -> None:
        """Show ``widgets`` and put the cursor on the same button, or on the same row."""
        host = self.parentWidget()
        # The window's own: a dialog that was opened from a row may have the cursor now.
        held = host.window().focusWidget() if host is not None else None
        name = held.accessibleName() if held else ""
        rows = self._rows()
        at = next((n for n, row in enumerate(rows) if held and row.isAncestorOf(held)), None)
        super().renew(widgets)
        rows = self._rows()
        if at is None or not rows:
            return
        same = [b for row in rows for b in _buttons(row) if b.accessibleName() == name]
        near = _buttons(rows[min(at, len(rows) - 1)])
        for button in [*same, *near][:1]:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rows(self) -> list[QWidget]:
        items = (self.itemAt(index) for index in range(self.count()))
        return [row for item in items if item is not None and (row := item.widget()) is not None]


def _buttons(row: QWidget) -> list[QAbstractButton]:
    return row.findChildren(QAbstractButton)
