"""Where the cursor stands when a page is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.keys import ENTER
from tests.ui.running import running
from ui.shell.features import Features


def test_every_page_begins_with_the_cursor_on_a_part_of_it(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    # Look back took the focus itself: a ring round the whole page, and no key did anything.
    with running(qtbot, qapp, tmp_path, clock) as app:
        app.daybook.window.show()
        desk = app.open()
        app.back()
        for key in (feature.key for feature in Features().listed()):
            desk.view.show_page(key)
            page = desk.view.current
            assert page is not None
            focus = qapp.focusWidget()
            assert focus is not page
            assert focus is not None
            assert page.isAncestorOf(focus), key
        app.saved()


def test_the_cursor_is_in_sight_under_banners_and_with_large_text(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    # Today asked for the mood below the edge of the window, and took the number all the same.
    with running(qtbot, qapp, tmp_path, clock) as app:
        app.daybook.appearance.set_text_scale(2.0)
        app.daybook.window.resize(1024, 640)
        app.daybook.window.show()
        desk = app.open()
        app.back()
        page = desk.view.current
        assert page is not None
        assert "22 days are blank" in app.words()

        def in_sight() -> bool:
            focus = qapp.focusWidget()
            assert focus is not None
            place = QRect(focus.mapTo(page.viewport(), QPoint(0, 0)), focus.size())
            return bool(page.viewport().rect().contains(place))

        app.until(in_sight, timeout=2000)
        app.saved()


def test_the_page_scrolls_to_where_a_press_puts_the_cursor(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    # "More about today" put the cursor into a field below the edge of the window.
    with running(qtbot, qapp, tmp_path, clock) as app:
        app.daybook.window.resize(1024, 400)
        app.daybook.window.show()
        desk = app.open()
        app.back()
        page = desk.view.current
        assert page is not None
        app.keys.tab_to(app.button("More about today"))
        app.keys.press(ENTER)
        hours = qapp.focusWidget()
        assert hours is not None
        assert hours.accessibleName() == "Sleep"
        app.until(lambda: not hours.visibleRegion().isEmpty(), timeout=2000)
        app.saved()
