"""Shows a rendered chart, its points one by one, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
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
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.focus import draws_own_ring, paint_ring
from ui.widgets.tones import Tone
from ui.widgets.words import Heading, Soft

RESIZE_QUIET_MS = 120


class ChartPoint(NamedTuple):
    """A point to read: its place as fractions (0 to 1, from the left and the top) and its words."""

    x: float
    y: float
    text: str


class ChartView(QWidget):
    """A picture that somebody else draws.

    ``renderWanted(width, height, ratio)`` asks for one (device pixels, and the pixel ratio) when it
    is first shown, after resizing has been quiet for a moment, and on :meth:`refresh`; the answer
    comes through :meth:`set_image`. Until then the old picture stays. Arrow keys, Home and End walk
    the points, Escape leaves them; hovering shows the nearest. ``aspect`` is height over width.
    """

    renderWanted = Signal(int, int, float)  # noqa: N815

    def __init__(
        self, title: str = "", parent: QWidget | None = None, *, aspect: float = 0.5
    ) -> None:
        super().__init__(parent)
        self._heading = Heading(title)
        self._heading.setVisible(bool(title))
        self._caption = Soft()
        self._caption.hide()
        self._toggle = Button(self.tr("Table"), self)
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._show_table)
        self._toggle.hide()
        self._canvas = _Canvas(aspect)
        self._canvas.renderWanted.connect(self.renderWanted)
        self._table = QTableWidget()
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setAlternatingRowColors(True)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.hide()
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self._canvas)
        box.addWidget(self._table)
        box.addWidget(self._caption)
        self._title = title
        self._name()

    @property
    def busy(self) -> bool:
        """Whether a picture was asked for and has not come."""
        return self._canvas.busy

    @property
    def shows_table(self) -> bool:
        """Whether the table is in place of the picture."""
        return self._toggle.isChecked()

    @property
    def current_point(self) -> ChartPoint | None:
        """The point that is pointed at or walked to."""
        return self._canvas.current_point()

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title = title
        self._heading.setText(title)
        self._heading.setVisible(bool(title))
        self._name()

    def set_image(self, image: QImage) -> None:
        """Show a picture; its device pixel ratio is taken as it was asked for."""
        self._canvas.show_image(image)

    def set_least_height(self, height: int) -> None:
        """Keep the picture at least ``height`` logical pixels high, however narrow it is."""
        self._canvas.least_height = height
        self._canvas.updateGeometry()

    def set_message(self, text: str) -> None:
        """Show a sentence instead of a picture ("Too few days to say."); empty takes it away."""
        self._canvas.say(text)

    def set_points(self, points: Sequence[ChartPoint]) -> None:
        """What hovering and the arrow keys find, in reading order."""
        self._canvas.set_points(points)

    def set_alt_text(self, text: str) -> None:
        """The chart in words, for a screen reader."""
        self._canvas.setAccessibleDescription(text)

    def set_caption(self, text: str) -> None:
        """The line below: how many days stand behind the picture."""
        self._caption.setText(text)
        self._caption.setVisible(bool(text))

    def set_table(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """The same numbers as words; blank cells stay blank."""
        table = self._table
        table.clear()
        table.setColumnCount(len(headers))
        table.setHorizontalHeaderLabels(list(headers))
        table.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                table.setItem(row, column, QTableWidgetItem(text))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._toggle.setVisible(bool(headers))

    def refresh(self) -> None:
        """Ask for a new picture: the numbers or the theme changed."""
        self._canvas.ask_now()

    def _name(self) -> None:
        title = self._title
        self._canvas.setAccessibleName(self.tr("Chart: {title}").format(title=title))
        self._table.setAccessibleName(self.tr("Table: {title}").format(title=title))
        self._toggle.setAccessibleName(self.tr("Show {title} as a table").format(title=title))

    def _show_table(self, shown: bool) -> None:
        self._table.setMinimumHeight(min(self._canvas.height(), 420))
        self._canvas.setVisible(not shown)
        self._table.setVisible(shown)


class _Canvas(QWidget):
    renderWanted = Signal(int, int, float)  # noqa: N815

    def __init__(self, aspect: float) -> None:
        super().__init__()
        self._aspect = aspect
        self._image: QImage | None = None
        self._points: list[ChartPoint] = []
        self._at = -1
        self._hover = -1
        self._asked: tuple[int, int, float] | None = None
        self.busy = False
        self.message = ""
        self.least_height = 160
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(RESIZE_QUIET_MS)
        self._quiet.timeout.connect(self._ask_if_changed)
        draws_own_ring(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self.message:
            return max(self.fontMetrics().height() * 4, 96)
        return max(int(width * self._aspect), self.least_height)

    def sizeHint(self) -> QSize:
        return QSize(640, self.heightForWidth(640))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, min(self.heightForWidth(240), self.least_height))

    def show_image(self, image: QImage) -> None:
        image.setDevicePixelRatio(self._asked[2] if self._asked else self.devicePixelRatioF())
        self._image = image
        self.busy = False
        self.say("")

    def current_point(self) -> ChartPoint | None:
        shown = self._hover if self._hover >= 0 else self._at
        return self._points[shown] if 0 <= shown < len(self._points) else None

    def say(self, message: str) -> None:
        if bool(message) != bool(self.message):
            self.message = message
            self.updateGeometry()  # a sentence needs less room than a picture
        self.message = message
        self.update()

    def set_points(self, points: Sequence[ChartPoint]) -> None:
        self._points = list(points)
        self._at = self._hover = -1
        self.update()

    def ask_now(self) -> None:
        self._quiet.stop()
        if not self.isVisible() or self.width() < 2:
            self._asked = None  # asked again when it is next in sight
            return
        ratio = self.devicePixelRatioF()
        self._asked = (round(self.width() * ratio), round(self.height() * ratio), ratio)
        self.busy = True
        self.renderWanted.emit(*self._asked)

    def _ask_if_changed(self) -> None:
        ratio = self.devicePixelRatioF()
        now = (round(self.width() * ratio), round(self.height() * ratio), ratio)
        if now != self._asked:
            self.ask_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The layout settles first, so that one picture is asked for and not two.
        self._quiet.start(0 if self._asked is None else RESIZE_QUIET_MS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible() and self._asked is not None:
            self._quiet.start(RESIZE_QUIET_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        self._quiet.stop()

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
        if self.message or self._image is None:
            painter.setPen(Tone.INK_SOFT.of(self))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            words = self.message or self.tr("Drawing…")
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
        painter.setPen(QPen(Tone.FOCUS_INNER.of(self), 5))
        painter.drawEllipse(spot, 8, 8)
        painter.setPen(QPen(Tone.FOCUS_OUTER.of(self), 2.4))
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
        painter.setPen(QPen(Tone.EDGE.of(self), 1))
        painter.setBrush(Tone.CARD.of(self))
        painter.drawRoundedRect(bubble, 8, 8)
        painter.setPen(Tone.INK.of(self))
        painter.drawText(bubble.adjusted(10, 7, -10, -7), flags, point.text)
