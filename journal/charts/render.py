"""Render: charts to pixels for the screen and to SVG for print."""

from __future__ import annotations

import io
import re
from typing import Any, NamedTuple

from journal.charts.chart import Chart, Spot


class Image(NamedTuple):
    """``rgba`` holds 4 bytes a pixel, row by row from the top; sizes are in device pixels."""

    rgba: bytes
    width: int
    height: int
    spots: tuple[Spot, ...]


def to_rgba(chart: Chart, width: float, height: float, dpr: float = 1.0) -> Image:
    """``chart`` at ``width`` by ``height`` logical pixels on a screen of ``dpr`` device pixels to
    one. Safe on any thread: it works on a figure of its own."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    drawing = chart.draw(width, height)
    dots = 96 * dpr
    # Agg cuts fractions of a pixel off; the hundredth keeps rounding from cutting a whole one.
    wide, high = (round(side * dpr) + 0.01 for side in (width, height))
    drawing.figure.set_dpi(dots)
    drawing.figure.set_size_inches(wide / dots, high / dots)
    canvas: Any = FigureCanvasAgg(drawing.figure)
    canvas.draw()
    columns, lines = canvas.get_width_height(physical=True)
    return Image(bytes(canvas.buffer_rgba()), columns, lines, drawing.spots)


def to_svg(chart: Chart, width_in: float, height_in: float) -> bytes:
    """``chart`` as SVG of a size in inches; equal charts give equal bytes. Words are outlines,
    so that print needs no font."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    drawing = chart.draw(width_in * 96, height_in * 96)
    out = io.BytesIO()
    metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
    canvas: Any = FigureCanvasSVG(drawing.figure)
    canvas.print_svg(out, metadata=metadata)
    return _settled(out.getvalue().decode()).encode()


def _settled(svg: str) -> str:
    """``svg`` with the random ids that matplotlib gives to markers, clips and hatches numbered
    in order; its own setting for this is global to the process."""
    random_id = re.compile(r'(?<=id=")[a-z][0-9a-f]{10}(?=")')
    names = {name: f"n{number}" for number, name in enumerate(random_id.findall(svg))}
    used = re.compile(r"(?<=[\"#])[a-z][0-9a-f]{10}(?=[\")])")
    return used.sub(lambda found: names.get(found[0], found[0]), svg)
