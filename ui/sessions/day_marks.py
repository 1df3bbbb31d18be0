"""SessionMarks: the sessions of one day, to mark with one press."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from journal.analysis.session_lines import today_sessions
from journal.content.content import Content
from ui.base.live_book import LiveBook
from ui.base.watch import Watch
from ui.sessions.rows import SessionList
from ui.widgets.layout.card import Card
from ui.widgets.visibility import show_when

WATCHES = frozenset({"attendance", "planned_session", "program"})


class SessionMarks(Card):
    """A card that is there on days with a session; it begins with today."""

    def __init__(self, live: LiveBook, content: Content, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._live = live
        self._day = live.ask.today()
        self._list = SessionList(live, content, with_day=False)
        self.add(self._list)
        Watch(live, self.redraw, WATCHES, self)
        self.redraw()

    @property
    def sessions(self) -> SessionList:
        """The rows."""
        return self._list

    def set_day(self, day: date) -> None:
        """Show the sessions of another day."""
        self._day = day
        self.redraw()

    def redraw(self) -> None:
        """Show the sessions as they are now; hide when there are none."""
        lines = today_sessions(self._live.ask.session_diary(self._day, self._day), self._day)
        self._list.show_lines(lines)
        self.set_title(self.tr("Session") if len(lines) == 1 else self.tr("Sessions"))
        show_when(self, lines)
