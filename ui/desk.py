"""Desk: an open journal on the screen, with its pages and dialogs."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from journal.book import Book
from journal.charts.style import ChartStyle
from journal.errors import JournalError
from journal.model.content import Country, load_content
from journal.model.plan import Contact, OwnItem
from journal.model.therapy import ShareReceipt
from journal.store.merge import Merged
from journal.summary.lossless import Import
from journal.takeaway import write_takeaway
from ui.dialogs.settings import SettingsDialog
from ui.live_book import LiveBook
from ui.machine import Machine
from ui.pages.journal_page import JournalPage
from ui.theme import Appearance
from ui.window import JournalView, PageEntry, Window
from ui.work import Jobs

if TYPE_CHECKING:
    from ui.pages.guide import GuidePage

CHART_POINTS = 10.0
"""Size of the words in charts at a text scale of 1."""


class Desk(QObject):
    """Everything around one open journal, until it is locked."""

    lock_wanted = Signal()
    help_wanted = Signal()
    reopened = Signal(object)
    """What came of joining two copies (:class:`journal.keeping.Joined`), with the open book."""

    def __init__(
        self,
        book: Book,
        window: Window,
        jobs: Jobs,
        machine: Machine,
        appearance: Appearance,
        parent: QObject | None = None,
        *,
        sample: bool = False,
    ) -> None:
        """``sample`` is a made-up journal, of which this computer remembers nothing."""
        super().__init__(parent)
        self._sample = sample
        self._window = window
        self._jobs = jobs
        self._machine = machine
        self._appearance = appearance
        self.content = load_content()
        self.live = LiveBook(book, jobs, self)
        self.view = JournalView(self.live, self._entries())
        self.view.lock_wanted.connect(self.lock_wanted)
        self.view.help_wanted.connect(self.help_wanted)
        self.view.craving_wanted.connect(self.show_craving)
        self.view.save_elsewhere_wanted.connect(self.save_elsewhere)
        self.view.merge_wanted.connect(lambda _copy: self.join_conflict())
        self.view.settings_wanted.connect(self.show_settings)
        appearance.changed.connect(self._restyle)
        self._guide: GuidePage | None = None
        self._share_contacts()

    def show(self, *, new: bool) -> None:
        """Show the journal: a new one begins with the guide, others with Today."""
        if new and not self.live.ask.preferences.guide_done:
            self._show_guide()
        else:
            self._show_view()

    def leave(self) -> None:
        """Have everything hand over what is still being typed."""
        for widget in self._window.findChildren(QDialog):
            if widget.isVisible():
                widget.close()
        if self._guide is not None:
            self._guide.flush()
        self.view.leave()

    # -- pages -----------------------------------------------------------------------------------

    def _entries(self) -> list[PageEntry]:
        """The pages of the rail, in their order; each is imported when it is first shown."""
        live, content, jobs = self.live, self.content, self._jobs

        def today() -> JournalPage:
            from ui.pages.today import TodayPage

            page = TodayPage(live, content, self.country)
            page.day_wanted.connect(self.show_day)
            return page

        def sessions() -> JournalPage:
            from ui.pages.sessions import SessionsPage

            return SessionsPage(live, content, jobs)

        def progress() -> JournalPage:
            from ui.pages.progress import ProgressPage

            return ProgressPage(live, content, jobs, self._chart_style)

        def therapy() -> JournalPage:
            from ui.pages.therapy import TherapyPage

            return TherapyPage(live, content, jobs)

        def look_back() -> JournalPage:
            from ui.pages.look_back import LookBackPage

            return LookBackPage(live, content)

        def my_plan() -> JournalPage:
            from ui.pages.my_plan import MyPlanPage

            page = MyPlanPage(live, content)
            page.contacts_shown.connect(self._show_contacts)
            return page

        return [
            PageEntry("today", self.tr("Today"), "today", today),
            PageEntry("sessions", self.tr("Sessions"), "sessions", sessions),
            PageEntry("progress", self.tr("Progress"), "progress", progress),
            PageEntry("therapy", self.tr("For therapy"), "therapy", therapy),
            PageEntry("look_back", self.tr("Look back"), "look-back", look_back),
            PageEntry("my_plan", self.tr("My plan"), "plan", my_plan),
        ]

    @property
    def country(self) -> Country | None:
        """The country whose help lines are shown."""
        try:
            return self.content.country(self._machine.country)
        except LookupError:
            return None

    def _show_view(self) -> None:
        self._guide = None
        self._window.show_view(self.view)
        self.view.show_page("today")
        if not self._sample and not self.live.ask.preferences.recovery_kept:
            self.view.remind(
                self.tr(
                    "You have not kept your recovery key yet. Without it, a lost passphrase"
                    " means a lost journal."
                ),
                self.tr("Make a recovery key"),
                self.new_recovery_key,
            )

    def _show_guide(self) -> None:
        from ui.pages.guide import GuidePage

        self._guide = GuidePage(self.live, self.content)
        self._guide.finished.connect(self._show_view)
        self._window.show_view(self._guide)

    def show_day(self, day: date) -> None:
        """Open one day to fill it in or to change it."""
        from ui.pages.look_back import LookBackPage

        self.view.show_page("look_back")
        page = self.view.page("look_back")
        if isinstance(page, LookBackPage):
            page.edit_day(day)

    def show_craving(self, episode_id: UUID | None) -> None:
        """Write down a craving, or go on with one."""
        from ui.dialogs.craving_now import CravingNowDialog

        dialog = CravingNowDialog(
            self.live, self.content, episode_id, self._window, country=self.country
        )
        dialog.help_wanted.connect(self.help_wanted)
        dialog.open()

    # -- the file --------------------------------------------------------------------------------

    def save_elsewhere(self) -> None:
        """Go on in another file when the journal cannot be written where it is."""
        start = self.live.path.with_stem(f"{self.live.path.stem} copy")
        chosen, _filter = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save somewhere else"),
            str(start),
            self.tr("Daybook journals (*.daybook)"),
        )
        if not chosen:
            return
        try:
            self.live.save_elsewhere(Path(chosen))
        except JournalError as error:
            QMessageBox.warning(self._window, self.tr("Not saved"), str(error))
        else:
            self._machine.last_journal = self.live.path

    def join_conflict(self) -> None:
        """Bring the journal and its conflict copy together."""
        from ui.keeping import join_conflict

        self.view.leave()
        home = self.live.home
        join_conflict(self.live, home, self._jobs, self.reopened.emit, self._tell_problem)

    def merge_copy(self) -> None:
        """Take in what another copy of this journal knows."""
        from ui.keeping import Copies

        chosen, _filter = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Another copy of this journal"),
            str(self.live.path.parent),
            self.tr("Daybook journals (*.daybook);;All files (*)"),
        )
        if not chosen:
            return

        def merged(report: Merged) -> None:
            self.show_merge(report)

        Copies(self.live, self._jobs).merge(Path(chosen), merged, self._tell_problem)

    def show_merge(
        self, report: Merged, copy: Path | None = None, left_out: Sequence[str] = ()
    ) -> None:
        """Say what bringing two copies together did."""
        from ui.dialogs.merge import MergeDialog

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

    def _remove_copy(self, copy: Path) -> None:
        try:
            copy.unlink(missing_ok=True)
        except OSError as error:
            QMessageBox.warning(
                self._window,
                "Daybook",
                self.tr("It could not be removed: {why}.").format(why=error.strerror),
            )

    def take_away(self) -> None:
        """Write everything to a file that other programs read."""
        chosen, chosen_filter = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Write everything to a file"),
            f"journal-{self.live.ask.today().isoformat()}.json",
            self.tr("Everything, to take in again (*.json);;Tables in an archive (*.zip)"),
        )
        if not chosen:
            return
        path = Path(chosen)
        if not path.suffix:
            path = path.with_suffix(".zip" if "zip" in chosen_filter else ".json")
        self._jobs.run(
            write_takeaway,
            self.live.image(),
            self.live.ask.now(),
            path,
            "json" if path.suffix.lower() == ".json" else "csv",
            self.content,
            done=partial(self._taken_away, path),
            failed=self._tell_problem,
        )

    def _taken_away(self, path: Path, digest: str) -> None:
        receipt = ShareReceipt(at=self.live.ask.now(), what="everything", sha256=digest)
        self.live.record(receipt, undoable=False)
        QMessageBox.information(
            self._window,
            "Daybook",
            self.tr("Saved as {name}. It is not locked: whoever has the file can read it.").format(
                name=path.name
            ),
        )

    def take_in(self) -> None:
        """Take in a file that Daybook wrote with everything in it."""
        from ui.keeping import Copies

        chosen, _filter = QFileDialog.getOpenFileName(
            self._window, self.tr("Take in a file"), "", self.tr("Daybook files (*.json)")
        )
        if not chosen:
            return

        def taken(merged: Merged, incoming: Import) -> None:
            self.show_merge(merged, left_out=incoming.sentences)

        Copies(self.live, self._jobs).import_json(Path(chosen), taken, self._tell_problem)

    # -- keys ------------------------------------------------------------------------------------

    def change_passphrase(self) -> None:
        """Ask for a new passphrase."""
        from ui.dialogs.keys import ChangePassphraseDialog
        from ui.keeping import Keys

        ChangePassphraseDialog(Keys(self.live, self._jobs), self._window).open()

    def new_recovery_key(self) -> None:
        """Make a new recovery key and have it kept."""
        from ui.dialogs.keys import NewRecoveryKeyDialog
        from ui.keeping import Keys
        from ui.recovery_sheet import print_sheet

        dialog = NewRecoveryKeyDialog(
            Keys(self.live, self._jobs), print_sheet, random.SystemRandom(), self._window
        )
        dialog.changed.connect(self._recovery_kept)
        dialog.open()

    def new_keys(self) -> None:
        """Lock the journal with entirely new keys."""
        from ui.dialogs.keys import NewKeysDialog
        from ui.keeping import Keys
        from ui.recovery_sheet import print_sheet

        dialog = NewKeysDialog(
            Keys(self.live, self._jobs), print_sheet, random.SystemRandom(), self._window
        )
        dialog.changed.connect(self._recovery_kept)
        dialog.open()

    def _recovery_kept(self) -> None:
        kept = replace(self.live.ask.preferences, recovery_kept=True)
        self.live.record(kept, undoable=False)
        self.view.remind("")

    # -- looks -----------------------------------------------------------------------------------

    def show_settings(self) -> None:
        """Show how Daybook looks, and what can be done with the file and its keys."""
        doors: list[tuple[str, Callable[[], None]]] = [
            (self.tr("Change my passphrase"), self.change_passphrase),
            (self.tr("New recovery key"), self.new_recovery_key),
            (self.tr("Lock with all new keys"), self.new_keys),
            (self.tr("Bring in another copy"), self.merge_copy),
            (self.tr("Write everything to a file"), self.take_away),
            (self.tr("Take in such a file"), self.take_in),
            (self.tr("Keep the journal in another place"), self.save_elsewhere),
        ]
        SettingsDialog(self._appearance, self._machine, self.live.path, doors, self._window).open()

    def _chart_style(self) -> ChartStyle:
        theme = self._appearance.theme
        size = CHART_POINTS * self._appearance.text_scale
        return ChartStyle.from_tokens(theme.chart_style(), font_size=size)

    def _restyle(self) -> None:
        self.view.refresh_icons()
        for page in self.view.made_pages:
            page.restyle()

    def _show_contacts(self, lines: tuple[str, ...]) -> None:
        if not self._sample:
            self._machine.shown_contacts = lines

    def _share_contacts(self) -> None:
        """What the unlock screen shows follows the journal, also after a merge or a restore."""
        from ui.pages.plan_contacts import unlock_lines

        self._show_contacts(unlock_lines(self.live.ask.all(Contact), self.content))

    def _tell_problem(self, error: JournalError) -> None:
        QMessageBox.warning(self._window, "Daybook", str(error))
