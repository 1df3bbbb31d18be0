"""Probes: what is measured in a process of its own. Each prints one JSON object.

``python -m tests.bench.probes NAME [FILE]``, with the folder of the settings in ``$HOME``.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import PASSPHRASE


def tell(**figures: object) -> None:
    """Print what was found out and end at once: the end is not measured."""
    print(json.dumps(figures), flush=True)
    os._exit(0)


# -- to the first window ---------------------------------------------------------------------------


def bare(_path: Path | None) -> None:
    """A window with nothing of ours in it."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Painted(QMainWindow):
        def event(self, event: QEvent) -> bool:
            done = super().event(event)
            if event.type() is QEvent.Type.Paint:
                tell(at=time.monotonic())
            return done

    app = QApplication(sys.argv[:1])
    window = Painted()
    window.setCentralWidget(QLabel("Welcome back"))
    window.resize(1120, 780)
    window.show()
    app.exec()


def start(_path: Path | None) -> None:
    """Daybook as `python main.py` starts it, up to the first painted window."""
    from PySide6.QtCore import QEvent

    import main
    import ui.shell.window

    class Painted(ui.shell.window.Window):
        def event(self, event: QEvent) -> bool:
            done = super().event(event)
            if event.type() is QEvent.Type.Paint:
                tell(at=time.monotonic())
            return done

    ui.shell.window.Window = Painted  # type: ignore[misc]
    main.main([])


# -- an open journal -------------------------------------------------------------------------------


class Started:
    """The program at its unlock page, as a person has it once the window was up a while."""

    def __init__(self, path: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from main import favour_the_window
        from ui.app import Daybook
        from ui.desktop.settings_file import SettingsFile

        favour_the_window()
        self.app = QApplication(sys.argv[:1])
        self.daybook = Daybook(self.app, SettingsFile(path.parent / "probe.ini"))
        self.daybook.start(path)
        self.wait_ms(200)  # the first window is up; what it makes ready has begun
        self.wait(lambda: not self.daybook.jobs.busy)
        self.wait_ms(300)

    def unlock(self) -> float:
        """Unlock by keyboard, and give the seconds to Today on the screen, key derivation taken
        out."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from journal.vault.format import slots

        field = self.daybook.window.focusWidget()
        QTest.keyClicks(field, PASSPHRASE)
        self.wait_ms(300)

        spent = 0.0
        derive = slots.derive

        def timed(*arguments: Any) -> bytes:
            nonlocal spent
            begun = time.perf_counter()
            try:
                return derive(*arguments)
            finally:
                spent += time.perf_counter() - begun

        slots.derive = timed
        begun = time.perf_counter()
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.wait(self._shows_a_page)
        self.app.processEvents()
        return time.perf_counter() - begun - spent

    def _shows_a_page(self) -> bool:
        # Asking a widget for its parent would make wrappers of Qt's own widgets, 20 ms the first
        # time, which a person does not wait for.
        return self.daybook.desk is not None and not self.daybook.opening

    def wait(self, until: Callable[[], bool]) -> None:
        """Handle events until something holds, at most a minute."""
        begun = time.perf_counter()
        while not until():
            self.app.processEvents()
            time.sleep(0.0005)
            if time.perf_counter() - begun > 60:
                raise TimeoutError

    def wait_ms(self, ms: float) -> None:
        """Handle events for a while."""
        begun = time.perf_counter()
        self.wait(lambda: (time.perf_counter() - begun) * 1000 > ms)


class Opened(Started):
    """The program with its journal unlocked; ``seconds`` is how long that took."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.seconds = self.unlock()


def unlocked(path: Path | None) -> None:
    """From the passphrase to Today."""
    assert path is not None
    tell(ms=Opened(path).seconds * 1000)


def memory(path: Path | None) -> None:
    """The most memory that was ever in use until Today was shown, in MB."""
    import resource

    assert path is not None
    opened = Opened(path)
    opened.wait_ms(1500)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tell(mb=peak / (1024 * 1024 if sys.platform == "darwin" else 1024))


class Heartbeat:
    """Ticks each millisecond in the GUI thread; the gaps are how long it stood still."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def during(self, act: Callable[[], object]) -> list[float]:
        """The gaps in ms while ``act`` is done, and until the event loop is back."""
        self.gaps, self._last = [], time.perf_counter()
        self._timer.start()
        act()
        self._timer.stop()
        self._tick()
        return self.gaps


def pauses(_path: Path | None) -> None:
    """How long this machine stands still by itself: the longest, in ms, of thousands of equal
    pieces of counting that take about 1 ms each. No stall of ours can be told from these."""
    spent = []
    end = time.perf_counter() + 10
    while (begun := time.perf_counter()) < end:
        sum(range(30_000))
        spent.append((time.perf_counter() - begun) * 1000)
    tell(longest=max(spent))


def stalls(path: Path | None) -> None:
    """How long the window stands still while it is unlocked and pages are opened, answers saved
    and charts drawn; at the first time, when everything is made and imported, and again."""
    from PySide6.QtCore import QEventLoop, QTimer

    assert path is not None
    started = Started(path)

    def turn(ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def open_today() -> None:
        started.unlock()
        turn(3000)

    def show(*keys: str) -> None:
        desk = started.daybook.desk
        assert desk is not None
        for key in keys:
            desk.view.show_page(key)
            turn(6000 if key == "progress" else 2500)

    def answer(*moods: int) -> None:
        desk = started.daybook.desk
        assert desk is not None
        for mood in moods:
            desk.live.answer(desk.live.ask.today(), mood=mood)
            turn(2500)

    heart = Heartbeat()
    turn(500)
    told = {}
    acts: dict[str, Callable[[], object]] = {
        "opening Today": open_today,
        "saving": lambda: answer(*range(6)),
        "opening Look back": lambda: show("look_back"),
        "opening Progress": lambda: show("progress"),
        "opening the other pages": lambda: show("therapy", "sessions", "my_plan"),
        "the pages again": lambda: show("today", "progress", "look_back", "sessions", "therapy"),
        "drawing again": lambda: (show("progress"), answer(9, 8)),
    }
    for name, act in acts.items():
        gaps = heart.during(act)
        told[name] = {"longest": max(gaps), "median": median(gaps)}
    tell(**told)


def progress(path: Path | None) -> None:
    """From opening Progress to its last picture, with everything imported and warm."""
    from ui.progress.page import ProgressPage
    from ui.progress.view import ChartView

    assert path is not None
    opened = Opened(path)
    desk = opened.daybook.desk
    assert desk is not None
    arrived: list[float] = []
    set_image = ChartView.set_image

    def noted(view: ChartView, image: Any) -> None:
        set_image(view, image)
        arrived.append(time.perf_counter())

    ChartView.set_image = noted  # type: ignore[method-assign]
    spent = []
    for _again in range(4):
        arrived.clear()
        begun = time.perf_counter()
        page = ProgressPage(desk.live, desk.content, opened.daybook.jobs, desk._chart_style)
        page.resize(900, 700)
        page.show()
        opened.wait(lambda: bool(arrived))
        opened.wait_ms(1200)
        spent.append((arrived[-1] - begun) * 1000)
        page.hide()
        page.deleteLater()
    tell(ms=median(spent[1:]), first=spent[0], pictures=len(arrived))


# -- on paper --------------------------------------------------------------------------------------


def paper(path: Path | None) -> None:
    """The summary as a PDF, first and again."""
    import io

    from journal.book.book import Book
    from journal.content.content import load_content

    assert path is not None
    book = Book.open(path, PASSPHRASE, read_only=True)
    diary, content = book.diary(), load_content()
    book.close()

    def make() -> tuple[float, bytes]:
        begun = time.perf_counter()
        from journal.report import summary_pdf

        pdf = summary_pdf(diary, content)
        return time.perf_counter() - begun, pdf

    first, pdf = make()
    again = median(make()[0] for _time in range(7))
    from pypdf import PdfReader

    tell(first=first, again=again, kib=len(pdf) / 1024, pages=len(PdfReader(io.BytesIO(pdf)).pages))


PROBES = {
    probe.__name__: probe
    for probe in (bare, start, unlocked, memory, pauses, stalls, progress, paper)
}

if __name__ == "__main__":
    PROBES[sys.argv[1]](Path(sys.argv[2]) if len(sys.argv) > 2 else None)
