"""Pill buttons: the painted pieces of scales and choices.

They are radio buttons and check boxes underneath, so that assistive technology meets what it knows;
the group that holds them has the focus and the keys, and tells which pill the cursor is on.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from ui.look.colours import Colour
from ui.widgets.focus_ring import paint_ring
from ui.widgets.words.labels import MAY_BREAK, breakable

TARGET = 44
"""Height of a comfortable target in pixels."""

_PAD = 14
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


def paint_tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """A check mark inside ``box``."""
    painter.setPen(
        QPen(
            colour,
            max(box.width() / 7, 1.8),
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    at = [(0.12, 0.55), (0.40, 0.82), (0.90, 0.22)]
    painter.drawPolyline(
        QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in at])
    )


def _paint_body(button: QAbstractButton, painter: QPainter, *, cursor: bool) -> QColor:
    """Draw the outline and fill; answer the colour for what is written on it."""
    body = QRectF(button.rect()).adjusted(1, 1, -1, -1)
    radius = min(body.height() / 2, 12.0)
    hover = button.underMouse() and button.isEnabled()
    if button.isChecked():
        painter.setPen(QPen(Colour.ACCENT.of(button), 2))
        painter.setBrush(Colour.ACCENT.of(button))
        words = Colour.ACCENT_INK.of(button)
    else:
        painter.setPen(QPen(Colour.ACCENT.of(button) if hover else Colour.EDGE.of(button), 1.2))
        painter.setBrush(Colour.ACCENT_SOFT.of(button) if hover else Colour.CARD.of(button))
        words = Colour.INK.of(button)
    painter.drawRoundedRect(body, radius, radius)
    if cursor:
        paint_ring(painter, button, QRectF(button.rect()), radius)
    return words


class _PillShape:
    """Size and paint of a pill with words; mixed into a radio button or a check box."""

    at_cursor: bool
    hint: str

    def _mark_width(self: QAbstractButton) -> int:  # type: ignore[misc]
        return int(self.fontMetrics().height() * 0.8) + 8

    def _words_width(self: QAbstractButton, width: int) -> int:  # type: ignore[misc]
        return width - 2 * _PAD - _PillShape._mark_width(self)

    def sizeHint(self: QAbstractButton) -> QSize:  # type: ignore[misc]
        self.ensurePolished()
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 2 * _PAD + _PillShape._mark_width(self) + 2
        return QSize(width, max(TARGET, metrics.height() + 20))

    def minimumSizeHint(self: QAbstractButton) -> QSize:  # type: ignore[misc]
        self.ensurePolished()
        metrics = self.fontMetrics()
        longest = max(
            map(metrics.horizontalAdvance, self.text().replace(MAY_BREAK, " ").split()),
            default=TARGET,
        )
        width = longest + 2 * _PAD + _PillShape._mark_width(self) + 2
        return QSize(width, max(TARGET, metrics.height() + 20))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self: QAbstractButton, width: int) -> int:  # type: ignore[misc]
        room = QRect(0, 0, max(_PillShape._words_width(self, width), 10), 10_000)
        words = self.fontMetrics().boundingRect(room, int(_WRAP), self.text())
        return max(TARGET, words.height() + 20)

    def hitButton(self: QAbstractButton, pos: object) -> bool:  # type: ignore[misc]
        return True

    def paintEvent(self: QAbstractButton, event: QPaintEvent) -> None:  # type: ignore[misc]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = _paint_body(self, painter, cursor=getattr(self, "at_cursor", False))
        side = _PillShape._mark_width(self) - 8
        mark = QRect(_PAD, (self.height() - side) // 2, side, side)
        words = QRect(
            _PAD + side + 8, 0, _PillShape._words_width(self, self.width()) + 2, self.height()
        )
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            mark.moveRight(self.width() - _PAD)
            words.moveRight(self.width() - _PAD - side - 8)
        if self.isChecked():
            paint_tick(painter, QRectF(mark).adjusted(2, 2, -2, -2), colour)
        elif getattr(self, "hint", ""):
            painter.setPen(Colour.INK_SOFT.of(self))
            painter.drawText(mark, int(Qt.AlignmentFlag.AlignCenter), getattr(self, "hint", ""))
        painter.setPen(colour)
        lead = Qt.AlignmentFlag.AlignLeading
        painter.drawText(words, int(_WRAP | lead), self.text())
        painter.end()


class Pill(_PillShape, QRadioButton):
    """One of several choices. ``hint`` is the key that picks it, shown faintly."""

    def __init__(self, text: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(breakable(text), parent)
        self.at_cursor = False
        self.hint = hint
        self.setAutoExclusive(False)
        _settle(self)


class TickPill(_PillShape, QCheckBox):
    """One of several ticks. ``hint`` is the key that toggles it, shown faintly."""

    def __init__(self, text: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(breakable(text), parent)
        self.at_cursor = False
        self.hint = hint
        _settle(self)


def segment_size(metrics: QFontMetrics) -> QSize:
    """The least size of a step of a scale, with the number 10 in it."""
    width = max(metrics.horizontalAdvance("10") + 18, 36)
    return QSize(width, max(TARGET, metrics.height() + 18))


class Segment(QRadioButton):
    """One step of a scale: a number in a box."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(str(number), parent)
        self.number = number
        self._marked = False
        self.setAutoExclusive(False)
        _settle(self)

    def set_marked(self, *, marked: bool) -> None:
        """Draw a ring around it while keys move over it."""
        if marked != self._marked:
            self._marked = marked
            self.update()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return segment_size(self.fontMetrics())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = _paint_body(self, painter, cursor=self._marked)
        painter.setPen(colour)
        if self.isChecked():
            font = self.font()
            font.setBold(True)
            painter.setFont(font)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()


def _settle(button: QAbstractButton) -> None:
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(not isinstance(button, Segment))
    button.setSizePolicy(policy)
