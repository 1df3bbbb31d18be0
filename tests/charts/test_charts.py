"""What every chart promises: words, a table, room for its words, and no noise."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations

import matplotlib as mpl
import pytest

from journal.analysis.completeness import completeness
from journal.charts.chart import Chart
from journal.charts.marks import Rectangle, Words
from journal.charts.render import to_rgba
from journal.charts.strip import daily_strip
from journal.charts.style import ChartStyle
from journal.model.craving import ToolUse
from journal.model.diary import Diary
from journal.model.plan import OwnItem
from journal.model.program import Program
from tests.analysis.patients import START, diary, episode, patient
from tests.charts.themes import DARK, LIGHT

Make = Callable[[Diary, ChartStyle], Chart]

PATIENTS = {"empty": diary((), 1), "one day": patient(1), "33 days": patient()}


@pytest.mark.parametrize(
    ("one", "style"),
    [*((one, LIGHT) for one in PATIENTS.values()), (patient(), DARK)],
    ids=[*PATIENTS, "dark"],
)
def test_every_chart_of_everyone_draws(make: Make, one: Diary, style: ChartStyle) -> None:
    chart = make(one, style)
    image = to_rgba(chart, 760, 300)
    assert (image.width, image.height, len(image.rgba)) == (760, 300, 760 * 300 * 4)
    pixels = set(memoryview(image.rgba).cast("I"))
    ground = bytes.fromhex(style.ground[1:]) + b"\xff"
    assert int.from_bytes(ground, sys.byteorder) in pixels
    assert len(pixels) > 10
    assert all(0 <= spot.x <= 1 and 0 <= spot.y <= 1 and spot.text for spot in image.spots)
    assert all(len(row) == len(chart.table.headers) for row in chart.table.rows)
    assert chart.alt.startswith(chart.title)
    assert chart.sentences
    for sentence in chart.sentences:
        assert sentence in chart.alt


def test_an_empty_chart_says_a_friendly_sentence(make: Make) -> None:
    chart = make(PATIENTS["empty"], LIGHT)
    (sentence,) = chart.sentences
    assert chart.empty
    assert sentence.endswith("here.")
    assert to_rgba(chart, 400, 200).spots == ()


@pytest.mark.parametrize("length", [1, 33, 70])
def test_the_patients_own_word_is_in_every_chart(make: Make, length: int) -> None:
    one = patient(length)
    pull = replace(one, program=replace(one.program, craving_word="the pull"))
    chart = make(pull, LIGHT)
    spots = [spot.text for spot in chart.draw(760, 300).spots]
    said = str((chart.title, chart.sentences, chart.alt, chart.table, spots))
    assert "crav" not in said.lower()


def overlap(one: Rectangle, other: Rectangle) -> bool:
    """Whether two rectangles share more than a pixel's edge."""
    return all(
        min(one[at] + one[at + 2], other[at] + other[at + 2]) - max(one[at], other[at]) > 2
        for at in (0, 1)
    )


@pytest.mark.parametrize(("points", "width"), [(10, 760), (20, 600)])
@pytest.mark.parametrize("length", [33, 400])
def test_words_stay_inside_and_apart(make: Make, width: float, points: float, length: int) -> None:
    chart = make(patient(length), replace(LIGHT, font_size=points))
    drawing = chart.draw(width, chart.min_height)
    boxes = [(mark.text, mark.box) for mark in drawing.marks if isinstance(mark, Words)]
    for words, (x, y, wide, high) in boxes:
        assert x >= 0, words
        assert y >= 0, words
        assert x + wide <= drawing.width, words
        assert y + high <= drawing.height, words
    for (one, first), (other, second) in combinations(boxes, 2):
        assert not overlap(first, second), (one, other)


def test_names_that_a_font_or_a_formula_would_trip_over(make: Make) -> None:
    odd = ("$x^2$ and \\frac", "🙂 走路 اهدأ", "<b>&amp;", "a" * 300, "two\nlines")
    tools = tuple(OwnItem(list_name="tool", name=name) for name in odd)
    triggers = tuple(OwnItem(list_name="trigger", name=name) for name in odd)
    episodes = tuple(
        episode(n, before=8, after=3, triggers=tuple(item.key for item in triggers))
        for n in range(12)
    )
    uses = tuple(
        ToolUse(day=one.day, tool=item.key, episode_id=one.id) for one in episodes for item in tools
    )
    strange = replace(
        patient(),
        program=Program(start=START, craving_word="$$ 渴望 for a very long word, 40"),
        own_items=(*tools, *triggers),
        episodes=episodes,
        tool_uses=uses,
    )
    chart = make(strange, LIGHT)
    image = to_rgba(chart, 500, 300)
    assert image.spots


@pytest.mark.parametrize(("dpr", "size"), [(1.25, (876, 379)), (2, (1402, 606))])
def test_sharp_on_every_screen(dpr: float, size: tuple[int, int]) -> None:
    chart = daily_strip(patient(), LIGHT)
    image = to_rgba(chart, 701, 303, dpr)
    assert (image.width, image.height) == size
    assert len(image.rgba) == 4 * size[0] * size[1]
    assert image.spots == to_rgba(chart, 701, 303).spots


def test_threads_draw_the_same_chart_side_by_side(make: Make) -> None:
    chart = make(patient(), DARK)
    alone = to_rgba(chart, 400, 250).rgba
    with ThreadPoolExecutor(3) as pool:
        drawn = list(pool.map(lambda _: to_rgba(chart, 400, 250).rgba, range(3)))
    assert set(drawn) == {alone}


def test_drawing_leaves_matplotlib_as_it_was(make: Make) -> None:
    before = dict(mpl.rcParams)
    to_rgba(make(patient(), LIGHT), 400, 250)
    assert dict(mpl.rcParams) == before


def test_making_charts_needs_no_matplotlib_and_drawing_no_pyplot() -> None:
    script = """
import sys
from journal.charts import render
from tests.analysis.patients import patient
from tests.charts.conftest import MAKERS
from tests.charts.themes import LIGHT
charts = [make(patient(), LIGHT) for make in MAKERS.values()]
assert all(chart.alt for chart in charts)
print(sorted({"matplotlib", "numpy", "PySide6"} & set(sys.modules)))
for chart in charts:
    render.to_rgba(chart, 300, 200)
print(sorted({"matplotlib.pyplot", "matplotlib.figure"} & set(sys.modules)))
"""
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True
    )
    assert ran.stderr == ""
    assert ran.stdout.splitlines() == ["[]", "[]"]


def test_the_strip_says_how_complete_it_is() -> None:
    one = patient()
    assert completeness(one).sentence in daily_strip(one, LIGHT).alt
