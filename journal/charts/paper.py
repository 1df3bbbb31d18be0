"""Paper: a figure to draw on in logical pixels, counted from the top left."""

from __future__ import annotations

import unicodedata
from bisect import bisect
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from journal.charts.chart import Drawing, Spot
from journal.charts.style import ChartStyle

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.ft2font import FT2Font

Rectangle = tuple[float, float, float, float]
"""Left, top, width, height."""

NO_GLYPH = "□"


class Paper:
    """A sheet of ``width`` by ``height`` logical pixels, 96 an inch.

    Nothing here reads or sets matplotlib's global settings beyond its defaults, so that several
    threads can each draw on their own.
    """

    def __init__(self, width: float, height: float, style: ChartStyle) -> None:
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self.width, self.height, self.style = width, height, style
        self.figure = Figure(figsize=(width / 96, height / 96), dpi=96, facecolor=style.ground)
        # Straight on the figure: axes would take a third of the time of a drawing.
        pixels = Affine2D().scale(1 / width, -1 / height).translate(0, 1)
        self._place = pixels + self.figure.transFigure
        self._spots: list[Spot] = []

    def drawing(self) -> Drawing:
        """What has been drawn."""
        return Drawing(self.figure, tuple(self._spots))

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
        """A line through the points, broken where a y is NaN; lengths in pixels."""
        from matplotlib.lines import Line2D

        style: Any = (0, tuple(dash / width for dash in dashes)) if dashes else "-"
        self._add(
            Line2D(
                xs,
                ys,
                color=color,
                linewidth=width * 0.75,
                linestyle=style,
                solid_capstyle="round",
                solid_joinstyle="round",
                dash_capstyle="butt",
                zorder=layer,
            )
        )

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
        from matplotlib.lines import Line2D

        if xs:
            self._add(
                Line2D(
                    xs,
                    ys,
                    linestyle="none",
                    marker=shape,
                    markersize=size * 0.75,
                    markerfacecolor=fill,
                    markeredgecolor=edge,
                    markeredgewidth=edge_width * 0.75,
                    zorder=layer,
                    alpha=alpha,
                )
            )

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
        from matplotlib.collections import PolyCollection

        corners = [
            ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
            for x, y, width, height in rectangles
        ]
        if corners:
            self._add(
                PolyCollection(
                    corners,
                    facecolors=fill,
                    edgecolors=edge,
                    linewidths=edge_width * 0.75 if edge != "none" else 0,
                    hatch=hatch or None,
                    zorder=layer,
                )
            )

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._place)
        self.figure.add_artist(artist)

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
        down: str = "center",
        bold: bool = False,
        layer: float = 5,
    ) -> None:
        """``words`` at a point; ``size`` is relative to the style's, ``across`` is left, center
        or right of it, ``down`` is top, center, baseline or bottom."""
        self.figure.text(
            x,
            y,
            self.legible(words, bold),
            fontsize=self.style.font_size * size,
            fontfamily=self.style.font_family,
            fontweight="bold" if bold else "normal",
            color=color or self.style.text,
            ha=across,
            va="center_baseline" if down == "center" else down,
            zorder=layer,
            transform=self._place,
            parse_math=False,  # a patient's "$" is a dollar
        )

    def measure(self, words: str, size: float = 1.0, bold: bool = False) -> float:
        """How wide ``words`` are, in pixels."""
        font = self._font(bold)
        font.set_size(self.style.font_size * size, 96)
        font.set_text(self.legible(words, bold), 0.0)
        return float(font.get_width_height()[0]) / 64

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

    def legible(self, words: str, bold: bool = False) -> str:
        """``words`` with a box for every character that the font cannot draw; marks that only
        change the one before them are dropped."""
        known = _characters(self._font_path(bold))
        shown = (
            char if ord(char) in known else NO_GLYPH
            for char in " ".join(words.split())
            if ord(char) in known or unicodedata.category(char) not in ("Mn", "Me", "Cf")
        )
        return "".join(shown)

    def _font(self, bold: bool) -> FT2Font:
        from matplotlib.font_manager import get_font

        return get_font(self._font_path(bold))

    def _font_path(self, bold: bool) -> str:
        from matplotlib.font_manager import FontProperties, findfont

        weight = "bold" if bold else "normal"
        return str(findfont(FontProperties(family=self.style.font_family, weight=weight)))


@cache
def _characters(font_path: str) -> frozenset[int]:
    """The characters that a font can draw; asking the font each time takes most of a drawing."""
    from matplotlib.font_manager import get_font

    return frozenset(get_font(font_path).get_charmap())


def message(words: str, style: ChartStyle, width: float, height: float) -> Drawing:
    """A drawing that says ``words``, for when there is nothing to draw."""
    paper = Paper(width, height, style)
    lines = paper.wrap(words, width * 0.8, lines=6)
    leading = style.em * 1.6
    top = height / 2 - leading * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        paper.text(width / 2, top + number * leading, line, color=style.muted, across="center")
    return paper.drawing()
