"""NameValues: names and values in two columns, painted as one widget."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from ui.look.colours import Colour

_GAP = 18
_BETWEEN = 6
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)


class NameValues(QLabel):
    """Pairs of a name and a value; values wrap.

    To a screen reader it is a label that reads "name: value" line by line. One widget instead of
    two labels a line: a day with much in it would otherwise take a tenth of a second to lay out.
    """

    def __init__(self, pairs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs = tuple(pairs)
        self._known: dict[int, tuple[list[tuple[QRect, QRect]], int]] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText("\n".join(f"{name}: {value}" for name, value in self._pairs))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        names, _across = self._columns(10_000)
        widest = max((metrics.horizontalAdvance(value) for _n, value in self._pairs), default=0)
        width = min(names + _GAP + widest, metrics.horizontalAdvance("m") * 40)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        texts = [word for pair in self._pairs for text in pair for word in text.split()]
        longest = max((metrics.horizontalAdvance(word) for word in texts), default=0)
        return QSize(min(longest, metrics.horizontalAdvance("m") * 12), metrics.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._laid_out(width)[1]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._known.clear()
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for (name, value), (name_box, value_box) in zip(
            self._pairs, self._laid_out(self.width())[0], strict=True
        ):
            for text, box, colour in (
                (name, name_box, Colour.INK_SOFT),
                (value, value_box, Colour.INK),
            ):
                painter.setPen(colour.of(self.window()))
                place = QStyle.visualRect(self.layoutDirection(), self.rect(), box)
                painter.drawText(place, _WRAP, text)
        painter.end()

    def _columns(self, width: int) -> tuple[int, bool]:
        """How wide the names are, and whether values fit beside them."""
        metrics = self.fontMetrics()
        names = max((metrics.horizontalAdvance(name) for name, _v in self._pairs), default=0) + 2
        return names, width - names - _GAP >= metrics.horizontalAdvance("m") * 8

    def _laid_out(self, width: int) -> tuple[list[tuple[QRect, QRect]], int]:
        """Where each name and value goes, and the height of them all."""
        # Layouts ask for the same few widths again and again.
        if width not in self._known:
            self._known[width] = self._lay_out(width)
        return self._known[width]

    def _lay_out(self, width: int) -> tuple[list[tuple[QRect, QRect]], int]:
        metrics = self.fontMetrics()
        names, beside = self._columns(width)
        boxes: list[tuple[QRect, QRect]] = []
        top = 0
        for name, value in self._pairs:
            if beside:
                name_box = QRect(0, top, names, metrics.height())
                room = width - names - _GAP
                value_box = QRect(names + _GAP, top, room, _height(metrics, room, value))
            else:
                name_box = QRect(0, top, width, _height(metrics, width, name))
                value_box = QRect(0, name_box.bottom() + 1, width, _height(metrics, width, value))
            boxes.append((name_box, value_box))
            top = max(name_box.bottom(), value_box.bottom()) + 1 + _BETWEEN
        return boxes, max(top - _BETWEEN, 0)


def _height(metrics: QFontMetrics, width: int, text: str) -> int:
    return metrics.boundingRect(QRect(0, 0, max(width, 10), 100_000), _WRAP, text).height()
