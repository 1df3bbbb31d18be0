"""CellPainter: how one day of the calendar looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui.look.colours import Colour
from ui.widgets.focus_ring import paint_ring

_PAD = 6
_GAP = 2


@dataclass(frozen=True)
class MonthDay:
    """One cell. ``open`` days can be looked at: those up to today."""

    day: date
    mood: int | None = None
    craving: int | None = None
    blank: bool = False
    open: bool = False
    in_program: bool = False
    is_today: bool = False


class CellPainter(QStyledItemDelegate):
    """The day's number, under it mood (a disc) and worst craving (a diamond); blank is hatched."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def cell_height(self, widget: QWidget, width: int) -> int:
        """How high a cell needs to be at this width."""
        line = widget.fontMetrics().height()
        lines = 2 if self._side_by_side(widget, width) else 3
        return max(lines * line + 2 * _PAD + 6, 48)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(10, 10)  # the view sets both sizes itself

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        cell: MonthDay | None = index.data(int(Qt.ItemDataRole.UserRole))
        view = self._view
        if cell is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._paint_ground(painter, area, cell, view, hover=hover and cell.open)
        self._paint_numbers(painter, area, cell, view)
        if view.hasFocus() and index == view.currentIndex():
            paint_ring(painter, view, area, 8)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, area: QRectF, cell: MonthDay, view: QWidget, *, hover: bool
    ) -> None:
        ground = Colour.CARD_ALT if cell.in_program else Colour.CARD
        fill = (Colour.ACCENT_SOFT if hover else ground).of(view)
        edge = Colour.ACCENT if cell.is_today else Colour.LINE
        painter.setBrush(fill)
        painter.setPen(QPen(edge.of(view), 2.2 if cell.is_today else 1))
        if not cell.open:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 8, 8)
        if cell.blank:
            line = view.fontMetrics().height()
            lower = area.adjusted(_PAD, _PAD + line + 2, -_PAD, -_PAD)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(Colour.EDGE.of(view), Qt.BrushStyle.BDiagPattern))
            painter.setOpacity(0.8)
            painter.drawRoundedRect(lower, 4, 4)
            painter.setOpacity(1.0)

    def _paint_numbers(
        self, painter: QPainter, area: QRectF, cell: MonthDay, view: QWidget
    ) -> None:
        line = view.fontMetrics().height()
        ink = Colour.INK if cell.open else Colour.INK_SOFT
        painter.setPen(ink.of(view.window()))
        font = view.font()
        font.setBold(cell.is_today)
        painter.setFont(font)
        top = QRect(int(area.x()) + _PAD + 2, int(area.y()) + _PAD - 2, int(area.width()), line)
        lead = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(top, lead, str(cell.day.day))
        font.setBold(False)
        painter.setFont(font)
        second = top.translated(0, line + 4)
        half = int(area.width()) // 2
        apart = QRect(second)
        if self._side_by_side(view, int(area.width()) + 2 * _GAP):
            apart.translate(half - _PAD // 2, 0)
        else:
            apart.translate(0, line)
        if cell.mood is not None:
            self._paint_marked(painter, second, cell.mood, Colour.ACCENT.of(view), round_=True)
        if cell.craving is not None:
            self._paint_marked(painter, apart, cell.craving, Colour.WARM.of(view), round_=False)

    def _paint_marked(
        self, painter: QPainter, place: QRect, number: int, colour: QColor, *, round_: bool
    ) -> None:
        side = place.height() * 0.42
        centre = QPointF(place.x() + side / 2 + 1, place.center().y() + 0.5)
        ink = painter.pen()
        paint_mark(painter, centre, side, colour, round_=round_)
        painter.setPen(ink)
        lead = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(place.adjusted(int(side) + 6, 0, 0, 0), lead, str(number))

    def _side_by_side(self, widget: QWidget, width: int) -> bool:
        metrics = widget.fontMetrics()
        one = int(metrics.height() * 0.42) + 6 + metrics.horizontalAdvance("10")
        return width - 2 * (_GAP + _PAD) >= 2 * one + 8


def paint_mark(
    painter: QPainter, centre: QPointF, side: float, colour: QColor, *, round_: bool
) -> None:
    """The mark of mood (``round_``) or of craving, as in the charts."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    half = side / 2
    if round_:
        painter.drawEllipse(centre, half, half)
        return
    half *= 1.15
    corners = [(0, -half), (half, 0), (0, half), (-half, 0)]
    painter.drawPolygon(QPolygonF([centre + QPointF(x, y) for x, y in corners]))
