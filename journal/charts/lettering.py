"""Lettering: words as coverage in pixels, each remembered once it was set."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any, NamedTuple

NO_GLYPH = "□"
SPACE = " "


class Setting(NamedTuple):
    """Words set in a font. ``coverage`` has a row of 0 to 255 for each row of pixels from the
    highest ink to the lowest, from where the words begin; it ends ``below`` rows under their
    baseline. ``width`` is how far they run, in pixels: the same share of an em on every screen."""

    coverage: Any
    below: int
    width: float


@cache
def font_file(family: str, *, bold: bool) -> str:
    """The file of a font; asking each time takes a tenth of a drawing."""
    from matplotlib.font_manager import FontProperties, findfont

    return str(findfont(FontProperties(family=family, weight="bold" if bold else "normal")))


@lru_cache(2000)  # some pages of charts; most of their words come again
def setting(font: str, points: float, dpi: float, words: str) -> Setting:
    """One line of ``words`` in the font of a file, hinted up and down but not sideways."""
    from matplotlib.font_manager import get_font
    from matplotlib.ft2font import LoadFlags

    face = get_font(font)
    face.set_size(points, dpi)
    face.set_text(SPACE, flags=LoadFlags.TARGET_LIGHT)
    space = face.get_width_height()[0]
    # The picture would begin at the first ink, and its letter too close to the next; a space has
    # no ink, and the picture begins where the words begin.
    face.set_text(legible(font, words) + SPACE, flags=LoadFlags.TARGET_LIGHT)
    face.draw_glyphs_to_bitmap(antialiased=True)
    coverage: Any = face.get_image()
    inked = coverage.any(axis=1).nonzero()[0]  # how much there is around it differs by release
    rows = coverage[inked[0] : inked[-1] + 1] if len(inked) else coverage[:0]
    width = face.get_width_height()[0] - space
    return Setting(rows, round(face.get_descent() / 64), width / 64)


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
