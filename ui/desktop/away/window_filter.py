"""WindowFilter: sees what people do in every window of ours, before its widgets do."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication


class WindowFilter(QObject):
    """Base of event filters on all windows; subclasses write ``eventFilter``.

    Windows get keys whatever dialog, menu or popup is open. A filter on the application would see
    every event there is.
    """

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._watching = True
        app.focusWindowChanged.connect(self._watch)
        for window in app.topLevelWindows():
            self._watch(window)

    def stop(self) -> None:
        """See nothing any more; doing it twice is harmless."""
        if not self._watching:
            return
        self._watching = False
        self._app.focusWindowChanged.disconnect(self._watch)
        for window in self._app.topLevelWindows():
            window.removeEventFilter(self)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
