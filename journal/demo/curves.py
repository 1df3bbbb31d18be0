"""Curves: where the sample patient's numbers come from.

Nothing here is measured on anyone. Each day's numbers are a level that moves slowly over the
program, the weekday, what is left of the day before, what happened that day (the pushes in the
story) and a small seeded jitter (normal, cut at two standard deviations), rounded to whole points:

    craving level    2.0 + 4.8 exp(-(d - 1) / 15) on day d: 6.8 at first, 4.6 on day 10, 2.6 on
                     day 32; it eases fast and then slowly
    weekday          Friday +0.9 (payday, work is over), Saturday +1.1, Tuesday -0.3, Thursday -0.2
    carry-over       0.4 of yesterday's distance from its level, so that a hard day fades over
                     about three and good days come in runs
    mood level       6.9 - 2.8 exp(-(d - 1) / 18): 4.1 at first, 6.4 on day 32; 0.3 carried over
    mood             0.3 lower for each point of craving above its level, 0.25 higher for each hour
                     of sleep above 6.5
    sleep            6.5 h, 0.3 h more for each point of *yesterday's* mood above 5 (a low day
                     makes a short night), 0.7 h more into weekend mornings without the early
                     shift, 0.8 exp(-(d - 1) / 3) h less in the first nights, to the half hour
    sleep quality    0 to 4: two thirds of a step for each hour above 4 and a bit for the mood

An episode peaks at the day's worst craving, starts there or a point under it, and falls by what
its best tool takes off, plus a fifth of the other tools', in proportion to its strength and with
practice (0.6 of it on day 1, all of it from day 21), by 0.6 at least unless the story says that it
stayed; without a tool it falls by about one, as strong cravings do by themselves. How much a tool
helped (0 to 4) follows the same figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from random import Random

from journal.demo.story import Story, StoryEpisode
from journal.model.choices import Outcome

CARRIED = 0.4
WEEKDAY = {1: -0.3, 3: -0.2, 4: 0.9, 5: 1.1}
WEEKEND = (5, 6)
PRACTICED_ON = 21
"""The day from which a tool does all it can."""
AT_STRENGTH = 5
"""The strength at which a tool takes off the points that the story gives it."""
BY_ITSELF = 1.0
"""Points that a craving falls without a tool."""
LEAST_FALL = 0.6
"""Points that a craving falls at least, unless the story says that it did not."""


@dataclass(frozen=True)
class Numbers:
    """One day: ``mood`` and ``craving`` 0 to 10, ``sleep_hours`` in halves, quality 0 to 4."""

    mood: int
    craving: int
    sleep_hours: float
    sleep_quality: int


@dataclass(frozen=True)
class Strengths:
    """One craving, 0 to 10 each, and how much each tool helped, 0 to 4.

    ``after`` is None where it led to use: the next answer is the day's, not the hour's.
    """

    before: int
    peak: int
    after: int | None
    helped: tuple[int, ...]


def day_numbers(story: Story, cells: range, seed: int) -> dict[int, Numbers]:
    """The numbers of every day of ``cells``, the first of which is day 1."""
    random = Random(seed)  # noqa: S311 - a sample that repeats is the point
    # Drawn for the whole grid, so that a day keeps its jitter whatever day the program starts on.
    jitter = {day.cell: [_jitter(random, 0.45) for _ in range(3)] for day in story.day}
    days = {day.cell: day for day in story.day}
    found: dict[int, Numbers] = {}
    above = brighter = 0.0
    felt = 4.1
    for number, cell in enumerate(cells):
        day, weekday = days[cell], cell % 7
        above = CARRIED * above + day.craving + WEEKDAY.get(weekday, 0.0) + jitter[cell][0]
        craving = 2.0 + 4.8 * exp(-number / 15) + above
        hours = 6.5 + 0.3 * (felt - 5) + day.hours + jitter[cell][1]
        hours += (0.7 if weekday in WEEKEND else 0.0) - 0.8 * exp(-number / 3)
        brighter = 0.3 * brighter + day.mood + jitter[cell][2]
        felt = 6.9 - 2.8 * exp(-number / 18) + brighter - 0.3 * above + 0.25 * (hours - 6.5)
        found[cell] = Numbers(
            mood=_whole(felt, 10),
            craving=_whole(craving, 10),
            sleep_hours=max(round(hours * 2) / 2, 0.0),
            sleep_quality=_whole(0.67 * (hours - 4) + 0.15 * (felt - 5), 4),
        )
    return found


def strengths(story: Story, numbers: dict[int, Numbers], seed: int) -> dict[int, Strengths]:
    """The strengths of the story's episodes on the days of ``numbers``, by place in the story."""
    random = Random(seed + 1)  # noqa: S311 - a sample that repeats is the point
    first = min(numbers)
    found: dict[int, Strengths] = {}
    for index, episode in enumerate(story.episode):
        jitter = [_jitter(random, 0.5) for _ in range(len(episode.tools) + 1)]
        rise = random.choice((0, 1, 1))
        if episode.cell in numbers:
            peak = max(numbers[episode.cell].craving - episode.below, 1)
            tools = {
                tool: story.eases[tool] * skill(episode.cell - first) for tool in episode.tools
            }
            found[index] = _one(episode, tools, peak, max(peak - rise, 1), jitter)
    return found


def skill(days_in: int) -> float:
    """How much of what a tool can do it does ``days_in`` days after day 1, 0.6 to 1."""
    return min(0.6 + 0.4 * days_in / (PRACTICED_ON - 1), 1.0)


def helped(ease: float, jitter: float) -> int:
    """How much a tool that takes ``ease`` points off is said to have helped, 0 to 4."""
    return _whole(ease + jitter, 4)


def _one(
    episode: StoryEpisode, tools: dict[str, float], peak: int, before: int, jitter: list[float]
) -> Strengths:
    if episode.outcome is Outcome.ACTED:
        return Strengths(before, peak, None, ())
    if episode.eases is not None:
        fell = min(episode.eases, before)
        return Strengths(before, peak, before - fell, tuple(min(fell, 4) for _ in tools))
    best, *others = sorted(tools.values(), reverse=True) or [BY_ITSELF]
    fall = max((best + sum(others) / 5) * before / AT_STRENGTH + jitter[-1], LEAST_FALL)
    said = tuple(helped(ease, more) for ease, more in zip(tools.values(), jitter, strict=False))
    return Strengths(before, peak, _whole(before - fall, 10), said)


def _jitter(random: Random, spread: float) -> float:
    """A normal deviate of standard deviation ``spread``, at most two of them from 0."""
    return min(max(random.gauss(0, spread), -2 * spread), 2 * spread)


def _whole(value: float, most: int) -> int:
    return min(max(round(value), 0), most)
