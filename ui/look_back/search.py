"""NoteSearch: looks through the notes of a long journal bit by bit, newest first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from journal.model.record import Record
from journal.model.text_search import SEARCHED, find
from ui.base.live_book import LiveBook
from ui.look_back.list import Row

STRETCH = timedelta(days=60)
"""How much of the journal is looked through at a time; a few milliseconds' worth at most."""

MOST = 500
"""Enough finds; more than anyone reads."""


class NoteSearch(QObject):
    """One search at a time; the screen stays awake between the stretches."""

    found = Signal(object)
    """More :class:`Row` s, each older than the ones before."""
    ended = Signal()
    """All of the journal was looked through, or enough was found."""

    def __init__(self, live: LiveBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._words = ""
        self._days: Collection[date] | None = None
        self._until = date.min
        self._count = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look)

    @property
    def running(self) -> bool:
        """Whether it is still looking."""
        return self._timer.isActive()

    def start(self, words: str, days: Collection[date] | None = None) -> None:
        """Look for ``words``, on these days alone if they are given."""
        self._words = words
        self._days = days
        self._until = self._live.ask.today()
        self._count = 0
        self._timer.start()

    def stop(self) -> None:
        """Look no further."""
        self._timer.stop()

    def _look(self) -> None:
        ask = self._live.ask
        first, last = self._until - STRETCH, self._until
        at_the_end = last <= ask.program.start
        if at_the_end:
            first = date.min  # a visit or a score can be older than the program
        self._until = first - timedelta(days=1) if not at_the_end else first
        rows = [
            Row(day, self._text(record))
            for record in ask.search(self._words, first, last)
            if (day := getattr(record, "day", None)) is not None
            and (self._days is None or day in self._days)
        ]
        rows.sort(key=lambda row: row.day, reverse=True)
        self._count += len(rows)
        if rows:
            self.found.emit(rows)
        if at_the_end or self._count >= MOST:
            self._timer.stop()
            self.ended.emit()

    def _text(self, record: Record) -> str:
        """The text of ``record`` that holds the words."""
        texts = [text for name in SEARCHED[record.kind] if (text := getattr(record, name))]
        return next((text for text in texts if find(text, self._words)), texts[0] if texts else "")
