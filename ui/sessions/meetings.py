"""MeetingsCard: the support-group meetings, and a log to print."""

from __future__ import annotations

from datetime import date, time
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from journal.content.content import Content
from journal.model.attendance import Meeting
from journal.model.days import calendar_date
from journal.model.plan import OwnItem
from ui.base.live_book import LiveBook
from ui.base.words.dates import short_day_words, time_words
from ui.base.words.lengths import length_words, listed
from ui.sessions.meeting_dialog import MeetingDialog
from ui.widgets.buttons import QuietButton
from ui.widgets.layout.card import Card
from ui.widgets.layout.rows import CursorRows
from ui.widgets.words.labels import Soft, Words

SHOWN = 5
"""So many meetings are in sight until more are wanted..."""
MOST = 60
"""...and so many then; Look back has them all."""


class MeetingsCard(Card):
    """The latest meetings first; each opens to be changed."""

    def __init__(self, live: LiveBook, content: Content, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Meetings"))
        self._live = live
        self._content = content
        self._all = False
        self._rows = CursorRows(6)
        self._more = QuietButton("")
        self._more.clicked.connect(self._toggle)
        self.add(self._rows)
        self.add(self._more)
        self.add_button = self.add_action(self.tr("Add a meeting"), self.add_meeting)

    def redraw(self) -> None:
        """Show the meetings as they are now."""
        count = self._live.ask.count(Meeting)
        shown = sorted(
            self._live.ask.latest(Meeting, MOST if self._all else SHOWN),
            key=lambda one: (self._date(one), one.start or time()),
            reverse=True,
        )
        own = self._live.ask.all(OwnItem)
        self.set_hint(self._count_words(count))
        self._rows.renew(self._row(meeting, own) for meeting in shown)
        self._more.setVisible(count > SHOWN)
        self._more.setText(
            self.tr("Show fewer")
            if self._all
            else self.tr("Show {count}").format(count=min(count, MOST))
        )

    def add_meeting(self) -> None:
        """Write a meeting down."""
        MeetingDialog(self._live, self._content, None, self).open()

    # -- parts -----------------------------------------------------------------------------------

    def _count_words(self, count: int) -> str:
        if not count:
            return self.tr("AA, NA, SMART or any group that you go to, online or in a room.")
        if count == 1:
            return self.tr("1 meeting written down.")
        return self.tr("{count} meetings written down.").format(count=count)

    def _row(self, meeting: Meeting, own: tuple[OwnItem, ...]) -> QWidget:
        row = QFrame()
        row.setProperty("surface", "chip")
        across = QHBoxLayout(row)
        across.setContentsMargins(14, 8, 8, 8)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = self._content.name("fellowship", meeting.fellowship, own)
        title = listed((short_day_words(self._date(meeting)), name))
        step = self.tr("step {number}").format(number=meeting.step) if meeting.step else ""
        about = listed(
            (
                time_words(meeting.start) if meeting.start else "",
                self._content.label("place", meeting.place),
                length_words(meeting.minutes) if meeting.minutes else "",
                self._content.name("format", meeting.format) if meeting.format else "",
                step,
                self.tr("talked with my sponsor") if meeting.sponsor_contact else "",
            )
        )
        words.addWidget(Words(title))
        words.addWidget(Soft(about))
        across.addLayout(words, 1)
        change = QToolButton()
        change.setText(self.tr("Change"))
        change.setProperty("weight", "tiny")
        change.setAccessibleName(self.tr("Change {meeting}").format(meeting=title))
        change.clicked.connect(partial(self._open, meeting))
        across.addWidget(change)
        return row

    def _date(self, meeting: Meeting) -> date:
        return calendar_date(meeting.day, meeting.start, self._live.ask.program.day_start)

    def _open(self, meeting: Meeting) -> None:
        MeetingDialog(self._live, self._content, meeting, self).open()

    def _toggle(self) -> None:
        self._all = not self._all
        self.redraw()
