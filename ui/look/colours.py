"""The colours widgets paint with, each one a role of the palette.

Widgets know no theme. Whoever dresses the application puts its colours into these palette roles;
without a theme the platform's own palette still gives something readable.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

_Role = QPalette.ColorRole


class Colour(Enum):
    """A colour by what it is for; the value is the palette role that carries it."""

    GROUND = _Role.Window
    CARD = _Role.Base
    CARD_ALT = _Role.AlternateBase
    INK = _Role.WindowText
    INK_SOFT = _Role.PlaceholderText
    LINE = _Role.Mid
    EDGE = _Role.Dark
    ACCENT = _Role.Accent
    ACCENT_INK = _Role.HighlightedText
    ACCENT_SOFT = _Role.Midlight
    WARM = _Role.BrightText
    FOCUS_INNER = _Role.Light
    FOCUS_OUTER = _Role.Shadow

    def of(self, widget: QWidget) -> QColor:
        """The colour for ``widget`` in its present state (active, inactive, disabled)."""
        return widget.palette().color(self.value)
