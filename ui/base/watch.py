"""Watch: the one way of hearing that the journal has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject

from journal.model.change import Change
from ui.base.live_book import LiveBook


class Watch(QObject):
    """Has ``changed`` called when a record of ``kinds`` (none: any) may be different.

    That is after a command, an undo or a redo that touched one, and after everything was read anew
    by a merge or an import. It ends with ``parent``.
    """

    def __init__(
        self,
        live: LiveBook,
        changed: Callable[[], object],
        kinds: Collection[str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._call = changed
        self._kinds = frozenset(kinds)
        live.changed.connect(self._changed)
        live.reloaded.connect(self._reloaded)

    def _changed(self, change: Change) -> None:
        if not self._kinds or self._kinds & change.kinds:
            self._call()

    def _reloaded(self) -> None:
        self._call()
