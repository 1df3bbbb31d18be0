"""A screen reader does not spell a passphrase, and the accessibility bus does not carry it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ui.widgets.fields.passphrase import PassphraseEdit
from ui.widgets.fields.secret_fields import SecretFields

ROOT = Path(__file__).parents[4]


def test_a_hidden_field_has_a_role_and_a_name_and_no_text(qtbot: QtBot, qapp: QApplication) -> None:
    secrets = SecretFields(qapp)
    field = PassphraseEdit("Passphrase")
    qtbot.addWidget(field)
    line, reveal = field.findChild(QLineEdit), field.findChild(QPushButton)
    assert line is not None
    assert reveal is not None
    field.show()
    for _shown in range(2):
        qtbot.keyClicks(line, "walnut")
        told = QAccessible.queryAccessibleInterface(line)
        assert told.role() == QAccessible.Role.EditableText
        assert told.text(QAccessible.Text.Name) == "Passphrase"
        assert told.state().passwordEdit
        assert told.textInterface() is None
        assert told.text(QAccessible.Text.Value) == ""
        reveal.click()
    field.clear()
    assert secrets


def test_other_fields_can_be_read(qtbot: QtBot, qapp: QApplication) -> None:
    secrets = SecretFields(qapp)
    line = QLineEdit("evening")
    qtbot.addWidget(line)
    told = QAccessible.queryAccessibleInterface(line)
    assert told.textInterface().text(0, 7) == "evening"
    assert secrets


TYPE = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from ui.widgets.fields.passphrase import PassphraseEdit
from ui.widgets.fields.secret_fields import SecretFields
app = QApplication([])
registry = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry")
reader = QDBusConnection.connectToBus(os.environ["A11Y_BUS"], "screen reader")
for event in ("object:text-changed", "object:state-changed"):
    call = QDBusMessage.createMethodCall(*registry, "RegisterEvent")
    call.setArguments([event])
    reader.call(call)
if sys.argv[1] == "guarded":
    secrets = SecretFields(app)
field = PassphraseEdit("Passphrase")
field.show()
field.activateWindow()
field.findChild(QPushButton).click()  # shown to the eye alone
field.setFocus()
typed = "zebra"
QTimer.singleShot(1500, lambda: [QTest.keyClick(field.windowHandle(), key) for key in typed])
QTimer.singleShot(2300, lambda: print(field.text))
QTimer.singleShot(2500, app.quit)
app.exec()
"""

LISTEN = """
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_QPA_PLATFORM=xcb
bus=$(gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \\
    --method org.a11y.Bus.GetAddress | cut -d"'" -f2)
export A11Y_BUS="$bus"
dbus-monitor --address "$bus" > "$0" & listener=$!
sleep 1
"$@"
kill $listener
"""
NEEDED = ("xvfb-run", "dbus-run-session", "dbus-monitor", "gdbus")


@pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)) or not Path("/usr/libexec/at-spi-bus-launcher").exists(),
    reason="no X server, or no accessibility bus here",
)
@pytest.mark.parametrize("how", ["guarded", "unguarded"])
def test_the_bus_carries_no_letter(tmp_path: Path, how: str) -> None:
    heard = tmp_path / "heard"
    program = [sys.executable, "-c", TYPE, how]
    listening = ["dbus-run-session", "--", "bash", "-c", LISTEN, str(heard), *program]
    done = subprocess.run(
        ["xvfb-run", "-a", *listening],
        cwd=ROOT,
        env={**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        timeout=90,
        check=False,
    )
    assert b"zebra" in done.stdout, "it was typed"
    said = heard.read_text(errors="replace")
    assert 'string "showing"' in said, "the bus was heard"
    assert ('string "z"' in said) == (how == "unguarded")
