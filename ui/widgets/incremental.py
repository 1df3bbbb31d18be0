"""IncrementalWork: long work on widgets, cut into pieces between which the window answers."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer


def do_all(work: Iterator[object]) -> None:
    """Do every piece of ``work`` now, without a turn between."""
    for _piece in work:
        pass


class IncrementalWork(QObject):
    """Goes on with a generator in each turn of the event loop, from one ``yield`` to the next.

    Widgets can be made on the GUI thread alone, and a page of them takes longer than a person
    should wait for a key.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Iterator[object] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    @property
    def pending(self) -> bool:
        """Whether there is more to do."""
        return self._timer.isActive()

    def begin(self, work: Iterator[object]) -> None:
        """Do the first piece of ``work`` now and each other in a turn of its own; what was left
        of earlier work is dropped."""
        self._work = work
        self._timer.start(1)  # not 0: what was due while a piece was done comes before the next
        self._go_on()

    def finish(self) -> None:
        """Do now what is left."""
        while self.pending:
            self._go_on()

    def stop(self) -> None:
        """Leave undone what is left."""
        self._timer.stop()

    def _go_on(self) -> None:
        try:
            next(self._work)
        except StopIteration:
            self._timer.stop()
        except BaseException:
            self._timer.stop()
            raise
