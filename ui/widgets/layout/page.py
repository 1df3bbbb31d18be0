"""The frame every page hangs in: a scroll area with one column of readable width."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.layout.scroll_content import PlainScrollArea, ScrollContent
from ui.widgets.visibility import show_when
from ui.widgets.words.labels import Soft, Title

SCROLL_WITHIN_MS = 3000
"""Parts that come later than this move nothing any more."""


class Page(PlainScrollArea):
    """A title and a column of parts, centred, at most ``max_em`` letters or ``least_px`` wide."""

    def __init__(
        self,
        title: str = "",
        hint: str = "",
        parent: QWidget | None = None,
        *,
        max_em: int = 52,
        least_px: int = 840,
    ) -> None:
        super().__init__(parent)
        self._max_em = max_em
        self._least_px = least_px
        self._wanted_scroll = 0
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setAccessibleName(title)

        sheet = ScrollContent()
        across = QHBoxLayout(sheet)
        across.setContentsMargins(14, 20, 14, 28)
        self._column_host = QWidget()
        across.addStretch(1)
        across.addWidget(self._column_host, 100)
        across.addStretch(1)
        self.column = QVBoxLayout(self._column_host)
        self.column.setContentsMargins(10, 0, 10, 0)  # room for a focus ring
        self.column.setSpacing(16)

        self.title = Title(title)
        self.hint = Soft(hint)
        show_when(self.title, title)
        show_when(self.hint, hint)
        self.column.addWidget(self.title)
        self.column.addWidget(self.hint)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(16)
        self.column.addLayout(self._parts)
        self.column.addStretch(1)
        self.setWidget(sheet)
        self._fit()

    def set_title(self, title: str, hint: str = "") -> None:
        """Change the title and the line under it."""
        self.title.setText(title)
        show_when(self.title, title)
        self.hint.setText(hint)
        show_when(self.hint, hint)
        self.setAccessibleName(title)

    def add(self, part: QWidget | QLayout) -> None:
        """Put a widget or a layout at the end of the column."""
        if isinstance(part, QWidget):
            self._parts.addWidget(part)
        else:
            self._parts.addLayout(part)

    def insert(self, index: int, part: QWidget) -> None:
        """Put a widget at ``index`` among the parts."""
        self._parts.insertWidget(index, part)

    def scroll_down(self, pixels: int) -> None:
        """Scroll to ``pixels`` from the top, once there is as much: charts come late.

        A person who scrolls meanwhile is left alone.
        """
        self._wanted_scroll = pixels
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._follow_scroll)
        bar.actionTriggered.connect(self._forget_scroll)
        end = QTimer(self)
        end.setSingleShot(True)
        end.timeout.connect(self._forget_scroll)
        end.start(SCROLL_WITHIN_MS)
        self._follow_scroll()

    def _follow_scroll(self) -> None:
        if self._wanted_scroll:
            bar = self.verticalScrollBar()
            bar.setValue(self._wanted_scroll)
            if bar.value() >= self._wanted_scroll:
                self._forget_scroll()

    def _forget_scroll(self) -> None:
        self._wanted_scroll = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        em = max(self.fontMetrics().horizontalAdvance("m"), 1)
        self._column_host.setMaximumWidth(max(self._least_px, em * self._max_em))
