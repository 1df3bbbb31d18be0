"""Where a window stood, and where it can stand on the screens there are now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_FRAME = QSize(24, 64)
"""Pixels left free for the frame that the desktop draws; how large it is, is known only later."""

_MAXIMISED = "maximised"
_WRITTEN = re.compile(rf"(-?\d{{1,6}}) (-?\d{{1,6}}) (\d{{1,6}}) (\d{{1,6}})( {_MAXIMISED})?")


@dataclass(frozen=True)
class WindowPlace:
    """The corner of a window's frame and the size inside it, in pixels that do not depend on the
    screen; ``maximised`` beside what it is when it is not."""

    corner: QPoint
    size: QSize
    maximised: bool = False

    @classmethod
    def of(cls, window: QWidget) -> WindowPlace:
        """Where ``window`` is."""
        if not window.isMaximized():
            return cls(window.pos(), window.size())
        normal = window.normalGeometry()
        return cls(normal.topLeft(), normal.size(), maximised=True)

    @classmethod
    def read(cls, text: str) -> WindowPlace | None:
        """What :meth:`written` gave, None for anything else."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            return None
        x, y, width, height = (int(number) for number in found.groups()[:4])
        return cls(QPoint(x, y), QSize(width, height), found[5] is not None)

    def written(self) -> str:
        """The place in one line of text."""
        numbers = (self.corner.x(), self.corner.y(), self.size.width(), self.size.height())
        return " ".join((*map(str, numbers), *([_MAXIMISED] if self.maximised else [])))

    def on(self, screens: Sequence[QRect]) -> WindowPlace:
        """The nearest place to this one that lies on one of ``screens``, of which one is there."""
        wanted = QRect(self.corner, self.size)

        def in_sight(screen: QRect) -> int:
            shared = screen.intersected(wanted)
            return shared.width() * shared.height()

        screen = max(screens, key=in_sight)
        size = self.size.boundedTo(largest_size(screen))
        last = screen.bottomRight() - QPoint(size.width(), size.height())
        last -= QPoint(_FRAME.width(), _FRAME.height())
        corner = QPoint(
            max(screen.left(), min(self.corner.x(), last.x())),
            max(screen.top(), min(self.corner.y(), last.y())),
        )
        return WindowPlace(corner, size, self.maximised)

    def put(self, window: QWidget) -> None:
        """Have ``window``, not shown yet, come up there, or as near to it as the screens allow."""
        place = self.on([screen.availableGeometry() for screen in QGuiApplication.screens()])
        window.resize(place.size)
        window.move(place.corner)
        if self.maximised:
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def largest_size(screen: QRect) -> QSize:
    """How large a window can be for its frame to fit on ``screen``."""
    return screen.size() - _FRAME
