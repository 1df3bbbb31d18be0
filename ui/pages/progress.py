"""Progress: how recovery is going, in charts that say what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QWidget

from journal.analysis.ledger import ledger
from journal.charts.chart import Chart
from journal.charts.hours import hours_chart
from journal.charts.strip import daily_strip
from journal.charts.style import ChartStyle
from journal.model.content import Content
from journal.model.diary import Diary
from ui.live_book import LiveBook
from ui.pages.chart_card import ChartCard
from ui.pages.journal_page import JournalPage
from ui.widgets.card import Card
from ui.widgets.choice import ChoiceRow
from ui.work import Jobs

StyleNow = Callable[[], ChartStyle]
"""The colours and text size of the theme that is shown now."""


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
        self._jobs = jobs
        self._style = style
        self._last_days: Mapping[str, int | None] = {"all": None, "30": 30, "14": 14}
        self._span = ChoiceRow(
            self.tr("Show"),
            [
                ("all", self.tr("The whole program")),
                ("30", self.tr("The last 30 days")),
                ("14", self.tr("The last 14 days")),
            ],
        )
        self._span.value = "all"
        self._span.valueChanged.connect(lambda _value: self.redraw())
        self._with_late = QCheckBox(self.tr("Count days that I filled in later"))
        self._show_use = QCheckBox(self.tr("Mark days of use"))
        choices = Card()
        choices.add(self._span)
        for box in (self._with_late, self._show_use):
            box.toggled.connect(lambda _on: self.redraw())
            choices.add(box)
        self._cards = {name: ChartCard(jobs) for name in self._makers()}
        for card in self._cards.values():
            self.add(card)
        self.add(choices)

    def focus_first(self) -> None:
        next(iter(self._cards.values())).view.setFocus()

    def redraw(self) -> None:
        diary = self.live.ask.diary()
        first = self._first_day(diary)
        shown = diary if first == diary.first else self.live.ask.diary(first)
        for name, make in self._makers().items():
            self._cards[name].show_chart(make(diary, shown))

    def restyle(self) -> None:
        """Draw in the colours of a new theme."""
        # The theme tells everyone at once; palettes settle after that.
        QTimer.singleShot(0, self.redraw)

    def charts(self) -> dict[str, Chart]:
        """The charts by name as they are now, for their numbers."""
        diary = self.live.ask.diary()
        return {name: make(diary, diary) for name, make in self._makers().items()}

    def _makers(self) -> Mapping[str, Callable[[Diary, Diary], Chart]]:
        """How each chart is made from the whole diary and from the span that is shown."""
        return {"strip": self._strip, "hours": self._hours}

    def _strip(self, whole: Diary, shown: Diary) -> Chart:
        return daily_strip(
            shown,
            self._style(),
            show_use=self._show_use.isChecked(),
            with_late=self._with_late.isChecked(),
        )

    def _hours(self, whole: Diary, shown: Diary) -> Chart:
        # Make-ups and the absence rule look back over the whole program.
        return hours_chart(ledger(whole, shown.first, shown.last), self.content, self._style())

    def _first_day(self, diary: Diary) -> date:
        days = self._last_days[self._span.value or "all"]
        if days is None:
            return diary.first
        return max(diary.first, diary.today - timedelta(days=days - 1))
