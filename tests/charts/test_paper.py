"""Paper: words stand where they were put, and inside the room that is kept for them."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest

from journal.charts.chart import Chart, Drawing, Table
from journal.charts.lettering import font_file, setting
from journal.charts.marks import Words
from journal.charts.paper import Paper
from journal.charts.render import to_rgba
from tests.charts.themes import LIGHT

WIDTH, HEIGHT = 240, 80
X, Y = 120.0, 40.0


def ink(words: str, across: str, dpr: float, size: float) -> tuple[Words, tuple[float, ...]]:
    """Words put at X, Y, and the left, top, right and bottom of their ink in logical pixels."""
    paper = Paper(WIDTH, HEIGHT, LIGHT)
    paper.text(X, Y, words, across=across, size=size)
    drawing = paper.drawing()

    def paint(_width: float, _height: float) -> Drawing:
        return drawing

    chart = Chart("", (), "", Table((), ()), min_height=0, empty=False, paint=paint)
    image = to_rgba(chart, WIDTH, HEIGHT, dpr)
    pixels = memoryview(image.rgba).cast("I")
    ground = pixels[0]
    at = [divmod(number, image.width) for number, pixel in enumerate(pixels) if pixel != ground]
    rows, columns = [row for row, _ in at], [column for _, column in at]
    edges = min(columns), min(rows), max(columns) + 1, max(rows) + 1
    (mark,) = [mark for mark in drawing.marks if isinstance(mark, Words)]
    return mark, tuple(edge / dpr for edge in edges)


@pytest.mark.parametrize("dpr", [1, 1.5, 2])
@pytest.mark.parametrize("size", [0.85, 1, 2])
def test_figures_have_their_middle_at_the_point(dpr: float, size: float) -> None:
    _, (left, top, right, bottom) = ink("80", "center", dpr, size)
    assert abs((top + bottom) / 2 - Y) <= 1
    assert abs((left + right) / 2 - X) <= 1.5


@pytest.mark.parametrize("dpr", [1, 1.5, 2])
@pytest.mark.parametrize(("across", "edge"), [("left", 0), ("right", 2)])
def test_words_begin_or_end_at_the_point(across: str, edge: int, dpr: float) -> None:
    _, edges = ink("HOURS AGAINST H", across, dpr, 1)
    assert abs(edges[edge] - X) <= 2


@pytest.mark.parametrize("dpr", [1, 1.5, 2])
@pytest.mark.parametrize("words", ["bpg(j|", "one a day", "—"])
def test_ink_stays_in_the_room_that_is_kept(words: str, dpr: float) -> None:
    mark, (left, top, right, bottom) = ink(words, "center", dpr, 1)
    x, y, width, height = mark.box
    assert x - 1 <= left
    assert right <= x + width + 1
    assert y - 1 <= top
    assert bottom <= y + height + 1


@pytest.mark.parametrize("points", [9, 10, 11, 20])
def test_words_are_as_wide_on_every_screen(points: float) -> None:
    """Widths are measured for one screen; rounded letters ran a tenth wider on others."""
    font = font_file(LIGHT.font_family, bold=False)
    words = "7 (n 17) sessions"
    widths = [setting(font, points, 96 * dpr, words).width / dpr for dpr in (1, 1.25, 1.5, 2)]
    assert max(widths) < min(widths) * 1.01


@pytest.mark.parametrize("points", [9, 10, 11])
def test_letters_stand_evenly(points: float) -> None:
    """The first stood a pixel too close to the second."""
    font = font_file(LIGHT.font_family, bold=False)
    row = setting(font, points, 96, "HHHH").coverage[1].tolist()
    letters = [
        list(group) for inked, group in groupby(enumerate(row), key=lambda at: at[1] > 0) if inked
    ]
    stems = [sum(x * ink for x, ink in stem) / sum(ink for _, ink in stem) for stem in letters]
    steps = [other - one for one, other in pairwise(stems[::2])]
    assert len(stems) == 8
    assert max(steps) - min(steps) < 0.5
