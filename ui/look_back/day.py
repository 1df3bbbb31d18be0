"""DayPanel: everything that is written down about one day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from journal.content.content import Content
from journal.model.attendance import Attendance, Meeting
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.record import FIRST_DAY, Record
from journal.model.therapy import Score, Visit
from ui.base.live_book import LiveBook
from ui.base.words.dates import day_words
from ui.base.words.records import RecordWords
from ui.look.icons import icon
from ui.widgets.buttons import Button, PrimaryButton, QuietButton
from ui.widgets.incremental import IncrementalWork
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.words.labels import Soft, Title, Words
from ui.widgets.words.name_values import NameValues

CUT = 1200
"""Letters of one note shown at first; laying out a very long one takes a while."""
LONG_LINES = 16
"""Lines of a long note in sight at once."""


class DayPanel(QWidget):
    """The day's answers, its cravings, sessions and meetings, each with what can be done."""

    edit_wanted = Signal(object)
    """The date of a day to fill in or to change."""
    episode_wanted = Signal(object)
    """The id of a craving to go on with or to change."""
    page_wanted = Signal(str)
    """The key of the page on which a record is changed."""
    delete_wanted = Signal(object)
    """A record to delete."""
    day_wanted = Signal(object)
    """The date of another day to look at."""
    back_wanted = Signal()

    def __init__(self, live: LiveBook, content: Content, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._content = content
        self._told = RecordWords(live, content, self)
        self._day = live.ask.today()
        self._edit: QPushButton | None = None
        self._building = IncrementalWork(self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(14)
        self._back = QuietButton("")
        self._back.clicked.connect(self.back_wanted)
        self._before = Button(self.tr("Day before"))
        self._before.clicked.connect(lambda: self._step(-1))
        self._after = Button(self.tr("Day after"))
        self._after.clicked.connect(lambda: self._step(1))
        row = FlowLayout(spacing=8)
        for button in (self._back, self._before, self._after):
            row.addWidget(button)
        self._title = Title()
        self._under = Soft()
        self._box.addLayout(row)
        self._box.addWidget(self._title)
        self._box.addWidget(self._under)
        self._cards = QWidget()
        self._box.addWidget(self._cards)

    @property
    def day(self) -> date:
        """The day shown."""
        return self._day

    @property
    def settled(self) -> bool:
        """Whether all of the day is there."""
        return not self._building.pending

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._building.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._building.go_on()

    def set_way_back(self, words: str) -> None:
        """What the button that leads back says."""
        self._back.setText(words)

    def refresh_icons(self) -> None:
        """Draw the arrows in the colours of the theme, which may have changed."""
        self._before.setIcon(icon("left"))
        self._after.setIcon(icon("right"))

    def focus_first(self) -> None:
        """Put the cursor on what most people want to do here."""
        if self._edit is not None:
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_day(self, day: date) -> None:
        """Show ``day`` as the journal holds it now."""
        self._day = day
        ask = self._live.ask
        today, program = ask.today(), ask.program
        self.refresh_icons()
        self._before.setEnabled(day > FIRST_DAY)
        self._after.setEnabled(day < today)
        self._title.setText(day_words(day))
        number = program.day_number(day)
        inside = program.start <= day <= program.last_day
        words = self.tr("Day {number} of {length}").format(number=number, length=program.length)
        self._under.setText(words if inside else self.tr("Outside your program"))
        had_focus = self._cards.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        former = self._cards
        self._cards = QWidget(self)
        self._column = QVBoxLayout(self._cards)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._building.begin(self._add_cards())
        self._box.replaceWidget(former, self._cards)
        former.hide()
        former.deleteLater()
        self._cards.show()
        if had_focus:
            self.focus_first()

    # -- what is written ---------------------------------------------------------------------------

    def _add_cards(self) -> Iterator[object]:
        """One at a time; a full day laid out at once would hold up the window."""
        ask, day = self._live.ask, self._day
        self._column.addWidget(self._day_card())
        yield day
        kinds: tuple[type[Record], ...] = (CravingEpisode, Attendance, Meeting, Visit, Score)
        for kind in kinds:
            # By the moment itself: clocks go back, and people travel.
            for record in sorted(ask.between(kind, day, day), key=_moment):
                self._column.addWidget(self._card(record))
                yield record

    def _day_card(self) -> Card:
        ask = self._live.ask
        entry = ask.day(self._day) or DayEntry(day=self._day)
        uses = [u for u in ask.between(ToolUse, self._day, self._day) if u.episode_id is None]
        unanswered = entry.is_blank() and not uses
        card = Card(self.tr("The day") if not unanswered else "")
        if unanswered and ask.blank_days(self._day, self._day):
            card.add(Words(self.tr("This day is blank. You can fill it in if you like.")))
        elif unanswered:
            card.add(Words(self.tr("Your answers for this day are not written.")))
        else:
            self._lines(card, [*self._told.entry(entry), *self._told.tools(uses)])
        self._note(card, entry.note)
        reason = self._told.late(entry)
        if reason:
            card.add(Soft(reason))
        row = FlowLayout(spacing=8)
        make = PrimaryButton if unanswered else Button
        self._edit = make(self.tr("Fill in this day") if unanswered else self.tr("Edit this day"))
        self._edit.clicked.connect(lambda: self.edit_wanted.emit(self._day))
        row.addWidget(self._edit)
        if not entry.is_blank():
            row.addWidget(self._delete(entry))
        card.add(row)
        return card

    def _card(self, record: Any) -> Card:
        told = self._told
        row = FlowLayout(spacing=8)
        if isinstance(record, CravingEpisode):
            card = Card(told.episode_title(record))
            uses = self._live.ask.tools_in(record.id)
            self._lines(card, [*told.episode(record), *told.tools(uses)])
            change = Button(self.tr("Edit") if record.finished else self.tr("Finish this"))
            change.clicked.connect(lambda: self.episode_wanted.emit(record.id))
        else:
            card = Card(told.title(record))
            self._lines(card, told.lines(record))
            page = "sessions" if isinstance(record, Attendance | Meeting) else "therapy"
            change = Button(self.tr("Change it"))
            change.clicked.connect(lambda: self.page_wanted.emit(page))
        self._note(card, getattr(record, "note", ""))
        row.addWidget(change)
        row.addWidget(self._delete(record))
        card.add(row)
        return card

    def _lines(self, card: Card, lines: Sequence[tuple[str, str]]) -> None:
        if lines:
            card.add(NameValues(lines))

    def _note(self, card: Card, note: str) -> None:
        if not note:
            return
        shown = Words(note if len(note) <= CUT else note[:CUT] + "…")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.add(shown)
        if len(note) <= CUT:
            return
        more = QuietButton(self.tr("Show all of it"))

        def show_all() -> None:
            # A label lays out all of its text at once, which takes a second for a long note.
            whole = QPlainTextEdit(note)
            whole.setReadOnly(True)
            whole.setTabChangesFocus(True)
            whole.setAccessibleName(self.tr("Note"))
            whole.setFixedHeight(whole.fontMetrics().lineSpacing() * LONG_LINES)
            card.body.replaceWidget(shown, whole)
            shown.hide()
            whole.setFocus(Qt.FocusReason.OtherFocusReason)
            more.hide()

        more.clicked.connect(show_all)
        row = FlowLayout()
        row.addWidget(more)
        card.add(row)

    def _delete(self, record: Record) -> QPushButton:
        button = QuietButton(self.tr("Delete"))
        name = self.tr("Delete {thing}").format(thing=self._told.title(record))
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.delete_wanted.emit(record))
        return button

    def _step(self, days: int) -> None:
        self.day_wanted.emit(self._day + timedelta(days=days))


def _moment(record: Record) -> datetime:
    return record.at if isinstance(record, CravingEpisode) else record.created_at
