"""ScoresSection: the scores that the clinic gave, and how far they moved."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import ClassVar

from journal.analysis.scores import ScoreHistory, score_histories
from journal.model.therapy import Score
from ui.base.section import PlanSection
from ui.base.words.lengths import full_day, listed
from ui.plan.score_dialog import ScoreDialog
from ui.widgets.layout.rows import CursorRows
from ui.widgets.list_row import PlanRow
from ui.widgets.words.labels import Heading, Soft, Words


class ScoresSection(PlanSection):
    """By questionnaire: each total with its published words, and what the change may mean."""

    key: ClassVar[str] = "scores"

    def name(self) -> str:
        return self.tr("Scores from the clinic")

    def summary(self) -> str:
        latest = [f"{one.name} {one.totals[-1][1]:g}" for one in self._histories()]
        return listed(latest[:5]) or self.tr("PHQ-9, GAD-7 or any other that you were given.")

    def build(self) -> None:
        self._rows = CursorRows(8)
        self.add(self._rows)
        self.add_button(self.tr("Add a score"), lambda: self._open(None))

    def show_now(self) -> None:
        rows: list[Words | PlanRow] = []
        scores = self.live.ask.all(Score)
        for history in self._histories():
            rows.append(Heading(history.name))
            rows.append(Words(history.sentence))
            if history.known is not None:
                rows.append(Soft(self._range_words(history)))
            own = [score for score in scores if score.instrument == history.instrument]
            rows.extend(self._row(score, history) for score in sorted(own, key=lambda one: one.day))
        self._rows.renew(rows)

    # -- parts -----------------------------------------------------------------------------------

    def _histories(self) -> tuple[ScoreHistory, ...]:
        first = min((score.day for score in self.live.ask.all(Score)), default=date.max)
        today = self.live.ask.today()
        diary = self.live.ask.diary(min(first, today), today)
        return score_histories(diary, self.content.instruments)

    def _range_words(self, history: ScoreHistory) -> str:
        known = history.known
        if known is None:
            return ""
        bands = ", ".join(
            self.tr("{low} and up: {band}").format(low=f"{band.low:g}", band=band.words)
            for band in known.bands
        )
        span = self.tr("{low} to {high}").format(low=f"{known.low:g}", high=f"{known.high:g}")
        return listed((known.about, span, bands))

    def _row(self, score: Score, history: ScoreHistory) -> PlanRow:
        band = history.known.band(score.value) if history.known else ""
        row = PlanRow(listed((full_day(score.day), f"{score.value:g}")), band)
        row.add_action(self.tr("Change"), partial(self._open, score))
        return row

    def _open(self, score: Score | None) -> None:
        ScoreDialog(self.live, self.content, score, self).open()
