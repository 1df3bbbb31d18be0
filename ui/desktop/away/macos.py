"""MacDesktop: told by macOS that the screen is locked.

Written against CFNotificationCenter of Core Foundation, as Apple documents it; the names of the
notifications are those that loginwindow and the screen saver post. Not tried on macOS. Sleep is
noticed by the time that it takes (see :mod:`ui.desktop.away.idle`).
"""

from __future__ import annotations

import ctypes
from ctypes.util import find_library
from typing import Any

from PySide6.QtCore import QObject, Signal

NAMES = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
_DELIVER_IMMEDIATELY = 4
_UTF_8 = 0x08000100

_Callback = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
)


def core_foundation() -> Any:
    """The system's library, with the types of what is called in it."""
    library = ctypes.CDLL(find_library("CoreFoundation"))
    pointer = ctypes.c_void_p
    library.CFNotificationCenterGetDistributedCenter.restype = pointer
    library.CFStringCreateWithCString.restype = pointer
    library.CFStringCreateWithCString.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32]
    library.CFNotificationCenterAddObserver.restype = None
    library.CFNotificationCenterAddObserver.argtypes = [
        pointer, pointer, _Callback, pointer, pointer, ctypes.c_long,
    ]  # fmt: skip
    return library


class MacDesktop(QObject):
    """Emits ``away`` when the screen is locked or the screen saver starts."""

    away = Signal()

    def __init__(self, parent: QObject | None = None, *, library: Any = None) -> None:
        """``library`` stands for Core Foundation in tests."""
        super().__init__(parent)
        library = library if library is not None else core_foundation()
        self._callback = _Callback(lambda *_said: self.away.emit())  # kept, for it is called later
        center = library.CFNotificationCenterGetDistributedCenter()
        for name in NAMES:
            written = library.CFStringCreateWithCString(None, name.encode(), _UTF_8)
            library.CFNotificationCenterAddObserver(
                center, None, self._callback, written, None, _DELIVER_IMMEDIATELY
            )

    def hold_sleep(self) -> None:
        """Nothing here could wait."""
