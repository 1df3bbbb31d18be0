"""Progress: charts that say what they rest on, drawn elsewhere, the newest one shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journal.charts.chart import Chart
from journal.charts.render import Image, to_rgba
from journal.charts.style import ChartStyle
from journal.content.content import Content
from journal.model.choices import Use
from tests.ui.conftest import Clock
from tests.ui.keys import SPACE, Keys
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook
from ui.look.theme import Theme
from ui.progress.canvas import RESIZE_QUIET_MS, ChartCanvas
from ui.progress.chart_card import ChartCard
from ui.progress.page import CHARTS, ProgressPage
from ui.progress.view import ChartView
from ui.widgets.fields.choice import ChoiceRow


def style() -> ChartStyle:
    return ChartStyle.from_tokens(Theme.load("light").chart_style(), font_size=10)


@pytest.fixture
def page(qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs) -> ProgressPage:
    made = ProgressPage(live, content, jobs, style)
    made.resize(900, 700)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def filled(live: LiveBook, clock: Clock) -> LiveBook:
    """Twenty days answered on the day, and one answered two days later."""
    today = clock.now
    for back in range(19, -1, -1):
        clock.now = today - timedelta(days=back)
        live.answer(clock.now.date(), mood=4 + back % 3, craving=back % 10)
    live.answer((today - timedelta(days=21)).date(), mood=9, craving=9)
    return live


def canvas(view: ChartView) -> ChartCanvas:
    return view.findChildren(ChartCanvas)[0]


def words(page: QWidget) -> str:
    return "\n".join(x.text() for x in page.findChildren(QLabel) if x.isVisible())


def test_every_chart_is_there_with_its_n_and_its_words(
    page: ProgressPage, filled: LiveBook, qtbot: QtBot, jobs: Jobs
) -> None:
    Keys(qtbot, page)
    qtbot.waitUntil(lambda: len(page.findChildren(ChartView)) == len(CHARTS), timeout=20_000)
    qtbot.waitUntil(lambda: all(v.isVisible() for v in page.findChildren(ChartView)))
    assert "21 of 23 days filled in: 20 the same day, 1 later, 2 blank." in words(page)
    titles = [chart.title for chart in page.charts().values()]
    assert len(titles) == len(CHARTS)
    for title in titles:
        assert title in words(page)
    for chart in page.charts().values():
        assert chart.alt
        assert chart.table.headers
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)


def test_the_numbers_are_those_of_the_days(page: ProgressPage, filled: LiveBook) -> None:
    rows = page.charts()["strip"].table.rows
    today = rows[-1]
    assert today[1:3] == ("4", "0")


def test_the_span_is_chosen_by_a_key(
    page: ProgressPage, filled: LiveBook, qtbot: QtBot, jobs: Jobs
) -> None:
    keys = Keys(qtbot, page)
    keys.tab_to(page.findChildren(ChoiceRow)[0])
    assert len(page.charts()["strip"].table.rows) == 23
    keys.press("3")
    assert len(page.charts()["strip"].table.rows) == 14
    qtbot.waitUntil(lambda: "14 of 14 days filled in" in words(page), timeout=20_000)
    keys.press("1")
    qtbot.waitUntil(lambda: "21 of 23 days filled in" in words(page), timeout=20_000)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)


def test_later_days_are_counted_only_when_asked(
    page: ProgressPage, filled: LiveBook, qtbot: QtBot, jobs: Jobs
) -> None:
    keys = Keys(qtbot, page)
    (switch,) = [b for b in page.findChildren(QCheckBox) if "filled in later" in b.text()]
    before = page.charts()["strip"].sentences
    keys.tab_to(switch)
    keys.press(SPACE)
    after = page.charts()["strip"].sentences
    assert before != after
    qtbot.waitUntil(lambda: all(s in words(page) for s in after), timeout=20_000)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)


def test_days_of_use_are_marked_only_when_asked(
    page: ProgressPage, filled: LiveBook, qtbot: QtBot
) -> None:
    filled.answer(filled.ask.today(), use=Use.YES)

    def spots() -> str:
        return " ".join(spot.text for spot in page.charts()["strip"].draw(800, 300).spots)

    assert "use" not in spots().casefold().split()
    (switch,) = [b for b in page.findChildren(QCheckBox) if "days of use" in b.text()]
    switch.setChecked(True)
    assert "use" in spots().casefold()


def test_the_word_of_ones_own_is_in_charts(page: ProgressPage, filled: LiveBook) -> None:
    filled.record(replace(filled.ask.program, craving_word="urge"))
    for name in ("strip", "craving", "tools"):
        chart = page.charts()[name]
        said = " ".join((chart.title, chart.alt, *chart.sentences, *chart.table.headers))
        assert "craving" not in said.casefold(), name


def test_a_chart_can_be_read_as_a_table_and_point_by_point(
    page: ProgressPage, filled: LiveBook, qtbot: QtBot, jobs: Jobs
) -> None:
    keys = Keys(qtbot, page)
    page.focus_first()
    assert keys.focus.accessibleName() == "Chart: Day by day"  # before there is anything to see
    view = page.findChildren(ChartView)[0]

    def reads_a_point() -> bool:
        keys.press(Qt.Key.Key_End)
        return view.current_point is not None

    qtbot.waitUntil(reads_a_point, timeout=20_000)
    keys.tab_to(view.findChildren(QPushButton)[0])
    keys.press(SPACE)
    assert view.shows_table
    page.focus_first()
    assert keys.focus.accessibleName() == "Table: Day by day"


def test_of_several_charts_asked_for_at_once_the_newest_is_shown(
    qtbot: QtBot, page: ProgressPage, filled: LiveBook, jobs: Jobs
) -> None:
    card = ChartCard(jobs)
    card.resize(600, 400)
    qtbot.addWidget(card)
    keys = Keys(qtbot, card)
    charts = page.charts()
    for name in ("strip", "when", "mood"):
        card.tell(charts[name])
        card.draw()
    qtbot.waitUntil(lambda: not jobs.busy and not card.view.busy, timeout=20_000)
    keys.tab_to(canvas(card.view))
    keys.press(Qt.Key.Key_Home)
    shown = card.view.current_point
    assert shown is not None
    assert shown.text == charts["mood"].draw(600, 300).spots[0].text
    assert charts["mood"].title in words(card)


def test_every_picture_is_drawn_once(
    page: ProgressPage,
    filled: LiveBook,
    qtbot: QtBot,
    jobs: Jobs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each was drawn again when a scroll bar came and took some of its width."""
    drawn: list[str] = []

    def counted(chart: Chart, width: float, height: float, dpr: float) -> Image:
        drawn.append(chart.title)
        return to_rgba(chart, width, height, dpr)

    monkeypatch.setattr("ui.progress.chart_card.to_rgba", counted)

    def settled() -> bool:
        views = page.findChildren(ChartView)
        return len(drawn) >= len(CHARTS) and not jobs.busy and not any(v.busy for v in views)

    titles = sorted(chart.title for chart in page.charts().values())
    Keys(qtbot, page)
    qtbot.waitUntil(settled, timeout=20_000)
    qtbot.wait(3 * RESIZE_QUIET_MS)
    assert sorted(drawn) == titles

    drawn.clear()
    for mood in (1, 2):  # two changes on end, as when several are undone at once
        filled.answer(filled.ask.today(), mood=mood)
    qtbot.waitUntil(settled, timeout=20_000)
    qtbot.wait(3 * RESIZE_QUIET_MS)
    assert sorted(drawn) == titles


def test_a_page_that_was_left_at_once_draws_when_it_is_back(
    page: ProgressPage, filled: LiveBook, qtbot: QtBot, jobs: Jobs
) -> None:
    page.show()
    page.hide()
    qtbot.wait(50)
    assert not jobs.busy
    page.show()
    qtbot.waitUntil(lambda: "21 of 23 days filled in" in words(page), timeout=20_000)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)


def test_an_empty_journal_says_so_kindly(
    page: ProgressPage, live: LiveBook, qtbot: QtBot, jobs: Jobs
) -> None:
    Keys(qtbot, page)
    sentence = "Nothing written down yet. Your first day will show up here."
    qtbot.waitUntil(lambda: sentence in words(page), timeout=20_000)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)
