"""Sheet: device pixels to put marks on. Importing it takes a while, for it imports matplotlib."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from journal.charts.lettering import setting
from journal.charts.marks import Boxes, Dots, Line, Mark, Words

POINTS = 72 / 96
"""Points a logical pixel: matplotlib's pens are measured in points."""
RECTANGLE = (Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY)


class ScrollContent:
    """Pixels under matplotlib's Agg renderer, ``dpr`` of them to a logical one.

    Straight to the renderer: a figure with its artists takes ten times as long, and importing
    that half as long again. Nothing here sets matplotlib's global settings, so that several
    threads can each draw on a sheet of their own.
    """

    def __init__(self, width: float, height: float, dpr: float) -> None:
        self.width, self.height = round(width * dpr), round(height * dpr)
        self._dpr = dpr
        self._dpi = 96 * dpr
        make: Any = RendererAgg
        self._agg = make(self.width, self.height, self._dpi)
        # Agg counts from the bottom.
        self._across, self._down = self.width / width, self.height / height
        self._place = Affine2D.from_values(self._across, 0, 0, -self._down, 0, self.height)

    def rgba(self) -> bytes:
        """What has been drawn, 4 bytes a pixel, row by row from the top."""
        return bytes(self._agg.buffer_rgba())

    def put(self, mark: Mark) -> None:
        """Draw ``mark`` over what is there."""
        match mark:
            case Line():
                self._line(mark)
            case Dots():
                self._dots(mark)
            case Boxes():
                self._boxes(mark)
            case Words():
                self._words(mark)

    def _line(self, line: Line) -> None:
        pen = self._pen(line.color, line.width)
        pen.set_joinstyle("round")
        pen.set_capstyle("butt" if line.dashes else "round")
        if line.dashes:
            pen.set_dashes(0, [dash * POINTS for dash in line.dashes])
        self._agg.draw_path(pen, _path(line.xs, line.ys), self._place)

    def _dots(self, dots: Dots) -> None:
        shape, size = _marker(dots.shape), dots.size * self._dpr
        pen = self._pen(dots.edge, dots.edge_width, dots.alpha)
        pen.set_joinstyle(shape.get_joinstyle())
        pen.set_capstyle(shape.get_capstyle())
        crisp_from = shape.get_snap_threshold()
        pen.set_snap(None if crisp_from is None else size >= crisp_from)
        scaled = shape.get_transform().scale(size)
        fill = to_rgba(dots.fill, dots.alpha)
        at = _path(dots.xs, dots.ys)
        self._agg.draw_markers(pen, shape.get_path(), scaled, at, self._place, fill)

    def _boxes(self, boxes: Boxes) -> None:
        pen = self._pen(boxes.edge, boxes.edge_width if boxes.edge != "none" else 0)
        pen.set_snap(True)
        if boxes.hatch:
            pen.set_hatch(boxes.hatch)
            pen.set_hatch_color(to_rgba(boxes.edge))
        corners = [
            corner
            for x, y, width, height in boxes.rectangles
            for corner in (
                (x, y),
                (x + width, y),
                (x + width, y + height),
                (x, y + height),
                (x, y),
            )
        ]
        path = Path(corners, RECTANGLE * len(boxes.rectangles))
        fill = to_rgba(boxes.fill) if boxes.fill != "none" else None
        self._agg.draw_path(pen, path, self._place, fill)

    def _words(self, words: Words) -> None:
        """On whole pixels, as their hints want it."""
        placed = setting(words.font, words.points, self._dpi, words.text)
        figures = setting(words.font, words.points, self._dpi, "0").coverage
        x, y = words.x * self._across, words.y * self._down
        left = math.floor(x - words.share * placed.width + 0.5)
        bottom = math.floor(y + len(figures) / 2 + 0.5) + placed.below
        ink = np.empty((*placed.coverage.shape, 4), np.uint8)
        ink[..., :3] = [round(255 * part) for part in to_rgba(words.color)[:3]]
        ink[..., 3] = placed.coverage
        self._agg.draw_image(self._agg.new_gc(), left, self.height - bottom, ink[::-1])

    def _pen(self, color: str, width: float, alpha: float | None = None) -> Any:
        pen = self._agg.new_gc()
        pen.set_foreground(to_rgba(color, alpha), isRGBA=True)
        pen.set_linewidth(width * POINTS)
        return pen


def _path(xs: Any, ys: Any) -> Path:
    return Path(np.column_stack((xs, ys)))


@cache
def _marker(shape: str) -> Any:
    return MarkerStyle(shape)
