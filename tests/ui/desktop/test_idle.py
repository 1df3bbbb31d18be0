"""Locking after nobody has touched anything for a while."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.desktop.idle_and_relaunch import IdleWatch


def test_a_key_puts_it_off_and_silence_brings_it(qtbot: QtBot, qapp: QApplication) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    watch = IdleWatch(qapp, 1)
    timer = watch._timer
    timer.setInterval(400)
    heard: list[bool] = []
    watch.idle.connect(lambda: heard.append(True))
    timer.start()
    for _ in range(6):
        qtbot.wait(120)
        QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert not heard
    assert field.text() == "aaaaaa"
    qtbot.waitUntil(lambda: heard == [True], timeout=3000)
    watch.stop()


def test_zero_minutes_never_lock(qtbot: QtBot, qapp: QApplication) -> None:
    watch = IdleWatch(qapp, 0)
    assert not watch._timer.isActive()
    watch.stop()
