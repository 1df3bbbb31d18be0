"""WindowsDesktop: told by Windows that the session is locked, left, or the computer sleeps.

Written against WM_WTSSESSION_CHANGE, WTSRegisterSessionNotification, WM_POWERBROADCAST and
WM_QUERYENDSESSION as Microsoft documents them; not tried on Windows.
"""

from __future__ import annotations

import sys
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

_QUERY_END_SESSION = 0x0011
_POWER, _SUSPEND = 0x0218, 0x0004
_SESSION_CHANGE = 0x02B1
_CONSOLE_DISCONNECT, _REMOTE_DISCONNECT, _LOCK = 0x2, 0x4, 0x7
_THIS_SESSION = 0


def tells_away(message: int, parameter: int) -> bool:
    """Whether a window message and its ``wParam`` say that nobody is there."""
    if message == _SESSION_CHANGE:
        return parameter in (_CONSOLE_DISCONNECT, _REMOTE_DISCONNECT, _LOCK)
    return message == _QUERY_END_SESSION or (message, parameter) == (_POWER, _SUSPEND)


class MessageFilter(QAbstractNativeEventFilter):
    """Looks at the messages that Windows sends, and lets all of them pass."""

    def __init__(self, desktop: WindowsDesktop) -> None:
        super().__init__()
        self._desktop = desktop

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        name = kind.data() if isinstance(kind, QByteArray) else kind
        if bytes(name) == b"windows_generic_MSG":
            sent = wintypes.MSG.from_address(int(message))
            if tells_away(sent.message, sent.wParam):
                self._desktop.away.emit()
        return False, 0


class WindowsDesktop(QObject):
    """Emits ``away`` when the session is locked or left, and before sleep and shutting down."""

    away = Signal()

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        """``window`` is told of its session from now on."""
        super().__init__(parent)
        self._filter = MessageFilter(self)
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._filter)
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(
                wintypes.HWND(int(window.winId())), _THIS_SESSION
            )

    def hold_sleep(self) -> None:
        """Windows waits a moment by itself."""
