"""Legend: what the marks in the calendar mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.base.live_book import LiveBook
from ui.look.colours import Colour
from ui.look_back.cell import paint_mark
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.words.labels import Soft


class Legend(QWidget):
    """Mood, worst craving, blank, today: each mark with its word."""

    def __init__(self, live: LiveBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = FlowLayout(self, spacing=16)
        word = live.ask.program.craving_word
        for mark, words in (
            ("mood", self.tr("mood")),
            ("craving", self.tr("worst {word}").format(word=word)),
            ("blank", self.tr("blank")),
            ("today", self.tr("today")),
        ):
            row.addWidget(_Entry(mark, words))


class _Entry(QWidget):
    def __init__(self, mark: str, words: str) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        label = Soft(words)
        label.setWordWrap(False)
        across.addWidget(_Mark(mark))
        across.addWidget(label)


class _Mark(QWidget):
    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height()
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.fontMetrics().height() * 0.42
        centre = QPointF(self.width() / 2, self.height() / 2)
        box = QRectF(centre.x() - side, centre.y() - side, 2 * side, 2 * side)
        if self._mark == "mood":
            paint_mark(painter, centre, side, Colour.ACCENT.of(self), round_=True)
        elif self._mark == "craving":
            paint_mark(painter, centre, side, Colour.WARM.of(self), round_=False)
        elif self._mark == "blank":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(Colour.EDGE.of(self), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(box)
        else:
            painter.setPen(QPen(Colour.ACCENT.of(self), 2.2))
            painter.drawRoundedRect(box, 4, 4)
        painter.end()
