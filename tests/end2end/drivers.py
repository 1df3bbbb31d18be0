"""A real Daybook in a process of its own, driven by a script: for killing, and for looking into.

Run as ``python drivers.py JOURNAL DEED``. The passphrase and then the words to type come on
standard input; what is done is said line by line on standard output. ``DEED`` is "today", "craving"
or "meeting": where the words are typed; or "lock": they are typed into the note of Today, and the
journal is locked after one more line of input. With "begin" there is no journal yet: it is made
where a first one goes, the words are typed into the note of Today, and every page is shown once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QLocale, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.end2end.beginning import create
from tests.end2end.keyboard import CTRL, Keyboard
from ui.app import Daybook
from ui.desktop.relaunch import relaunch
from ui.desktop.settings_file import SettingsFile
from ui.shell.features import Features
from ui.today.page import TodayPage
from ui.widgets.fields.note import NoteEdit

PATIENCE_MS = 30_000
PAGES = tuple(feature.key for feature in Features().listed())
"""Of the rail, from Ctrl+1 on."""


def say(what: str) -> None:
    """Tell the parent how far it is."""
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


def until(condition: Callable[[], object]) -> None:
    """Turn the event loop until ``condition()`` holds."""
    loop, look = QEventLoop(), QTimer()
    look.timeout.connect(lambda: loop.quit() if condition() else None)
    look.start(20)
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    loop.exec()
    look.stop()
    if not condition():
        raise SystemExit("it did not happen")


def the_note(inside: QWidget) -> QWidget:
    """The field of the note in sight, with the cursor in it."""
    until(lambda: any(n.isVisible() for n in inside.findChildren(NoteEdit)))
    note = [n for n in inside.findChildren(NoteEdit) if n.isVisible()][-1]
    note.setFocus()
    field = note.focusProxy()
    assert field is not None
    return field


def press(inside: QWidget, text: str) -> None:
    """Press the button that says ``text``."""
    buttons = inside.findChildren(QPushButton)
    next(b for b in buttons if b.text() == text and b.isVisible()).click()


def note_of_today(daybook: Daybook) -> QWidget:
    """Open what is under "More about today"."""
    assert daybook.desk is not None
    page = daybook.desk.view.current
    assert isinstance(page, TodayPage)
    press(page, "More about today")
    return the_note(page)


def note_of_a_craving(daybook: Daybook) -> QWidget:
    """Begin a craving and go to its note."""
    from ui.craving.dialog import At, CravingNowDialog

    assert daybook.desk is not None
    daybook.desk.show_craving(None)
    dialog = daybook.window.findChildren(CravingNowDialog)[-1]
    while dialog.at is not At.MORE:
        press(dialog, dialog.step.onward_text())
    press(dialog, "Add more about it")
    return the_note(dialog)


def note_of_a_meeting(daybook: Daybook) -> QWidget:
    """Begin to write a meeting down."""
    assert daybook.desk is not None
    page = daybook.desk.view.page("sessions")
    daybook.desk.view.show_page("sessions")
    until(page.isVisible)
    press(page, "Add a meeting")
    return the_note(page)


PLACES = {"craving": note_of_a_craving, "meeting": note_of_a_meeting}
"""Where the words are typed, by the deed; in the note of Today by any other."""


def unlock(daybook: Daybook, passphrase: str) -> None:
    """Type the passphrase of the journal that is asked for."""
    until(lambda: QApplication.focusWidget() is not None)
    QTest.keyClicks(QApplication.focusWidget(), passphrase)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    until(lambda: daybook.desk is not None and not daybook.opening)


def show_every_page(daybook: Daybook) -> None:
    """Go through the rail by keyboard."""
    assert daybook.desk is not None
    view = daybook.desk.view
    for number, key in enumerate(PAGES, start=1):
        Keyboard().press(Qt.Key(Qt.Key.Key_0 + number), CTRL)
        until(lambda: not view.pages.opening)
        assert view.current is view.page(key)


def main(journal: Path, deed: str) -> None:
    """Unlock ``journal`` by typing, or make it, and do the deed."""
    app = QApplication(sys.argv[:1])
    # As main.py would be started anew by locking, had it been what was started.
    main_py = [sys.executable, str(Path(__file__).parents[2] / "main.py")]
    daybook = Daybook(app, SettingsFile(), restart=lambda left: relaunch(left, main_py))
    daybook.start(None if deed == "begin" else journal)
    daybook.window.activateWindow()
    passphrase = sys.stdin.readline().strip()
    if deed == "begin":
        create(daybook, Keyboard(), passphrase)
    else:
        unlock(daybook, passphrase)
    say("unlocked")
    field = PLACES.get(deed, note_of_today)(daybook)
    QTest.keyClicks(field, sys.stdin.readline().strip())
    say("typed")
    if deed == "begin":
        show_every_page(daybook)
        say(f"shown in {QLocale().name()}")
    if deed in ("begin", "lock"):
        desk = daybook.desk
        assert desk is not None
        until(lambda: not desk.live.unsaved)
        say("saved")
    if deed == "lock":
        sys.stdin.readline()
        daybook.lock()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
