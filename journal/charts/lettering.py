"""Lettering: words as coverage in pixels, each remembered once it was set."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any, NamedTuple

NO_GLYPH = "□"


class Setting(NamedTuple):
    """Words set in a font, in whole pixels. ``coverage`` has a row of 0 to 255 for each, from the
    highest ink to the lowest; it begins ``left`` columns from where the words begin and ends
    ``below`` rows under their baseline. ``width`` is how far the words run."""

    coverage: Any
    left: int
    below: int
    width: float


@cache
def font_file(family: str, *, bold: bool) -> str:
    """The file of a font; asking each time takes a tenth of a drawing."""
    from matplotlib.font_manager import FontProperties, findfont

    return str(findfont(FontProperties(family=family, weight="bold" if bold else "normal")))


@lru_cache(2000)  # some pages of charts; most of their words come again
def setting(font: str, points: float, dpi: float, words: str) -> Setting:
    """One line of ``words`` in the font of a file."""
    from matplotlib.backends import backend_agg
    from matplotlib.font_manager import get_font

    agg: Any = backend_agg
    face = get_font(font)
    face.set_size(points, dpi)
    face.set_text(legible(font, words), 0.0, flags=agg.get_hinting_flag())
    face.draw_glyphs_to_bitmap(antialiased=True)
    coverage: Any = face.get_image()
    inked = coverage.any(axis=1).nonzero()[0]  # how much there is around it differs by release
    rows = coverage[inked[0] : inked[-1] + 1] if len(inked) else coverage[:0]
    left, below, width = face.get_bitmap_offset()[0], face.get_descent(), face.get_width_height()[0]
    return Setting(rows, round(left / 64), round(below / 64), width / 64)


def legible(font: str, words: str) -> str:
    """``words`` with a box for every character that the font cannot draw; marks that only
    change the one before them are dropped."""
    known = _characters(font)
    shown = (
        char if ord(char) in known else NO_GLYPH
        for char in " ".join(words.split())
        if ord(char) in known or unicodedata.category(char) not in ("Mn", "Me", "Cf")
    )
    return "".join(shown)


@cache
def _characters(font: str) -> frozenset[int]:
    """The characters that a font can draw; asking the font each time takes most of a drawing."""
    from matplotlib.font_manager import get_font

    return frozenset(get_font(font).get_charmap())
