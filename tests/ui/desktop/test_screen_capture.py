"""Our windows are left out of captures, where a system can do that; its side is played."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ui.desktop.screen_capture import CaptureGuard


def test_every_window_that_is_used_is_left_out(qtbot: QtBot, qapp: QApplication) -> None:
    left_out: list[int] = []
    guard = CaptureGuard(qapp, exclude=left_out.append)
    for _window in range(2):
        dialog = QDialog()
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        assert int(dialog.winId()) in left_out
    guard.deleteLater()
