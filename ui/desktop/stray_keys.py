"""StrayKeys: a window that came up by itself takes no keys that were meant for something else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

QUIET_MS = 1000

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_CLICKS = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})


class StrayKeys(QObject):
    """Drops the keys that come to a window, for whoever types looks elsewhere or not at all.

    Until the window is clicked or brought to the front, or no key came for :data:`QUIET_MS`.
    """

    def __init__(self, window: QWidget, *, in_front: bool) -> None:
        """``window`` is shown; ``in_front``: it comes up with the keyboard."""
        super().__init__(window)
        self._in_front = in_front
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._end)
        self._quiet.start(QUIET_MS)
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS:
            self._quiet.start()
            return True
        if kind == QEvent.Type.FocusIn:
            if not self._in_front:
                self._end()
            self._in_front = False  # once more is the person's doing
        elif kind in _CLICKS:
            self._end()
        return False

    def _end(self) -> None:
        self._quiet.stop()
        self.deleteLater()
