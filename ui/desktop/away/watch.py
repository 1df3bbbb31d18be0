"""AwayWatch: all that tells that the window is to be locked."""

from __future__ import annotations

import sys
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from ui.desktop.away.idle import IdleWatch
from ui.desktop.away.lock_key import LockKey


class DesktopWatch(Protocol):
    """What a desktop tells."""

    away: SignalInstance

    def hold_sleep(self) -> None:
        """Have the computer wait with sleep and shutting down until this process is replaced."""


class AwayWatch(QObject):
    """Emits ``asked`` when the person wants to lock, ``away`` when nobody may be there."""

    asked = Signal()
    away = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desktop: DesktopWatch | None = None
        self.idle = IdleWatch(app, parent=self)
        self.idle.idle.connect(self.away)
        self._key = LockKey(app, self)
        self._key.pressed.connect(self.asked)

    def watch_desktop(self, window: QWidget) -> None:
        """Hear of the screen and of sleep, too; to load what hears of it takes its time."""
        self._desktop = _desktop_watch(window, self)
        if self._desktop is not None:
            self._desktop.away.connect(self.away)

    def hold_sleep(self) -> None:
        """Have sleep wait until the window was locked; once there is something to lock."""
        if self._desktop is not None:
            self._desktop.hold_sleep()

    def stop(self) -> None:
        """Hear of nothing any more."""
        self.idle.stop()
        self._key.stop()


def _desktop_watch(window: QWidget, parent: QObject) -> DesktopWatch | None:
    platform: str = sys.platform  # else what is for another one counts as out of reach
    if platform.startswith("linux"):
        from ui.desktop.away.linux import LinuxDesktop

        return LinuxDesktop(parent)
    if platform == "win32":
        from ui.desktop.away.windows import WindowsDesktop

        return WindowsDesktop(window, parent)
    if platform == "darwin":
        from ui.desktop.away.macos import MacDesktop

        return MacDesktop(parent)
    return None
