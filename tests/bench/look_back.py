"""The longest the window stands still in Look back, with ten years of entries.

Run it by hand: ``python tests/bench/look_back.py``. Prints, for each thing a person does, how long
one event of the screen took at most, in the window's own processor time (what other programs take
is left out), and how long the whole took by the clock. Nothing is asserted: it depends on the
machine.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget

from journal.book.book import Book
from journal.content.content import load_content
from journal.model.attendance import Attendance, Meeting
from journal.model.choices import Outcome, Status, Use
from journal.model.contents import Contents
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.program import Program
from journal.model.record import Record
from journal.vault import KdfParams
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook
from ui.look.theme import Appearance
from ui.look_back.page import LookBackPage

DAYS = 3650
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
WORDS = [
    *("called", "sponsor", "group", "rain", "bus", "dinner", "river", "dog", "sleep", "angry"),
    *("quiet", "garden", "money", "müde", "Café", "walked", "talked", "wrote", "home", "work"),
]


class Ear(QApplication):
    """Times every event that the application handles, those inside others left out."""

    def __init__(self) -> None:
        super().__init__([])
        self.deep = 0
        self.longest = 0.0
        self.spent: list[float] = []

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self.deep:
            return super().notify(receiver, event)
        self.deep += 1
        begun = time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self.deep -= 1
            self.spent.append((time.thread_time() - begun) * 1000)


def ten_years() -> Iterator[Record]:
    """Twelve records a day, most with a note."""
    chance = random.Random(1)
    tools = [tool.key for tool in load_content().tools]
    triggers = [trigger.key for trigger in load_content().triggers]

    def note() -> str:
        return " ".join(chance.choices(WORDS, k=60))

    for back in range(DAYS):
        day = NOW.date() - timedelta(days=back)
        at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=21)
        stamps = {"created_at": at, "edited_at": at}
        use = Use.YES if chance.random() < 0.02 else Use.NO
        yield DayEntry(
            day=day, mood=chance.randrange(11), craving=chance.randrange(11), use=use, note=note(),
            sleep_hours=7, **stamps,
        )  # fmt: skip
        for _time in range(3):
            episode = CravingEpisode(
                at=at, day=day, before=chance.randrange(11), after=chance.randrange(11),
                triggers=(chance.choice(triggers),), outcome=Outcome.RODE_OUT, finished=True,
                note=note(), **stamps,
            )  # fmt: skip
            yield episode
            yield ToolUse(
                day=day, tool=chance.choice(tools), helped=2, episode_id=episode.id, **stamps
            )
        yield Attendance(day=day, status=Status.ATTENDED, note=note(), **stamps)
        for _time in range(2):
            yield Meeting(day=day, fellowship="aa", note=note(), **stamps)
            yield ToolUse(day=day, tool=chance.choice(tools), **stamps)


def run() -> None:
    app = Ear()
    window = QStackedWidget()
    window.resize(824, 640)
    look = Appearance(app, window, "light")
    with tempfile.TemporaryDirectory() as folder:
        start = NOW.date() - timedelta(days=DAYS - 1)
        program = Program(start=start, planned_days=45, created_at=NOW, edited_at=NOW)
        book, _recovery = Book.create_with(
            Path(folder) / "ten.daybook",
            "a passphrase for measuring",
            Contents(records=(program, *ten_years())),
            kdf=KdfParams(19 * 1024, 1, 1),
            clock=lambda: NOW,
        )
        jobs = Jobs()
        live = LiveBook(book, jobs)
        print(f"records: {sum(book.counts().values()):,}; image: {len(book.image()) / 1e6:.0f} MB")
        measure(app, window, live)
        live.close()
        jobs.shutdown()
    del look


def measure(app: Ear, window: QStackedWidget, live: LiveBook) -> None:
    def timed(name: str, act: Callable[[], object], settle: Callable[[], bool]) -> None:
        app.spent = []
        begun, own = time.perf_counter(), time.thread_time()
        act()
        first = (time.thread_time() - own) * 1000
        while not settle():
            app.processEvents()
        whole = (time.perf_counter() - begun) * 1000
        QTest.qWait(60)
        print(f"{name:42} longest {max([first, *app.spent]):6.1f} ms, whole {whole:7.1f} ms")

    content = load_content()
    pages: list[LookBackPage] = []

    def build() -> None:
        pages.append(LookBackPage(live, content))
        window.addWidget(pages[-1])

    timed("making the page, for the first time", build, lambda: True)
    timed("making it again", build, lambda: True)
    page = pages[0]

    def quiet() -> bool:
        return not page.searching and page.panel.settled

    timed("opening", window.show, quiet)
    timed("a month back", lambda: page.month.turn(-1), quiet)
    timed("a month back by Page Up", lambda: key(page, Qt.Key.Key_PageUp), quiet)
    for words in ("not there at all", "MÜDE", "river"):
        page.filters.focus_words()
        timed(f"searching {words!r}", lambda w=words: search(page, w), quiet)
        print(f"{'':42} {page.days.lines.rowCount()} found")
    print(f"{'scrolling what was found':42} longest {scroll(page):6.1f} ms")
    page.filters.clear()
    page.filters.open_filters()
    ticks = page.filters.ticks
    timed("days with use", lambda: QTest.keyClick(ticks, Qt.Key.Key_1), quiet)
    timed("high cravings instead", lambda: both(ticks), quiet)
    print(f"{'':42} {page.days.lines.rowCount()} found")
    print(f"{'scrolling them':42} longest {scroll(page):6.1f} ms")
    timed("opening a day", lambda: page.show_day(date(2020, 5, 5)), quiet)
    page.show_month(NOW.date())
    timed("an answer while in sight", lambda: live.answer(NOW.date(), mood=5), quiet)
    timed("a day's form", lambda: page.edit_day(NOW.date()), quiet)
    window.hide()


def key(page: LookBackPage, which: Qt.Key) -> None:
    QTest.keyClick(page.month, which)


def search(page: LookBackPage, words: str) -> None:
    field = page.filters.field
    field.setText(words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def both(ticks: QObject) -> None:
    QTest.keyClick(ticks, Qt.Key.Key_1)
    QTest.keyClick(ticks, Qt.Key.Key_2)


def scroll(page: LookBackPage) -> float:
    """The longest of forty steps from the top to the end, in ms."""
    QTest.qWait(60)
    bar = page.days.verticalScrollBar()
    spent = []
    for step in range(40):
        begun = time.thread_time()
        bar.setValue(bar.maximum() * step // 40)
        page.days.viewport().repaint()
        spent.append((time.thread_time() - begun) * 1000)
    return max(spent)


if __name__ == "__main__":
    run()
