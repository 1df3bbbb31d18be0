"""Locking: all of it goes from the screen, what is typed is kept, and the program starts anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ui.base.jobs import Jobs, done_within
from ui.desktop.private_folders import make_private
from ui.desktop.relaunch import Handover, Relaunch

# Nothing of a journal is imported before the first window.
if TYPE_CHECKING:
    from ui.base.live_book import LiveBook

UNTIL_GONE_MS = 30
"""What is hidden is gone from the screen when the system has been told, and had time."""
SAVE_S = 3.0
"""A save that takes longer is not waited for."""
KEEP_S = 1.5
"""So long each folder has for what could not be saved; its disk may hang, too."""


class Lock(QObject):
    """Locks once, whatever else is going on. Nothing of it waits for a worker but to save."""

    def __init__(
        self, window: QWidget, jobs: Jobs, restart: Relaunch, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._jobs = jobs
        self._restart = restart
        self.under_way = False
        """Whether nothing is to come into sight any more."""

    def begin(self, handover: Handover, keep: Callable[[], str]) -> None:
        """Take every window of ours off the screen, ``keep`` what was typed, and start anew on the
        journal that this gives the path of."""
        self.under_way = True
        QGuiApplication.setQuitOnLastWindowClosed(False)
        self._jobs.hold_back()
        self._then = handover, keep
        self._hide()
        # By the event loop, which tells the screen; a dialog's own loop does as well.
        QTimer.singleShot(UNTIL_GONE_MS, self, self._finish)

    def _hide(self) -> None:
        self._window.hide()
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible():
                widget.close()  # a dialog keeps what is typed in it
                widget.hide()
        for window in QGuiApplication.topLevelWindows():
            if window.isVisible():  # what is being dragged is no widget
                window.hide()

    def _finish(self) -> None:
        handover, keep = self._then
        try:
            handover = replace(handover, journal=keep())
        finally:
            self._restart(handover)


def save_or_keep(live: LiveBook, view: str, folders: Iterable[Path]) -> bool:
    """Save within :data:`SAVE_S`, and with it what is in sight (``view``).

    What a person wrote and is not saved then is kept sealed in the first of ``folders`` that
    takes it. Gives whether all was saved.
    """
    written = live.unsaved
    live.keep_last_view(view)
    if live.save_now(SAVE_S):
        return True
    if written:
        sealed = live.sealed()
        any(done_within(KEEP_S, partial(_keep, sealed, folder)) for folder in folders)
    return False


def _keep(sealed: bytes, folder: Path) -> None:
    from journal.book.unsaved import keep_unsaved

    if not make_private(folder):
        raise PermissionError(f"{folder} is not the user's alone")
    keep_unsaved(sealed, folder)
