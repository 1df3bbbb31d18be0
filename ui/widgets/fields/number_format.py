"""How a region writes numbers: reading what people type, and writing it without groups."""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale

from ui.widgets.fields.typed_text import UnreadableText, plain

DECIMALS = 2
"""Digits behind the decimal point; with three of them it may be a thousand that is meant."""

_DECIMAL = re.compile(r"([-−]?)(\d{1,9})(?:[.,٫](\d+))?")


def parse_decimal(text: str, decimals: int = DECIMALS) -> float:
    """``7``, ``7.5`` or ``7,5`` as a number. Raises :class:`UnreadableText`."""
    match = _DECIMAL.fullmatch(plain(text))
    if match is None or len(match[3] or "") > decimals:
        raise UnreadableText(text)
    return float(f"{'-' if match[1] else ''}{match[2]}.{match[3] or 0}")


def parse_integer(text: str) -> int:
    """``45`` as a number. Raises :class:`UnreadableText`."""
    match = _DECIMAL.fullmatch(plain(text))
    if match is None or match[3]:
        raise UnreadableText(text)
    return int(f"{'-' if match[1] else ''}{match[2]}")


def format_number(number: float, locale: QLocale, decimals: int = DECIMALS) -> str:
    """The shortest way that says the same to so many decimals: 7, 7.5, 6.25."""
    own = QLocale(locale)
    own.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    rounded = round(number, decimals)
    shortest = QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value
    return own.toString(float(rounded), "f", shortest)
