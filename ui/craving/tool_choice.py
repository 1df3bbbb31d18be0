"""ToolChoice: a coping tool to press, with its name and how it is done."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.colours import Colour
from ui.widgets.buttons import Button
from ui.widgets.fields.pill import paint_tick
from ui.widgets.focus_ring import draws_own_ring, paint_ring

_PAD = 14
_GAP = 4
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)


class ToolChoice(Button):
    """A wide button of two parts: the name, and under it one line of how.

    ``digit`` is the key that presses it, shown faintly; ``used`` puts a tick in its place.
    """

    def __init__(
        self,
        name: str,
        how: str,
        digit: str = "",
        parent: QWidget | None = None,
        *,
        used: bool = False,
    ) -> None:
        super().__init__(name, parent)
        self._how = how
        self._digit = digit
        self._used = used
        draws_own_ring(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{digit} {name}".strip())
        self.setAccessibleDescription(how)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance("m") * 30
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance("m") * 10
        return QSize(width, self._name_metrics().height() + 2 * _PAD)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = max(width - 2 * _PAD - self._lead(), 40)
        return 2 * _PAD + self._name_height(room) + self._how_height(room)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isEnabled() and (self.underMouse() or self.isDown() or self.hasFocus())
        painter.setPen(QPen((Colour.ACCENT if lit else Colour.EDGE).of(self), 1.2))
        painter.setBrush((Colour.ACCENT_SOFT if lit else Colour.CARD).of(self))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        if self.hasFocus():
            paint_ring(painter, self, QRectF(self.rect()), 12)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        lead = self._lead()
        room = self.width() - 2 * _PAD - lead
        left = _PAD if right_to_left else _PAD + lead
        mark = QRect(
            self.width() - _PAD - lead + 8 if right_to_left else _PAD,
            _PAD,
            max(lead - 8, 0),
            self._name_metrics().height(),
        )
        if self._used:
            side = min(mark.width(), mark.height())
            paint_tick(
                painter, QRectF(mark.x(), mark.y(), side, side).adjusted(2, 2, -2, -2),
                Colour.ACCENT.of(self),
            )  # fmt: skip
        elif self._digit:
            painter.setPen(self._soft())
            painter.drawText(mark, int(Qt.AlignmentFlag.AlignCenter), self._digit)
        painter.setPen(Colour.INK.of(self))
        painter.setFont(self._name_font())
        name_height = self._name_height(room)
        painter.drawText(QRect(left, _PAD, room, name_height), _WRAP, self.text())
        painter.setFont(self.font())
        painter.setPen(self._soft())
        painter.drawText(
            QRect(left, _PAD + name_height + _GAP, room, self.height()), _WRAP, self._how
        )

    def _soft(self) -> QColor:
        # The style sheet thins out this role of a button's own palette.
        return Colour.INK_SOFT.of(self.window())

    def _lead(self) -> int:
        return self.fontMetrics().horizontalAdvance("9") + 22

    def _name_font(self) -> QFont:
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _name_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._name_font())

    def _name_height(self, room: int) -> int:
        return (
            self._name_metrics().boundingRect(QRect(0, 0, room, 9999), _WRAP, self.text()).height()
        )

    def _how_height(self, room: int) -> int:
        if not self._how:
            return 0
        box = self.fontMetrics().boundingRect(QRect(0, 0, room, 9999), _WRAP, self._how)
        return box.height() + _GAP
