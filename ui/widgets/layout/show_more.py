"""ShowMoreColumn: a long column of parts, made some at a time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.layout.tab_order import follow_layout
from ui.widgets.visibility import show_together


class ShowMoreColumn(QWidget):
    """Shows the first ``most`` parts, and as many more with each press of the button below.

    ``parts`` makes one of its ``count`` parts each time that it is asked for the next.
    """

    def __init__(
        self,
        parts: Iterable[QWidget],
        count: int,
        most: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = iter(parts)
        self._count = count
        self._most = most
        self.shown = 0
        """How many parts are in sight."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._more = Button("", self)
        self._more.clicked.connect(lambda: self.show_more())
        self._column.addWidget(self._more)
        self.show_more()

    def show_more(self) -> None:
        """Show the next portion."""
        first = self.shown
        made = list(islice(self._parts, self._most))
        self.shown += len(made)
        for part in made:
            self._column.insertWidget(self._column.count() - 1, part)
        show_together(made)
        left = self._count - self.shown
        self._more.setText(self.tr("Show {count} more").format(count=min(left, self._most)))
        follow_layout(self)
        if first and made and not left:
            # The button goes; whoever pressed it goes on at what it brought.
            made[0].setFocus()
        self._more.setVisible(left > 0)
