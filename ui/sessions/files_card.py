"""FilesCard: the meeting log to print, and calendar files in and out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFileDialog, QWidget

from journal.content.content import Content
from journal.errors import JournalError
from journal.files import write_output
from journal.model.attendance import Meeting
from journal.model.diary import Diary
from journal.model.program import PlannedSession
from journal.model.therapy import ShareReceipt
from journal.report.choice import default_paper
from ui.base.jobs import Jobs, Latest
from ui.base.live_book import LiveBook
from ui.sessions.calendar_file_dialog import CalendarFileDialog
from ui.widgets.banner import Banner
from ui.widgets.layout.card import Card

ChooseFile = Callable[[QWidget, str], Path | None]
"""Asks for a file, given a name to start from; None when the person thinks better of it."""


def choose_target(parent: QWidget, name: str) -> Path | None:
    """Ask where to write with the system's own dialog."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, "Daybook", name, "*" + Path(name).suffix)
    return Path(chosen) if chosen else None


def choose_source(parent: QWidget, name: str) -> Path | None:
    """Ask what to read with the system's own dialog."""
    chosen, _filter = QFileDialog.getOpenFileName(parent, "Daybook", name, "*.ics *.ical *.ifb;;*")
    return Path(chosen) if chosen else None


class FilesCard(Card):
    """What leaves for paper or a calendar, and a program's calendar taken in."""

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        jobs: Jobs,
        choose_target: ChooseFile = choose_target,
        choose_source: ChooseFile = choose_source,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("On paper and in a calendar"))
        self.set_hint(
            self.tr(
                "These files are not locked: whoever has them can read them. Your notes are in none"
                " of them."
            )
        )
        self._live = live
        self._content = content
        self._jobs = jobs
        self._latest = Latest(jobs)
        self._choose_target = choose_target
        self._choose_source = choose_source
        self._said = Banner()
        self.add(self._said)
        self._log = self.add_action(self.tr("Meeting log to print"), self.save_log)
        self._out = self.add_action(self.tr("My sessions as a calendar"), self.export_ics)
        self._in = self.add_action(self.tr("Take in a calendar file"), self.import_ics)

    @property
    def said(self) -> str:
        """The last thing that was said."""
        return self._said.text

    def redraw(self) -> None:
        """Offer what there is something to make of."""
        self._log.setEnabled(self._live.ask.count(Meeting) > 0)
        self._out.setEnabled(self._live.ask.count(PlannedSession) > 0)

    def save_log(self) -> None:
        """Write the meeting log as a PDF."""
        from journal.report.meeting_log import meeting_log_pdf

        paper, content = default_paper(QLocale().name()), self._content
        name = f"log-{self._live.ask.today().isoformat()}.pdf"
        self._write("meeting log", name, lambda d: meeting_log_pdf(d, content, paper=paper))

    def export_ics(self) -> None:
        """Write the planned sessions as a calendar file."""
        from journal.exchange.ics import write_ics

        self._write("calendar", "calendar.ics", lambda d: write_ics(d.program, d.planned))

    def import_ics(self) -> None:
        """Show what a calendar file holds, to be added."""
        path = self._choose_source(self, "")
        if path is not None:
            CalendarFileDialog(self._live, self._content, self._jobs, path, self).open()

    # -- parts -----------------------------------------------------------------------------------

    def _write(self, what: str, name: str, make: Callable[[Diary], bytes]) -> None:
        path = self._choose_target(self, name)
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(Path(name).suffix)

        def work(diary: Diary) -> str:
            data = make(diary)
            write_output(target, data)
            return hashlib.sha256(data).hexdigest()

        self._said.say("")
        self._live.study(
            work,
            lambda digest: self._written(what, target, digest),
            through=self._latest,
            failed=self._not_written,
        )

    def _written(self, what: str, path: Path, digest: str) -> None:
        receipt = ShareReceipt(at=self._live.ask.now(), what=what, sha256=digest)
        self._live.record(receipt, undoable=False)
        self._said.say(self.tr("Saved as {name}.").format(name=path.name))

    def _not_written(self, error: JournalError) -> None:
        self._said.say(str(error), "warning")
