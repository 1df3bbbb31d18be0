"""Desk: an open journal on the screen, with its pages and dialogs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from journal.book.book import Book
from journal.book.newer_save import NewerSave
from journal.charts.style import ChartStyle
from journal.content.content import Content, Country
from journal.errors import JournalError
from journal.model.draft import Draft
from journal.model.plan import Contact
from ui.base.form_draft import GUIDE_PAGE
from ui.base.jobs import Jobs
from ui.base.journal_page import JournalPage, PageContext
from ui.base.live_book import LiveBook
from ui.base.watch import Watch
from ui.base.words.dates import day_words
from ui.desktop.settings_file import SettingsFile
from ui.journal_file.actions import FileActions
from ui.journal_file.settings import SettingsDialog
from ui.look.theme import Appearance
from ui.shell.features import Feature, Features
from ui.shell.journal_view import JournalView
from ui.shell.locking import save_or_keep
from ui.shell.window import Window

if TYPE_CHECKING:
    from ui.start.guide import GuidePage

CLOSE_S = 1.0
"""So long closing a saved journal may take before the program starts anew without it."""
CHART_POINTS = 10.0
"""Size of the words in charts at a text scale of 1."""


class Desk(QObject):
    """Everything around one open journal, until it is locked."""

    lock_wanted = Signal()
    open_wanted = Signal(object)
    """The path of another journal that is to be opened in the place of this one."""
    help_wanted = Signal()
    reopened = Signal(object)
    """What came of joining two copies (:class:`journal.book.copies.Joined`), with the open book."""

    def __init__(
        self,
        book: Book,
        content: Content,
        window: Window,
        jobs: Jobs,
        settings: SettingsFile,
        appearance: Appearance,
        parent: QObject | None = None,
        *,
        folders: Sequence[Path] = (),
        sample: bool = False,
    ) -> None:
        """``folders`` take what cannot be saved; ``sample`` is a made-up journal, of which this
        computer remembers nothing."""
        super().__init__(parent)
        self._folders = folders
        self._sample = sample
        self._window = window
        self._jobs = jobs
        self._settings = settings
        self._appearance = appearance
        self.content = content
        self.live = LiveBook(book, jobs, self)
        self.file_actions = FileActions(self.live, self.content, window, jobs, settings, self)
        self.file_actions.reopened.connect(self.reopened)
        self.file_actions.open_wanted.connect(self.open_wanted)
        self.file_actions.recovery_kept.connect(self._recovery_kept)
        self.view = JournalView(self.live, Features(self).listed(), self._make_page)
        self.view.lock_wanted.connect(self.lock_wanted)
        self.view.help_wanted.connect(self.help_wanted)
        self.view.craving_wanted.connect(self.show_craving)
        self.view.day_wanted.connect(self.show_day)
        self.view.save_elsewhere_wanted.connect(self.file_actions.save_elsewhere)
        self.view.write_here_wanted.connect(self.file_actions.write_here)
        self.view.merge_wanted.connect(self._join_conflict)
        self.view.settings_wanted.connect(self.show_settings)
        appearance.changed.connect(self._restyle)
        self._guide: GuidePage | None = None
        self._hidden: list[QDialog] = []

    def showing(self, *, new: bool, returning: bool = False) -> Iterator[object]:
        """Show the journal in pieces: a new one begins with the guide, others with Today, or, when
        ``returning`` after a lock, with what was in sight."""
        if self._wants_guide(new=new):
            self._show_guide()
        else:
            self._remind()  # before it is in sight, where it would be laid out at once
            yield self.view
            self.view.setParent(self._window)  # dressed before it is laid out and painted
            yield self.view
            self._window.show_view(self.view)
            yield self.view
            self._begin(self.live.last_view if returning else "")
        yield self.view
        if not self._sample:
            self._share_contacts()
            Watch(self.live, self._share_contacts, (Contact.kind,), self)

    def leave(self) -> bool:
        """Have everything hand over what is still being typed; whether all of it could be kept.

        A dialog that holds what cannot be kept is hidden; :meth:`show_refused` shows it again.
        """
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible() and not dialog.close():
                dialog.hide()
                self._hidden.append(dialog)
        if self._guide is not None:
            self._guide.flush()
        if not self.live.closed:
            self.view.leave()
        return not self.live.pending.refused

    def show_refused(self) -> None:
        """Go where something stands that could not be kept."""
        for dialog in self._hidden:
            dialog.show()
        self._hidden.clear()
        for control in self.live.pending.refused[:1]:
            control.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> Path:
        """Before locking: save all, or keep it where it can be kept, and let go of the journal.

        Takes a few seconds at most, whatever the disk does. Gives the file to go on in.
        """
        live = self.live
        if live.closed:
            return live.home  # it was saved, and is being joined with a copy
        self.leave()
        if save_or_keep(live, self.view.place, self._folders):
            self.close(CLOSE_S)
        return live.path

    def close(self, limit_s: float | None = None) -> None:
        """Let go of the journal; nothing is saved any more. Waits at most ``limit_s`` seconds."""
        self.view.pages.stop()
        self.live.close(limit_s)

    # -- pages -----------------------------------------------------------------------------------

    def _make_page(self, feature: Feature, parent: QWidget) -> JournalPage:
        context = PageContext(self.live, self.content, self._jobs, self.country, self._chart_style)
        return feature.make(context, parent)

    @property
    def country(self) -> Country | None:
        """The country whose help lines are shown."""
        try:
            return self.content.country(self._settings.country)
        except LookupError:
            return None

    def _guided(self) -> None:
        self._guide = None
        self._remind()
        self._window.show_view(self.view)
        self._begin()

    def _begin(self, place: str = "") -> None:
        self.view.show_place(place)
        self._look_for_copies()
        self._look_for_unsaved()

    def _remind(self) -> None:
        """Offer what was left unfinished, or else what is still to be done."""
        newer = self.live.ask_about_newer()
        if newer is not None:
            self._tell_of_newer(newer)
            return
        draft = next(iter(self.live.ask.drafts()), None)
        if draft is not None:
            self.view.remind(
                self.tr("You had begun to write, and did not save it: {title}.").format(
                    title=draft.title
                ),
                self.tr("Go on"),
                partial(self._resume, draft),
            )
            return
        writable = not self._sample and self.live.read_only_reason is None
        if writable and not self.live.ask.preferences.recovery_kept:
            self.view.remind(
                self.tr(
                    "You have not kept your recovery key yet. Without it, a lost passphrase"
                    " means a lost journal."
                ),
                self.tr("Make a recovery key"),
                self.file_actions.new_recovery_key,
            )

    def _resume(self, draft: Draft) -> None:
        """Open a form that was left unfinished, as it was left."""
        self.view.remind("")
        self.view.show_page(draft.page)
        self.view.page(draft.page).resume(draft)

    def _wants_guide(self, *, new: bool) -> bool:
        """Whether a new journal is to be made one's own first, or that was broken off."""
        begun = any(draft.page == GUIDE_PAGE for draft in self.live.ask.drafts())
        return not self.live.ask.preferences.guide_done and (new or begun)

    def _tell_of_newer(self, newer: NewerSave) -> None:
        saved_at = newer.stamp.saved_at
        day = day_words(saved_at) if saved_at else self.tr("an unknown day")
        actions = self.file_actions
        if newer.in_backups:
            self.view.remind(
                self.tr(
                    "This file is older than what was saved last. A later save, of {day}, is among"
                    " your backups."
                ).format(day=day),
                self.tr("Look at my backups"),
                actions.show_backups,
            )
        else:
            self.view.remind(
                self.tr(
                    "This file is older than what was saved last on this computer, on {day}. If"
                    " you did not bring it back yourself, look for a later copy."
                ).format(day=day),
                self.tr("Bring in another copy"),
                actions.merge_copy,
            )

    def _show_guide(self) -> None:
        from ui.start.guide import GuidePage

        self._guide = GuidePage(self.live, self.content)
        self._guide.finished.connect(self._guided)
        self._window.show_view(self._guide)

    def show_day(self, day: date) -> None:
        """Open one day to fill it in or to change it."""
        from ui.look_back.page import LookBackPage

        self.view.show_page("look_back")
        page = self.view.page("look_back")
        if isinstance(page, LookBackPage):
            page.edit_day(day)

    def show_craving(self, episode_id: UUID | None) -> None:
        """Write down a craving, or go on with one."""
        from ui.craving.dialog import CravingNowDialog

        # What is being typed on the page is not to become a change of the dialog's.
        self.view.leave()
        dialog = CravingNowDialog(
            self.live,
            self.content,
            episode_id,
            self._window,
            country=self.country,
            reduced_motion=self._settings.reduced_motion,
        )
        dialog.help_wanted.connect(self.help_wanted)
        dialog.open()

    # -- the file --------------------------------------------------------------------------------

    def _join_conflict(self, copy: Path) -> None:
        self.view.leave()
        if self.live.path != self.live.home:
            self.view.pages.stop()
            self.view.setEnabled(False)  # nothing can be asked or told until it is open again
            self.file_actions.join_conflict(self._not_joined)
            return
        # The copy is from an earlier session; the journal itself is the one that is open.
        self.view.conflict_solved()
        self.file_actions.bring_in_conflict(copy)

    def _not_joined(self, error: JournalError) -> None:
        self.file_actions.tell_problem(error)
        if self.live.closed:
            self.lock_wanted.emit()  # nothing opens: the first page knows of backups
            return
        self.view.setEnabled(True)
        if (page := self.view.current) is not None:
            page.focus_first()

    def _look_for_copies(self) -> None:
        """A conflict copy that was left behind must not be forgotten."""
        from ui.journal_file.jobs import find_copies

        if self.live.path == self.live.home:
            find_copies(self.live, self._jobs, self.view.offer_copy)

    def _look_for_unsaved(self) -> None:
        """What could not be saved when the journal was locked is offered until it is joined."""
        from ui.journal_file.jobs import find_unsaved

        def found(copies: Sequence[Path]) -> None:
            self.view.offer_unsaved(lambda: self._bring_in_unsaved(copies))

        find_unsaved(self.live, self._jobs, self._folders, found)

    def _bring_in_unsaved(self, copies: Sequence[Path]) -> None:
        self.view.leave()
        self.file_actions.bring_in_unsaved(copies, self.view.unsaved_joined)

    def _recovery_kept(self) -> None:
        kept = replace(self.live.ask.preferences, recovery_kept=True)
        self.live.record(kept, undoable=False)
        self.view.remind("")

    # -- looks -----------------------------------------------------------------------------------

    def show_settings(self) -> None:
        """Show how Daybook looks, and what can be done with the file and its keys."""
        SettingsDialog(
            self._appearance,
            self._settings,
            self.live.path,
            self.file_actions.listed(),
            self._window,
        ).open()

    def _chart_style(self) -> ChartStyle:
        theme = self._appearance.theme
        size = CHART_POINTS * self._appearance.text_scale
        return ChartStyle.from_tokens(theme.chart_style(), font_size=size)

    def _restyle(self) -> None:
        self.view.refresh_icons()
        for page in self.view.pages.made_pages:
            page.restyle()

    def _share_contacts(self) -> None:
        """What the unlock screen shows follows the journal."""
        from journal.rules.unlock_screen import unlock_lines

        contacts = self.live.ask.all(Contact)
        self._settings.shown_contacts = unlock_lines(contacts, self.content)
