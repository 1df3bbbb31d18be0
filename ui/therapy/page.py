"""For therapy: what to talk about, what was agreed, and the summary to carry there."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from journal.content.content import Content
from ui.base.jobs import Jobs
from ui.base.journal_page import JournalPage, PageContext
from ui.base.live_book import LiveBook
from ui.therapy.points import PointsCard
from ui.therapy.summary import ChooseFile, SummaryCard, choose_pdf
from ui.therapy.visit import VisitCard


def make_page(context: PageContext, parent: QWidget) -> TherapyPage:
    """The page in its place."""
    return TherapyPage(context.live, context.content, context.jobs, parent=parent)


class TherapyPage(JournalPage):
    """Three cards in the order of a visit: before, after, and the page to hand over."""

    watches: ClassVar[frozenset[str]] = frozenset()

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        jobs: Jobs,
        choose_file: ChooseFile = choose_pdf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(live, content, "", "", parent)
        self.set_title(self.tr("For therapy"))
        self.points = PointsCard(live, content)
        self.visit = VisitCard(live)
        self.summary = SummaryCard(live, content, jobs, choose_file)
        self.add_later(self.points, self.visit, self.summary)

    def focus_first(self) -> None:
        self.points.focus_first()

    def leave(self) -> None:
        self.points.flush()
        self.visit.flush()

    def redraw(self) -> None:
        self.points.redraw()
        self.visit.redraw()
        self.summary.redraw()
