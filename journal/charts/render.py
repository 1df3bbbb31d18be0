"""Render: charts to pixels."""

from __future__ import annotations

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
