"""PaperView: the picture of a printed page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.look.colours import Colour

MOST_PX = 760
"""Wider than this it would be read line by line across the whole window."""


class PaperView(QLabel):
    """``page`` as wide as there is room, up to ``MOST_PX``; best about as large as it will be."""

    def __init__(self, page: QImage, name: str) -> None:
        super().__init__()
        self._page = page
        self.setAccessibleName(name)
        self.setMinimumWidth(200)
        self.setMaximumWidth(MOST_PX)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._page.height() / max(self._page.width(), 1))

    def sizeHint(self) -> QSize:
        return QSize(MOST_PX, self.heightForWidth(MOST_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._page)
        painter.setPen(QPen(Colour.EDGE.of(self), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
