"""LinuxDesktop: told over D-Bus that the screen is locked, or the computer goes to sleep.

Interfaces: org.freedesktop.ScreenSaver and those of the desktops that have their own; logind's
org.freedesktop.login1 (freedesktop.org, "org.freedesktop.login1 - The D-Bus interface of
systemd-logind"). Without a bus, or once it is gone, only the idle time locks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)

_LOGIN = "org.freedesktop.login1"
_MANAGER = f"{_LOGIN}.Manager"
_SESSION = f"{_LOGIN}.Session"
_SCREEN_SIGNALS = (
    ("org.freedesktop.ScreenSaver", "ActiveChanged"),
    ("org.gnome.ScreenSaver", "ActiveChanged"),
    ("org.cinnamon.ScreenSaver", "ActiveChanged"),
    ("org.mate.ScreenSaver", "ActiveChanged"),
    ("org.xfce.ScreenSaver", "ActiveChanged"),
    ("org.kde.screensaver", "AboutToLock"),
)
_LOGIN_SIGNALS = (
    (_MANAGER, "PrepareForSleep"),
    (_MANAGER, "PrepareForShutdown"),
    (_SESSION, "Lock"),  # of whatever session: better once too often
)
"""Interface and signal; each says true when it begins and false when it is over, or nothing."""


class LinuxDesktop(QObject):
    """Emits ``away`` when the screen is locked, the computer is about to sleep or to be shut down,
    or another user's session comes to the front."""

    away = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._delay: QDBusUnixFileDescriptor | None = None
        session, self._system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        for bus, signals in ((session, _SCREEN_SIGNALS), (self._system, _LOGIN_SIGNALS)):
            for interface, name in signals:
                self._hear(bus, "", interface, name, "hear(QDBusMessage)")
        self._ask("GetSession", "auto", then=self._watch_session)

    def hold_sleep(self) -> None:
        """Have the computer wait, some seconds at most, until this process has been replaced."""
        self._ask("Inhibit", "sleep:shutdown", "Daybook", "Saving", "delay", then=self._hold)

    @Slot("QDBusMessage")
    def hear(self, message: QDBusMessage) -> None:
        """The screen saver starts or ends; sleep begins or is over; the session is to be locked."""
        said = message.arguments()
        if not said or said[0] is True:
            self.away.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def hear_change(self, interface: str, changed: dict[str, object], _gone: list[str]) -> None:
        """Something about this user's session: it may be in front no more."""
        if interface == _SESSION and changed.get("Active") is False:
            self.away.emit()

    def _watch_session(self, path: object) -> None:
        properties = "org.freedesktop.DBus.Properties"
        slot = "hear_change(QString,QVariantMap,QStringList)"
        self._hear(self._system, path.path(), properties, "PropertiesChanged", slot)  # type: ignore[attr-defined]

    def _hold(self, delay: object) -> None:
        # Closed when the process is replaced, and so over.
        self._delay = delay if isinstance(delay, QDBusUnixFileDescriptor) else None

    def _hear(self, bus: QDBusConnection, path: str, interface: str, name: str, slot: str) -> None:
        if bus.isConnected():
            # The stubs want bytes; only the text that SLOT gives is taken.
            bus.connect("", path, interface, name, self, SLOT(slot))  # type: ignore[call-overload]

    def _ask(self, method: str, *arguments: object, then: Callable[[object], None]) -> None:
        """Call logind and hand on what it answers; an error answers nothing."""
        if not self._system.isConnected():
            return
        call = QDBusMessage.createMethodCall(_LOGIN, "/org/freedesktop/login1", _MANAGER, method)
        call.setArguments(list(arguments))
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(call), self)
        watcher.finished.connect(partial(_hand_on, watcher, then))


def _hand_on(watcher: QDBusPendingCallWatcher, then: Callable[[object], None], *_: object) -> None:
    reply = watcher.reply()
    if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
        then(reply.arguments()[0])
    watcher.deleteLater()
