"""Sentences: what a trend and a comparison say, in plain words."""

from __future__ import annotations

from journal.analysis.interval import Direction, Interval
from journal.analysis.series import Measure
from journal.analysis.trend import LEAST_DAYS, LEAST_ENTRIES, LEAST_PAIRS, Trend
from journal.analysis.windows import LEAST_ENTRIES as LEAST_IN_WINDOW
from journal.analysis.windows import WINDOW_DAYS, Comparison
from journal.words.craving_word import plural

NO_CLEAR_CHANGE = "No clear change yet. The ups and downs are too big to tell."
WORTH_BRINGING = "This is worth bringing to your therapist."


def measure_name(measure: Measure, craving_word: str) -> str:
    """What ``measure`` is called on a chart: "Mood", "Worst craving"."""
    return "Mood" if measure is Measure.MOOD else f"Worst {craving_word}"


def trend_sentence(trend: Trend, measure: Measure, craving_word: str = "craving") -> str:
    """What ``trend`` says, or what is still missing to say it."""
    if trend.n < LEAST_ENTRIES:
        return _too_few("days", trend.n, LEAST_ENTRIES)
    if trend.days < LEAST_DAYS:
        return (
            f"Too few days to say. They cover {trend.days} days so far;"
            f" Daybook looks again at {LEAST_DAYS}."
        )
    if trend.per_week is None:
        return (
            f"Too few days in a row to say. {trend.pairs} pairs of days so far;"
            f" Daybook looks again at {LEAST_PAIRS}."
        )
    if trend.direction == "none":
        return NO_CLEAR_CHANGE
    name = measure_name(measure, craving_word)
    words = (
        f"Your {name[0].lower()}{name[1:]} went {trend.direction} {_size(trend.per_week)}"
        f" a week{_likely(trend.per_week)}."
    )
    return f"{words} {WORTH_BRINGING}" if _is_harder(trend.direction, measure) else words


def comparison_sentence(
    comparison: Comparison, measure: Measure, craving_word: str = "craving"
) -> str:
    """What ``comparison`` says, or why it cannot say anything."""
    if comparison.overlap:
        return (
            "Too few days to say. Daybook compares the first two weeks with the last two"
            f" from day {2 * WINDOW_DAYS} on."
        )
    if comparison.change is None:
        return (
            f"Too few days to say. {comparison.early.n} in the first two weeks and"
            f" {comparison.late.n} in the last two; it takes {LEAST_IN_WINDOW} in each."
        )
    if comparison.direction == "none":
        return NO_CLEAR_CHANGE
    higher = "higher" if comparison.direction == "up" else "lower"
    if measure is Measure.CRAVING and plural(craving_word):
        words = f"{plural(craving_word).capitalize()} have been {higher} lately."
    else:
        name = measure_name(measure, craving_word)
        words = f"Your {name[0].lower()}{name[1:]} has been {higher} lately."
    return f"{words} {WORTH_BRINGING}" if _is_harder(comparison.direction, measure) else words


def change_sentence(
    trend: Trend, comparison: Comparison, measure: Measure, craving_word: str = "craving"
) -> str:
    """What both say together: the trend, unless only the comparison finds a clear change."""
    if trend.direction == "none" and comparison.direction != "none":
        return comparison_sentence(comparison, measure, craving_word)
    return trend_sentence(trend, measure, craving_word)


def change_words(comparison: Comparison) -> str:
    """The points behind a comparison: "about 1.8 points lower than in the first two weeks
    (likely between 0.6 and 3.0)", or "" where there is no clear change."""
    if comparison.change is None or comparison.direction == "none":
        return ""
    higher = "higher" if comparison.direction == "up" else "lower"
    return (
        f"{_size(comparison.change)} {higher} than in the first two weeks"
        f"{_likely(comparison.change)}"
    )


def _too_few(what: str, so_far: int, least: int) -> str:
    return f"Too few {what} to say. {so_far} so far; Daybook looks again at {least}."


def _is_harder(direction: Direction, measure: Measure) -> bool:
    """Whether a change in ``direction`` makes days harder."""
    return direction == ("up" if measure is Measure.CRAVING else "down")


def _size(change: Interval) -> str:
    size = abs(change.value)
    return "less than 0.1 points" if size < 0.05 else f"about {size:.1f} points"


def _likely(change: Interval) -> str:
    """The range of a change that is clear, without its sign."""
    near, far = sorted((abs(change.low), abs(change.high)))
    if far < 0.05:
        return ""
    nearest = "just above 0" if near < 0.05 else f"{near:.1f}"
    return f" (likely between {nearest} and {far:.1f})"
