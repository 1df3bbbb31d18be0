"""Look back: a calendar of what is written, search and filters, any day to read and to edit."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.content.content import Content
from journal.model.record import Record
from ui.base.journal_page import JournalPage, PageContext
from ui.base.live_book import LiveBook
from ui.base.words.dates import month_words
from ui.base.words.records import RecordWords
from ui.look.icons import icon
from ui.look_back.day import DayPanel
from ui.look_back.filter import FilterBar
from ui.look_back.legend import Legend
from ui.look_back.list import DayList, Row
from ui.look_back.month import MonthView
from ui.look_back.search import NoteSearch
from ui.today.day_dialog import DayEditDialog
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.words.labels import Soft, set_tip


def make_page(context: PageContext, parent: QWidget) -> LookBackPage:
    """The page in its place."""
    return LookBackPage(context.live, context.content, parent)


class LookBackPage(JournalPage):
    """One of two things is in sight: the month (or what a search found), or one day."""

    watches: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, live: LiveBook, content: Content, parent: QWidget | None = None) -> None:
        super().__init__(live, content, self.tr("Look back"), parent=parent)
        self._told = RecordWords(live, content, self)
        self._edit: DayEditDialog | None = None
        self._notice = Banner()
        self._search = NoteSearch(live, self)
        self._search.found.connect(self._found)
        self._search.ended.connect(self._show_count)
        self._undo = QuietButton(self.tr("Undo"))
        self._undo.clicked.connect(self._take_back)
        self._redo = QuietButton(self.tr("Redo"))
        self._redo.clicked.connect(live.redo)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self._undo)
        top.addWidget(self._redo)
        self.column.insertLayout(0, top)
        self._overview = QWidget()
        self._panel = DayPanel(live, content)
        self._panel.hide()
        self._build()
        self.add_later(self._notice, self._overview, self._panel)
        self._connect()
        self._follow_undo()

    @property
    def month(self) -> MonthView:
        """The calendar."""
        return self._month

    @property
    def filters(self) -> FilterBar:
        """What is searched for."""
        return self._filters

    @property
    def days(self) -> DayList:
        """The days of the month, or those found."""
        return self._rows

    @property
    def panel(self) -> DayPanel:
        """The day in sight."""
        return self._panel

    @property
    def searching(self) -> bool:
        """Whether notes are still being looked through."""
        return self._search.running

    def redraw(self) -> None:
        """Show the journal as it is now."""
        self._filters.redraw()
        self._month.redraw()
        self._show_rows()
        self._show_icons()
        if self._panel.isVisibleTo(self):
            self._panel.show_day(self._panel.day)

    def restyle(self) -> None:
        self._show_icons()

    def focus_first(self) -> None:
        """Put the cursor on the day in sight, or into the search field."""
        if self._panel.isVisibleTo(self):
            self._panel.focus_first()
        else:
            self._filters.focus_words()

    def leave(self) -> None:
        """Keep what is being typed in an open form."""
        if self._edit is not None:
            self._edit.flush()

    def show_month(self, day: date) -> None:
        """Show the month of ``day``, without search or filters."""
        self._filters.clear()
        self._month.show_day(day)
        self._show_overview()

    def show_day(self, day: date) -> None:
        """Show everything written about ``day``."""
        self._notice.dismiss()
        self._month.show_day(day)
        back = self.tr("Back to what was found") if self._filters.active else self.tr("Back")
        self._panel.set_way_back(back)
        self._panel.show_day(day)
        self._overview.hide()
        self._panel.show()
        self.verticalScrollBar().setValue(0)
        self._panel.focus_first()

    def edit_day(self, day: date) -> None:
        """Open the questions of ``day``."""
        self._edit = DayEditDialog(self.live, self.content, day, self)
        self._edit.finished.connect(self._edited)
        self._edit.open()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._search.stop()

    # -- the parts -------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self._overview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._filters = FilterBar(self.live, self.content)
        self._month = MonthView(self.live)
        self._rows = DayList(self.live, self.tr("Days"))
        self._calendar = Card()
        turn = FlowLayout(spacing=8)
        self._earlier = Button(self.tr("Earlier"))
        self._later = Button(self.tr("Later"))
        self._now = QuietButton(self.tr("This month"))
        for button in (self._earlier, self._later, self._now):
            turn.addWidget(button)
        for part in (turn, self._month, Legend(self.live)):
            self._calendar.add(part)
        self._days_card = Card()
        self._count = Soft()
        self._days_card.add(self._count)
        self._days_card.add(self._rows)
        for card in (self._filters, self._calendar, self._days_card):
            column.addWidget(card)

    def _connect(self) -> None:
        self._earlier.clicked.connect(lambda: self._month.turn(-1))
        self._later.clicked.connect(lambda: self._month.turn(1))
        self._now.clicked.connect(self._show_this_month)
        self._month.turned.connect(lambda _first: self._show_rows())
        self._month.opened.connect(self.show_day)
        self._rows.opened.connect(self.show_day)
        self._filters.changed.connect(self._show_rows)
        panel = self._panel
        panel.back_wanted.connect(self._show_overview)
        panel.day_wanted.connect(self.show_day)
        panel.edit_wanted.connect(self.edit_day)
        panel.episode_wanted.connect(self.craving_wanted)
        panel.page_wanted.connect(self.page_wanted)
        panel.delete_wanted.connect(self._delete)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._find)

    # -- what is in sight ------------------------------------------------------------------------

    def _show_overview(self) -> None:
        was_day = self._panel.isVisibleTo(self)
        self._panel.hide()
        self._overview.show()
        if was_day and self.isVisible():
            place = self._rows if self._filters.active else self._month
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self) -> None:
        """Fill the list: the month's days, or those that the filters let through."""
        self._search.stop()
        filters, ask = self._filters, self.live.ask
        self._calendar.setVisible(not filters.active)
        self._calendar.set_title(month_words(self._month.month))
        self._earlier.setEnabled(self._month.can_turn(-1))
        self._later.setEnabled(self._month.can_turn(1))
        self._now.setVisible(self._month.month != self.live.ask.today().replace(day=1))
        if not filters.active:
            first = self._month.month
            last = first.replace(day=monthrange(first.year, first.month)[1])
            days = ask.days_with(first, last)
            self._rows.lines.show_rows([Row(day) for day in days])
        elif filters.words:
            self._rows.lines.show_rows([], filters.words)
            self._search.start(filters.words, filters.days())
        else:
            self._rows.lines.show_rows([Row(day) for day in filters.days() or ()])
        self._show_count()

    def _found(self, rows: list[Row]) -> None:
        self._rows.lines.add_rows(rows)
        self._show_count()

    def _show_count(self) -> None:
        rows = self._rows.lines.rowCount()
        if not self._filters.active:
            self._days_card.set_title(self.tr("What is written this month"))
            self._count.setText("" if rows else self.tr("Nothing yet."))
        else:
            self._days_card.set_title(self.tr("What was found"))
            if self._search.running:
                words = self.tr("{count} so far. Still looking…").format(count=rows)
            elif rows == 1:
                words = self.tr("1 place")
            else:
                words = self.tr("{count} places").format(count=rows)
            self._count.setText(
                words if rows or self._search.running else self.tr("Nothing found.")
            )
        self._count.setVisible(bool(self._count.text()))

    def _show_this_month(self) -> None:
        self._month.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes out of sight
        self._month.show_day(self.live.ask.today())

    def _find(self) -> None:
        self._show_overview()
        self._filters.focus_words()

    # -- changes ---------------------------------------------------------------------------------

    def _edited(self) -> None:
        if self._edit is not None:
            self._edit.deleteLater()
            self._edit = None
        self._panel.focus_first()

    def _delete(self, record: Record) -> None:
        thing = self._told.title(record)
        self.live.delete(record, text=self.tr("delete {thing}").format(thing=thing))
        self._notice.clear_actions()
        self._notice.say(self.tr("Deleted: {thing}").format(thing=thing))
        button = self._notice.add_action(self.tr("Undo"), self._take_back)
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self) -> None:
        self._notice.dismiss()
        self.live.undo()

    def _follow_undo(self) -> None:
        """Have the two buttons follow what can be taken back."""
        stack = self.live.undo_stack
        # By value: the stack says this for the last time while it is taken down.
        stack.canUndoChanged.connect(self._undo.setEnabled)
        stack.canRedoChanged.connect(self._redo.setEnabled)
        stack.undoTextChanged.connect(self._name_undo)
        stack.redoTextChanged.connect(self._name_redo)
        self._undo.setEnabled(stack.canUndo())
        self._redo.setEnabled(stack.canRedo())
        self._name_undo(stack.undoText())
        self._name_redo(stack.redoText())

    def _name_undo(self, what: str) -> None:
        self._name(self._undo, self.tr("Undo: {what}").format(what=what) if what else "")

    def _name_redo(self, what: str) -> None:
        self._name(self._redo, self.tr("Redo: {what}").format(what=what) if what else "")

    def _name(self, button: QuietButton, words: str) -> None:
        set_tip(button, words)
        button.setAccessibleName(words or button.text())

    def _show_icons(self) -> None:
        """In the colours of the theme, which may have changed."""
        self._undo.setIcon(icon("undo"))
        self._redo.setIcon(icon("redo"))
        self._earlier.setIcon(icon("left"))
        self._later.setIcon(icon("right"))
        self._filters.refresh_icons()
        self._panel.refresh_icons()
