"""The one place where work leaves the GUI thread and comes back to it.

Callables that run elsewhere are handed values (bytes, dataclasses), never the Book or a widget;
what they return arrives on the GUI thread through a queued signal.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from journal.errors import InternalError, JournalError

# Importing it costs a tenth of what the first window may take, and nothing runs before that.
if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Lane = Literal["general", "charts", "disk"]
"""``charts`` and ``disk`` have one thread each and keep their order; ``general`` has two."""

_THREADS: dict[Lane, int] = {"general": 2, "charts": 1, "disk": 1}

LONGEST_WAIT = 5.0
"""Seconds."""


class Job:
    """Work under way. Its callbacks run on the GUI thread, or not at all once cancelled."""

    def __init__(
        self,
        done: Callable[[Any], object] | None,
        failed: Callable[[JournalError], object] | None,
        lane: Lane,
    ) -> None:
        self.lane: Lane = lane
        self._done = done
        self._failed = failed
        self._future: Future[Any] | None = None
        self._cancelled = False
        self._delivered = False

    @property
    def cancelled(self) -> bool:
        """Whether :meth:`cancel` was called before the result came back."""
        return self._cancelled

    @property
    def finished(self) -> bool:
        """Whether the callbacks have run (or were dropped)."""
        return self._delivered

    def cancel(self) -> None:
        """Do not start it if it has not started, and drop its result if it has."""
        if self._delivered:
            return
        self._cancelled = True
        if self._future is not None:
            self._future.cancel()

    def _deliver(self) -> None:
        if self._delivered or self._future is None:
            return
        self._delivered = True
        if not self._cancelled:
            self._hand_over(self._future)

    def _hand_over(self, future: Future[Any]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            if self._done is not None:
                self._done(future.result())
        else:
            handled = error if isinstance(error, JournalError) else InternalError()
            if self._failed is None or handled is not error:
                sys.excepthook(type(error), error, error.__traceback__)
            if self._failed is not None:
                self._failed(handled)  # whoever waits must not wait for ever


class Jobs(QObject):
    """Runs callables on worker threads; make one, and call :meth:`shutdown` before leaving."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[Lane, ThreadPoolExecutor] = {}
        self._open: list[Job] = []
        self._closed = False
        self._held_back = False
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        fn: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[JournalError], object] | None = None,
        lane: Lane = "general",
    ) -> Job:
        """Call ``fn(*args)`` on a worker of ``lane``.

        Back on the GUI thread ``done`` gets the result, or ``failed`` the :class:`JournalError`.
        Any other exception, or one nobody handles, goes to ``sys.excepthook``, and ``failed`` gets
        an :class:`InternalError` in its place. Raises RuntimeError after :meth:`shutdown`.
        """
        if self._closed:
            raise RuntimeError("work was asked for after the workers were sent home")
        job = Job(done, failed, lane)
        pool = self._pools.get(lane)
        if pool is None:
            from concurrent.futures import ThreadPoolExecutor

            pool = ThreadPoolExecutor(_THREADS[lane], thread_name_prefix=f"daybook-{lane}")
            self._pools[lane] = pool
        self._open.append(job)
        future = pool.submit(fn, *args)
        job._future = future
        future.add_done_callback(lambda _future: self._arrived.emit(job))
        return job

    @property
    def busy(self) -> bool:
        """Whether any job has not come back yet."""
        return bool(self._open)

    def settle(self, job: Job, limit_s: float | None = None) -> None:
        """Wait here until ``job`` is back and delivered, at most ``limit_s`` seconds.

        Blocks the GUI thread on purpose: for the last save before locking or leaving.
        """
        future = job._future
        if future is None:
            return
        from concurrent.futures import wait

        wait([future], limit_s)
        if future.done():
            self._deliver(job)

    def hold_back(self) -> None:
        """Let nothing arrive by itself any more; what is settled still does."""
        self._held_back = True

    def drop(self) -> None:
        """Let nothing that is under way arrive, but what belongs on the disk."""
        for job in self._open:
            if job.lane != "disk":
                job.cancel()

    def shutdown(self) -> None:
        """Wait for the disk lane and deliver its results; drop everything else; end the threads.

        Work that is not for the disk, and hangs, is waited for :data:`LONGEST_WAIT` and left
        behind: the file that it reads may be on a network that is gone.
        """
        from concurrent.futures import wait

        self._closed = True
        self.drop()
        others = [job._future for job in self._open if job.lane != "disk" and job._future]
        hanging = wait(others, LONGEST_WAIT).not_done
        for lane, pool in self._pools.items():
            pool.shutdown(wait=lane == "disk" or not hanging)
        for job in list(self._open):
            self._receive(job)
        self._pools.clear()

    def _receive(self, job: Job) -> None:
        if not self._held_back:
            self._deliver(job)

    def _deliver(self, job: Job) -> None:
        if job in self._open:
            self._open.remove(job)
            job._deliver()


def done_within(limit_s: float, work: Callable[[], object]) -> bool:
    """Whether ``work``, on a thread of its own, is through in time and without an error.

    It goes on if it is not. For what cannot wait in a lane behind work that hangs.
    """
    from threading import Thread

    done: list[object] = []

    def run() -> None:
        with suppress(Exception):
            done.append(work())

    thread = Thread(target=run, name="daybook-alone", daemon=True)
    thread.start()
    thread.join(limit_s)
    return bool(done)


class Latest:
    """Only the newest request counts: a new one cancels the one before and drops its result."""

    def __init__(self, jobs: Jobs, lane: Lane = "charts") -> None:
        self._jobs = jobs
        self._lane: Lane = lane
        self._generation = 0
        self._job: Job | None = None

    def run(
        self,
        fn: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object],
        failed: Callable[[JournalError], object] | None = None,
    ) -> Job:
        """Like :meth:`Jobs.run`, superseding what this object ran before."""
        self.cancel()
        self._job = self._jobs.run(
            fn,
            *args,
            done=self.only_newest(done),
            failed=self.only_newest(failed) if failed is not None else None,
            lane=self._lane,
        )
        return self._job

    def only_newest(self, callback: Callable[[Any], object]) -> Callable[[Any], None]:
        """``callback``, silenced by anything newer and by :meth:`cancel`."""
        mine = self._generation

        def call(value: Any) -> None:
            if mine == self._generation:
                callback(value)

        return call

    def cancel(self) -> None:
        """Let nothing that is under way arrive."""
        self._generation += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None


class Debounce(QObject):
    """Calls once it has been quiet for ``delay_ms``, at the latest after ``longest_ms``."""

    pending_changed = Signal(bool)
    """Whether a call is waiting, after each change of it."""

    def __init__(
        self,
        callback: Callable[[], object],
        delay_ms: int = 400,
        longest_ms: int = 2000,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._callback = callback
        self._delay = delay_ms
        self._longest = max(longest_ms, delay_ms)
        self._since_first = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fire)

    @property
    def pending(self) -> bool:
        """Whether a call is waiting."""
        return self._timer.isActive()

    def poke(self) -> None:
        """Something happened: call soon."""
        first = not self._timer.isActive()
        if first:
            self._since_first.start()
        left = self._longest - self._since_first.elapsed()
        self._timer.start(int(max(0, min(self._delay, left))))
        if first:
            self.pending_changed.emit(True)  # noqa: FBT003 (a signal takes no names)

    def flush(self) -> None:
        """Call now if a call is waiting."""
        if self.pending:
            self._timer.stop()
            self._fire()

    def cancel(self) -> None:
        """Forget the waiting call."""
        self._timer.stop()
        self.pending_changed.emit(False)  # noqa: FBT003

    def _fire(self) -> None:
        self._callback()
        if not self.pending:
            self.pending_changed.emit(False)  # noqa: FBT003
