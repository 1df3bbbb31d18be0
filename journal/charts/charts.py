"""The one list of charts, in the order of the page: a chart is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from journal.analysis.ledger import Ledger, ledger
from journal.analysis.series import Measure
from journal.charts.calendar import calendar_chart
from journal.charts.chart import Chart
from journal.charts.hours import hours_chart
from journal.charts.strip import daily_strip
from journal.charts.style import ChartStyle
from journal.charts.tools import tools_chart
from journal.charts.triggers import triggers_chart
from journal.charts.when import when_chart
from journal.content.content import Content
from journal.model.diary import Diary


@dataclass(frozen=True, kw_only=True)
class ChartInput:
    """What a chart is made of: the ``diary`` of the days shown, its ``hours`` against the plan, the
    content and the style. ``show_use`` marks days of use, ``with_late`` counts days filled in
    later."""

    diary: Diary
    hours: Ledger
    content: Content
    style: ChartStyle
    show_use: bool = False
    with_late: bool = False


CHARTS: Mapping[str, Callable[[ChartInput], Chart]] = {
    "strip": lambda given: daily_strip(
        given.diary, given.style, show_use=given.show_use, with_late=given.with_late
    ),
    "hours": lambda given: hours_chart(given.hours, given.content, given.style),
    "tools": lambda given: tools_chart(given.diary, given.content, given.style),
    "triggers": lambda given: triggers_chart(given.diary, given.content, given.style),
    "when": lambda given: when_chart(given.diary, given.style),
    "mood": lambda given: calendar_chart(given.diary, Measure.MOOD, given.style),
    "craving": lambda given: calendar_chart(given.diary, Measure.CRAVING, given.style),
}


def make_charts(
    diary: Diary,
    *,
    days: int | None,
    content: Content,
    style: ChartStyle,
    show_use: bool,
    with_late: bool,
) -> dict[str, Chart]:
    """Every chart of the last ``days`` days of a diary, or of all of it (None)."""
    first = diary.first
    if days is not None:
        first = max(first, diary.today - timedelta(days=days - 1))
    given = ChartInput(
        diary=diary.since(first),
        # Make-ups and the absence rule look back over the whole program.
        hours=ledger(diary, first, diary.last),
        content=content,
        style=style,
        show_use=show_use,
        with_late=with_late,
    )
    return {name: make(given) for name, make in CHARTS.items()}
