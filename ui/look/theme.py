"""Design tokens to what Qt paints with: palette, style sheet, chart colours.

``setColorScheme`` does nothing without a desktop theme behind it, so the whole palette is set by
hand; ``colorScheme`` is only asked to learn what the system prefers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

import resources
from ui.look.colours import Colour

# Not importlib.resources: importing its readers takes a tenth of what the first window may take.
_THEMES = Path(resources.__path__[0]) / "themes"

Choice = Literal["system", "light", "dark"]
"""What a person can choose; ``system`` follows the desktop."""

BASE_POINTS = 12.0
"""Text size at a scale of 1, in points."""

SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0

_PIXELS = {"icon": 18, "indicator": 20, "indicator_round": 12, "arrow": 12}
"""Parts of controls that grow with the text."""

_SIZES = {"size": 1.0, "size_title": 1.65, "size_heading": 1.2, "size_soft": 0.92}

_Role = QPalette.ColorRole
_ROLES: Mapping[QPalette.ColorRole, str] = {
    Colour.GROUND.value: "ground",
    Colour.CARD.value: "card",
    Colour.CARD_ALT.value: "card-alt",
    Colour.INK.value: "ink",
    Colour.INK_SOFT.value: "ink-soft",
    Colour.LINE.value: "line",
    Colour.EDGE.value: "edge",
    Colour.ACCENT.value: "accent",
    Colour.ACCENT_INK.value: "accent-ink",
    Colour.ACCENT_SOFT.value: "accent-soft",
    Colour.WARM.value: "warm",
    Colour.FOCUS_INNER.value: "focus-inner",
    Colour.FOCUS_OUTER.value: "focus-outer",
    _Role.Text: "ink",
    _Role.Button: "card",
    _Role.ButtonText: "ink",
    _Role.Highlight: "accent",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent-deep",
    _Role.ToolTipBase: "card",
    _Role.ToolTipText: "ink",
}
_DIMMED = {
    _Role.WindowText: "disabled",
    _Role.Text: "disabled",
    _Role.ButtonText: "disabled",
    _Role.PlaceholderText: "disabled",
    _Role.Accent: "disabled",
    _Role.Highlight: "line",
    _Role.HighlightedText: "ink-soft",
    _Role.Link: "disabled",
    _Role.LinkVisited: "disabled",
    _Role.BrightText: "disabled",
    _Role.Base: "ground",
    _Role.Button: "ground",
}


@dataclass(frozen=True)
class Theme:
    """One set of tokens. ``colours`` and ``chart`` map a name to ``#rrggbb``."""

    name: str
    dark: bool
    colours: Mapping[str, str]
    chart: Mapping[str, str]

    @classmethod
    def load(cls, name: str) -> Theme:
        """Read ``resources/themes/<name>.toml``; ``name`` is ``light`` or ``dark``."""
        file = _THEMES / f"{name}.toml"
        raw = tomllib.loads(file.read_text("utf-8"))
        return cls(
            name=raw["name"],
            dark=raw["dark"],
            colours=MappingProxyType(raw["colours"]),
            chart=MappingProxyType(raw["chart"]),
        )

    def colour(self, token: str) -> QColor:
        """A token as Qt's colour."""
        return QColor(self.colours[token])

    def palette(self) -> QPalette:
        """Every role for the active, inactive and disabled state."""
        palette = QPalette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            for role, token in _ROLES.items():
                palette.setColor(group, role, self.colour(token))
        for role, token in {**_ROLES, **_DIMMED}.items():
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour(token))
        return palette

    def style_sheet(self, points: float) -> str:
        """The sheet in this theme's colours, with text of ``points``."""
        sheet = (_THEMES / "sheet.qss.txt").read_text("utf-8")
        values = {name.replace("-", "_"): value for name, value in self.colours.items()}
        for rank, factor in _SIZES.items():
            values[rank] = f"{points * factor:.1f}"
        for part, pixels in _PIXELS.items():
            values[part] = str(round(pixels * points / BASE_POINTS))
        return Template(sheet).substitute(values)

    def chart_style(self) -> dict[str, str]:
        """Colours for charts, which know no theme: all chart tokens, and what they are drawn on.

        Keys: ground, card, ink, ink-soft, line, accent, warm, and those of ``[chart]``.
        """
        shared = ("ground", "card", "ink", "ink-soft", "line", "edge", "accent", "warm")
        return {**{name: self.colours[name] for name in shared}, **self.chart}


def apply(app: QApplication, window: QWidget, theme: Theme, text_scale: float = 1.0) -> None:
    """Dress ``window`` and the dialogs it opens; ``text_scale`` 1 is 12 points, 2 is the largest.

    The sheet is the window's, not the application's: under that one, Qt dresses whatever is being
    built anew at each step up to the window, which took half of the time that a page takes.
    """
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    scale = min(max(text_scale, SMALLEST_SCALE), LARGEST_SCALE)
    QDir.setSearchPaths("theme", [str(_THEMES / theme.name)])
    app.setPalette(theme.palette())
    window.setStyleSheet(theme.style_sheet(BASE_POINTS * scale))


class Appearance(QObject):
    """Keeps the window dressed as the person chose, following the system when asked to.

    ``changed`` carries the new :class:`Theme`.
    """

    changed = Signal(object)

    def __init__(
        self,
        app: QApplication,
        window: QWidget,
        choice: Choice = "system",
        text_scale: float = 1.0,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._window = window
        self._choice: Choice = choice
        self._scale = text_scale
        self._theme: Theme | None = None
        self._system = app.styleHints().colorScheme()
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._dress()

    @property
    def theme(self) -> Theme:
        """What is shown now."""
        if self._theme is None:
            self._theme = Theme.load(self._wanted())
        return self._theme

    @property
    def choice(self) -> Choice:
        """``system``, ``light`` or ``dark``."""
        return self._choice

    @property
    def text_scale(self) -> float:
        """1.0 is 12 points."""
        return self._scale

    def choose(self, choice: Choice) -> None:
        """Change the choice and dress again."""
        self._choice = choice
        self._dress()

    def set_text_scale(self, scale: float) -> None:
        """Change the size of all text; kept between 0.8 and 2."""
        self._scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        self._dress()

    def _wanted(self) -> str:
        if self._choice != "system":
            return self._choice
        return "dark" if self._system == Qt.ColorScheme.Dark else "light"

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self._system = scheme
        if self._wanted() != self.theme.name:
            self._dress()

    def _dress(self) -> None:
        self._theme = Theme.load(self._wanted())
        apply(self._app, self._window, self._theme, self._scale)
        self.changed.emit(self._theme)
