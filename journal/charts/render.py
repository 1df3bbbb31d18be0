"""Render: charts to pixels."""

from __future__ import annotations

from typing import NamedTuple

from journal.charts.chart import Chart, Spot


class Image(NamedTuple):
    """``rgba`` holds 4 bytes a pixel, row by row from the top; sizes are in device pixels."""

    rgba: bytes
    width: int
    height: int
    spots: tuple[Spot, ...]


def to_rgba(chart: Chart, width: float, height: float, dpr: float = 1.0) -> Image:
    """``chart`` at ``width`` by ``height`` logical pixels on a screen of ``dpr`` device pixels to
    one. Safe on any thread: it works on a sheet of its own."""
    from journal.charts.sheet import ScrollContent

    drawing = chart.draw(width, height)
    sheet = ScrollContent(width, height, dpr)
    for mark in drawing.marks:
        sheet.put(mark)
    return Image(sheet.rgba(), sheet.width, sheet.height, drawing.spots)
