"""MonthView: a month as a grid of days, each with its numbers, walked by arrow keys."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from journal.model.craving import CravingEpisode
from journal.model.day import DayEntry
from journal.model.record import FIRST_DAY
from ui.base.live_book import LiveBook
from ui.base.words.dates import day_words
from ui.look_back.cell import CellPainter, MonthDay
from ui.widgets.focus_ring import draws_own_ring
from ui.widgets.scrolling import scroll_into_view

Index = QModelIndex | QPersistentModelIndex

DAY = int(Qt.ItemDataRole.UserRole)
"""The role that gives the :class:`MonthDay` of a cell."""


class MonthModel(QAbstractTableModel):
    """The weeks of one month; cells outside it are empty."""

    def __init__(self, live: LiveBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._first = live.ask.today().replace(day=1)
        self._weeks: list[list[MonthDay | None]] = []

    @property
    def first(self) -> date:
        """The first day of the month shown."""
        return self._first

    def show_month(self, day: date) -> None:
        """Show the month that ``day`` is in, as the journal holds it now."""
        self.beginResetModel()
        self._first = day.replace(day=1)
        self._weeks = self._laid_out()
        self.endResetModel()

    def day_at(self, index: Index) -> MonthDay | None:
        """The day of a cell; None for an empty one."""
        return self._weeks[index.row()][index.column()] if index.isValid() else None

    def index_of(self, day: date) -> QModelIndex:
        """The cell of ``day``; no valid one when it is in another month."""
        for row, week in enumerate(self._weeks):
            for column, cell in enumerate(week):
                if cell is not None and cell.day == day:
                    return self.index(row, column)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own form)
        return 0 if parent.isValid() else len(self._weeks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 7

    def flags(self, index: Index) -> Qt.ItemFlag:
        cell = self.day_at(index)
        if cell is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        cell = self.day_at(index)
        if cell is None:
            return None
        if role == DAY:
            return cell
        if role == int(Qt.ItemDataRole.DisplayRole):
            return str(cell.day.day)
        if role in (int(Qt.ItemDataRole.AccessibleTextRole), int(Qt.ItemDataRole.ToolTipRole)):
            return self.words(cell)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == int(Qt.ItemDataRole.DisplayRole):
            weekday = (_first_weekday() + section) % 7 + 1
            return QLocale().standaloneDayName(weekday, QLocale.FormatType.ShortFormat)
        return None

    def words(self, cell: MonthDay) -> str:
        """What a screen reader says of a day."""
        program = self._live.ask.program
        parts = [day_words(cell.day)]
        if cell.is_today:
            parts.append(self.tr("today"))
        if cell.in_program:
            parts.append(self.tr("day {number}").format(number=program.day_number(cell.day)))
        if cell.mood is not None:
            parts.append(self.tr("mood {number}").format(number=cell.mood))
        if cell.craving is not None:
            worst = self.tr("worst {word} {number}")
            parts.append(worst.format(word=program.craving_word, number=cell.craving))
        if cell.day < program.start:
            parts.append(self.tr("before your program"))
        if not cell.open:
            parts.append(self.tr("still to come"))
        elif cell.blank:
            parts.append(self.tr("blank"))
        return ", ".join(parts)

    def _laid_out(self) -> list[list[MonthDay | None]]:
        ask = self._live.ask
        first = self._first
        days = monthrange(first.year, first.month)[1]
        last = first.replace(day=days)
        entries = {entry.day: entry for entry in ask.between(DayEntry, first, last)}
        episodes = ask.between(CravingEpisode, first, last)
        worst = _worst_of(episodes)
        blank = set(ask.blank_days(first, last))
        program, today = ask.program, ask.today()
        cells: list[MonthDay | None] = [None] * ((first.weekday() - _first_weekday()) % 7)
        for number in range(days):
            day = first + timedelta(days=number)
            entry = entries.get(day) or DayEntry(day=day)
            cells.append(
                MonthDay(
                    day=day,
                    mood=entry.mood,
                    craving=entry.craving if entry.craving is not None else worst.get(day),
                    blank=day in blank,
                    open=day <= today,
                    in_program=program.start <= day <= program.last_day,
                    is_today=day == today,
                )
            )
        cells += [None] * (-len(cells) % 7)
        return [cells[at : at + 7] for at in range(0, len(cells), 7)]


class MonthView(QTableView):
    """One cell a day; only whole months are shown.

    Arrows walk the days and turn the month at its edges, Page Up and Page Down turn it, Enter or a
    click opens a day.
    """

    opened = Signal(object)
    """The date of a day that the person wants to see."""
    turned = Signal(object)
    """The first day of the month now shown."""

    def __init__(self, live: LiveBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._model = MonthModel(live, self)
        self.setModel(self._model)
        self._painter = CellPainter(self)
        self.setItemDelegate(self._painter)
        draws_own_ring(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.clicked.connect(self._pressed)
        self._day = live.ask.today()
        name = self.tr("Calendar. Arrows move by days, Page Up and Page Down by months.")
        self.setAccessibleName(name)

    @property
    def day(self) -> date:
        """The day that the cursor is on."""
        return self._day

    @property
    def month(self) -> date:
        """The first day of the month shown."""
        return self._model.first

    def show_day(self, day: date) -> None:
        """Put the cursor on ``day`` and show its month as the journal holds it now."""
        turned = day.replace(day=1) != self._model.first
        self._day = day
        self._model.show_month(day)
        self.setCurrentIndex(self._model.index_of(day))
        self._settle_height()
        if turned:
            self.turned.emit(self._model.first)

    def redraw(self) -> None:
        """Show the same month as the journal holds it now."""
        self.show_day(self._day)

    def turn(self, months: int) -> None:
        """Go some months on or, below 0, back, as far as there are days to see."""
        month = self._model.first.year * 12 + self._model.first.month - 1 + months
        year, zero_based = divmod(month, 12)
        last = monthrange(year, zero_based + 1)[1]
        self._walk_to(date(year, zero_based + 1, min(self._day.day, last)))

    def can_turn(self, months: int) -> bool:
        """Whether there is anything to see that way."""
        earliest, latest = self._span()
        first = self._model.first
        return latest.replace(day=1) > first if months > 0 else earliest.replace(day=1) < first

    def keyPressEvent(self, event: QKeyEvent) -> None:
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        on = -1 if right_to_left else 1
        steps = {
            Qt.Key.Key_Left: -on,
            Qt.Key.Key_Right: on,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        key = Qt.Key(event.key())
        week = (self._day.weekday() - _first_weekday()) % 7
        if key in steps:
            self._walk_to(self._day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home:
            self._walk_to(self._day - timedelta(days=week))
        elif key == Qt.Key.Key_End:
            self._walk_to(self._day + timedelta(days=6 - week))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self._day)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Once the page has scrolled to the calendar as a whole.
        QTimer.singleShot(0, self, self._show_cursor)

    def _show_cursor(self) -> None:
        if self.hasFocus():
            scroll_into_view(self.viewport(), self.visualRect(self.currentIndex()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._settle_height()

    def _walk_to(self, day: date) -> None:
        earliest, latest = self._span()
        self.show_day(min(max(day, earliest), latest))
        self._show_cursor()

    def _span(self) -> tuple[date, date]:
        """The first and last day that can be reached."""
        return FIRST_DAY, self._live.ask.today()

    def _pressed(self, index: QModelIndex) -> None:
        cell = self._model.day_at(index)
        if cell is not None:
            self._open(cell.day)

    def _open(self, day: date) -> None:
        cell = self._model.day_at(self._model.index_of(day))
        if cell is not None and cell.open:
            self._day = day
            self.opened.emit(day)

    def _settle_height(self) -> None:
        """As high as its weeks, so that the page scrolls and not the calendar."""
        if not hasattr(self, "_painter"):
            return
        height = self._painter.cell_height(self, max(self.width() // 7, 1))
        for row in range(self._model.rowCount()):
            self.setRowHeight(row, height)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + self._model.rowCount() * height + 2)


def _worst_of(episodes: tuple[CravingEpisode, ...]) -> dict[date, int]:
    """The strongest craving of each day, where no worst of the day was written down."""
    worst: dict[date, int] = {}
    for episode in episodes:
        if episode.strongest is not None:
            worst[episode.day] = max(worst.get(episode.day, 0), episode.strongest)
    return worst


def _first_weekday() -> int:
    """0 (Monday) to 6, as the person's region begins its weeks."""
    return QLocale().firstDayOfWeek().value - 1
