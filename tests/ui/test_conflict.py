"""Conflict copies in the window: none of them is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.book import Book
from tests.ui.running import PASSPHRASE, START, running
from ui.dialogs.merge import MergeDialog


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
        qtbot.mouseClick(app.button("Bring both together"), Qt.MouseButton.LeftButton)
        app.until(lambda: desk.live.ask.day(START) is not None)
        entry = desk.live.ask.day(START)
        assert entry is not None
        assert entry.mood == 8
        app.until(lambda: app.daybook.window.findChildren(MergeDialog))
        assert copy.exists()
        app.saved()
