"""Long work on the GUI thread, cut into pieces between which the window answers.

The work is an iterator that does one piece each time it is asked for the next. What can be long to
make says so with a ``building``: an iterator that :func:`in_pieces` gave, to be gone on with piece
by piece by :class:`IncrementalWork`, by a ``yield from`` of other work, or at once by
:func:`do_all`; each goes on where another stopped.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from PySide6.QtCore import QObject, QTimer


def in_pieces(work: Iterator[object]) -> Iterator[object]:
    """``work``, to be gone on with by others when whoever does it is dropped half-way."""
    return chain(work)  # a generator itself would be closed together with the one that yields it


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

    def go_on(self) -> None:
        """Go on after :meth:`stop`."""
        self._timer.start(1)

    def finish(self) -> None:
        """Do now what is left."""
        while self.pending:
            self._go_on()

    def stop(self) -> None:
        """Leave undone what is left."""
        self._timer.stop()

    def _go_on(self) -> None:
        work = self._work
        try:
            next(work)
        except StopIteration:
            if work is self._work:  # its last piece may have begun other work
                self._timer.stop()
        except BaseException:
            self._timer.stop()
            raise
