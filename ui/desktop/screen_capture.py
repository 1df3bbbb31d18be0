"""CaptureGuard: our windows are left out of pictures and films of the screen, where that can be.

Windows: SetWindowDisplayAffinity with WDA_EXCLUDEFROMCAPTURE (Microsoft). macOS: sharingType of
NSWindow (Apple). Neither is tried there. Other systems offer nothing of the kind.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes.util import find_library

from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

_EXCLUDE_FROM_CAPTURE = 0x11
_SHARED_WITH_NONE = 0

Exclude = Callable[[int], object]
"""Leaves the window with this native id out of what is captured."""


class CaptureGuard(QObject):
    """Leaves out each window of ours once it is the one that is used."""

    def __init__(
        self, app: QApplication, parent: QObject | None = None, *, exclude: Exclude | None = None
    ) -> None:
        super().__init__(parent)
        self._exclude = exclude or exclusion()
        if self._exclude is not None:
            app.focusWindowChanged.connect(self._hide)
            for window in app.topLevelWindows():
                self._hide(window)

    def _hide(self, window: QWindow | None) -> None:
        if window is not None and self._exclude is not None:
            self._exclude(int(window.winId()))


def exclusion() -> Exclude | None:
    """How this system leaves a window out; None where it cannot."""
    platform: str = sys.platform
    if platform == "win32":
        affinity = ctypes.windll.user32.SetWindowDisplayAffinity  # type: ignore[attr-defined]
        return lambda number: affinity(ctypes.c_void_p(number), _EXCLUDE_FROM_CAPTURE)
    return _leave_out_of_sharing if platform == "darwin" else None


def _leave_out_of_sharing(view: int) -> None:
    """Qt's id of a window is its NSView."""
    library = ctypes.CDLL(find_library("objc"))
    library.sel_registerName.restype = ctypes.c_void_p
    library.sel_registerName.argtypes = [ctypes.c_char_p]
    pointer = ctypes.c_void_p
    ask = ctypes.CFUNCTYPE(pointer, pointer, pointer)(("objc_msgSend", library))
    tell = ctypes.CFUNCTYPE(None, pointer, pointer, ctypes.c_ulong)(("objc_msgSend", library))
    window = ask(view, library.sel_registerName(b"window"))
    tell(window, library.sel_registerName(b"setSharingType:"), _SHARED_WITH_NONE)
