"""The picture of a chart: asks for renders, keeps the old one meanwhile, marks points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.colours import Colour
from ui.widgets.announce import announce
from ui.widgets.focus_ring import draws_own_ring, paint_ring

RESIZE_QUIET_MS = 120


class ChartPoint(NamedTuple):
    """A point to read: its place as fractions (0 to 1, from the left and the top) and its words."""

    x: float
    y: float
    text: str


class ChartCanvas(QWidget):
    """The picture of a chart view and the mark on the point that is pointed at."""

    renderWanted = Signal(int, int, float)

    def __init__(self, aspect: float) -> None:
        super().__init__()
        self._aspect = aspect
        self._image: QImage | None = None
        self._points: list[ChartPoint] = []
        self._at = -1
        self._hover = -1
        self._asked: tuple[int, int, float] | None = None
        self.busy = False
        self._least_height = 160
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(RESIZE_QUIET_MS)
        self._quiet.timeout.connect(self._ask_if_changed)
        draws_own_ring(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the width asks for.

        ``heightForWidth`` would say the same, but a page asks it hundreds of times in one layout,
        and while a worker draws, each of these calls into Python waits for it.
        """
        self.setFixedHeight(max(int(self.width() * self._aspect), self._least_height))

    def set_least_height(self, height: int) -> None:
        self._least_height = height
        self._fit()

    def show_image(self, image: QImage) -> None:
        image.setDevicePixelRatio(self._asked[2] if self._asked else self.devicePixelRatioF())
        self._image = image
        self.busy = False
        self.update()

    def current_point(self) -> ChartPoint | None:
        shown = self._hover if self._hover >= 0 else self._at
        return self._points[shown] if 0 <= shown < len(self._points) else None

    def set_points(self, points: Sequence[ChartPoint]) -> None:
        self._points = list(points)
        self._at = self._hover = -1
        self.update()

    def ask_soon(self) -> None:
        """Ask for a picture once the layout has settled, or when this is next in sight."""
        self._asked = None
        self.busy = self.isVisible()
        if self.busy:
            self._quiet.start(0)

    def _ask_if_changed(self) -> None:
        ratio = self.devicePixelRatioF()
        now = (round(self.width() * ratio), round(self.height() * ratio), ratio)
        if now != self._asked and self.isVisible():
            self._asked = now
            self.busy = True
            self.renderWanted.emit(*now)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The layout settles first, so that one picture is asked for and not two.
        self._quiet.start(0 if self._asked is None else RESIZE_QUIET_MS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
        if self.isVisible() and self._asked is not None:
            self._quiet.start(RESIZE_QUIET_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        self._quiet.stop()
        if self._asked is None:
            self.busy = False  # nothing is asked for until it is in sight again

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._points) - 1
        moves = {
            Qt.Key.Key_Right: min(self._at + 1, last),
            Qt.Key.Key_Left: max(self._at - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in moves and self._points:
            self._at = moves[key]
            announce(self, self._points[self._at].text)
        elif key == Qt.Key.Key_Escape and self._at >= 0:
            self._at = -1
        else:
            super().keyPressEvent(event)
            return
        self._hover = -1
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        near, best = -1, 26.0**2
        for index, point in enumerate(self._points):
            dx, dy = point.x * self.width() - at.x(), point.y * self.height() - at.y()
            if dx * dx + dy * dy < best:
                near, best = index, dx * dx + dy * dy
        if near != self._hover:
            self._hover = near
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = -1
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._at = -1
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self._image is None:
            painter.setPen(Colour.INK_SOFT.of(self))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            words = self.tr("Drawing…")
            painter.drawText(area.adjusted(16, 16, -16, -16), int(flags), words)
        else:
            painter.drawImage(area, self._image)
            if (point := self.current_point()) is not None:
                self._paint_point(painter, point)
        if self.hasFocus():
            paint_ring(painter, self, area)
        painter.end()

    def _paint_point(self, painter: QPainter, point: ChartPoint) -> None:
        spot = QPointF(point.x * self.width(), point.y * self.height())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(Colour.FOCUS_INNER.of(self), 5))
        painter.drawEllipse(spot, 8, 8)
        painter.setPen(QPen(Colour.FOCUS_OUTER.of(self), 2.4))
        painter.drawEllipse(spot, 8, 8)
        room = QRectF(0, 0, min(self.width() * 0.6, 360), self.height())
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading)
        words = painter.boundingRect(room, flags, point.text)
        bubble = QRectF(0, 0, words.width() + 20, words.height() + 14)
        x = (
            spot.x() + 14
            if spot.x() + 14 + bubble.width() < self.width()
            else (spot.x() - 14 - bubble.width())
        )
        y = spot.y() - bubble.height() - 10
        bubble.moveTo(
            max(min(x, self.width() - bubble.width() - 4), 4),
            max(min(y, self.height() - bubble.height() - 4), 4),
        )
        painter.setPen(QPen(Colour.EDGE.of(self), 1))
        painter.setBrush(Colour.CARD.of(self))
        painter.drawRoundedRect(bubble, 8, 8)
        painter.setPen(Colour.INK.of(self))
        painter.drawText(bubble.adjusted(10, 7, -10, -7), flags, point.text)
