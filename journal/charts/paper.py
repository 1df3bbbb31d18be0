"""Paper: a sheet to put marks on, in logical pixels from the top left."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence

from journal.charts.chart import Drawing, Spot
from journal.charts.lettering import font_file, setting
from journal.charts.marks import Boxes, Dots, Line, Mark, Rectangle, Words
from journal.charts.style import ChartStyle


class Paper:
    """A sheet of ``width`` by ``height`` logical pixels, 96 an inch."""

    def __init__(self, width: float, height: float, style: ChartStyle) -> None:
        self.width, self.height, self.style = width, height, style
        everywhere = (-1.0, -1.0, width + 2, height + 2)
        self._marks: list[Mark] = [Boxes((everywhere,), style.ground, "none", 0, "", -1)]
        self._spots: list[Spot] = []

    def drawing(self) -> Drawing:
        """What has been drawn."""
        marks = sorted(self._marks, key=lambda mark: mark.layer)
        return Drawing(self.width, self.height, tuple(marks), tuple(self._spots))

    def spot(self, x: float, y: float, text: str) -> None:
        """Remember what lies at a place."""
        self._spots.append(Spot(x / self.width, y / self.height, text))

    # -- marks ---------------------------------------------------------------------------------

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        color: str,
        width: float = 1.0,
        dashes: tuple[float, ...] = (),
        layer: float = 2,
    ) -> None:
        """A line through the points, broken where a number is NaN; lengths in pixels."""
        if xs:
            self._marks.append(Line(xs, ys, color, width, dashes, layer))

    def marks(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        shape: str,
        size: float,
        fill: str,
        edge: str,
        edge_width: float = 1.0,
        layer: float = 3,
        alpha: float = 1.0,
    ) -> None:
        """A mark of ``size`` pixels across at each point."""
        if xs:
            self._marks.append(Dots(xs, ys, shape, size, fill, edge, edge_width, layer, alpha))

    def boxes(
        self,
        rectangles: Iterable[Rectangle],
        fill: str,
        edge: str = "none",
        edge_width: float = 1.0,
        hatch: str = "",
        layer: float = 1,
    ) -> None:
        """Filled rectangles, with a pattern in the colour of the edge when ``hatch`` is given."""
        if boxes := tuple(rectangles):
            self._marks.append(Boxes(boxes, fill, edge, edge_width, hatch, layer))

    # -- words ---------------------------------------------------------------------------------

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 1.0,
        color: str = "",
        across: str = "left",
        bold: bool = False,
        layer: float = 5,
    ) -> None:
        """``words`` with their middle at ``y``; ``size`` is relative to the style's, ``across`` is
        left, center or right of ``x``."""
        if not words:
            return
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[across]
        width = self.measure(words, size, bold)
        ink, points = color or self.style.text, self.style.font_size * size
        self._marks.append(Words(x, y, words, ink, self._font(bold), points, share, width, layer))

    def measure(self, words: str, size: float = 1.0, bold: bool = False) -> float:
        """How wide ``words`` are, in pixels."""
        return setting(self._font(bold), self.style.font_size * size, 96, words).width

    def fit(self, words: str, width: float, size: float = 1.0, bold: bool = False) -> str:
        """``words``, cut with an ellipsis where they are wider than ``width`` pixels."""
        words = " ".join(words.split())
        if self.measure(words, size, bold) <= width:
            return words
        fits = bisect(
            range(1, len(words)),
            width,
            key=lambda length: self.measure(words[:length].rstrip() + "…", size, bold),
        )
        return words[:fits].rstrip() + "…"

    def wrap(
        self, words: str, width: float, size: float = 1.0, bold: bool = False, lines: int = 2
    ) -> list[str]:
        """``words`` in at most ``lines`` lines of ``width`` pixels, the last one cut to fit."""
        left = words.split()
        done: list[str] = []
        while left and len(done) < lines - 1:
            line = left.pop(0)
            while left and self.measure(f"{line} {left[0]}", size, bold) <= width:
                line += " " + left.pop(0)
            done.append(self.fit(line, width, size, bold))
        return [*done, self.fit(" ".join(left), width, size, bold)] if left else done

    def _font(self, bold: bool) -> str:
        return font_file(self.style.font_family, bold=bold)


def message(words: str, style: ChartStyle, width: float, height: float) -> Drawing:
    """A drawing that says ``words``, for when there is nothing to draw."""
    paper = Paper(width, height, style)
    lines = paper.wrap(words, width * 0.8, lines=6)
    leading = style.em * 1.6
    top = height / 2 - leading * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        paper.text(width / 2, top + number * leading, line, color=style.muted, across="center")
    return paper.drawing()
