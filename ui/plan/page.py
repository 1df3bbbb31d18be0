"""My plan: the program, the week, the plan for hard days, people, tools, goals, and choices."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from journal.content.content import Content
from journal.model.draft import Draft
from journal.model.plan import Contact, OwnItem
from journal.model.program import PlannedSession
from journal.model.therapy import Goal, Score
from ui.base.form_dialog import FormDialog
from ui.base.journal_page import JournalPage, PageContext
from ui.base.live_book import LiveBook
from ui.base.section import PlanSection
from ui.plan.contact_dialog import ContactDialog
from ui.plan.contacts import PeopleSection
from ui.plan.goal_dialog import GoalDialog
from ui.plan.goals import GoalsSection
from ui.plan.hard_days import HardDaysSection
from ui.plan.length import LengthSection
from ui.plan.lists import ListsSection
from ui.plan.lock import LockSection
from ui.plan.own_item_dialog import OwnItemDialog
from ui.plan.program import ProgramSection
from ui.plan.score_dialog import ScoreDialog
from ui.plan.scores import ScoresSection
from ui.plan.sharing import SharingSection
from ui.plan.tools import ToolsSection
from ui.sessions.plan_section import WeekSection
from ui.sessions.planned_dialog import PlannedSessionDialog
from ui.today.questions import QuestionsSection
from ui.widgets.layout.tab_order import follow_layout

SECTIONS: tuple[type[PlanSection], ...] = (
    HardDaysSection,
    PeopleSection,
    ProgramSection,
    WeekSection,
    LengthSection,
    GoalsSection,
    ToolsSection,
    ListsSection,
    ScoresSection,
    QuestionsSection,
    SharingSection,
    LockSection,
)
"""In the order of the page: what helps on a hard day stands first."""


def make_page(context: PageContext, parent: QWidget) -> MyPlanPage:
    """The page in its place."""
    return MyPlanPage(context.live, context.content, parent)


class MyPlanPage(JournalPage):
    """Sections that fold. Each says in one line what is in it."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "program",
            "planned_session",
            "hard_day_plan",
            "contact",
            "own_item",
            "goal",
            "score",
            "preferences",
        }
    )

    def __init__(self, live: LiveBook, content: Content, parent: QWidget | None = None) -> None:
        super().__init__(live, content, "", "", parent)
        self.set_title(
            self.tr("My plan"),
            self.tr("Everything here can be changed at any time, or left blank."),
        )
        self._sections = {made.key: made(live, content) for made in SECTIONS}
        for section in self._sections.values():
            section.arranged.connect(lambda: follow_layout(self))
            self.add_later(section)

    def section(self, key: str) -> PlanSection:
        """One section by its key."""
        return self._sections[key]

    def open_section(self, key: str) -> None:
        """Unfold one section and bring it into sight."""
        section = self._sections[key]
        section.open()
        self.ensureWidgetVisible(section)
        section.focus_first()

    def resume(self, draft: Draft) -> None:
        if draft.form in self._sections:
            self.open_section(draft.form)
            return
        ask, content, held = self.live.ask, self.content, draft.record_id
        dialog: FormDialog
        match draft.form:
            case "contact":
                contact = ask.get(Contact, held) if held else None
                dialog = ContactDialog(self.live, content, contact, self)
            case "goal":
                dialog = GoalDialog(self.live, content, ask.get(Goal, held) if held else None, self)
            case "score":
                score = ask.get(Score, held) if held else None
                dialog = ScoreDialog(self.live, content, score, self)
            case "planned_session":
                session = ask.get(PlannedSession, held) if held else None
                dialog = PlannedSessionDialog(self.live, content, session, self)
            case _:
                item = ask.get(OwnItem, held) if held else None
                item = item or OwnItem(list_name=draft.what, name="-")
                dialog = OwnItemDialog(self.live, content, item, self)
        dialog.open()

    def focus_first(self) -> None:
        next(iter(self._sections.values())).focus_first()

    def leave(self) -> None:
        for section in self._sections.values():
            section.flush()

    def redraw(self) -> None:
        for section in self._sections.values():
            section.redraw()
        follow_layout(self)
