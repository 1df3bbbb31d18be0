"""BugWatch: hears of every exception that nobody handles, logs it, and shows one dialog."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from journal.bug_report import bug_report, kind_and_place, watch, write_report

if TYPE_CHECKING:
    from ui.shell.bug_dialog import BugDialog

AGAIN_AFTER_S = 60.0
"""A bug that came before is shown again once it has stayed away this long: what is painted or
timed may repeat one for ever."""
LOG_BYTES = 100_000
"""The log is begun anew above this."""


class BugWatch(QObject):
    """Shows a bug once, whichever thread it comes from.

    ``log`` is a file that takes kinds and places; ``clock`` counts seconds.
    """

    _reported = Signal(str)

    def __init__(
        self,
        log: Path,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._log = log
        self._clock = clock
        self._last: dict[str, float] = {}
        self._window: QWidget | None = None
        self._safety: Callable[[], str] = str
        self._dialog: BugDialog | None = None
        # Never at once: it may have come while something was being painted.
        self._reported.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Hear of all from now on."""
        watch(self.tell)

    def attach(self, window: QWidget, safety: Callable[[], str]) -> None:
        """Show bugs over ``window``; ``safety`` says in a sentence whether the journal is saved."""
        self._window = window
        self._safety = safety

    def tell(self, error: BaseException) -> None:
        """Log ``error`` and have it shown; for any thread."""
        name, now = kind_and_place(error), self._clock()
        before, self._last[name] = self._last.get(name), now
        if before is None or now - before >= AGAIN_AFTER_S:
            write_report(error)
            self._write_log(name)
            self._reported.emit(bug_report(error))

    def tell_last(self, error: BaseException) -> None:
        """Log ``error`` and show it until it has been read; no event loop comes after it."""
        self.tell(error)
        self._show(bug_report(error)).exec()

    def _show(self, report: str) -> BugDialog:
        from ui.shell.bug_dialog import BugDialog

        if self._dialog is None:
            self._dialog = BugDialog(self._safety(), self._window)
            self._dialog.finished.connect(self._closed)
            self._dialog.open()
        self._dialog.add(report)
        return self._dialog

    def _closed(self) -> None:
        self._dialog = None

    def _write_log(self, name: str) -> None:
        with suppress(OSError):  # it is on the screen and on standard error as well
            self._log.parent.mkdir(parents=True, exist_ok=True)
            full = self._log.exists() and self._log.stat().st_size > LOG_BYTES
            with self._log.open("w" if full else "a", encoding="utf-8") as log:
                log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {name}\n")
