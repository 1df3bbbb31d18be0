"""Scores: how the totals that the clinic gave have changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from journal.content.content import Instrument
from journal.model.diary import Diary


@dataclass(frozen=True)
class ScoreHistory:
    """The totals of one questionnaire, oldest first.

    ``known`` is what is published on it, None for a name of the patient's own.
    """

    instrument: str
    known: Instrument | None
    totals: tuple[tuple[date, float], ...]

    @property
    def n(self) -> int:
        return len(self.totals)

    @property
    def name(self) -> str:
        return self.known.name if self.known else self.instrument

    @property
    def change(self) -> float | None:
        """Latest minus first, None below two scores."""
        return self.totals[-1][1] - self.totals[0][1] if self.n > 1 else None

    @property
    def reliable(self) -> bool | None:
        """Whether the change is as large as the published figure; None where none is known."""
        if self.change is None or self.known is None or self.known.reliable_change is None:
            return None
        return abs(self.change) >= self.known.reliable_change

    @property
    def sentence(self) -> str:
        """What the first and latest scores say together."""
        if self.change is None:
            return f"{self.name}: {self.totals[-1][1]:g}. One score so far; a change takes 2."
        first, latest = self.totals[0][1], self.totals[-1][1]
        words = f"{self.name} went from {first:g} to {latest:g} over {self.n} scores."
        if not self.change:
            words = f"{self.name} was {first:g} and is {latest:g} over {self.n} scores."
        if self.reliable is None or self.known is None or self.known.reliable_change is None:
            return words
        least = f"{self.known.reliable_change:g} points"
        if self.reliable:
            return f"{words} A change of {least} or more is likely real."
        return f"{words} Less than {least} can be chance."


def score_histories(diary: Diary, instruments: Iterable[Instrument]) -> tuple[ScoreHistory, ...]:
    """The scores of ``diary`` by questionnaire, in the order of their first dates."""
    known = {instrument.key: instrument for instrument in instruments}
    totals: defaultdict[str, list[tuple[date, float]]] = defaultdict(list)
    for score in sorted(diary.scores, key=lambda score: (score.day, score.created_at)):
        if score.day <= diary.today:
            totals[score.instrument].append((score.day, score.value))
    return tuple(ScoreHistory(key, known.get(key), tuple(values)) for key, values in totals.items())
