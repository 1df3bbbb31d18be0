"""SummaryCard: choosing what goes into the summary, seeing it, and saving it as a PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QWidget

from journal.errors import JournalError
from journal.model.content import Content
from journal.model.diary import Diary
from journal.model.therapy import ShareReceipt
from journal.summary import preview, summary_pdf
from journal.summary.choice import SummaryChoice, default_paper, offers
from journal.summary.output import write_output
from journal.summary.since import last_visit
from ui.live_book import LiveBook
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.choice import ChoiceRow
from ui.widgets.rows import Rows
from ui.widgets.words import Heading, Soft
from ui.work import Debounce, Jobs, Latest

ChooseFile = Callable[[QWidget, str], Path | None]
"""Asks where to write a file, given a name to start from; None when the person thinks better."""

PREVIEW_AFTER_MS = 350
PREVIEW_DPI = 120


def choose_pdf(parent: QWidget, name: str) -> Path | None:
    """Ask with the system's own dialog."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, "", name, "PDF (*.pdf)")
    return Path(chosen) if chosen else None


class SummaryCard(Card):
    """What can be shared is ticked here, one by one; the preview is made from the same words."""

    saved = Signal(object)
    """The path that a summary was written to."""

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        jobs: Jobs,
        choose_file: ChooseFile = choose_pdf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("My summary"))
        self.set_hint(
            self.tr(
                "One page to carry to your session. It says nothing that you did not choose to"
                " say. Notes stay here. Tick what else may be on it."
            )
        )
        self._live = live
        self._content = content
        self._jobs = jobs
        self._choose_file = choose_file
        self._latest = Latest(jobs, "general")
        self._soon = Debounce(self._draw_preview, PREVIEW_AFTER_MS, 2000, self)
        self._ticked: set[str] = set()
        self._span = ChoiceRow(
            self.tr("Days"),
            [
                ("since", self.tr("Since my last session")),
                ("14", self.tr("Last 14 days")),
                ("30", self.tr("Last 30 days")),
                ("all", self.tr("The whole program")),
            ],
        )
        self._span.value = "30"
        self._span.valueChanged.connect(lambda _value: self._soon.poke())
        self._offers = Rows(4)
        self._pages = Rows(12)
        self._said = Banner()
        self.add(self._span)
        self.add(self._offers)
        self._save_button = self.add_action(self.tr("Save summary as PDF"), self.save, primary=True)
        self.add(self._said)
        self.add(Heading(self.tr("This is what they will read")))
        self.add(self._pages)

    def redraw(self) -> None:
        """Show what can be ticked now, and make the preview again."""
        self._show_offers()
        self._soon.poke()

    def choice(self) -> SummaryChoice:
        """What is chosen now."""
        first = self._first_day()
        return SummaryChoice(
            included=frozenset(self._ticked),
            paper=default_paper(QLocale().name()),
            first=first,
            last=self._live.ask.today(),
        )

    def save(self) -> None:
        """Ask where to, and write the PDF there."""
        name = f"summary-{self._live.ask.today().isoformat()}.pdf"
        path = self._choose_file(self, name)
        if path is None:
            return
        if not path.suffix:
            path = path.with_suffix(".pdf")
        diary, choice = self._live.ask.diary(), self.choice()
        self._save_button.setEnabled(False)
        self._jobs.run(
            _write,
            diary,
            self._content,
            choice,
            path,
            done=lambda digest: self._written(path, choice, digest),
            failed=self._not_written,
            always=lambda: self._save_button.setEnabled(True),
        )

    # -- parts -----------------------------------------------------------------------------------

    def _first_day(self) -> date:
        today, start = self._live.ask.today(), self._live.ask.program.start
        chosen = self._span.value or "30"
        if chosen == "all":
            return min(start, today)
        if chosen == "since":
            visit = last_visit(self._live.ask.diary())
            if visit is not None:
                return min(visit.day, today)
            chosen = "14"
        return max(min(start, today), today - timedelta(days=int(chosen) - 1))

    def _show_offers(self) -> None:
        found = offers(self._live.ask.diary(), self._content)
        keys = {offer.key for offer in found}
        self._ticked &= keys
        rows: list[QWidget] = []
        groups = {
            "talk": self.tr("To talk about"),
            "goals": self.tr("Goals"),
            "safety": self.tr("Safety"),
            "days": self.tr("My days"),
            "scores": self.tr("Scores from the clinic"),
            "notes": self.tr("Notes"),
        }
        shown = ""
        for offer in found:
            if offer.group != shown:
                shown = offer.group
                rows.append(Soft(groups[shown]))
            words = offer.words.replace("\n", " ")
            box = QCheckBox(words if len(words) <= 90 else words[:87] + "…")
            box.setChecked(offer.key in self._ticked)
            box.toggled.connect(partial(self._tick, offer.key))
            rows.append(box)
        self._offers.renew(rows)

    def _tick(self, key: str, on: bool) -> None:
        (self._ticked.add if on else self._ticked.discard)(key)
        self._soon.poke()

    def _draw_preview(self) -> None:
        if not self.isVisible():
            return
        self._latest.run(
            preview,
            self._live.ask.diary(),
            self._content,
            self.choice(),
            PREVIEW_DPI,
            done=self._show_pages,
        )

    def _show_pages(self, pages: list[bytes]) -> None:
        sheets = []
        for number, page in enumerate(pages, start=1):
            label = _Sheet(QImage.fromData(page))
            label.setAccessibleName(self.tr("Page {number} of the summary").format(number=number))
            sheets.append(label)
        self._pages.renew(sheets)

    def _written(self, path: Path, choice: SummaryChoice, digest: str) -> None:
        receipt = ShareReceipt(
            at=self._live.ask.now(),
            what="summary",
            first=choice.first,
            last=choice.last,
            parts=tuple(sorted(choice.included)),
            sha256=digest,
        )
        self._live.record(receipt, undoable=False)
        self._said.say(
            self.tr("Saved as {name}. It is not locked: whoever has the file can read it.").format(
                name=path.name
            )
        )
        self.saved.emit(path)

    def _not_written(self, error: JournalError) -> None:
        self._said.say(str(error), "warning")


class _Sheet(QLabel):
    """One page of paper, as wide as there is room."""

    def __init__(self, page: QImage) -> None:
        super().__init__()
        self._page = page
        self.setFrameShape(QLabel.Shape.Box)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setMinimumWidth(200)
        self._fit(620)

    def resizeEvent(self, event: object) -> None:
        self._fit(self.width())

    def _fit(self, room: int) -> None:
        width = min(room - 4, 760)
        if width > 0 and not self._page.isNull():
            ratio = self.devicePixelRatioF()
            picture = QPixmap.fromImage(
                self._page.scaledToWidth(
                    round(width * ratio), Qt.TransformationMode.SmoothTransformation
                )
            )
            picture.setDevicePixelRatio(ratio)
            self.setPixmap(picture)


def _write(diary: Diary, content: Content, choice: SummaryChoice, path: Path) -> str:
    """Write the PDF and give its SHA-256."""
    data = summary_pdf(diary, content, choice)
    write_output(path, data)
    return hashlib.sha256(data).hexdigest()
