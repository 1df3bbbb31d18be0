"""LedgerCard: sessions planned against sessions gone to, in words and as a table."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from journal.analysis.ledger import Ledger, Totals, ledger
from journal.analysis.schedule import monday_of
from journal.analysis.session_lines import ABSENT, NOT_HELD, PRESENT, Counted
from journal.model.diary import Diary
from ui.base.jobs import Jobs, Latest
from ui.base.live_book import LiveBook
from ui.base.words.lengths import hours_words, listed
from ui.widgets.layout.card import Card
from ui.widgets.words.labels import Words


def _count(diary: Diary) -> tuple[Ledger, Ledger]:
    """This week, and all of the program so far."""
    monday = monday_of(diary.today)
    return ledger(diary, monday, monday + timedelta(days=6)), ledger(diary)


class LedgerCard(Card):
    """What the program counts: sessions and hours, absences, and how many are allowed."""

    def __init__(self, live: LiveBook, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("My sessions so far"))
        self._live = live
        self._latest = Latest(jobs, "general")
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(4)
        self._said: list[Words] = []
        self._table = _Table(self.tr("Sessions and hours"))
        self.add(self._sentences)
        self.add(self._table)
        self.set_hint(
            self.tr(
                "Up to today. Sessions that were called off or lost to tech trouble count for"
                " neither side. Parts of a week count in part."
            )
        )

    @property
    def text(self) -> str:
        """The sentences, as they are shown."""
        return " ".join(words.text() for words in self._said)

    def cell(self, row: int, column: int) -> str:
        """What stands in the table."""
        item = self._table.item(row, column)
        return item.text() if item is not None else ""

    def redraw(self) -> None:
        """Count again."""
        self._live.study(_count, self._show, through=self._latest, sessions_only=True)

    # -- parts -----------------------------------------------------------------------------------

    def _show(self, counted: tuple[Ledger, Ledger]) -> None:
        week, whole = counted
        sentences = list(whole.sentences)
        if whole.expected_hours is not None:
            sentences.append(
                self.tr("Your program expects about {hours} in these days.").format(
                    hours=hours_words(whole.expected_hours)
                )
            )
        self._say(sentences)
        self._fill(week.totals, whole.totals)

    def _say(self, sentences: list[str]) -> None:
        while len(self._said) < len(sentences):
            words = Words()
            self._said.append(words)
            self._sentences.addWidget(words)
        for index, words in enumerate(self._said):
            words.setText(sentences[index] if index < len(sentences) else "")
            words.setVisible(index < len(sentences))

    def _fill(self, week: Totals, whole: Totals) -> None:
        one = {counted: (counted,) for counted in Counted}
        rows: list[tuple[str, tuple[Counted, ...]]] = [
            (self.tr("Went, as planned"), PRESENT),
            (self.tr("Excused"), one[Counted.EXCUSED]),
            (self.tr("Missed"), one[Counted.MISSED]),
            (self.tr("Called off, tech trouble"), NOT_HELD),
            (self.tr("Not marked yet"), one[Counted.UNMARKED]),
            (self.tr("Made up"), one[Counted.MADE_UP]),
            (self.tr("Extra"), one[Counted.EXTRA]),
        ]
        seen: dict[str, tuple[str, str]] = {
            self.tr("Planned"): (
                _cell(week.held, week.planned_hours),
                _cell(whole.held, whole.planned_hours),
            )
        }
        for name, counted in rows:
            kept = {*PRESENT, *ABSENT}
            if set(counted) <= kept or any(whole.sessions[c] for c in counted):
                seen[name] = (_counted_cell(week, counted), _counted_cell(whole, counted))
        self._table.setVisible(bool(week.held or any(whole.sessions.values())))
        self._table.fill(
            ("", self.tr("This week"), self.tr("So far")),
            [(name, *cells) for name, cells in seen.items()],
        )


class _Table(QTableWidget):
    """A small table to read, as tall as it needs to be."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def fill(self, headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        """Show ``rows`` under ``headers``."""
        self.setColumnCount(len(headers))
        self.setHorizontalHeaderLabels(headers)
        self.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                # Read as a whole by a screen reader that steps through cells.
                item.setData(
                    Qt.ItemDataRole.AccessibleTextRole,
                    listed((cells[0], headers[column], text)) if column else text,
                )
                self.setItem(row, column, item)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.resizeRowsToContents()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 4
        if height != self.height():
            self.setFixedHeight(height)


def _counted_cell(totals: Totals, counted: tuple[Counted, ...]) -> str:
    sessions = sum(totals.sessions[one] for one in counted)
    spent = totals.minutes if set(counted) <= _SPENT else totals.planned_minutes
    return _cell(sessions, sum(spent[one] for one in counted) / 60)


_SPENT = {*PRESENT, Counted.EXTRA, Counted.MADE_UP}


def _cell(sessions: int, hours: float) -> str:
    return listed((str(sessions), hours_words(hours))) if sessions else "0"
