"""WeekCard: one week against the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from journal.analysis.ledger import Ledger, ledger
from journal.analysis.schedule import monday_of, occurrences
from journal.analysis.session_lines import Counted, SessionLine, session_lines
from journal.content.content import Content
from journal.model.diary import Diary
from ui.base.live_book import LiveBook
from ui.base.words.dates import short_day_words
from ui.base.words.lengths import day_words, hours_words
from ui.look.icons import icon
from ui.sessions.rows import SessionList
from ui.sessions.session_dialog import SessionDialog
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.layout.card import Card
from ui.widgets.layout.tab_order import follow_layout
from ui.widgets.words.labels import Heading, Soft, Words, set_tip

WEEK = timedelta(days=7)


class WeekCard(Card):
    """The sessions of a week, to be marked, and how the week compares with the plan.

    Alt with Left and Right goes to the week before and after.
    """

    plan_wanted = Signal()
    """The person wants to write the weekly plan."""

    def __init__(self, live: LiveBook, content: Content, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._live = live
        self._content = content
        self._monday = monday_of(live.ask.today())
        head = QHBoxLayout()
        head.setSpacing(8)
        self._name = Heading()
        self._before = self._arrow("left", self.tr("The week before"), -1)
        self._after = self._arrow("right", self.tr("The week after"), 1)
        self._now = QuietButton(self.tr("This week"))
        self._now.clicked.connect(lambda: self.show_week(live.ask.today()))
        head.addWidget(self._name, 1)
        for button in (self._now, self._before, self._after):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._against = Words()
        self._off = Soft()
        self._hint = Soft()
        self.sessions = SessionList(live, content)
        self.add(head)
        self.add(self._against)
        self.add(self._off)
        self.add(self.sessions)
        self.add(self._hint)
        self._plan = self.add_action(self.tr("Open My plan"), self.plan_wanted.emit, primary=True)
        self.add_action(self.tr("Add an extra or made-up session"), self.add_session)
        for keys, weeks in (("Alt+Left", -1), ("Alt+Right", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(self._before.click if weeks < 0 else self._after.click)

    @property
    def monday(self) -> date:
        """The first day of the week in sight."""
        return self._monday

    @property
    def against_plan(self) -> str:
        """The sentence on the week."""
        return self._against.text()

    def show_week(self, day: date) -> None:
        """Show the week of ``day``."""
        self._monday = monday_of(day)
        self.redraw()
        follow_layout(self)
        self.focus_first()

    def focus_first(self) -> None:
        """Put the cursor on today's session, or the first of the week."""
        today = self._live.ask.today()
        waiting = [r for r in self.sessions.rows if r.line.counted is Counted.UNMARKED]
        if waiting:
            waiting[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif not (self.sessions.focus_day(today) or self.sessions.focus_day(self._monday)):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def redraw(self) -> None:
        """Show the week as it is now."""
        last = self._monday + WEEK - timedelta(days=1)
        today = self._live.ask.today()
        program = self._live.ask.program
        diary = self._live.ask.session_diary(self._monday, last)
        week = ledger(diary, self._monday, last)
        self._name.setText(self._week_name(last))
        self._now.setVisible(not self._monday <= today <= last)
        self._against.setText(self._against_words(week))
        self._against.setVisible(bool(self._against.text()))
        resting = [
            self._monday + timedelta(days=n)
            for n in range(7)
            if program.rests_on(self._monday + timedelta(days=n))
        ]
        self._off.setText(
            self.tr("Off: {days}").format(days=", ".join(map(short_day_words, resting)))
            if resting
            else ""
        )
        self._off.setVisible(bool(resting))
        lines = session_lines(diary, self._monday, last)
        self.sessions.show_lines(lines)
        self._hint.setText(self._hint_words(diary, lines))
        self._plan.setVisible(not diary.planned)

    def add_session(self) -> None:
        """Write down a session beside the plan."""
        today = self._live.ask.today()
        last = self._monday + WEEK - timedelta(days=1)
        day = today if self._monday <= today <= last else min(last, today)
        SessionDialog(self._live, self._content, None, self, day=day).open()

    # -- parts -----------------------------------------------------------------------------------

    def _arrow(self, name: str, words: str, weeks: int) -> Button:
        button = Button("", icon=icon(name))
        button.setAccessibleName(words)
        set_tip(button, words)
        button.clicked.connect(lambda: self._go(weeks))
        return button

    def _go(self, weeks: int) -> None:
        held = QApplication.focusWidget()
        self.show_week(self._monday + weeks * WEEK)
        if held in (self._before, self._after):
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh_icons(self) -> None:
        """Draw the arrows again in the colours of the theme."""
        self._before.setIcon(icon("left"))
        self._after.setIcon(icon("right"))

    def _week_name(self, last: date) -> str:
        this = monday_of(self._live.ask.today())
        names = {
            this: self.tr("This week"),
            this - WEEK: self.tr("Last week"),
            this + WEEK: self.tr("Next week"),
        }
        same = self._monday.month == last.month
        span = self.tr("{first} to {last}").format(
            first=day_words(self._monday, "MMMM d"),
            last=day_words(last, "d" if same else "MMMM d"),
        )
        name = names.get(self._monday)
        return self.tr("{name}: {span}").format(name=name, span=span) if name else span

    def _against_words(self, week: Ledger) -> str:
        totals = week.totals
        coming = totals.sessions[Counted.TO_COME]
        said = [week.sentences[0]] if totals.held else []
        if coming == 1:
            said.append(self.tr("1 session to come."))
        elif coming:
            said.append(self.tr("{count} sessions to come.").format(count=coming))
        if totals.added_hours:
            hours = hours_words(totals.added_hours)
            said.append(self.tr("{hours} beside the plan.").format(hours=hours))
        return " ".join(said)

    def _hint_words(self, diary: Diary, lines: Sequence[SessionLine]) -> str:
        if not diary.planned:
            return self.tr(
                "Write your weekly plan in My plan, and the sessions to mark show up here."
            )
        if not lines:
            program = diary.program
            last = self._monday + WEEK - timedelta(days=1)
            if last < program.start:
                return self.tr("Your program had not begun in this week.")
            if not occurrences(program, diary.planned, self._monday, last) and (
                self._monday > program.last_day
            ):
                return self.tr("Your program had ended by this week.")
            return self.tr("No sessions were planned in this week.")
        return self.tr("Keys: a number marks, Up and Down go on, Enter opens minutes and a note.")
