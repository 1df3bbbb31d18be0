"""What Windows and macOS tell, as far as it can be tried without them: their side is played."""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.desktop.away.macos import NAMES, MacDesktop
from ui.desktop.away.windows import MessageFilter, WindowsDesktop


@pytest.mark.parametrize(
    ("message", "parameter", "away"),
    [
        (0x02B1, 0x7, True),  # WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK
        (0x02B1, 0x2, True),  # WTS_CONSOLE_DISCONNECT: another user
        (0x02B1, 0x4, True),  # WTS_REMOTE_DISCONNECT
        (0x02B1, 0x8, False),  # WTS_SESSION_UNLOCK
        (0x0218, 0x4, True),  # WM_POWERBROADCAST, PBT_APMSUSPEND
        (0x0218, 0x7, False),  # PBT_APMRESUMESUSPEND
        (0x0011, 0x0, True),  # WM_QUERYENDSESSION
        (0x0200, 0x7, False),  # WM_MOUSEMOVE
    ],
)
def test_messages_of_windows(
    qtbot: QtBot, qapp: QApplication, message: int, parameter: int, away: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    desktop = WindowsDesktop(window)
    heard: list[str] = []
    desktop.away.connect(lambda: heard.append("away"))
    sent = wintypes.MSG(message=message, wParam=parameter)
    listener = MessageFilter(desktop)
    assert listener.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(sent)) == (False, 0)
    assert listener.nativeEventFilter(b"xcb_generic_event_t", ctypes.addressof(sent)) == (False, 0)
    assert heard == ["away"] * away


class CoreFoundation:
    """Takes observers, and calls them."""

    def __init__(self) -> None:
        self.observers: dict[str, Any] = {}

    def CFNotificationCenterGetDistributedCenter(self) -> int:
        return 1

    def CFStringCreateWithCString(self, _allocator: None, text: bytes, _code: int) -> str:
        return text.decode()

    def CFNotificationCenterAddObserver(
        self, center: int, _observer: None, callback: Any, name: str, _object: None, _how: int
    ) -> None:
        assert center == 1
        self.observers[name] = callback


def test_notifications_of_macos(qapp: QApplication) -> None:
    library = CoreFoundation()
    desktop = MacDesktop(library=library)
    heard: list[str] = []
    desktop.away.connect(lambda: heard.append("away"))
    assert set(library.observers) == set(NAMES)
    for callback in library.observers.values():
        callback(None, None, None, None, None)
    assert heard == ["away", "away"]
