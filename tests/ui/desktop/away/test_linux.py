"""Locking when the desktop says that nobody is there, over a D-Bus daemon of the test's own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]

SCENE = r"""
import json, os, subprocess, sys
from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusUnixFileDescriptor

# One daemon is both buses: logind and the desktops have names of their own.
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
SESSION = "/org/freedesktop/login1/session/_31"
heard, inhibited = [], []

@ClassInfo({"D-Bus Interface": "org.freedesktop.login1.Manager"})
class Manager(QObject):
    @Slot(str, str, str, str, result="QDBusUnixFileDescriptor")
    def Inhibit(self, what, who, why, mode):
        inhibited.append([what, mode])
        self.held, ours = os.pipe()
        answer = QDBusUnixFileDescriptor(ours)
        os.close(ours)
        return answer

    @Slot(str, result="QDBusObjectPath")
    def GetSession(self, name):
        return QDBusObjectPath(SESSION)

app = QCoreApplication([])
desktop = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "desktop")
manager = Manager()
if "no logind" not in sys.argv:
    exported = QDBusConnection.RegisterOption.ExportAllSlots
    assert desktop.registerObject("/org/freedesktop/login1", manager, exported)
    assert desktop.registerService("org.freedesktop.login1")

from ui.desktop.away.linux import LinuxDesktop
watch = LinuxDesktop()
watch.away.connect(lambda: heard.append(now))
watch.hold_sleep()
signals = json.loads(sys.argv[1])

def send():
    global now
    if not signals:
        QTimer.singleShot(200, app.quit)
        return
    now, path, interface, member, *said = signals.pop(0)
    command = ["gdbus", "emit", "--session", "--object-path", path]
    subprocess.run([*command, "--signal", f"{interface}.{member}", *said], check=True)
    QTimer.singleShot(100, send)

QTimer.singleShot(500, send)
app.exec()
print(json.dumps([heard, inhibited, watch._delay is not None]))
"""

LOGIN = "/org/freedesktop/login1"
MANAGER, SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
PROPERTIES = ("org.freedesktop.DBus.Properties", "PropertiesChanged")
OURS, OTHER = f"{LOGIN}/session/_31", f"{LOGIN}/session/_32"
GONE, HERE = "{'Active': <false>}", "{'Active': <true>}"

SIGNALS: dict[str, tuple[str, ...]] = {
    "the screen": ("/any", "org.freedesktop.ScreenSaver", "ActiveChanged", "true"),
    "GNOME": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "true"),
    "Cinnamon": ("/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver", "ActiveChanged", "true"),
    "MATE": ("/org/mate/ScreenSaver", "org.mate.ScreenSaver", "ActiveChanged", "true"),
    "Xfce": ("/org/xfce/ScreenSaver", "org.xfce.ScreenSaver", "ActiveChanged", "true"),
    "KDE": ("/ScreenSaver", "org.kde.screensaver", "AboutToLock"),
    "sleep": (LOGIN, MANAGER, "PrepareForSleep", "true"),
    "shutdown": (LOGIN, MANAGER, "PrepareForShutdown", "true"),
    "loginctl": (OURS, SESSION, "Lock"),
    "another user": (OURS, *PROPERTIES, repr(SESSION), GONE, "@as []"),
}
"""What is to be heard."""
OTHERS: dict[str, tuple[str, ...]] = {
    "the screen again": ("/any", "org.freedesktop.ScreenSaver", "ActiveChanged", "false"),
    "awake": (LOGIN, MANAGER, "PrepareForSleep", "false"),
    "in front again": (OURS, *PROPERTIES, repr(SESSION), HERE, "@as []"),
    "not ours": (OTHER, *PROPERTIES, repr(SESSION), GONE, "@as []"),
    "something else": (OURS, *PROPERTIES, repr(SESSION), "{'IdleHint': <false>}", "@as []"),
}
"""What says that someone is there, or nothing about this person."""

pytestmark = pytest.mark.skipif(
    shutil.which("dbus-run-session") is None or shutil.which("gdbus") is None,
    reason="no D-Bus daemon here",
)


def played(*more: str) -> list[list[str]]:
    """What was heard of all signals, and what logind was asked for."""
    signals = [[name, *signal] for name, signal in {**SIGNALS, **OTHERS}.items()]
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", SCENE, json.dumps(signals), *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result: list[list[str]] = json.loads(done.stdout)
    return result


def test_every_desktop_is_heard_once_when_it_begins_and_sleep_waits() -> None:
    heard, inhibited, held = played()
    assert heard == list(SIGNALS)
    assert inhibited == [["sleep:shutdown", "delay"]]
    assert held


def test_without_logind_the_desktops_are_heard() -> None:
    heard, inhibited, held = played("no logind")
    assert heard == [name for name in SIGNALS if name != "another user"]
    assert not inhibited
    assert not held


GONE_HALFWAY = """
import os, signal
from PySide6.QtCore import QCoreApplication, QTimer
app = QCoreApplication([])
from ui.desktop.away.linux import LinuxDesktop
watch = LinuxDesktop()
QTimer.singleShot(100, lambda: os.kill(int(os.environ["DAEMON"]), signal.SIGTERM))
QTimer.singleShot(400, watch.hold_sleep)
QTimer.singleShot(700, app.quit)
app.exec()
print("went on")
"""


def test_a_bus_that_is_not_there_or_goes_away_ends_nothing() -> None:
    daemon = "dbus-daemon --session --fork --print-address=1 --print-pid=1"
    starts = f"read -d '' DBUS_SESSION_BUS_ADDRESS DAEMON < <({daemon})"
    for script in (
        "export DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere DAEMON=$$; trap '' TERM",
        f"{starts}; export DBUS_SESSION_BUS_ADDRESS DAEMON",
    ):
        both = "export DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS"
        done = subprocess.run(
            ["bash", "-c", f'{script}; {both}; "$@"', "bash", sys.executable, "-c", GONE_HALFWAY],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.stdout.strip() == "went on", done.stderr
