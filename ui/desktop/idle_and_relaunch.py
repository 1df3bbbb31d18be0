"""Idle and relaunch: when to lock, and how: the process is replaced, so no key stays behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

Relaunch = Callable[[Sequence[str]], None]
"""Replaces this process by a fresh one with the given arguments; does not return."""

_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


def relaunch(arguments: Sequence[str]) -> None:
    """Start Daybook anew in place of this process.

    Closing the database leaves copies of notes and keys in memory; a new process image does not.
    """
    entry = str(Path(sys.argv[0]).resolve())
    command = [sys.executable, entry, *arguments]
    if sys.platform == "win32":
        # exec keeps no process id on Windows; whoever waits for it would think that it ended.
        import subprocess

        subprocess.Popen(command)  # noqa: S603 (our own entry point)
        os._exit(0)
    os.execv(sys.executable, command)  # noqa: S606 (our own entry point)


class IdleWatch(QObject):
    """Emits ``idle`` once nobody has touched the keyboard or the mouse for a while.

    Again after as long, should locking not have worked.
    """

    idle = Signal()

    def __init__(self, app: QApplication, minutes: int, parent: QObject | None = None) -> None:
        """Watch ``app``; 0 ``minutes`` never locks."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.idle)
        self._app = app
        # Windows get what people do; a filter on the application would see every event there is.
        app.focusWindowChanged.connect(self._watch)
        for window in app.topLevelWindows():
            self._watch(window)
        self.set_minutes(minutes)

    def set_minutes(self, minutes: int) -> None:
        """Change how long to wait."""
        self._timer.setInterval(minutes * 60_000)
        if minutes > 0:
            self._timer.start()
        else:
            self._timer.stop()

    def stop(self) -> None:
        """Stop watching."""
        self._timer.stop()
        self._app.focusWindowChanged.disconnect(self._watch)
        for window in self._app.topLevelWindows():
            window.removeEventFilter(self)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY and self._timer.isActive():
            self._timer.start()
        return False
