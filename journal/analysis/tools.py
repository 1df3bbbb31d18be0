"""Tools: how often each was used, and craving before and after."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import median

from journal.analysis.interval import Interval, mean_interval
from journal.model.diary import Diary
from journal.model.span import counted_span
from journal.words.craving_word import counted, several

LEAST_PAIRS = 8


def ease_by_themselves(craving_word: str) -> str:
    """What belongs beside every before and after figure (CLINICAL section 4)."""
    them = several(craving_word)
    return (
        f"{them[0].upper()}{them[1:]} often ease by themselves, with no tool at all."
        " So a drop does not show that the tool did it."
    )


@dataclass(frozen=True)
class Pair:
    """The strength of one craving before and after, 0 to 10."""

    day: date
    before: int
    after: int


@dataclass(frozen=True)
class ToolHistory:
    """What is known of one tool.

    ``times`` it was used, in a craving or on a day. A craving with several tools counts as a
    pair of each. ``change`` is the mean of after - before, None below eight pairs. ``helped``
    counts the answers 0 to 4 on how much it helped.
    """

    tool: str
    times: int
    pairs: tuple[Pair, ...]
    change: Interval | None
    helped: tuple[int, ...]

    @property
    def n(self) -> int:
        """Cravings with a before and an after."""
        return len(self.pairs)

    @property
    def usual_help(self) -> float | None:
        """The median of how much it helped, 0 to 4."""
        return median(self.helped) if self.helped else None

    def sentence(self, name: str, craving_word: str) -> str:
        """What ``change`` says of the tool called ``name``, or what is missing to say it."""
        times = "once" if self.times == 1 else f"{self.times} times"
        start = f"{name}: used {times}."
        if self.change is None:
            return (
                f"{start} Too few {several(craving_word)} to say. {self.n} so far;"
                f" it takes {LEAST_PAIRS}."
            )
        them = counted(self.n, craving_word)
        change = self.change
        if change.direction == "none":
            return f"{start} No clear change from before to after in {them}."
        near, far = sorted((abs(change.low), abs(change.high)))
        return (
            f"{start} Strength was about {abs(change.value):.1f} points"
            f" {'lower' if change.direction == 'down' else 'higher'} after than before in"
            f" {them} (likely between {near:.1f} and {far:.1f})."
        )


def tool_histories(diary: Diary) -> tuple[ToolHistory, ...]:
    """Every tool used in ``diary``, the most used first, never ranked by what it did."""
    span = counted_span(diary)
    uses = [use for use in diary.tool_uses if use.day in span]
    times = Counter(use.tool for use in uses)
    used_in = {(use.tool, use.episode_id) for use in uses if use.episode_id is not None}
    helped: defaultdict[str, list[int]] = defaultdict(list)
    for use in uses:
        if use.helped is not None:
            helped[use.tool].append(use.helped)
    pairs = {
        episode.id: Pair(episode.day, episode.before, episode.after)
        for episode in sorted(diary.episodes, key=lambda episode: episode.at)
        if episode.before is not None and episode.after is not None and episode.day in span
    }
    histories = []
    for tool in sorted(times, key=lambda tool: (-times[tool], tool)):
        own = tuple(pair for episode_id, pair in pairs.items() if (tool, episode_id) in used_in)
        enough = len(own) >= LEAST_PAIRS
        change = mean_interval([pair.after - pair.before for pair in own]) if enough else None
        histories.append(ToolHistory(tool, times[tool], own, change, tuple(helped[tool])))
    return tuple(histories)
