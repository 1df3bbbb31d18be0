"""Our own line icons, tinted to the palette."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SIDES = (24, 48)
"""Pixels; the second serves screens of twice the density and large text."""


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return (resources.files("resources") / "icons" / f"{name}.svg").read_text("utf-8")


def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


def _drawn(renderer: QSvgRenderer, side: int, gap: float = 0.0) -> QPixmap:
    pixmap = QPixmap(round(side * (1 + gap)), side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def icon(name: str, palette: QPalette | None = None, *, gap: float = 0.0) -> QIcon:
    """The icon ``resources/icons/<name>.svg`` in the colours of ``palette`` (the application's).

    ``gap`` is clear room beside it, as a share of its side, where words follow.

    Normal is the ink, Selected the accent, Disabled the dimmed ink. Make it again after the theme
    changed. Raises FileNotFoundError for a name that is not there.
    """
    palette = palette or QGuiApplication.palette()
    colours: Mapping[QIcon.Mode, str] = {
        QIcon.Mode.Normal: palette.color(QPalette.ColorRole.WindowText).name(),
        QIcon.Mode.Selected: palette.color(QPalette.ColorRole.Accent).name(),
        QIcon.Mode.Disabled: palette.color(
            QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText
        ).name(),
    }
    made = QIcon()
    for mode, colour in colours.items():
        renderer = _renderer(name, colour)
        for side in _SIDES:
            made.addPixmap(_drawn(renderer, side, gap), mode)
    return made


def app_icon() -> QIcon:
    """The program's own icon, the same in every theme."""
    made = QIcon()
    renderer = _renderer("daybook", "#1c6b66")
    for side in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_drawn(renderer, side))
    return made
