"""The calm clocks start, pause, end and never keep anyone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.craving.clocks import BreathTimer, CountDown


def test_the_countdown_ends_and_says_so(qtbot: QtBot) -> None:
    clock = CountDown(minutes=0.004)
    qtbot.addWidget(clock)
    clock.show()
    with qtbot.waitSignal(clock.finished, timeout=5000):
        clock.start()
    assert clock.left_s == 0
    assert not clock.running
    clock.reset()
    assert clock.left_s > 0


def test_a_pause_keeps_the_time_that_was_left(qtbot: QtBot) -> None:
    clock = CountDown(minutes=15)
    qtbot.addWidget(clock)
    clock.show()
    start = clock.findChild(QPushButton)
    assert start is not None
    qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    assert clock.running
    qtbot.wait(20)
    qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    assert not clock.running
    left = clock.left_s
    qtbot.wait(20)
    assert clock.left_s == left < 15 * 60


def test_leaving_stops_the_clock(qtbot: QtBot) -> None:
    for clock in (BreathTimer(), CountDown(), BreathTimer(reduced_motion=True)):
        qtbot.addWidget(clock)
        clock.show()
        clock.start()
        clock.hide()
        assert not clock.running


def test_breathing_moves_unless_motion_is_reduced(qtbot: QtBot) -> None:
    def frames(reduced: bool) -> int:
        clock = BreathTimer(reduced_motion=reduced)
        qtbot.addWidget(clock)
        clock.show()
        clock.start()
        seen = set()
        for _ in range(4):
            qtbot.wait(60)
            image = clock.grab().toImage()
            seen.add(bytes(image.constBits()))
        clock.pause()
        return len(seen)

    assert frames(reduced=False) == 4
    assert frames(reduced=True) == 1
