"""Chart: numbers ready to be drawn, read out, and shown as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from journal.charts.marks import Mark


class Spot(NamedTuple):
    """Where a mark lies, for hovering, arrow keys and reading out.

    ``x`` and ``y`` are fractions of the width and height, from the left and from the top. Spots
    of one thing (the mood and the craving of a day) share their ``text`` and follow each other.
    """

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Table:
    """The numbers of a chart in words: ``rows`` of as many cells as ``headers``."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class Drawing:
    """Marks for one size in one style, the upper ones last, and the spots.

    ``width`` and ``height`` are in logical pixels, 96 an inch.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart before it is drawn: cheap to make, and safe to hand to another thread.

    ``sentences`` belong under it, ``alt`` says it to someone who cannot see it, ``table`` holds
    the same numbers. ``empty`` charts draw a friendly sentence. ``min_height`` (logical pixels)
    is the least at which nothing in it crowds.
    """

    title: str
    sentences: tuple[str, ...]
    alt: str
    table: Table
    min_height: int
    empty: bool
    paint: Callable[[float, float], Drawing]

    def draw(self, width: float, height: float) -> Drawing:
        """A fresh drawing of ``width`` by ``height`` logical pixels."""
        return self.paint(width, height)
