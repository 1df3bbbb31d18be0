"""Beginning: a new journal, made by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.end2end.keyboard import CTRL, Keyboard, wait_until
from ui.app import Daybook
from ui.shell.desk import Desk


def shows(daybook: Daybook, page: str) -> None:
    """Wait until the window shows a page of this name."""
    wait_until(
        lambda: type(daybook.window.centralWidget()).__name__ == page, f"the window shows {page}"
    )


def desk_of(daybook: Daybook) -> Desk:
    """What is around the journal, once it is open and its page is there."""
    shows(daybook, "JournalView")
    desk = daybook.desk
    assert desk is not None
    wait_until(lambda: not daybook.opening, "the page is there")
    return desk


def create(daybook: Daybook, keys: Keyboard, passphrase: str, start: str = "") -> Desk:
    """A new journal; the recovery key waits, and the guide is left out.

    ``start`` is typed as the first day of the program; otherwise the suggested one stays.
    """
    keys.push("Start a new journal")
    shows(daybook, "CreatePage")
    keys.tab_to("Passphrase")
    keys.type(passphrase)
    keys.press(Qt.Key.Key_Return)
    keys.type(passphrase)
    if start:
        keys.tab_to("First day")
        keys.press(Qt.Key.Key_A, CTRL)
        keys.type(start)
        keys.push("Create my journal")
    else:
        keys.press(Qt.Key.Key_Return)
    shows(daybook, "RecoveryKeyPage")
    keys.push("Later")
    shows(daybook, "GuidePage")
    keys.push("Skip the rest")
    return desk_of(daybook)
