"""Charts of several patients."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from journal.analysis.ledger import ledger
from journal.analysis.series import Measure
from journal.charts.calendar import calendar_chart
from journal.charts.chart import Chart
from journal.charts.hours import hours_chart
from journal.charts.strip import daily_strip
from journal.charts.style import ChartStyle
from journal.charts.tools import tools_chart
from journal.charts.triggers import triggers_chart
from journal.charts.when import when_chart
from journal.content.content import Content, load_content
from journal.model.diary import Diary

Make = Callable[[Diary, ChartStyle], Chart]


@cache
def content() -> Content:
    return load_content()


MAKERS: dict[str, Make] = {
    "strip": lambda diary, style: daily_strip(diary, style, show_use=True),
    "calendar": lambda diary, style: calendar_chart(diary, Measure.MOOD, style),
    "hours": lambda diary, style: hours_chart(ledger(diary), content(), style),
    "tools": lambda diary, style: tools_chart(diary, content(), style),
    "triggers": lambda diary, style: triggers_chart(diary, content(), style),
    "when": when_chart,
}


@pytest.fixture(params=MAKERS)
def make(request: pytest.FixtureRequest) -> Make:
    """Every kind of chart in turn."""
    return MAKERS[request.param]
