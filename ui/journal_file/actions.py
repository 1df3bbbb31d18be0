"""FileActions: what can be done with the file of an open journal, and with its keys."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from journal.content.content import Content
from journal.errors import InternalError, JournalError, WrongPassphrase
from journal.model.plan import OwnItem
from journal.model.therapy import ShareReceipt
from journal.store.merge import Merged
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook
from ui.desktop.settings_file import SettingsFile
from ui.widgets.messages import inform, warn
from ui.widgets.window_name import name_window

if TYPE_CHECKING:
    from journal.book.copies import BackupState
    from journal.exchange.json_file import Import


class FileActions(QObject):
    """Each is one press in Settings, or on a banner, and asks for what it needs."""

    reopened = Signal(object)
    """What came of joining two copies (:class:`journal.book.copies.Joined`), with the open book."""
    open_wanted = Signal(object)
    """The path of another journal that is to be opened in the place of this one."""
    recovery_kept = Signal()
    """A new recovery key was shown and kept."""

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        window: QWidget,
        jobs: Jobs,
        settings: SettingsFile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.live = live
        self.content = content
        self._window = window
        self._jobs = jobs
        self._settings = settings

    def listed(self) -> list[tuple[str, Callable[[], None]]]:
        """What Settings offers: the words, and what happens."""
        earlier = (self.tr("Look at earlier versions"), self.show_earlier)
        return [
            (self.tr("Change my passphrase"), self.change_passphrase),
            (self.tr("Make a new recovery key"), self.new_recovery_key),
            (self.tr("Make new keys"), self.new_keys),
            (self.tr("Look at my backups"), self.show_backups),
            (self.tr("Bring in another copy"), self.merge_copy),
            *([earlier] if self.live.ask.earlier_versions() else []),
            (self.tr("Write everything to a file"), self.take_away),
            (self.tr("Take in everything from a file"), self.take_in),
            (self.tr("Keep the journal in another place"), self.save_elsewhere),
        ]

    # -- the file --------------------------------------------------------------------------------

    def save_elsewhere(self) -> None:
        """Go on in another file when the journal cannot be written where it is."""
        start = self.live.path.with_stem(f"{self.live.path.stem} copy")
        chosen, _filter = QFileDialog.getSaveFileName(
            self._window,
            "Daybook",
            str(start),
            self.tr("Daybook journals (*.daybook)"),
        )
        if not chosen:
            return
        try:
            self.live.save_elsewhere(Path(chosen))
        except JournalError as error:
            warn(self._window, str(error))
        else:
            self._settings.last_journal = self.live.path

    def write_here(self) -> None:
        """Write in a journal that is not open on the other computer that says so."""
        from ui.journal_file.jobs import Copies

        def done(merged: Merged | None) -> None:
            if merged is not None:
                self.show_merge(merged)

        def refused(error: JournalError) -> None:
            if self.live.read_only_reason is None:
                return  # A second press finds it open already: here.
            if isinstance(error, WrongPassphrase):
                error = WrongPassphrase(
                    self.tr(
                        "It has new keys from the other computer. Lock Daybook here, open it with"
                        " the new passphrase, and then press this again."
                    )
                )
            self.tell_problem(error)

        Copies(self.live, self._jobs, self).write_here(done, refused)

    def join_conflict(self, failed: Callable[[JournalError], object]) -> None:
        """Bring the journal and its conflict copy together; it is closed meanwhile."""
        from ui.journal_file.jobs import join_conflict

        join_conflict(self.live, self.live.home, self._jobs, self.reopened.emit, failed)

    def merge_copy(self) -> None:
        """Take in what another copy of this journal knows."""

        chosen, _filter = QFileDialog.getOpenFileName(
            self._window,
            "Daybook",
            str(self.live.path.parent),
            self.tr("Daybook journals (*.daybook);;All files (*)"),
        )
        if not chosen:
            return

        self._bring_in(Path(chosen), self.show_merge)

    def bring_in_conflict(self, copy: Path) -> None:
        """Take in a conflict copy that an earlier session left, and offer to remove it."""
        self._bring_in(copy, lambda report: self.show_merge(report, copy))

    def bring_in_unsaved(self, copies: Sequence[Path], done: Callable[[], object]) -> None:
        """Take in what could not be saved when the journal was locked; each of ``copies`` goes
        once it is saved here. ``done`` is called after the last."""

        def taken(merged: Merged) -> None:
            if self.live.save_now():
                self._remove_copy(copies[0])
            if merged.differences:
                self.show_merge(merged)
            self.bring_in_unsaved(copies[1:], done)

        if copies:
            self._bring_in(copies[0], taken)
        else:
            done()

    def _bring_in(self, copy: Path, show: Callable[[Merged], None]) -> None:
        from ui.journal_file.jobs import Copies

        copies = Copies(self.live, self._jobs, self)

        def refused(error: JournalError) -> None:
            if not isinstance(error, WrongPassphrase):
                self.tell_problem(error)
                return
            passphrase = self._ask_passphrase(str(error))
            if passphrase:
                copies.merge(copy, show, self.tell_problem, passphrase)

        copies.merge(copy, show, refused)

    def _ask_passphrase(self, why: str) -> str:
        given, agreed = QInputDialog.getText(
            self._window,
            "Daybook",
            why + "\n" + self.tr("The passphrase of that copy:"),
            QLineEdit.EchoMode.Password,
        )
        return given if agreed else ""

    def show_backups(self) -> None:
        """List the backups, and restore one as a new file if that is wanted."""
        from journal.book.copies import restored_name
        from ui.journal_file.jobs import Rescue
        from ui.journal_file.restore import RestorePage
        from ui.widgets.layout.window_size import size_in_letters

        path = self.live.home
        page = RestorePage(path.name, suggest=restored_name(path), ask_passphrase=False)
        dialog = QDialog(self._window)
        name_window(dialog, self.tr("My backups"))
        size_in_letters(dialog, 48, 40)
        box = QVBoxLayout(dialog)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(page)
        rescue = Rescue(self._jobs)

        def restore(state: BackupState, target: Path) -> None:
            page.show_busy()
            rescue.restore(state, target, page.show_restored, page.show_problem)

        page.restore_wanted.connect(restore)
        page.back_wanted.connect(dialog.accept)
        page.open_wanted.connect(dialog.accept)
        page.open_wanted.connect(self.open_wanted)
        page.show_busy()
        rescue.list_backups(path, self.live.ring, page.show_backups, page.show_problem)
        dialog.open()

    def show_merge(
        self, report: Merged, copy: Path | None = None, left_out: Sequence[str] = ()
    ) -> None:
        """Say what bringing two copies together did."""
        from ui.journal_file.merge_report import MergeDialog

        dialog = MergeDialog(
            report,
            self.content,
            own=self.live.ask.all(OwnItem),
            craving_word=self.live.ask.program.craving_word,
            left_out=left_out,
            copy=copy,
            parent=self._window,
        )
        dialog.remove_wanted.connect(self._remove_copy)
        dialog.open()

    def show_earlier(self) -> None:
        """Show what merges did not choose."""
        from ui.journal_file.earlier import EarlierDialog

        EarlierDialog(self.live, self.content, self._window).open()

    def _remove_copy(self, copy: Path) -> None:
        try:
            copy.unlink(missing_ok=True)
        except OSError as error:
            words = self.tr("It could not be removed: {why}.").format(why=error.strerror)
            warn(self._window, words)

    def take_away(self) -> None:
        """Write everything to a file that other programs read, once it is known who wants that."""
        from ui.journal_file.jobs import Keys
        from ui.journal_file.keys_dialogs import ExportDialog

        dialog = ExportDialog(Keys(self.live, self._jobs), self._window)
        dialog.confirmed.connect(self._write_everything)
        dialog.open()

    def _write_everything(self) -> None:
        from journal.exchange.export import write_export
        from journal.exchange.formats import FORMATS

        formats = {f"{form.name} (*{' *'.join(form.suffixes)})": form for form in FORMATS.values()}
        chosen, chosen_filter = QFileDialog.getSaveFileName(
            self._window,
            "Daybook",
            f"journal-{self.live.ask.today().isoformat()}.json",
            ";;".join(formats),
        )
        if not chosen:
            return
        path = Path(chosen)
        form = formats.get(chosen_filter, FORMATS["json"])
        if not path.suffix:
            path = path.with_suffix(form.suffixes[0])
        known = (one for one in formats.values() if path.suffix.lower() in one.suffixes)
        form = next(known, form)
        self._jobs.run(
            write_export,
            self.live.image(),
            self.live.ask.now(),
            path,
            form,
            self.content,
            done=partial(self._taken_away, path),
            failed=self.tell_problem,
        )

    def _taken_away(self, path: Path, digest: str) -> None:
        receipt = ShareReceipt(at=self.live.ask.now(), what="everything", sha256=digest)
        self.live.record(receipt, undoable=False)
        inform(
            self._window,
            self.tr("Saved as {name}. It is not locked: whoever has the file can read it.").format(
                name=path.name
            ),
        )

    def take_in(self) -> None:
        """Take in a file that Daybook wrote with everything in it."""
        from ui.journal_file.jobs import Copies

        chosen, _filter = QFileDialog.getOpenFileName(
            self._window, "Daybook", "", self.tr("Daybook files (*.json)")
        )
        if not chosen:
            return

        def taken(merged: Merged, incoming: Import) -> None:
            self.show_merge(merged, left_out=incoming.sentences)

        Copies(self.live, self._jobs).import_json(Path(chosen), taken, self.tell_problem)

    # -- keys ------------------------------------------------------------------------------------

    def change_passphrase(self) -> None:
        """Ask for a new passphrase."""
        from ui.journal_file.jobs import Keys
        from ui.journal_file.keys_dialogs import ChangePassphraseDialog

        ChangePassphraseDialog(Keys(self.live, self._jobs), self._window).open()

    def new_recovery_key(self) -> None:
        """Make a new recovery key and have it kept."""
        from ui.journal_file.jobs import Keys
        from ui.journal_file.keys_dialogs import NewRecoveryKeyDialog
        from ui.journal_file.recovery_sheet import print_sheet

        dialog = NewRecoveryKeyDialog(
            Keys(self.live, self._jobs), print_sheet, random.SystemRandom(), self._window
        )
        dialog.changed.connect(self.recovery_kept)
        dialog.open()

    def new_keys(self) -> None:
        """Lock the journal with entirely new keys."""
        from ui.journal_file.jobs import Keys
        from ui.journal_file.keys_dialogs import NewKeysDialog
        from ui.journal_file.recovery_sheet import print_sheet

        dialog = NewKeysDialog(
            Keys(self.live, self._jobs), print_sheet, random.SystemRandom(), self._window
        )
        dialog.changed.connect(self.recovery_kept)
        dialog.open()

    def tell_problem(self, error: JournalError) -> None:
        """Say why something could not be done; a bug is told of where all bugs are."""
        if not isinstance(error, InternalError):
            warn(self._window, str(error))
