"""Triggers: what cravings were put down to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from journal.model.diary import Diary
from journal.model.span import counted_span
from journal.words.craving_word import several

LEAST_EPISODES = 10


@dataclass(frozen=True)
class TriggerCounts:
    """Triggers counted out of ``n`` cravings that name at least one.

    ``unnamed`` cravings name none; blank is not "nothing set it off", so they are not in ``n``.
    ``counts`` holds (trigger, cravings that name it), most named first; a craving may name
    several. Cravings are written down by choice: these are no rates.
    """

    n: int
    unnamed: int
    counts: tuple[tuple[str, int], ...]

    @property
    def enough(self) -> bool:
        return self.n >= LEAST_EPISODES

    def sentence(self, craving_word: str) -> str:
        """What the counts rest on, or how many are missing."""
        them = several(craving_word)
        if not self.enough:
            return (
                f"Too few {them} with a trigger to say. {self.n} so far;"
                f" Daybook looks again at {LEAST_EPISODES}."
            )
        left_out = f" {self.unnamed} more without a trigger left out." if self.unnamed else ""
        return f"Out of {self.n} {them} that name a trigger.{left_out}"


def trigger_counts(diary: Diary) -> TriggerCounts:
    """The triggers named in ``diary``."""
    span = counted_span(diary)
    named = [set(episode.triggers) for episode in diary.episodes if episode.day in span]
    counts = Counter(trigger for triggers in named for trigger in triggers)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    n = sum(bool(triggers) for triggers in named)
    return TriggerCounts(n, len(named) - n, tuple(ordered))
