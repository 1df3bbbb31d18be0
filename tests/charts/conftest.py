"""Charts of several patients."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from journal.analysis.ledger import ledger
from journal.charts.chart import Chart
from journal.charts.charts import CHARTS, ChartInput
from journal.charts.style import ChartStyle
from journal.content.content import Content, load_content
from journal.model.diary import Diary

Make = Callable[[Diary, ChartStyle], Chart]


@cache
def content() -> Content:
    return load_content()


def _maker(name: str) -> Make:
    def make(diary: Diary, style: ChartStyle) -> Chart:
        hours = ledger(diary)
        given = ChartInput(diary=diary, hours=hours, content=content(), style=style, show_use=True)
        return CHARTS[name](given)

    return make


MAKERS: dict[str, Make] = {name: _maker(name) for name in CHARTS}


@pytest.fixture(params=MAKERS)
def make(request: pytest.FixtureRequest) -> Make:
    """Every kind of chart in turn."""
    return MAKERS[request.param]
