"""App: builds everything and wires it; the only place that does."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from journal.charts.own_fonts import keep_to_own_fonts
from journal.model.days import Clock, local_now
from ui import preload
from ui.base.jobs import Jobs
from ui.base.watch import Watch
from ui.desktop.away.watch import AwayWatch
from ui.desktop.file_dialogs import use_own_file_dialogs
from ui.desktop.private_folders import runtime_folder, state_folder, temporary_folder
from ui.desktop.private_typing import PrivateTyping
from ui.desktop.relaunch import Handover, Relaunch, relaunch
from ui.desktop.screen_capture import CaptureGuard
from ui.desktop.settings_file import SettingsFile
from ui.desktop.window_place import WindowPlace
from ui.look.theme import Appearance
from ui.shell.bug_watch import BugWatch
from ui.shell.locking import Lock
from ui.shell.window import Window
from ui.start.entrance import Entrance
from ui.widgets.fields.secret_fields import SecretFields
from ui.widgets.focus_ring import FocusRing
from ui.widgets.incremental import IncrementalWork, do_all
from ui.widgets.messages import message_box, warn

# What an open journal needs is imported once the first window is on the screen.
if TYPE_CHECKING:
    from collections.abc import Iterator

    from journal.book.book import Book
    from journal.book.copies import Joined
    from journal.content.content import Content
    from journal.vault import KdfParams
    from ui.shell.desk import Desk


PAGES_AFTER_MS = 400
"""The first page is in use before the others are imported."""


def run(path: Path | None, *, sample: bool = False, left: Handover | None = None) -> int:
    """Show the window until it is closed and give the exit code; ``left`` is how a lock left it."""
    use_own_file_dialogs()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Daybook")
    app.setDesktopFileName("daybook")
    caches = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)
    keep_to_own_fonts(Path(caches) / "charts")
    settings = SettingsFile()
    bugs = BugWatch(settings.path.with_name("daybook.log"), app)
    bugs.start()
    try:
        daybook = Daybook(app, settings)
        bugs.attach(daybook.window, daybook.safety)
        daybook.start(path, sample=sample, left=left)
        code = app.exec()
        daybook.finish()
    except Exception as error:
        bugs.tell_last(error)
        return 1
    return code


class Daybook(QObject):
    """The running program: from the first page to an open journal, and back by starting anew.

    ``restart`` replaces the process when locking, ``folders`` (None: the user's own) take what
    cannot be saved then; these, ``clock`` and ``kdf`` are passed in so that tests can give others.
    """

    def __init__(
        self,
        app: QApplication,
        settings: SettingsFile,
        *,
        restart: Relaunch = relaunch,
        folders: Sequence[Path] | None = None,
        clock: Clock = local_now,
        kdf: KdfParams | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self._folders = folders
        self._left: Handover | None = None
        self._open_next: Path | None = None
        self.jobs = Jobs(self)
        self.window = Window()
        self._lock = Lock(self.window, self.jobs, restart, self)
        self._away = AwayWatch(app, self)
        self._away.asked.connect(self.lock)
        self._away.away.connect(partial(self.lock, asked=False))
        self.appearance = Appearance(app, self.window, settings.theme, settings.text_scale)
        self._focus_ring = FocusRing(app, self)
        self._typing = PrivateTyping(app, self)
        self._secrets = SecretFields(app, self)
        self.window.closing.connect(self._closing)
        self.window.minimised.connect(self._minimised)
        self.entrance = Entrance(self.jobs, settings, clock, kdf, self)
        self.entrance.view_wanted.connect(self.window.show_view)
        self.entrance.raise_wanted.connect(self._come_up)
        self.entrance.opened.connect(self._opened)
        self.entrance.help_wanted.connect(self.show_help)
        self.entrance.already_open.connect(app.quit)
        self.desk: Desk | None = None
        self._content: Content | None = None
        self._building = IncrementalWork(self)
        self._at_once, self._soon = QTimer(self), QTimer(self)
        for timer, warm in ((self._at_once, self._warm_up), (self._soon, self._warm_pages)):
            timer.setSingleShot(True)
            timer.timeout.connect(warm)

    def start(
        self, path: Path | None = None, *, sample: bool = False, left: Handover | None = None
    ) -> None:
        """Show the window: the sample patient, or the unlock page; ``left`` as a lock left it."""
        if sample:
            self.entrance.open_sample()
        else:
            self.entrance.show_unlock(path)
        self._left = left
        place = WindowPlace.read(left.place) if left is not None else None
        if place is not None:
            self._settings.window_place = place
        else:
            place = self._settings.window_place
        if place is not None:
            place.put(self.window)
        self.window.come_back(left) if left is not None else self.window.show()
        self._at_once.start(0)

    @property
    def content(self) -> Content:
        """What Daybook brings: tools, scales, help lines."""
        if self._content is None:
            from journal.content.content import load_content

            self._content = load_content()
        return self._content

    def finish(self) -> None:
        """Let the workers, the journal and the watches go."""
        self._stop()
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        self.jobs.shutdown()
        self.entrance.close()

    def _stop(self) -> None:
        """Begin nothing new."""
        for timer in (self._at_once, self._soon, self._building):
            timer.stop()
        self._away.stop()

    def safety(self) -> str:
        """A sentence on whether the journal is saved, after saving what can be saved."""
        if self.desk is None or self.desk.live.closed:
            return self.tr("No journal was open.")
        saved = False
        with suppress(Exception):  # one bug is being told of already
            saved = self.desk.live.save_now()
        if saved:
            return self.tr("Your journal is safe: what you wrote before is saved.")
        return self.tr("What you wrote last is not saved yet. Keep Daybook open until it is.")

    def show_help(self) -> None:
        """Show the numbers to call."""
        from ui.help.dialog import HelpNowDialog

        HelpNowDialog(
            self.content, self._settings, self._settings.shown_contacts, self.window
        ).open()

    def lock(self, *, asked: bool = True) -> None:
        """Take everything off the screen, keep it, and start anew at the unlock page.

        Where no journal is open or being opened, no passphrase stays on the page. ``asked``: the
        person wants it; otherwise nobody may be there.
        """
        if self._lock.under_way:
            return
        self._typing.forget()
        if self.desk is None and not self.entrance.in_use:
            self.entrance.forget()
            return
        self._stop()
        self._lock.begin(self._handover(asked=asked), self._keep)

    def _open_instead(self, path: Path) -> None:
        """Lock, and ask for the passphrase of the journal at ``path``."""
        self._open_next = path
        self.lock()

    def _handover(self, *, asked: bool) -> Handover:
        return Handover(
            sample=self.entrance.sample is not None,
            asked_for=asked,
            active=QGuiApplication.focusWindow() is not None,
            minimised=self.window.isMinimized(),
            place=WindowPlace.of(self.window).written(),
        )

    def _keep(self) -> str:
        """Save what there is, or keep it, and let go; the path of the journal to ask for next."""
        sample, path = self.entrance.sample, self.entrance.journal
        if self.desk is not None:
            path = self.desk.keep()
        path = self._open_next or path
        self.entrance.close()
        return "" if sample is not None or path is None else str(path)

    def _minimised(self) -> None:
        if self._settings.lock_when_minimised:
            self.lock()

    def _come_up(self) -> None:
        if not self._lock.under_way:
            self.window.come_up()

    @property
    def opening(self) -> bool:
        """Whether a journal or a page of it is on its way into sight."""
        return self._building.pending or (self.desk is not None and self.desk.view.pages.opening)

    def _opened(self, book: Book, new: bool) -> None:
        self._building.begin(self._open(book, new=new))

    def _open(self, book: Book, *, new: bool) -> Iterator[object]:
        """Show an open journal, in pieces between which the window answers."""
        from ui.shell.desk import Desk

        sample = self.entrance.sample is not None
        if not sample:
            self._settings.last_journal = book.file.path
        desk = Desk(
            book,
            self.content,
            self.window,
            self.jobs,
            self._settings,
            self.appearance,
            self,
            folders=self._unsaved_folders(),
            sample=sample,
        )
        desk.lock_wanted.connect(self.lock)
        desk.open_wanted.connect(self._open_instead)
        desk.help_wanted.connect(self.show_help)
        desk.reopened.connect(self._reopened)
        self.desk = desk
        yield desk
        self._away.hold_sleep()
        Watch(desk.live, self._watch_idleness, (book.preferences.kind,), desk)
        self._watch_idleness()
        self._soon.start(PAGES_AFTER_MS)
        yield desk
        returning = self._left is not None and self._left.journal == str(book.file.path)
        self._left = None
        yield from desk.showing(new=new, returning=returning)

    def _reopened(self, joined: Joined) -> None:
        """Two copies were brought together: the journal is open anew."""
        old = self.desk
        self.jobs.drop()  # what was for the pages of the old one
        do_all(self._open(joined.book, new=False))
        desk = self.desk
        assert desk is not None  # noqa: S101 (opened just now)
        if old is not None:
            old.view.pages.stop()
            old.deleteLater()
        if joined.merged is not None:
            desk.file_actions.show_merge(joined.merged, joined.copy)
        if joined.problem:
            warn(self.window, joined.problem)

    def _closing(self) -> None:
        self._settings.window_place = WindowPlace.of(self.window)
        if self.desk is None:
            return
        close = self.tr("Close without it")
        if not self._handed_over(self.desk, close):
            self.window.keep_open()
            self.desk.show_refused()
        elif not self.desk.live.save_now() and not self._goes_without(
            self.tr("What you wrote last could not be saved yet. If you close now, it is gone."),
            self.tr("Keep Daybook open"),
            close,
        ):
            self.window.keep_open()

    def _handed_over(self, desk: Desk, without: str) -> bool:
        """Whether the journal has all that was typed, or the rest may be lost."""
        return desk.leave() or self._goes_without(
            self.tr("Something you wrote is not in your journal: it cannot be kept as it is."),
            self.tr("Go back to it"),
            without,
        )

    def _goes_without(self, sentence: str, stay: str, go: str) -> bool:
        """Ask whether something is to be lost; staying is what Enter and Escape do."""
        from PySide6.QtWidgets import QMessageBox

        asked = message_box(self.window, sentence, QMessageBox.Icon.Warning)
        staying = asked.addButton(stay, QMessageBox.ButtonRole.RejectRole)
        going = asked.addButton(go, QMessageBox.ButtonRole.DestructiveRole)
        asked.setDefaultButton(staying)
        asked.setEscapeButton(staying)
        asked.exec()
        return asked.clickedButton() is going

    def _watch_idleness(self) -> None:
        if self.desk is not None:
            self._away.idle.minutes = self.desk.live.ask.preferences.lock_after_minutes

    def _unsaved_folders(self) -> Sequence[Path]:
        if self._folders is None:
            self._folders = [state_folder()]
            for folder in (temporary_folder, runtime_folder):
                with suppress(OSError):
                    self._folders.append(folder())
        return self._folders

    def _warm_pages(self) -> None:
        """Import what the other pages need while the person is on the first."""
        if self.desk is not None:
            self.jobs.run(preload.other_pages)

    def _warm_up(self) -> None:
        """What can wait for the first window: icons, and what an open journal needs."""
        from ui.look.icons import app_icon, draw_all

        self._app.setWindowIcon(app_icon())
        self._away.watch_desktop(self.window)
        if not self._settings.shown_in_captures:
            CaptureGuard(self._app, self)
        self.jobs.run(preload.to_open, done=self._ready)
        if not self._building.pending:
            self._building.begin(draw_all())

    def _ready(self, content: Content) -> None:
        self._content = content
