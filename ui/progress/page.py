"""Progress: how recovery is going, in charts that say what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QWidget

from journal.charts.chart import Chart
from journal.charts.charts import CHARTS, make_charts
from journal.charts.strip import TITLE as FIRST_TITLE
from journal.charts.style import ChartStyle
from journal.content.content import Content
from journal.model.diary import Diary
from journal.rules.make_ups import MAKE_UP_WINDOW
from ui.base.jobs import Jobs, Latest
from ui.base.journal_page import JournalPage, PageContext
from ui.base.live_book import LiveBook
from ui.progress.chart_card import ChartCard
from ui.widgets.fields.choice import ChoiceRow
from ui.widgets.incremental import IncrementalWork
from ui.widgets.layout.card import Card
from ui.widgets.layout.tab_order import follow_layout

Charts = Mapping[str, Chart]
LONG_DAYS = 200
"""A program longer than this shows its last days first: years in one chart tell little."""
FIRST = next(iter(CHARTS))

StyleNow = Callable[[], ChartStyle]
"""The colours and text size of the theme that is shown now."""


def make_page(context: PageContext, parent: QWidget) -> ProgressPage:
    """The page in its place."""
    return ProgressPage(context.live, context.content, context.jobs, context.chart_style, parent)


class ProgressPage(JournalPage):
    """The charts, one below the other, over a span that the person chooses."""

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        jobs: Jobs,
        style: StyleNow,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(live, content, "", "", parent)
        self.set_title(self.tr("Progress"))
        self._style = style
        self._latest = Latest(jobs, "charts")
        self._last_days: Mapping[str, int | None] = {"all": None, "30": 30, "14": 14}
        self._span = ChoiceRow(
            self.tr("Show"),
            [
                ("all", self.tr("The whole program")),
                ("30", self.tr("The last 30 days")),
                ("14", self.tr("The last 14 days")),
            ],
        )
        long = self.live.ask.program.day_number(self.live.ask.today()) > LONG_DAYS
        self._span.value = "30" if long else "all"
        self._span.valueChanged.connect(lambda _value: self.redraw())
        self._with_late = QCheckBox(self.tr("Count days that I filled in later"))
        self._show_use = QCheckBox(self.tr("Mark days of use"))
        choices = Card()
        choices.add(self._span)
        for box in (self._with_late, self._show_use):
            box.toggled.connect(lambda _on: self.redraw())
            choices.add(box)
        self.add(choices)
        self._jobs = jobs
        first = ChartCard(jobs)
        first.view.set_title(FIRST_TITLE)  # the cursor comes here before there is a chart
        self.add(first)
        self._cards = {FIRST: first}
        self._making = IncrementalWork(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._study)

    def focus_first(self) -> None:
        self._cards[FIRST].view.focus_picture()

    def redraw(self) -> None:
        # What is to be drawn is seen first; and of several changes on end one drawing comes.
        self._soon.start(0)

    def _study(self) -> None:
        if not self.isVisible():
            self._stale = True  # it was left, or the journal is being locked
            return
        self.live.study(self._plan(), self._show, through=self._latest, first=self._read_from())

    def restyle(self) -> None:
        """Draw in the colours of a new theme."""
        self.redraw()

    def charts(self) -> Charts:
        """The charts by name as they are now, for their numbers."""
        return self._plan()(self.live.ask.diary())

    def _plan(self) -> Callable[[Diary], Charts]:
        """How to make the charts that are wanted now from the whole diary; for any thread."""
        return partial(
            make_charts,
            days=self._last_days[self._span.value or "all"],
            content=self.content,
            style=self._style(),
            show_use=self._show_use.isChecked(),
            with_late=self._with_late.isChecked(),
        )

    def _read_from(self) -> date | None:
        """The first day that the charts need; make-ups are looked for some way back."""
        days = self._last_days[self._span.value or "all"]
        if days is None:
            return None
        start, today = self.live.ask.program.start, self.live.ask.today()
        return max(min(start, today), today - timedelta(days=days) - MAKE_UP_WINDOW)

    def _show(self, charts: Charts) -> None:
        self._making.begin(self._make_cards(charts))

    def _make_cards(self, charts: Charts) -> Iterator[object]:
        """Make one card after the other, and have the pictures drawn when all are there.

        All cards at once would hold up the window, and so would a worker that draws meanwhile.
        """
        for name, card in self._cards.items():
            card.tell(charts[name])
        self.viewport().setUpdatesEnabled(False)  # or each new card has all of them painted again
        for name in [*CHARTS][len(self._cards) :]:
            yield name
            card = self._cards[name] = ChartCard(self._jobs)
            card.tell(charts[name])
            self.add(card)
        follow_layout(self)
        self.viewport().setUpdatesEnabled(True)
        for card in self._cards.values():
            card.draw()
