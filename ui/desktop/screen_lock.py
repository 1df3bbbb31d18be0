"""ScreenLockWatch: told by the desktop that the screen was locked or the computer goes to sleep.

Linux desktops say so over D-Bus. On other systems, and where there is no bus, only the idle time
locks.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import SLOT, QObject, Signal, Slot

_SIGNALS = (
    (
        "session",
        "/org/freedesktop/ScreenSaver",
        "org.freedesktop.ScreenSaver",
        "ActiveChanged",
    ),
    ("session", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged"),
    ("system", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep"),
)
"""Bus, path, interface and signal; each says true when it begins and false when it is over."""


class ScreenLockWatch(QObject):
    """Emits ``away`` when the screen is locked or the computer is about to sleep."""

    away = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if not sys.platform.startswith("linux"):
            return
        from PySide6.QtDBus import QDBusConnection

        buses = {"session": QDBusConnection.sessionBus(), "system": QDBusConnection.systemBus()}
        for bus, path, interface, signal in _SIGNALS:
            if buses[bus].isConnected():
                # The stubs want bytes; only the text that SLOT gives is taken.
                buses[bus].connect("", path, interface, signal, self, SLOT("on_change(bool)"))  # type: ignore[call-overload]

    @Slot(bool)
    def on_change(self, begins: bool) -> None:
        """The screen saver starts or ends; sleep begins or is over."""
        if begins:
            self.away.emit()
