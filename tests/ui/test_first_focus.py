"""Where the cursor stands when a page is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.running import running


def test_every_page_begins_with_the_cursor_on_a_part_of_it(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    # Look back took the focus itself: a ring round the whole page, and no key did anything.
    with running(qtbot, qapp, tmp_path, clock) as app:
        app.daybook.window.show()
        desk = app.open()
        app.back()
        for key in ("today", "sessions", "progress", "therapy", "look_back", "my_plan"):
            desk.view.show_page(key)
            page = desk.view.current
            assert page is not None
            focus = qapp.focusWidget()
            assert focus is not page
            assert focus is not None
            assert page.isAncestorOf(focus), key
        app.saved()
