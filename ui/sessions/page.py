"""Sessions: the week against the plan, the ledger, and the meetings."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from journal.content.content import Content
from journal.model.attendance import Attendance, Meeting
from journal.model.draft import Draft
from ui.base.jobs import Jobs
from ui.base.journal_page import JournalPage, PageContext
from ui.base.live_book import LiveBook
from ui.sessions.files_card import ChooseFile, FilesCard, choose_source, choose_target
from ui.sessions.ledger import LedgerCard
from ui.sessions.meeting_dialog import MeetingDialog
from ui.sessions.meetings import MeetingsCard
from ui.sessions.session_dialog import SessionDialog
from ui.sessions.week import WeekCard
from ui.widgets.layout.tab_order import follow_layout


def make_page(context: PageContext, parent: QWidget) -> SessionsPage:
    """The page in its place."""
    return SessionsPage(context.live, context.content, context.jobs, parent=parent)


class SessionsPage(JournalPage):
    """What was planned, what was gone to, and what the program counts."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"attendance", "meeting", "planned_session", "program", "own_item"}
    )

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        jobs: Jobs,
        choose_target: ChooseFile = choose_target,
        choose_source: ChooseFile = choose_source,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(live, content, "", "", parent)
        self.set_title(self.tr("Sessions"))
        self.week = WeekCard(live, content)
        self.week.plan_wanted.connect(lambda: self.page_wanted.emit("my_plan"))
        self.ledger = LedgerCard(live, jobs)
        self.meetings = MeetingsCard(live, content)
        self.files = FilesCard(live, content, jobs, choose_target, choose_source)
        self.add_later(self.week, self.ledger, self.meetings, self.files)

    def show_week(self, day: date) -> None:
        """Bring the week of ``day`` into sight."""
        self.week.show_week(day)

    def restyle(self) -> None:
        self.week.refresh_icons()

    def resume(self, draft: Draft) -> None:
        held = draft.record_id
        if draft.form == "meeting":
            meeting = self.live.ask.get(Meeting, held) if held else None
            MeetingDialog(self.live, self.content, meeting, self).open()
        else:
            mark = self.live.ask.get(Attendance, held) if held else None
            SessionDialog(self.live, self.content, mark, self).open()

    def focus_first(self) -> None:
        self.week.focus_first()

    def redraw(self) -> None:
        self.week.redraw()
        self.ledger.redraw()
        self.meetings.redraw()
        self.files.redraw()
        follow_layout(self)
