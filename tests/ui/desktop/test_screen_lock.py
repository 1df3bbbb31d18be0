"""Locking when the desktop says that nobody is there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

SCENE = """
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from ui.desktop.screen_lock import ScreenLockWatch

app = QCoreApplication([])
watch = ScreenLockWatch()
heard = []
watch.away.connect(lambda: heard.append("away"))
desktop = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "desktop")
for active in (True, False):
    message = QDBusMessage.createSignal(
        "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged"
    )
    message.setArguments([active])
    assert desktop.send(message)
QTimer.singleShot(500, app.quit)
app.exec()
print(heard)
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no D-Bus daemon here")
def test_a_locked_screen_is_heard_once_when_it_begins() -> None:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", SCENE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "['away']", done.stderr
