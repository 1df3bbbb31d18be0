"""Conflict copies in the window: none of them is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from tests.ui.running import PASSPHRASE, START, Running, running
from ui.journal_file.merge_report import MergeDialog

JOIN = "Bring both together"


def test_a_copy_left_by_an_earlier_session_is_offered_and_taken_in(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    # Closing without joining left the copy beside the journal, and the next start said nothing.
    with running(qtbot, qapp, tmp_path, clock) as app:
        app.make_journal().close()
        before = app.path.read_bytes()
        with closing(Book.open(app.path, PASSPHRASE, clock=clock)) as elsewhere:
            elsewhere.answer(START, mood=8)
            app.path.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
            copy = elsewhere.save().conflict
        assert copy is not None
        app.path.write_bytes(before)
        with closing(Book.open(app.path, PASSPHRASE, clock=clock)) as book:
            book.answer(START + timedelta(days=1), mood=2)
            book.save()

        desk = app.open(app.reopen())
        app.until(lambda: "second copy" in app.words())
        qtbot.mouseClick(app.button(JOIN), Qt.MouseButton.LeftButton)
        app.until(lambda: desk.live.ask.day(START) is not None)
        entry = desk.live.ask.day(START)
        assert entry is not None
        assert entry.mood == 8
        app.until(lambda: app.daybook.window.findChildren(MergeDialog))
        assert copy.exists()
        app.saved()


def test_a_copy_that_a_sync_tool_left_is_offered_and_taken_in(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    with running(qtbot, qapp, tmp_path, clock) as app:
        app.make_journal().close()
        left = tmp_path / "mine (Ada's conflicted copy 2026-03-02).daybook"
        left.write_bytes(app.path.read_bytes())
        with closing(Book.open(left, PASSPHRASE, clock=clock)) as laptop:
            laptop.answer(START, mood=8)
            laptop.save()
        desk = app.open(app.reopen())
        app.until(lambda: "second copy" in app.words())
        qtbot.mouseClick(app.button(JOIN), Qt.MouseButton.LeftButton)
        app.until(lambda: desk.live.ask.day(START) is not None)
        app.saved()


# -- while the two become one ----------------------------------------------------------------------


@pytest.fixture
def parted(daybook: Running) -> Running:
    """A save has just gone to a copy, for the journal holds something else by now."""
    before, live = daybook.path.read_bytes(), daybook.desk.live
    live.answer(START, mood=8)
    daybook.saved()
    daybook.path.write_bytes(before)
    live.answer(START, craving=2)
    daybook.until(lambda: live.path != daybook.path)
    daybook.saved()
    return daybook


def entry_on_disk(app: Running) -> tuple[int | None, int | None]:
    with closing(Book.open(app.path, PASSPHRASE, read_only=True)) as book:
        entry = book.day(START)
    assert entry is not None
    return entry.mood, entry.craving


def test_nothing_is_asked_of_a_journal_that_is_being_joined(parted: Running) -> None:
    # An answer given meanwhile was lost, and a page on its way failed: the book was closed.
    parted.desk.view.show_page("my_plan")
    parted.button(JOIN).click()
    assert not parted.desk.view.isEnabled()
    parted.until(lambda: parted.desk.live.path == parted.path)
    parted.until(lambda: not parted.daybook.opening)
    assert parted.desk.view.isEnabled()
    parted.saved()
    assert entry_on_disk(parted) == (8, 2)


def test_charts_on_their_way_are_dropped_with_the_pages_they_were_for(parted: Running) -> None:
    # They arrived in widgets that were gone.
    parted.go_to("progress")
    parted.qtbot.wait(60)
    parted.button(JOIN).click()
    parted.until(lambda: parted.desk.live.path == parted.path)
    parted.until(lambda: not parted.daybook.jobs.busy)
    parted.saved()


def test_locking_meanwhile_starts_anew_on_the_journal_they_became(parted: Running) -> None:
    # It started on the copy, which the joined journal had left behind.
    parted.button(JOIN).click()
    assert parted.lock() == parted.path
    parted.daybook.jobs.shutdown()  # a process that is replaced does not wait for it
    assert entry_on_disk(parted) == (8, 2)


def test_when_neither_opens_any_more_it_locks(parted: Running) -> None:
    # The page stayed in sight, and neither the key nor an idle hour could hide it.
    parted.go_to("my_plan")
    copy = parted.desk.live.path
    button = parted.button(JOIN)
    for path in (copy, parted.path):
        path.write_bytes(b"not a journal")
    button.click()
    parted.locked()
    assert not parted.page.isVisible()
