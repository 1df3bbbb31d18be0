"""Shade: the colour of a value from 0 to 10, and one that words on it can be read in."""

from __future__ import annotations

from functools import lru_cache

from journal.charts.style import ChartStyle

BLACK, WHITE = "#000000", "#ffffff"


def shade(value: float, style: ChartStyle) -> tuple[str, str]:
    """The fill for ``value`` (0 to 10; the lightest at 0), and black or white on it."""
    return _shade(value, style.scale)


@lru_cache(200)  # asking a colour map for one colour takes half a millisecond
def _shade(value: float, scale: str) -> tuple[str, str]:
    from matplotlib import colormaps
    from matplotlib.colors import to_hex

    fill = to_hex(colormaps[scale](0.04 + 0.88 * value / 10))
    dark = contrast(fill, BLACK) >= contrast(fill, WHITE)
    return fill, BLACK if dark else WHITE


def contrast(one: str, other: str) -> float:
    """The contrast of two #rrggbb colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
