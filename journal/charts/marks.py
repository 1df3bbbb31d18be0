"""Marks: what a chart is drawn with, in logical pixels from the top left, before any drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Rectangle = tuple[float, float, float, float]
"""Left, top, width, height."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, broken where a number is NaN; ``dashes`` are lengths in pixels."""

    xs: Sequence[float]
    ys: Sequence[float]
    color: str
    width: float
    dashes: tuple[float, ...]
    layer: float


@dataclass(frozen=True, slots=True)
class Dots:
    """The same shape at many points; ``shape`` is one of matplotlib's markers."""

    xs: Sequence[float]
    ys: Sequence[float]
    shape: str
    size: float
    fill: str
    edge: str
    edge_width: float
    layer: float
    alpha: float


@dataclass(frozen=True, slots=True)
class Boxes:
    """Filled rectangles that look alike; ``hatch`` is a pattern in the colour of the edge."""

    rectangles: Sequence[Rectangle]
    fill: str
    edge: str
    edge_width: float
    hatch: str
    layer: float


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; ``y`` is the middle of its figures.

    ``share`` of its ``width`` (0 to 1) lies to the left of ``x``, and ``points`` is the size of
    the font at 96 dots an inch.
    """

    x: float
    y: float
    text: str
    color: str
    font: str
    points: float
    share: float
    width: float
    layer: float

    @property
    def box(self) -> Rectangle:
        """The room that they take, with that of the tallest letter and the longest tail."""
        size = self.points * 96 / 72
        return self.x - self.share * self.width, self.y - 0.4 * size, self.width, size


Mark = Line | Dots | Boxes | Words
