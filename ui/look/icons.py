"""Our own line icons, tinted to the palette."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources

_FOLDER = Path(resources.__path__[0]) / "icons"
_SIDES = (24, 48)
"""Pixels; the second serves screens of twice the density and large text."""


@lru_cache(maxsize=64)
def _renderer(name: str, ink: str = "black") -> QSvgRenderer:
    drawing = (_FOLDER / f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", ink).encode()))


def _drawn(renderer: QSvgRenderer, side: int, gap: float = 0.0) -> QPixmap:
    pixmap = QPixmap(round(side * (1 + gap)), side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def _tinted(shape: QPixmap, colour: QColor) -> QPixmap:
    """What is drawn in ``shape``, in one colour: reading a drawing takes longer than painting."""
    pixmap = QPixmap(shape)
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), colour)
    painter.end()
    return pixmap


def icon(name: str, palette: QPalette | None = None, *, gap: float = 0.0) -> QIcon:
    """The icon ``resources/icons/<name>.svg`` in the colours of ``palette`` (the application's).

    ``gap`` is clear room beside it, as a share of its side, where words follow.

    Normal is the ink, Selected the accent, Disabled the dimmed ink. Make it again after the theme
    changed. Raises FileNotFoundError for a name that is not there.
    """
    palette = palette or QGuiApplication.palette()
    ink = palette.color(QPalette.ColorRole.WindowText)
    accent = palette.color(QPalette.ColorRole.Accent)
    dimmed = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    return _icon(name, ink.rgba(), accent.rgba(), dimmed.rgba(), gap)


@lru_cache(maxsize=128)
def _icon(name: str, ink: int, accent: int, dimmed: int, gap: float) -> QIcon:
    colours: Mapping[QIcon.Mode, int] = {
        QIcon.Mode.Normal: ink,
        QIcon.Mode.Selected: accent,
        QIcon.Mode.Disabled: dimmed,
    }
    made = QIcon()
    for side in _SIDES:
        shape = _drawn(_renderer(name), side, gap)
        for mode, colour in colours.items():
            made.addPixmap(_tinted(shape, QColor.fromRgba(colour)), mode)
    return made


def draw_all() -> Iterator[QIcon]:
    """Draw what pages will ask for, one icon up to each ``yield``."""
    for file in sorted(_FOLDER.glob("*.svg")):
        yield icon(file.stem)


def app_icon() -> QIcon:
    """The program's own icon, the same in every theme."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_drawn(_renderer("daybook", "#1c6b66"), side))
    return made
