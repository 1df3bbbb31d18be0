"""App: builds everything and wires it; the only place that does."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from journal.errors import JournalError
from ui.icons import app_icon
from ui.lock import IdleWatch, Relaunch, relaunch
from ui.machine import Machine
from ui.pages.unlock import UnlockPage
from ui.theme import Appearance
from ui.window import JournalView, PageEntry, Window
from ui.work import Jobs

# What an open journal needs is imported once the first window is on the screen.
if TYPE_CHECKING:
    from journal.book import Book
    from journal.model.content import Content
    from journal.model.program import Program
    from journal.queries import Clock
    from journal.vault import KdfParams, RecoveryKey
    from ui.live_book import LiveBook
    from ui.pages.journal_page import JournalPage


def run(path: Path | None, *, sample: bool = False) -> int:
    """Show the window until it is closed and give the exit code."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Daybook")
    app.setDesktopFileName("daybook")
    app.setWindowIcon(app_icon())
    daybook = Daybook(app, Machine())
    daybook.start(path, sample=sample)
    code = app.exec()
    daybook.finish()
    return code


class Daybook(QObject):
    """The running program: from the unlock page to an open journal and back.

    ``restart`` replaces the process when locking; ``clock`` and ``kdf`` are passed in so that
    tests can give others.
    """

    def __init__(
        self,
        app: QApplication,
        machine: Machine,
        *,
        restart: Relaunch = relaunch,
        clock: Clock | None = None,
        kdf: KdfParams | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._machine = machine
        self._restart = restart
        self._given_clock = clock
        self._given_kdf = kdf
        self.jobs = Jobs(self)
        self.appearance = Appearance(app, machine.theme, machine.text_scale)
        self.appearance.changed.connect(self._theme_changed)
        self.window = Window()
        self.window.closing.connect(self._closing)
        self.live: LiveBook | None = None
        self.view: JournalView | None = None
        self._idle: IdleWatch | None = None
        self._sample: TemporaryDirectory[str] | None = None

    def start(self, path: Path | None, *, sample: bool = False) -> None:
        """Show the window: the sample patient, or the unlock page."""
        if sample:
            self._open_sample()
        else:
            self.show_unlock(path or self._known_journal())
        self.window.show()
        QTimer.singleShot(0, self._warm_up)

    def finish(self) -> None:
        """Let the workers and the journal go."""
        if self.live is not None:
            self.live.close()
            self.live = None
        self.jobs.shutdown()
        if self._sample is not None:
            self._sample.cleanup()
            self._sample = None

    # -- before a journal is open ---------------------------------------------------------------

    def show_unlock(self, path: Path | None) -> UnlockPage:
        """Ask for the passphrase of ``path``."""
        page = UnlockPage(path)
        page.unlock_wanted.connect(self._unlock)
        page.create_wanted.connect(self.show_create)
        page.sample_wanted.connect(self._open_sample)
        page.help_wanted.connect(self.show_help)
        self.window.show_view(page)
        return page

    def show_create(self) -> None:
        """Ask for what a new journal needs."""
        from ui.pages.create import CreatePage

        page = CreatePage(self._usual_folder(), self._clock().date())
        page.create_wanted.connect(self._create)
        page.back_wanted.connect(lambda: self.show_unlock(self._known_journal()))
        self.window.show_view(page)

    def _unlock(self, path: Path, passphrase: str) -> None:
        clock = self._clock

        def work() -> Book:
            from journal.book import Book

            return Book.open(path, passphrase, clock=clock)

        self.jobs.run(work, done=self._opened, failed=self._not_opened)

    def _not_opened(self, error: JournalError) -> None:
        page = self.window.centralWidget()
        if isinstance(page, UnlockPage):
            page.show_problem(error)
        else:
            self.show_unlock(self._known_journal()).show_problem(error)

    def _create(self, path: Path, passphrase: str, program: Program) -> None:
        clock, given = self._clock, self._given_kdf

        def work() -> tuple[Book, RecoveryKey]:
            from journal.book import Book
            from journal.vault import calibrate

            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            kdf = given if given is not None else calibrate()
            return Book.create(path, passphrase, program, kdf=kdf, clock=clock)

        self.jobs.run(work, done=self._created, failed=self._not_created)

    def _not_created(self, error: JournalError) -> None:
        from ui.pages.create import CreatePage

        page = self.window.centralWidget()
        if isinstance(page, CreatePage):
            page.show_problem(error)

    def _created(self, made: tuple[Book, RecoveryKey]) -> None:
        book, _recovery = made
        self._opened(book)

    def _open_sample(self) -> None:
        self._sample = TemporaryDirectory(prefix="daybook-sample-")
        path, clock = Path(self._sample.name) / "sample.daybook", self._clock

        def work() -> Book:
            from journal.book import Book
            from journal.demo import SAMPLE_PASSPHRASE, write_sample

            write_sample(path, clock=clock)
            return Book.open(path, SAMPLE_PASSPHRASE, clock=clock)

        self.show_unlock(None).show_busy()
        self.jobs.run(work, done=self._opened, failed=self._not_opened)

    # -- an open journal ------------------------------------------------------------------------

    def _opened(self, book: Book) -> None:
        from journal.model.content import load_content
        from ui.live_book import LiveBook

        self.live = LiveBook(book, self.jobs, self)
        if self._sample is None:
            self._machine.last_journal = book.file.path
        content = load_content()
        self.view = JournalView(self.live, self._entries(self.live, content))
        self.view.lock_wanted.connect(self.lock)
        self.view.help_wanted.connect(self.show_help)
        self.view.craving_wanted.connect(self._craving)
        self.view.save_elsewhere_wanted.connect(self._save_elsewhere)
        self._idle = IdleWatch(self._app, book.preferences.lock_after_minutes, self)
        self._idle.idle.connect(self.lock)
        self.window.show_view(self.view)
        self.view.show_page("today")

    def _entries(self, live: LiveBook, content: Content) -> list[PageEntry]:
        """The pages of the rail, in their order."""

        def today() -> JournalPage:
            from ui.pages.today import TodayPage

            return TodayPage(live, content, content.country(self._machine.country))

        return [PageEntry("today", self.tr("Today"), "today", today)]

    def _craving(self, episode_id: object) -> None:
        """Write down a craving."""

    def show_help(self) -> None:
        """Show the numbers to call."""
        from journal.model.content import load_content
        from ui.dialogs.help_now import HelpNowDialog

        HelpNowDialog(
            load_content(), self._machine, self._machine.shown_contacts, self.window
        ).exec()

    def _save_elsewhere(self) -> None:
        if self.live is None:
            return
        chosen, _filter = QFileDialog.getSaveFileName(
            self.window,
            self.tr("Save somewhere else"),
            str(self.live.path.with_stem(self.live.path.stem + " copy")),
            self.tr("Daybook journals (*.daybook)"),
        )
        if not chosen:
            return
        try:
            self.live.save_elsewhere(Path(chosen))
        except JournalError as error:
            QMessageBox.warning(self.window, self.tr("Not saved"), str(error))
        else:
            self._machine.last_journal = self.live.path

    # -- locking and leaving --------------------------------------------------------------------

    def lock(self) -> None:
        """Blank the window, save, and start anew at the unlock page."""
        if self.live is None or self.view is None:
            return
        self._close_dialogs()
        self.view.leave()
        self.view.hide()
        if not self.live.save_now():
            # Locking now would lose what no save has kept; the banner says what to do.
            self.view.show()
            return
        arguments = ["open", str(self.live.path)] if self._sample is None else ["demo"]
        self.finish()
        self._restart(arguments)

    def _close_dialogs(self) -> None:
        """Close what lies over the window; each dialog hands over what was typed in it."""
        for widget in self._app.topLevelWidgets():
            if widget is not self.window and widget.isVisible():
                widget.close()

    def _closing(self) -> None:
        if self.live is None or self.view is None:
            return
        self.view.leave()
        if self.live.save_now():
            return
        answer = QMessageBox.warning(
            self.window,
            self.tr("Not saved"),
            self.tr("What you wrote last could not be saved. Close Daybook and lose it?"),
            QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        if answer != QMessageBox.StandardButton.Discard:
            self.window.keep_open()

    # -- around ---------------------------------------------------------------------------------

    def _clock(self) -> datetime:
        if self._given_clock is not None:
            return self._given_clock()
        return datetime.now().astimezone()

    def _known_journal(self) -> Path | None:
        """The journal that was open last, if it is still there."""
        last = self._machine.last_journal
        return last if last is not None and last.exists() else None

    def _usual_folder(self) -> Path:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(documents)) / "Daybook"

    def _warm_up(self) -> None:
        """Import what an open journal needs while the person types the passphrase."""
        self.jobs.run(_import_journal)

    def _theme_changed(self) -> None:
        if self.view is not None:
            self.view.refresh_icons()


def _import_journal() -> None:
    import ui.live_book
    import ui.pages.today  # noqa: F401
