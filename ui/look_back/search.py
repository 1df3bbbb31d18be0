"""NoteSearch: looks through the notes of a long journal bit by bit, newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from journal.model.record import Record
from journal.model.text_search import find
from ui.base.live_book import LiveBook
from ui.look_back.list import Row
from ui.widgets.incremental import IncrementalWork

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
        self._looking = IncrementalWork(self)

    @property
    def running(self) -> bool:
        """Whether it is still looking."""
        return self._looking.pending

    def start(self, words: str, days: Collection[date] | None = None) -> None:
        """Look for ``words``, on these days alone if they are given."""
        self._looking.begin(self._look(words, days))

    def stop(self) -> None:
        """Look no further."""
        self._looking.stop()

    def _look(self, words: str, days: Collection[date] | None) -> Iterator[object]:
        ask = self._live.ask
        last, count = ask.today(), 0
        while count < MOST:
            yield last
            at_the_end = last <= ask.program.start
            # A visit or a score can be older than the program.
            first = date.min if at_the_end else last - STRETCH
            rows = [
                Row(day, _text(record, words))
                for record in ask.search(words, first, last)
                if (day := getattr(record, "day", None)) is not None
                and (days is None or day in days)
            ]
            rows.sort(key=lambda row: row.day, reverse=True)
            count += len(rows)
            if rows:
                self.found.emit(rows)
            if at_the_end:
                break
            last = first - timedelta(days=1)
        self._looking.stop()
        self.ended.emit()


def _text(record: Record, words: str) -> str:
    """The text of ``record`` that holds the words."""
    texts = [text for name in record.own_words if (text := getattr(record, name))]
    return next((text for text in texts if find(text, words)), texts[0] if texts else "")
