"""An open journal on the screen, with a clock that a test can move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from journal.model.program import Program
from tests import journals
from tests.journals import CHEAP
from tests.patient_diary import content
from tests.ui.running import Running, running
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook

__all__ = ["content"]

START = date(2026, 3, 2)
"""A Monday."""


@dataclass
class Clock(journals.Clock):
    """Stands still until it is moved: in the evening of day 23 of 45."""

    now: datetime = datetime(2026, 3, 24, 20, 30, tzinfo=timezone(timedelta(hours=-4)))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    """A new journal; :func:`live` closes it."""
    made, _recovery = Book.create(
        tmp_path / "mine.daybook",
        "a passphrase for tests",
        Program(start=START),
        kdf=CHEAP,
        clock=clock,
    )
    return made


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.shutdown()


@pytest.fixture
def live(book: Book, jobs: Jobs) -> Iterator[LiveBook]:
    made = LiveBook(book, jobs)
    yield made
    made.close()


@pytest.fixture
def daybook(qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock) -> Iterator[Running]:
    """Daybook with a new journal open, its guide done, and the window active."""
    with running(qtbot, qapp, tmp_path, clock) as made:
        book = made.make_journal()
        book.record(replace(book.preferences, guide_done=True, recovery_kept=True))
        book.save()
        made.open(book)
        made.back()
        yield made
