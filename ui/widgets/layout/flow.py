"""A layout that sets widgets side by side and wraps them like words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right (right to left where the language runs so), wrapping; height follows width.

    ``spacing`` is the gap in pixels in both directions. An item wider than the layout is given the
    whole width and, if it can wrap its text, the height that this takes.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent) if parent is not None else super().__init__()
        self._items: list[QLayoutItem] = []
        # Every layout around this one asks again and again, most of all for the same width.
        self._heights: dict[int, int] = {}
        self._hint, self._least = QSize(), QSize()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def invalidate(self) -> None:
        self._heights.clear()
        self._hint, self._least = QSize(), QSize()
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    # Qt asks one past the end to learn where the list stops; its stubs deny that None is allowed.
    def itemAt(self, index: int) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Everything on one line."""
        if not self._hint.isValid():
            width = height = 0
            for item in self._items:
                if not item.isEmpty():
                    hint = item.sizeHint()
                    width += hint.width() + (self.spacing() if width else 0)
                    height = max(height, hint.height())
            self._hint = self._with_margins(QSize(width, height))
        return QSize(self._hint)

    def minimumSize(self) -> QSize:
        if not self._least.isValid():
            size = QSize()
            for item in self._items:
                if not item.isEmpty():
                    size = size.expandedTo(item.minimumSize())
            self._least = self._with_margins(size.expandedTo(QSize(0, 0)))
        return QSize(self._least)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Lay out inside ``rect``; answer the height used, margins included."""
        area = rect.marginsRemoved(self.contentsMargins())
        host = self.parentWidget()
        mirrored = host is not None and host.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x, y, line = area.x(), area.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if size.width() > area.width():
                size.setWidth(max(area.width(), item.minimumSize().width()))
                if item.hasHeightForWidth():
                    size.setHeight(item.heightForWidth(size.width()))
            if x > area.x() and x + size.width() > area.x() + area.width():
                x, y, line = area.x(), y + line + self.spacing(), 0
            if move:
                left = area.x() + area.right() - x - size.width() + 1 if mirrored else x
                item.setGeometry(QRect(QPoint(left, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        margins = self.contentsMargins()
        return y + line - rect.y() + margins.bottom()
