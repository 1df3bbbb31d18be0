"""IdleWatch: notices that nobody is there."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from ui.desktop.away.window_filter import WindowFilter

LOOK_MS = 5_000
"""How often the time is looked at, and so how late ``idle`` may come."""
USUAL_MINUTES = 5
"""Before a journal says how long to wait."""

_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


def seconds_awake_and_asleep() -> float:
    """Seconds that go on while the computer sleeps, as those of a timer do not."""
    if hasattr(time, "clock_gettime"):
        return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
    return time.monotonic()


class IdleWatch(WindowFilter):
    """Emits ``idle`` once nobody has touched the keyboard or the mouse for a while.

    Again after as long, should locking not have worked. Time asleep counts.
    """

    idle = Signal()

    def __init__(
        self,
        app: QApplication,
        minutes: int = USUAL_MINUTES,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = seconds_awake_and_asleep,
    ) -> None:
        """Watch ``app``; 0 ``minutes`` are never over. ``clock`` counts seconds."""
        super().__init__(app, parent)
        self._clock = clock
        self._last = clock()
        self._minutes = minutes
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @property
    def minutes(self) -> int:
        """How long to wait; 0 is for ever."""
        return self._minutes

    @minutes.setter
    def minutes(self, minutes: int) -> None:
        self._minutes = minutes

    def stop(self) -> None:
        super().stop()
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._look()  # they may be back from where the computer slept
            self._last = self._clock()
        return False

    def _look(self) -> None:
        now = self._clock()
        if self._minutes and now - self._last >= self._minutes * 60:
            self._last = now
            self.idle.emit()
