"""After a lock the person is back where they were, and the lock page is in nobody's way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Clock
from tests.ui.keys import ENTER
from tests.ui.running import PASSPHRASE, Running, running
from ui.desktop.relaunch import Handover
from ui.desktop.stray_keys import StrayKeys
from ui.plan.page import MyPlanPage
from ui.today.page import TodayPage


@contextmanager
def started_anew(
    daybook: Running, qtbot: QtBot, qapp: QApplication, left: Handover | None = None
) -> Iterator[Running]:
    """The process that comes after a lock."""
    with running(qtbot, qapp, daybook.folder, daybook.clock, shown=False) as again:
        again.daybook.start(daybook.path, left=left or daybook.left[0])
        yield again


def unlock(daybook: Running) -> None:
    daybook.until(lambda: isinstance(daybook.keys.focus, QLineEdit))
    daybook.keys.press(PASSPHRASE, ENTER)
    daybook.until(lambda: daybook.daybook.desk is not None and not daybook.daybook.opening)


def test_page_and_scroll_place_come_back(
    daybook: Running, qtbot: QtBot, qapp: QApplication
) -> None:
    page = daybook.go_to("my_plan")
    bar = page.verticalScrollBar()
    daybook.until(lambda: bar.maximum() > 50)
    bar.setValue(50)
    daybook.lock()
    with started_anew(daybook, qtbot, qapp) as again:
        unlock(again)
        back = again.desk.view.current
        assert isinstance(back, MyPlanPage)
        again.until(lambda: back.verticalScrollBar().value() == 50)


def test_a_person_who_scrolls_is_not_scrolled_back(daybook: Running) -> None:
    page = daybook.go_to("my_plan")
    bar = page.verticalScrollBar()
    page.scroll_down(10_000)  # charts are on their way, say
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    bar.setRange(0, 20_000)
    assert bar.value() == 0


@pytest.mark.parametrize("hours", [0, 24])
def test_a_plain_start_and_another_day_begin_with_today(
    daybook: Running, qtbot: QtBot, qapp: QApplication, clock: Clock, hours: int
) -> None:
    daybook.go_to("my_plan")
    daybook.lock()
    clock.move(hours=hours)
    left = None if hours else Handover()
    with started_anew(daybook, qtbot, qapp, left) as again:
        unlock(again)
        assert isinstance(again.desk.view.current, TodayPage)


def test_size_place_and_being_maximised_come_back(
    daybook: Running, qtbot: QtBot, qapp: QApplication
) -> None:
    daybook.daybook.window.resize(640, 480)
    daybook.daybook.window.move(70, 60)
    daybook.lock()
    with started_anew(daybook, qtbot, qapp) as again:
        window = again.daybook.window
        assert (window.pos(), window.size()) == (QPoint(70, 60), QSize(640, 480))
        window.showMaximized()
        again.daybook.start(again.path)  # so that there is something to close
        window.close()
    with running(qtbot, qapp, daybook.folder, daybook.clock, shown=False) as later:
        later.daybook.start()
        assert later.daybook.window.isMaximized(), "also after it was closed"


def test_a_minimised_window_stays_minimised(
    daybook: Running, qtbot: QtBot, qapp: QApplication
) -> None:
    daybook.daybook.window.showMinimized()
    daybook.lock(asked=False)
    with started_anew(daybook, qtbot, qapp) as again:
        assert again.daybook.window.isMinimized()
        assert not again.daybook.window.isActiveWindow()


class ShownEvents(QObject):
    """How a window asks to be shown, each time it is."""

    def __init__(self) -> None:
        super().__init__()
        self.quietly: list[bool] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            quiet = watched.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.quietly.append(quiet)
        return False


@pytest.mark.parametrize("active", [True, False])
def test_a_window_behind_others_stays_behind_them(
    daybook: Running, qtbot: QtBot, qapp: QApplication, active: bool
) -> None:
    # The screenless platform activates whatever is shown; so it is what the desktop is asked for.
    left = Handover(str(daybook.path), asked_for=False, active=active)
    with running(qtbot, qapp, daybook.folder, daybook.clock, shown=False) as again:
        shown = ShownEvents()
        again.daybook.window.installEventFilter(shown)
        again.daybook.start(daybook.path, left=left)
        again.daybook.window.hide()
        again.daybook.window.show()
        assert shown.quietly == [not active, False]


# -- keys that were meant for something else -------------------------------------------------------


@pytest.fixture
def came_up(daybook: Running, qtbot: QtBot, qapp: QApplication) -> Iterator[Running]:
    """A window that came up with the keyboard after a lock that nobody asked for."""
    daybook.lock(asked=False)
    with started_anew(daybook, qtbot, qapp) as again:
        again.until(again.daybook.window.isActiveWindow)
        again.until(lambda: isinstance(again.keys.focus, QLineEdit))
        yield again


def typed(daybook: Running, key: str) -> str:
    """What stands in the field of the passphrase after ``key``."""
    window = daybook.daybook.window.windowHandle()
    QTest.keyClick(window, key)
    field = daybook.keys.focus
    assert isinstance(field, QLineEdit)
    return field.text()


def test_keys_that_come_by_themselves_are_dropped_until_it_is_quiet(came_up: Running) -> None:
    assert typed(came_up, "a") == ""
    (guard,) = came_up.daybook.window.findChildren(StrayKeys)
    came_up.qtbot.waitUntil(lambda: guard not in came_up.daybook.window.children(), timeout=10_000)
    assert typed(came_up, "b") == "b"


def test_a_click_takes_keys(came_up: Running) -> None:
    assert typed(came_up, "a") == ""
    window = came_up.daybook.window
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    came_up.until(lambda: not window.findChildren(StrayKeys))
    assert typed(came_up, "b") == "b"


def test_being_brought_to_the_front_takes_keys(came_up: Running) -> None:
    assert typed(came_up, "a") == ""
    window = came_up.daybook.window
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        QGuiApplication.sendEvent(window.windowHandle(), QFocusEvent(kind))
    came_up.until(lambda: not window.findChildren(StrayKeys))
    assert typed(came_up, "b") == "b"


def test_who_locks_can_type_at_once(daybook: Running, qtbot: QtBot, qapp: QApplication) -> None:
    daybook.lock()
    with started_anew(daybook, qtbot, qapp) as again:
        again.until(again.daybook.window.isActiveWindow)
        again.until(lambda: isinstance(again.keys.focus, QLineEdit))
        assert typed(again, "a") == "a"
