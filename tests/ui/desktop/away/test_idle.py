"""Nobody has touched the keyboard or the mouse for a while."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.desktop.away.idle import IdleWatch


class Seconds:
    """A clock that goes on when told to, as while the computer sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def watch(qapp: QApplication, seconds: Seconds, field: QLineEdit) -> Iterator[IdleWatch]:
    made = IdleWatch(qapp, 5, clock=seconds)
    yield made
    made.stop()
    made.stop()  # twice is harmless


def press(window: QWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_A)


def heard_by(watch: IdleWatch) -> list[str]:
    heard: list[str] = []
    watch.idle.connect(lambda: heard.append("idle"))
    return heard


def look(watch: IdleWatch) -> None:
    watch._timer.timeout.emit()


def test_minutes_are_counted_from_the_last_key_and_over_again(
    watch: IdleWatch, seconds: Seconds, field: QLineEdit
) -> None:
    heard = heard_by(watch)
    for _key in range(3):
        seconds.now += 299
        press(field.windowHandle())
        look(watch)
    assert not heard
    assert field.text() == "aaa"
    for _time in range(2):  # again, should locking not have worked
        seconds.now += 300
        look(watch)
        look(watch)
    assert heard == ["idle", "idle"]


def test_it_looks_by_itself(watch: IdleWatch, seconds: Seconds, qtbot: QtBot) -> None:
    seconds.now += 300
    watch._timer.setInterval(20)
    with qtbot.waitSignal(watch.idle):
        pass


def test_back_from_sleep_the_first_key_comes_too_late(
    watch: IdleWatch, seconds: Seconds, field: QLineEdit
) -> None:
    # A timer stands still while the computer sleeps.
    heard = heard_by(watch)
    seconds.now += 3600
    press(field.windowHandle())
    assert heard == ["idle"]


def test_zero_minutes_never_lock(watch: IdleWatch, seconds: Seconds) -> None:
    heard = heard_by(watch)
    watch.minutes = 0
    seconds.now += 10**6
    look(watch)
    assert not heard
    watch.minutes = 1440
    look(watch)
    assert heard == ["idle"]
