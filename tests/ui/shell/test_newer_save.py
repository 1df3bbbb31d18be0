"""An older file in the journal's place says so on the screen, once, and offers the later save."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from journal.vault import seal
from tests.ui.conftest import Clock
from tests.ui.running import CHEAP, PASSPHRASE, START, Running, running
from ui.start.unlock import UnlockPage


@pytest.fixture
def daybook(qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock) -> Iterator[Running]:
    with running(qtbot, qapp, tmp_path, clock) as made:
        yield made


def unlock(daybook: Running) -> None:
    page = daybook.daybook.entrance.show_unlock(daybook.path)
    page.unlock_wanted.emit(daybook.path, PASSPHRASE)


def saves(daybook: Running) -> list[bytes]:
    """Two saves, both opened here: the file after each."""
    daybook.make_journal().close()
    made = []
    for mood in (1, 2):
        seen = daybook.daybook.entrance.seen()
        with closing(Book.open(daybook.path, PASSPHRASE, clock=daybook.clock, seen=seen)) as book:
            book.answer(START, mood=mood)
            book.save()
        made.append(daybook.path.read_bytes())
    return made


def test_it_is_said_once_and_the_backups_are_one_press_away(daybook: Running) -> None:
    older, _newest = saves(daybook)
    daybook.path.write_bytes(older)
    unlock(daybook)
    daybook.until(lambda: daybook.daybook.desk is not None and not daybook.daybook.opening)
    assert "older than what was saved last" in daybook.words()
    daybook.button("Look at my backups").click()
    daybook.until(lambda: "Which one?" in daybook.words())
    seen = daybook.daybook.entrance.seen()
    with closing(
        Book.open(daybook.path, PASSPHRASE, clock=daybook.clock, seen=seen, read_only=True)
    ) as again:
        assert again.newer_save is None


def test_the_newest_file_says_nothing(daybook: Running) -> None:
    saves(daybook)
    unlock(daybook)
    daybook.until(lambda: daybook.daybook.desk is not None and not daybook.daybook.opening)
    assert "older than" not in daybook.words()


def test_locks_that_changed_offer_the_backups(daybook: Running) -> None:
    saves(daybook)
    with closing(Book.open(daybook.path, PASSPHRASE, clock=daybook.clock)) as book:
        stranger = book.ring.with_passphrase("somebody else's words", CHEAP)
        image = book.image()
    daybook.path.write_bytes(seal(image, stranger))
    unlock(daybook)
    daybook.until(lambda: "Its backups may open" in daybook.words())
    assert isinstance(daybook.page, UnlockPage)
    assert daybook.button("Look for backups").isEnabled()
