"""DayList: days as rows, drawn only when they come into sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from journal.model.attendance import Attendance, Meeting
from journal.model.choices import Use
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.text_search import find
from journal.rules.days_of_use import use_by_day
from ui.base.live_book import LiveBook
from ui.base.words.dates import day_words
from ui.look.colours import Colour
from ui.widgets.focus_ring import draws_own_ring, paint_ring
from ui.widgets.scrolling import scroll_into_view

Index = QModelIndex | QPersistentModelIndex

LINE = int(Qt.ItemDataRole.UserRole)
"""The role that gives the :class:`DayLine` of a row."""

SHOWN_ROWS = 8
"""Rows in sight at most; the list scrolls beyond."""

_PAD = 10
_BEFORE_HIT = 40
"""Letters of a note shown before what was searched for."""
_SNIPPET = 220


@dataclass(frozen=True)
class Row:
    """A day, and where a search found something: the text that holds it."""

    day: date
    text: str = ""


@dataclass(frozen=True)
class DayLine:
    """What one row shows. ``hit`` is the part of ``snippet`` that was searched for."""

    day: date
    title: str
    numbers: str
    snippet: str
    hit: tuple[int, int] | None = None

    @property
    def words(self) -> str:
        """What a screen reader says."""
        return ". ".join(part for part in (self.title, self.numbers, self.snippet) if part)


class DayListModel(QAbstractListModel):
    """Rows hold a day alone; what is said of it is asked for when it is drawn."""

    def __init__(self, live: LiveBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._rows: list[Row] = []
        self._words = ""
        self._lines: dict[Row, DayLine] = {}

    def show_rows(self, rows: Sequence[Row], words: str = "") -> None:
        """Replace everything; ``words`` are marked in what is shown."""
        self.beginResetModel()
        self._rows = list(rows)
        self._words = words
        self._lines = {}
        self.endResetModel()

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Add rows at the end, while a search goes on."""
        if rows:
            last = len(self._rows)
            self.beginInsertRows(QModelIndex(), last, last + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def row_at(self, index: Index) -> Row | None:
        """The row at ``index``."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own form)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == LINE:
            return self._line(row)
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return self._line(row).words
        return None

    def _line(self, row: Row) -> DayLine:
        line = self._lines.get(row)
        if line is None:
            line = self._lines[row] = self._made(row)
        return line

    def _made(self, row: Row) -> DayLine:
        ask = self._live.ask
        day = row.day
        entry = ask.day(day) or DayEntry(day=day)
        episodes = ask.between(CravingEpisode, day, day)
        text = row.text or entry.note or next((e.note for e in episodes if e.note), "")
        snippet, hit = _cut(text, self._words)
        return DayLine(day, day_words(day), self._numbers(entry, episodes), snippet, hit)

    def _numbers(self, entry: DayEntry, episodes: Sequence[CravingEpisode]) -> str:
        ask, day = self._live.ask, entry.day
        word = ask.program.craving_word
        parts: list[str] = []
        if entry.mood is not None:
            parts.append(self.tr("Mood {number}").format(number=entry.mood))
        if entry.craving is not None:
            worst = self.tr("worst {word} {number}")
            parts.append(worst.format(word=word, number=entry.craving))
        if use_by_day([entry], episodes).get(day) is Use.YES:
            parts.append(self.tr("use"))
        # Written with a sign: a word of one's own has no plural that could be known.
        counts = (
            (word, len(episodes)),
            (self.tr("tool"), len(ask.between(ToolUse, day, day))),
            (self.tr("session"), len(ask.between(Attendance, day, day))),
            (self.tr("meeting"), len(ask.between(Meeting, day, day))),
        )
        parts += [f"{name} × {count}" for name, count in counts if count]
        return " · ".join(parts)


class DayList(QListView):
    """A list of days; Enter or a click opens one."""

    opened = Signal(object)
    """The date of the day that the person wants to see."""

    def __init__(self, live: LiveBook, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = DayListModel(live, self)
        self.setModel(self.lines)
        self._painter = _LinePainter(self)
        self.setItemDelegate(self._painter)
        draws_own_ring(self)
        self.setAccessibleName(label)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._open)
        for changed in (self.lines.modelReset, self.lines.rowsInserted):
            changed.connect(self.settle_height)
        self.settle_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)
            if not self.currentIndex().isValid() and self.lines.rowCount():
                self.setCurrentIndex(self.lines.index(0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(0))
        # Once the page has scrolled to the list as a whole.
        QTimer.singleShot(0, self, self._show_cursor)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._show_cursor()

    def _show_cursor(self) -> None:
        if self.hasFocus():
            scroll_into_view(self.viewport(), self.visualRect(self.currentIndex()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.settle_height()

    def settle_height(self) -> None:
        """As high as its rows, up to a number of them."""
        if hasattr(self, "_painter"):
            rows = min(self.lines.rowCount(), SHOWN_ROWS)
            self.setFixedHeight(rows * self._painter.row_height(self) + 4)
            self.setVisible(rows > 0)

    def _open(self, index: QModelIndex) -> None:
        row = self.lines.row_at(index)
        if row is not None:
            self.opened.emit(row.day)


class _LinePainter(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def row_height(self, widget: QWidget) -> int:
        widget.ensurePolished()
        return 3 * widget.fontMetrics().height() + 2 * _PAD + 4

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, self.row_height(self._view))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: DayLine = index.data(LINE)
        view = self._view
        rect: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(rect).adjusted(1, 1, -1, -1)
        if state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Colour.ACCENT_SOFT.of(view))
            painter.drawRoundedRect(area, 8, 8)
        painter.setPen(QPen(Colour.LINE.of(view), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        height = view.fontMetrics().height()
        bold = view.font()
        bold.setWeight(QFont.Weight.DemiBold)
        self._paint_line(painter, bold, Colour.INK, view, inner, line.title)
        inner.translate(0, height + 2)
        self._paint_line(painter, view.font(), Colour.INK, view, inner, line.numbers)
        inner.translate(0, height + 2)
        inner.setHeight(height)
        if line.hit is not None:
            self._paint_hit(painter, view, inner, line)
        self._paint_line(painter, view.font(), Colour.INK_SOFT, view, inner, line.snippet)
        if view.hasFocus() and index == view.currentIndex():
            paint_ring(painter, view, area, 8)
        painter.restore()

    def _paint_line(
        self, painter: QPainter, font: QFont, colour: Colour, view: QWidget, area: QRect, text: str
    ) -> None:
        painter.setFont(font)
        # The style sheet thins out the soft tone of a view's own palette.
        painter.setPen(colour.of(view.window()))
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        lead = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        painter.drawText(area, int(lead | Qt.TextFlag.TextSingleLine), elided)

    def _paint_hit(self, painter: QPainter, view: QWidget, area: QRect, line: DayLine) -> None:
        """A soft mark behind what was searched for."""
        if line.hit is None or view.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return
        metrics = view.fontMetrics()
        start = metrics.horizontalAdvance(line.snippet[: line.hit[0]])
        end = metrics.horizontalAdvance(line.snippet[: line.hit[1]])
        mark = QRect(area.x() + start - 2, area.y(), end - start + 4, metrics.height())
        painter.setPen(QPen(Colour.ACCENT.of(view), 1))
        painter.setBrush(Colour.ACCENT_SOFT.of(view))
        painter.drawRoundedRect(mark.intersected(area), 4, 4)


def _cut(text: str, words: str) -> tuple[str, tuple[int, int] | None]:
    """The part of ``text`` around ``words`` on one line, and where they are in it."""
    hit = find(text, words) if words else None
    start = max(hit[0] - _BEFORE_HIT, 0) if hit else 0
    if start:
        start = text.rfind(" ", 0, start) + 1 or start
    lead = "… " if start else ""
    # Each line end is one letter, before and after, so the places stay.
    snippet = lead + text[start : start + _SNIPPET].replace("\n", " ").replace("\t", " ")
    if hit is None:
        return snippet, None
    return snippet, (hit[0] - start + len(lead), hit[1] - start + len(lead))
