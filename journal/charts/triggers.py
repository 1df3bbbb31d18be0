"""Triggers: what cravings were put down to, with the denominator (CLINICAL section 5, chart 5)."""

from __future__ import annotations

from dataclasses import dataclass

from journal.analysis.triggers import TriggerCounts, trigger_counts
from journal.charts.chart import Chart, Drawing, Table
from journal.charts.paper import Paper, message
from journal.charts.style import ChartStyle
from journal.content.content import Content
from journal.model.diary import Diary
from journal.model.span import counted_span
from journal.words.craving_word import several
from journal.words.dates import period

NOTHING_YET = "No triggers written down yet. They will show up here."
MOST_TRIGGERS = 8
WORDS = 0.9


@dataclass(frozen=True)
class _Bar:
    name: str
    count: int


def triggers_chart(diary: Diary, content: Content, style: ChartStyle) -> Chart:
    """How many cravings name each trigger, out of those that name any.

    Below ten such cravings it draws the sentence that says so. Triggers beyond the eighth are in
    the table alone.
    """
    counts = trigger_counts(diary)
    them = several(diary.program.craving_word)
    title = f"What set {them} off"
    bars = tuple(
        _Bar(" ".join(content.name("trigger", key, diary.own_items).split()), count)
        for key, count in counts.counts
    )
    sentence = counts.sentence(diary.program.craving_word) if bars else NOTHING_YET
    table = Table(
        ("Trigger", "Times", "Out of"),
        tuple((bar.name, str(bar.count), str(counts.n)) for bar in bars),
    )
    drawn = bars[:MOST_TRIGGERS] if counts.enough else ()
    named = ", ".join(f"{bar.name} {bar.count}" for bar in drawn)
    alt = f"{title}, {period(counted_span(diary))}. {sentence}" if bars else f"{title}. {sentence}"
    height = style.em * (2.4 + 2.0 * len(drawn)) if drawn else style.em * 6

    def paint(width: float, tall: float) -> Drawing:
        if not drawn:
            return message(sentence, style, width, tall)
        return _paint(drawn, counts, them, style, width, tall)

    said = f"{alt} {named}." if named else alt
    return Chart(title, (sentence,), said, table, round(height), not drawn, paint)


def _paint(
    bars: tuple[_Bar, ...],
    counts: TriggerCounts,
    them: str,
    style: ChartStyle,
    width: float,
    height: float,
) -> Drawing:
    em = style.em
    paper = Paper(width, height, style)
    room = min(max(paper.measure(bar.name) for bar in bars) + 0.2 * em, width * 0.4)
    left = 0.7 * em + room + 0.8 * em
    figure = paper.measure(f"{counts.n} of {counts.n}", bold=True)
    right = width - figure - 1.7 * em
    top, bottom = 0.8 * em, height - 0.8 * em
    lane = (bottom - top) / len(bars)
    tall = min(lane * 0.56, 1.5 * em)
    for number, bar in enumerate(bars):
        middle = top + (number + 0.5) * lane
        box = middle - tall / 2
        end = left + (right - left) * bar.count / counts.n
        paper.text(left - 0.8 * em, middle, paper.fit(bar.name, room), across="right")
        paper.boxes([(left, box, right - left, tall)], style.band)
        paper.boxes([(left, box, end - left, tall)], style.craving)
        paper.text(width - 0.7 * em, middle, f"{bar.count} of {counts.n}", across="right")
        paper.spot(end, middle, f"{bar.name}: {bar.count} of {counts.n} {them}")
    return paper.drawing()
