"""My plan: the program, the week, the plan for hard days, people, tools, goals, and choices."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from journal.content.content import Content
from ui.base.journal_page import JournalPage
from ui.base.live_book import LiveBook
from ui.base.section import PlanSection
from ui.plan.contacts import PeopleSection
from ui.plan.goals import GoalsSection
from ui.plan.hard_days import HardDaysSection
from ui.plan.length import LengthSection
from ui.plan.lists import ListsSection
from ui.plan.lock import LockSection
from ui.plan.program import ProgramSection
from ui.plan.scores import ScoresSection
from ui.plan.sharing import SharingSection
from ui.plan.tools import ToolsSection
from ui.sessions.plan_section import WeekSection
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

    def focus_first(self) -> None:
        next(iter(self._sections.values())).focus_first()

    def leave(self) -> None:
        for section in self._sections.values():
            section.flush()

    def redraw(self) -> None:
        for section in self._sections.values():
            section.redraw()
        follow_layout(self)
