"""AwayWatch: all that tells that the window is to be locked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ui.desktop.idle import IdleWatch
from ui.desktop.lock_key import LockKey


class AwayWatch(QObject):
    """Emits ``asked`` when the person wants to lock, ``away`` when nobody may be there."""

    asked = Signal()
    away = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.idle = IdleWatch(app, parent=self)
        self.idle.idle.connect(self.away)
        self._key = LockKey(app, self)
        self._key.pressed.connect(self.asked)

    def watch_desktop(self) -> None:
        """Hear of the screen and of sleep, too; to load what hears of it takes its time."""
        from ui.desktop.screen_lock import ScreenLockWatch

        ScreenLockWatch(self).away.connect(self.away)

    def stop(self) -> None:
        """Hear of nothing any more."""
        self.idle.stop()
        self._key.stop()
