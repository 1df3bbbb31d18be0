"""When: on which weekdays and at what times of day cravings come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import time
from statistics import median

from journal.analysis.schedule import occurrences
from journal.model.diary import Diary
from journal.model.span import counted_span
from journal.words.craving_word import counted, several

LEAST_IN_CELL = 3
BLOCKS = 4
BLOCK_MINUTES = 24 * 60 // BLOCKS
USUAL_MEETING = 60
"""Minutes that a meeting without a length is drawn with, so that it shows; nothing counts them."""


@dataclass(frozen=True)
class Cell:
    """The ``n`` cravings of a weekday (0 Monday) and block; ``strength`` is their median.

    ``strength`` is None below three.
    """

    weekday: int
    block: int
    n: int
    strength: float | None


@dataclass(frozen=True)
class Covered:
    """Minutes ``first`` to ``last`` after the start of a ``weekday`` that a planned session or a
    meeting filled at least once; ``times`` is how often."""

    weekday: int
    first: int
    last: int
    meeting: bool
    times: int


@dataclass(frozen=True)
class When:
    """Seven weekdays by four blocks of six hours, the first at ``day_start``.

    One in the morning belongs to the evening before, as everywhere in a journal. ``n`` cravings
    have a strength.
    """

    n: int
    day_start: time
    cells: tuple[Cell, ...]
    covered: tuple[Covered, ...]

    def cell(self, weekday: int, block: int) -> Cell:
        return self.cells[weekday * BLOCKS + block]

    def sentence(self, craving_word: str) -> str:
        """How many cells can say something."""
        told = sum(cell.strength is not None for cell in self.cells)
        them = counted(self.n, craving_word)
        if not told:
            return (
                f"Too few {several(craving_word)} to say. {them} so far;"
                f" it takes {LEAST_IN_CELL} at one time of the week."
            )
        return (
            f"{them} written down. {told} of {len(self.cells)} times of the week have"
            f" {LEAST_IN_CELL} or more."
        )


def when(diary: Diary) -> When:
    """The strongest that each craving got, by weekday and block of its start."""
    span = counted_span(diary)
    day_start = diary.program.day_start
    strengths: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for episode in diary.episodes:
        if episode.strongest is not None and episode.day in span:
            block = _minute(episode.at.time(), day_start) // BLOCK_MINUTES
            strengths[episode.day.weekday(), block].append(episode.strongest)
    cells = []
    for weekday in range(7):
        for block in range(BLOCKS):
            known = strengths[weekday, block]
            enough = len(known) >= LEAST_IN_CELL
            cells.append(Cell(weekday, block, len(known), median(known) if enough else None))
    return When(sum(map(len, strengths.values())), day_start, tuple(cells), _covered(diary))


def _covered(diary: Diary) -> tuple[Covered, ...]:
    """The hours of the week that planned sessions and meetings filled."""
    span = counted_span(diary)
    times: defaultdict[tuple[int, int, int, bool], int] = defaultdict(int)
    for held in occurrences(diary.program, diary.planned, span.first, span.last):
        first = _minute(held.planned.start, diary.program.day_start)
        times[held.day.weekday(), first, first + held.minutes, False] += 1
    for meeting in diary.meetings:
        if meeting.start is not None and meeting.day in span:
            first = _minute(meeting.start, diary.program.day_start)
            last = first + (meeting.minutes or USUAL_MEETING)
            times[meeting.day.weekday(), first, last, True] += 1
    return tuple(
        Covered(weekday, first, min(last, 24 * 60), meeting, count)
        for (weekday, first, last, meeting), count in sorted(times.items())
    )


def _minute(clock: time, day_start: time) -> int:
    """Minutes from the start of the journal day to ``clock``, 0 to 1,439."""
    minutes = clock.hour * 60 + clock.minute - day_start.hour * 60 - day_start.minute
    return minutes % (24 * 60)
