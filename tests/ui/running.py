"""A whole Daybook under test: its window, its settings file, and what it would start anew as."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QStyleFactory,
    QWidget,
)
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from journal.model.program import Program
from tests.journals import CHEAP
from tests.ui.keys import Keys
from ui.app import Daybook
from ui.base.journal_page import JournalPage
from ui.desktop.relaunch import Handover
from ui.desktop.settings_file import SettingsFile
from ui.shell.desk import Desk

PASSPHRASE = "walnut ferry quiet umbrella"
START = date(2026, 3, 2)

T = TypeVar("T", bound=QDialog)


class Running:
    """Daybook as a person has it before them. ``left`` holds what locking handed over."""

    def __init__(
        self,
        qtbot: QtBot,
        app: QApplication,
        folder: Path,
        clock: Callable[[], datetime],
        *,
        shown: bool = True,
    ) -> None:
        """Not ``shown``, its window comes up when it is started."""
        self.qtbot = qtbot
        self.folder = folder
        self.clock = clock
        self.path = folder / "mine.daybook"
        self.left: list[Handover] = []
        home = folder.with_name(f"{folder.name} home")  # stays when the journal's folder is gone
        self.kept = [home / "state", home / "temporary"]
        self.settings = SettingsFile(home / "settings.ini")
        self.daybook = Daybook(
            app,
            self.settings,
            restart=self.left.append,
            folders=self.kept,
            clock=clock,
            kdf=CHEAP,
        )
        self.keys = Keys(qtbot, self.daybook.window, shown=shown)

    @property
    def desk(self) -> Desk:
        """What is around the open journal."""
        assert self.daybook.desk is not None
        return self.daybook.desk

    @property
    def page(self) -> QWidget:
        """What the window shows now."""
        return self.daybook.window.centralWidget()

    def make_journal(self) -> Book:
        """A new journal at ``path``, open."""
        book, _recovery = Book.create(
            self.path, PASSPHRASE, Program(start=START), kdf=CHEAP, clock=self.clock
        )
        return book

    def open(self, book: Book | None = None) -> Desk:
        """Show an open journal, as after unlocking it."""
        self.daybook.entrance.opened.emit(book or self.make_journal(), False)  # noqa: FBT003 (a signal takes no names)
        self.until(lambda: not self.daybook.opening)
        return self.desk

    def go_to(self, key: str) -> JournalPage:
        """Go to a page of the rail."""
        self.desk.view.show_page(key)
        self.until(lambda: not self.desk.view.pages.opening)
        page = self.desk.view.current
        assert page is not None
        return page

    def reopen(self) -> Book:
        """The journal as a new start finds it on the disk."""
        return Book.open(self.path, PASSPHRASE, clock=self.clock)

    def lock(self, *, asked: bool = True) -> Path:
        """Lock; the journal that the next process asks for."""
        self.daybook.lock(asked=asked)
        return self.locked()

    def locked(self) -> Path:
        """The journal that the next process asks for, once it has locked."""
        self.until(lambda: self.left)
        (left,) = self.left
        return Path(left.journal)

    def until(self, condition: Callable[[], object], timeout: int = 20_000) -> None:
        """Wait, with the event loop turning."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def saved(self) -> None:
        """Wait until everything is on the disk."""
        self.until(lambda: self.desk.live.state.name == "SAVED")

    def words(self, of: QWidget | None = None) -> str:
        """Everything that can be read."""
        QApplication.processEvents()
        labels = (of or self.daybook.window).findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def button(self, text: str, of: QWidget | None = None) -> QAbstractButton:
        """The button in sight that says ``text``, or is called so."""
        QApplication.processEvents()
        for button in (of or self.daybook.window).findChildren(QAbstractButton):
            if button.isVisible() and text in (
                button.text().replace("&", ""),
                button.accessibleName(),
            ):
                return button
        raise AssertionError(f"no button {text!r} in sight")

    def dialog(self, kind: type[T]) -> T:
        """The one dialog of ``kind`` in sight."""
        (found,) = [d for d in self.daybook.window.findChildren(kind) if d.isVisible()]
        return found

    def back(self) -> None:
        """Be in the window again after a dialog has closed, as on every desktop."""
        self.daybook.window.activateWindow()
        self.until(self.daybook.window.isActiveWindow)

    def close(self) -> None:
        """End without asking anything."""
        self.daybook.finish()
        window = self.daybook.window
        for dialog in window.findChildren(QDialog):
            dialog.close()
        window.close()
        window.deleteLater()
        self.daybook.appearance.deleteLater()
        self.daybook.deleteLater()


@contextmanager
def running(
    qtbot: QtBot,
    app: QApplication,
    folder: Path,
    clock: Callable[[], datetime],
    *,
    shown: bool = True,
) -> Iterator[Running]:
    """A Daybook that is put away afterwards, with the looks of the application as they were."""
    made = Running(qtbot, app, folder, clock, shown=shown)
    yield made
    made.close()
    app.setStyleSheet("")
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(app.style().standardPalette())
