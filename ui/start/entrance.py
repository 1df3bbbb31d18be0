"""Entrance: the pages before a journal is open, and what is done on them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from journal.errors import JournalError, SaveFailed
from journal.model.days import DAY_START, Clock, day_of, local_now
from ui.base.jobs import Jobs
from ui.desktop.settings_file import SettingsFile
from ui.start.unlock import UnlockPage
from ui.widgets.fields.passphrase import PassphraseEdit

# Imported when first needed: the first window has to come fast.
if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from journal.book.book import Book
    from journal.book.copies import BackupState
    from journal.model.program import Program
    from journal.vault import KdfParams, RecoveryKey, Seen
    from ui.desktop.single_window import SingleWindow
    from ui.journal_file.restore import RestorePage
    from ui.start.create import CreatePage
    from ui.start.recovery import RecoverPage

KEPT_WITHOUT_JOURNAL = timedelta(days=30)
"""So long contacts are shown whose journal is on a drive that is not there."""


class Entrance(QObject):
    """Leads from the first page to an open journal.

    ``kdf`` is the cost of a new journal's passphrase; None finds out what this computer bears.
    """

    view_wanted = Signal(object)
    """A widget that is to fill the window."""
    opened = Signal(object, bool)
    """An open :class:`Book`, and whether it is new."""
    help_wanted = Signal()
    already_open = Signal()
    """Another window has the journal and was asked to come up."""
    raise_wanted = Signal()
    """Another start asked for this window."""

    def __init__(
        self,
        jobs: Jobs,
        settings: SettingsFile,
        clock: Clock = local_now,
        kdf: KdfParams | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page: QWidget | None = None
        self._jobs = jobs
        self._settings = settings
        self._clock = clock
        self._kdf = kdf
        self._single: SingleWindow | None = None
        self._seen_folder = settings.folder / "seen"
        self.journal: Path | None = None
        """The journal that is asked about or being opened."""
        self.in_use = False
        """Whether more than the first pages was shown: then locking starts the program anew."""
        self._made: Book | None = None  # while its recovery key is shown
        self.sample: TemporaryDirectory[str] | None = None
        """Where the sample journal lies while it is shown."""

    def forget(self) -> None:
        """Have no passphrase stand on the page."""
        if self._page is not None:
            for field in self._page.findChildren(PassphraseEdit):
                field.clear()

    def _show(self, page: QWidget, *, in_use: bool = False) -> None:
        self._page = page
        self.in_use = in_use
        self.view_wanted.emit(page)

    # -- unlocking -------------------------------------------------------------------------------

    def show_unlock(self, path: Path | None = None) -> UnlockPage:
        """Ask for the passphrase of ``path``, or of the journal that was open last."""
        self.journal = path if path is not None else self._known_journal()
        page = UnlockPage(self.journal)
        page.unlock_wanted.connect(self._unlock)
        page.recover_wanted.connect(self.show_recover)
        page.restore_wanted.connect(self.show_restore)
        page.create_wanted.connect(self.show_create)
        page.sample_wanted.connect(self.open_sample)
        page.help_wanted.connect(self.help_wanted)
        self._show(page)
        return page

    def _unlock(self, path: Path, passphrase: str) -> None:
        if not self._claim(path):
            return
        self.in_use, self.journal = True, path
        clock, seen = self._clock, self.seen()

        def work() -> Book:
            from journal.book.book import Book

            return Book.open(path, passphrase, clock=clock, seen=seen)

        self._jobs.run(work, done=self._unlocked, failed=self._not_unlocked)

    def _unlocked(self, book: Book) -> None:
        self.opened.emit(book, False)  # noqa: FBT003 (a signal takes no names)

    def _not_unlocked(self, error: JournalError) -> None:
        self.close()
        self.in_use = False
        page = self._page
        if not isinstance(page, UnlockPage):
            page = self.show_unlock()
        page.show_problem(error)

    def open_sample(self) -> None:
        """Open a sample patient's journal, which is thrown away afterwards."""
        from tempfile import TemporaryDirectory

        try:
            self.sample = TemporaryDirectory(prefix="daybook-sample-")
        except OSError:
            self._not_unlocked(SaveFailed("There is no folder here for a sample that is not kept."))
            return
        path, clock = Path(self.sample.name) / "sample.daybook", self._clock

        def work() -> Book:
            from journal.book.book import Book
            from journal.demo import SAMPLE_PASSPHRASE, write_sample

            write_sample(path, clock=clock)
            return Book.open(path, SAMPLE_PASSPHRASE, clock=clock)

        self.show_unlock().show_busy()
        self.in_use = True
        self._jobs.run(work, done=self._unlocked, failed=self._not_unlocked)

    # -- a new journal ---------------------------------------------------------------------------

    def show_create(self) -> CreatePage:
        """Ask for what a new journal needs."""
        from ui.start.create import CreatePage

        page = CreatePage(self._usual_folder(), day_of(self._clock(), DAY_START))
        page.create_wanted.connect(self._create)
        page.back_wanted.connect(lambda: self.show_unlock())
        self._show(page)
        return page

    def _create(self, path: Path, passphrase: str, begins: Program | Path) -> None:
        self.in_use, self.journal = True, path
        clock, kdf, usual = self._clock, self._kdf, self._usual_folder()
        seen = self.seen()

        def work() -> tuple[Book, RecoveryKey, tuple[str, ...]]:
            from journal.book.book import Book

            if path.parent == usual:
                _make_folder(usual)
            if isinstance(begins, Path):
                from journal.exchange.json_file import from_json
                from ui.journal_file.jobs import read_export

                held = from_json(read_export(begins))
                made = Book.create_with(path, passphrase, held, kdf=kdf, clock=clock, seen=seen)
                return *made, held.sentences
            return *Book.create(path, passphrase, begins, kdf=kdf, clock=clock, seen=seen), ()

        self._jobs.run(work, done=self._created, failed=self._not_created)

    def _not_created(self, error: JournalError) -> None:
        from ui.start.create import CreatePage

        self.in_use = False
        page = self._page
        if isinstance(page, CreatePage):
            page.show_problem(error)

    def _created(self, made: tuple[Book, RecoveryKey, tuple[str, ...]]) -> None:
        import random

        from ui.base.recovery_key import RecoveryKeyPage
        from ui.journal_file.recovery_sheet import print_sheet
        from ui.widgets.words.labels import Soft

        book, recovery, left_out = made
        self._made = book
        self._claim(book.file.path)
        page = RecoveryKeyPage(
            recovery.groups, chance=random.SystemRandom(), print_sheet=print_sheet
        )
        if left_out:
            page.add(Soft(" ".join(left_out)))
        page.kept.connect(lambda: self._key_shown(book, kept=True))
        page.later.connect(lambda: self._key_shown(book, kept=False))
        self._show(page, in_use=True)

    def _key_shown(self, book: Book, *, kept: bool) -> None:
        from dataclasses import replace

        self._made = None
        if book.preferences.recovery_kept != kept:  # an export may tell of another file's key
            book.record(replace(book.preferences, recovery_kept=kept))
        self.opened.emit(book, True)  # noqa: FBT003 (a signal takes no names)

    # -- a forgotten passphrase, a damaged file ----------------------------------------------------

    def show_recover(self, path: Path) -> RecoverPage:
        """Ask for the recovery key and a new passphrase."""
        self.journal = path
        from ui.journal_file.jobs import Rescue, recovery_reader
        from ui.start.recovery import RecoverPage

        page = RecoverPage(path.name, recovery_reader(path))
        rescue = Rescue(self._jobs, seen=self.seen())

        def failed(error: JournalError) -> None:
            self._release()
            page.show_problem(error)

        def recover(key: RecoveryKey, passphrase: str) -> None:
            if self._claim(path):
                page.show_busy()
                rescue.recover(path, key, passphrase, self._unlocked, failed)

        page.recovered.connect(recover)
        page.back_wanted.connect(lambda: self.show_unlock(path))
        self._show(page, in_use=True)
        return page

    def show_restore(self, path: Path) -> RestorePage:
        """List the backups of a journal that does not open."""
        from journal.book.copies import restored_name
        from ui.journal_file.jobs import Rescue
        from ui.journal_file.restore import RestorePage

        self.journal = path
        page = RestorePage(path.name, suggest=restored_name(path), ask_passphrase=True)
        rescue = Rescue(self._jobs)

        def look(passphrase: str) -> None:
            page.show_busy()
            rescue.list_backups(path, passphrase, page.show_backups, page.show_problem)

        def restore(state: BackupState, target: Path) -> None:
            page.show_busy()
            rescue.restore(state, target, page.show_restored, page.show_problem)

        page.passphrase_given.connect(look)
        page.restore_wanted.connect(restore)
        page.open_wanted.connect(self.show_unlock)
        page.back_wanted.connect(lambda: self.show_unlock(path))
        self._show(page, in_use=True)
        return page

    # -- one window a journal ----------------------------------------------------------------------

    def _claim(self, path: Path) -> bool:
        """Whether this is the only window on ``path``; the other one is asked to come up."""
        from ui.desktop.single_window import SingleWindow

        self._release()
        single = SingleWindow(path, parent=self)
        if not single.claim():
            self.already_open.emit()
            return False
        single.raise_wanted.connect(self.raise_wanted)
        self._single = single
        return True

    def _release(self) -> None:
        if self._single is not None:
            self._single.release()
            self._single = None

    def close(self) -> None:
        """Let go of what was claimed or made, and throw the sample away."""
        self._release()
        if self._made is not None:
            self._made.close()
            self._made = None
        if self.sample is not None:
            self.sample.cleanup()
            self.sample = None

    # -- places ----------------------------------------------------------------------------------

    def seen(self) -> Seen:
        """What this computer remembers of the journals that were open here."""
        from journal.vault import Seen

        return Seen(self._seen_folder)

    def _known_journal(self) -> Path | None:
        last = self._settings.last_journal
        if last is None:
            return None
        there = last.exists()
        self._forget_contacts(last, there=there)
        return last if there else None

    def _forget_contacts(self, journal: Path, *, there: bool) -> None:
        """The contacts that are shown before unlocking go with the journal that they are from.

        Where its whole folder is missing, a drive may only not be plugged in.
        """
        settings, now = self._settings, self._clock()
        if there:
            settings.journal_missed_since = None
            return
        since = settings.journal_missed_since
        if since is None or since.tzinfo is None:
            since = now
            settings.journal_missed_since = since
        if journal.parent.exists() or now - since > KEPT_WITHOUT_JOURNAL:
            settings.shown_contacts = ()

    def _usual_folder(self) -> Path:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(documents)) / "Daybook"


def _make_folder(folder: Path) -> None:
    """The usual folder is not there before the first journal."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SaveFailed(
            f"The folder {folder} could not be made: {error.strerror}. Choose another place."
        ) from error
