"""Coping tools: craving before and after each (CLINICAL section 5, chart 4)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from journal.analysis.interval import signed
from journal.analysis.tools import LEAST_PAIRS, ToolHistory, ease_by_themselves, tool_histories
from journal.charts.chart import Chart, Drawing, Table
from journal.charts.paper import Paper, message
from journal.charts.style import ChartStyle
from journal.content.content import Content
from journal.model.diary import Diary
from journal.model.span import counted_span
from journal.words.dates import period

TITLE = "Before and after a tool"
NOTHING_YET = "No tools written down yet. The ones you use will show up here."
MOST_TOOLS = 8
WORDS = 0.9


@dataclass(frozen=True)
class _Row:
    history: ToolHistory
    name: str
    told: str


def tools_chart(diary: Diary, content: Content, style: ChartStyle) -> Chart:
    """Every pair of a craving before and after a tool, the tools used most first.

    The mean change is drawn from eight pairs on; tools are never ranked by it. Tools beyond the
    eighth are in the table alone.
    """
    rows = tuple(_row(history, diary, content) for history in tool_histories(diary))
    span = counted_span(diary)
    word = diary.program.craving_word
    table = Table(
        ("Tool", "Times used", "Before and after, n", "Mean change", "Helped (0 to 4)"),
        tuple(_cells(row) for row in rows),
    )
    said = (row.told for row in rows[:MOST_TOOLS])
    more = len(rows) - MOST_TOOLS
    rest = (f"{more} more in the table.",) if more > 0 else ()
    sentences = (ease_by_themselves(word), *rest) if rows else (NOTHING_YET,)
    alt = (
        f"{TITLE}, {period(span)}. {' '.join((*said, *sentences))}"
        if rows
        else f"{TITLE}. {NOTHING_YET}"
    )
    height = style.em * (4.6 + 3.2 * min(len(rows), MOST_TOOLS)) if rows else style.em * 6

    def paint(width: float, tall: float) -> Drawing:
        if not rows:
            return message(NOTHING_YET, style, width, tall)
        return _paint(rows[:MOST_TOOLS], word, style, width, tall)

    return Chart(TITLE, sentences, alt, table, round(height), not rows, paint)


def _row(history: ToolHistory, diary: Diary, content: Content) -> _Row:
    name = " ".join(content.name("tool", history.tool, diary.own_items).split())
    return _Row(history, name, history.sentence(name, diary.program.craving_word))


def _cells(row: _Row) -> tuple[str, ...]:
    history = row.history
    means = " ".join(_change(history)) if history.change else ", ".join(_change(history))
    helped = "" if history.usual_help is None else f"{history.usual_help:g}"
    return (row.name, str(history.times), str(history.n), means, helped)


# -- drawing -------------------------------------------------------------------------------------


def _paint(
    rows: tuple[_Row, ...], word: str, style: ChartStyle, width: float, height: float
) -> Drawing:
    em = style.em
    paper = Paper(width, height, style)
    changes = [_change(row.history) for row in rows]
    counts = [_count(row.history) for row in rows]
    names = max(paper.measure(row.name, bold=True) for row in rows)
    notes = max(paper.measure(count, WORDS) for count in counts)
    left = min(max(names, notes) + 2.2 * em, width * 0.34)
    heading = "mean change"
    widest = max(paper.measure(words, WORDS) for pair in changes for words in (*pair, heading))
    column = widest + 2.0 * em
    right = width - column - 0.7 * em
    top, bottom = 2.4 * em, height - 2.0 * em
    lane = (bottom - top) / len(rows)

    def x(value: float) -> float:
        return left + (right - left) * value / 10

    for tick in (0, 5, 10):
        paper.line([x(tick)] * 2, [top, bottom], style.grid, layer=0.5)
        paper.text(
            x(tick), bottom + 0.9 * em, str(tick), size=WORDS, color=style.muted, across="center"
        )
    room = left - 1.7 * em
    paper.text(width - 0.7 * em, 0.95 * em, heading, size=WORDS, color=style.muted, across="right")
    for number, row in enumerate(rows):
        middle = top + (number + 0.5) * lane
        if number:
            paper.line([0.7 * em, width - 0.7 * em], [middle - lane / 2] * 2, style.grid, layer=0.4)
        name = paper.fit(row.name, room, bold=True)
        paper.text(0.7 * em, middle - 0.6 * em, name, bold=True)
        note = paper.fit(counts[number], room, WORDS)
        paper.text(0.7 * em, middle + 0.7 * em, note, size=WORDS, color=style.muted)
        enough = row.history.change is not None
        color = style.text if enough else style.muted
        for place, words in zip((-0.6, 0.7), changes[number], strict=True):
            y = middle + place * em
            paper.text(
                width - 0.7 * em, y, words, size=WORDS, color=color, across="right", bold=place < 0
            )
        _pairs(paper, row.history, style, x, middle, lane * 0.76)
        paper.spot(x(5), middle, row.told)
    _legend(paper, style, width - column, word)
    return paper.drawing()


def _pairs(
    paper: Paper,
    history: ToolHistory,
    style: ChartStyle,
    x: Callable[[float], float],
    middle: float,
    tall: float,
) -> None:
    """One thin line a pair, from a hollow mark to a filled one, the strongest before on top."""
    apart = min(tall / max(history.n, 1), 0.6 * style.em)
    size = min(max(apart * 0.9, 2.5), 0.5 * style.em)
    ys = [middle + (place - (history.n - 1) / 2) * apart for place in range(history.n)]
    pairs = sorted(history.pairs, key=lambda pair: (-pair.before, -pair.after))
    befores = [x(pair.before) for pair in pairs]
    afters = [x(pair.after) for pair in pairs]
    ends = [end for pair in zip(befores, afters, strict=True) for end in (*pair, math.nan)]
    heights = [y for y in ys for _ in range(3)]
    paper.line(ends, heights, style.craving, min(1.4, size * 0.35), layer=2)
    paper.marks(befores, ys, "o", size, style.ground, style.craving, min(1.2, size * 0.3))
    paper.marks(afters, ys, "D", size, style.mood, style.mood, 0, layer=3.2)


def _change(history: ToolHistory) -> tuple[str, str]:
    """The mean change and its interval."""
    change = history.change
    if change is None:
        return "too few", f"it takes {LEAST_PAIRS}"
    return signed(change.value), f"({signed(change.low)} to {signed(change.high)})"


def _count(history: ToolHistory) -> str:
    times = "used once" if history.times == 1 else f"used {history.times} times"
    return f"{times}, n {history.n}"


def _legend(paper: Paper, style: ChartStyle, right: float, word: str) -> None:
    em = style.em
    x, y, size = 1.0 * em, 0.95 * em, 0.5 * em
    paper.marks([x], [y], "o", size, style.ground, style.craving, 1.2)
    paper.text(x + 0.7 * em, y, "before", size=WORDS, color=style.muted)
    x += paper.measure("before", WORDS) + 2.4 * em
    paper.marks([x], [y], "D", size, style.mood, style.mood, 0)
    paper.text(x + 0.7 * em, y, "after", size=WORDS, color=style.muted)
    x += paper.measure("after", WORDS) + 2.2 * em
    strength = f"strength of {word}, 0 to 10"
    if x + paper.measure(strength, WORDS) <= right:
        paper.text(x, y, strength, size=WORDS, color=style.muted)
