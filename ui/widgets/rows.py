"""A column of widgets that is filled anew."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.showing import show_together


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
