"""SummaryCard: choosing what goes into the summary, seeing it, and saving it as a PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from journal.content.content import Content
from journal.errors import JournalError
from journal.files import write_output
from journal.model.diary import Diary
from journal.model.therapy import ShareReceipt
from journal.report import summary_pages, summary_pdf
from journal.report.choice import Offer, Paper, SummaryChoice, default_paper, offers
from journal.report.last_visit import last_visit
from ui.base.jobs import Debounce, Jobs, Latest
from ui.base.live_book import LiveBook
from ui.therapy.paper_view import MOST_PX, PaperView
from ui.widgets.banner import Banner
from ui.widgets.fields.check_line import TickLine
from ui.widgets.fields.choice import ChoiceRow
from ui.widgets.layout.card import Card
from ui.widgets.layout.rows import Rows
from ui.widgets.layout.tab_order import follow_layout
from ui.widgets.words.labels import Heading, Soft

ChooseFile = Callable[[QWidget, str], Path | None]
"""Asks where to write a file, given a name to start from; None when the person thinks better."""

PREVIEW_AFTER_MS = 350
WIDEST_PT = 612
"""Of the two papers, letter is the wider."""
LOOK_BACK_DAYS = 400
"""How far back the last visit, make-ups and allowances are looked for."""
MOST_LETTERS = 120


@dataclass(frozen=True)
class Wish:
    """What the person chose: which ``days`` ("since" the last session, "14", "30", "all"), which
    offers are ``included``, and the paper."""

    days: str
    included: frozenset[str]
    paper: Paper


@dataclass(frozen=True)
class Prepared:
    """What can be ticked, and pictures of the pages."""

    offers: tuple[Offer, ...]
    pages: tuple[QImage, ...]


@dataclass(frozen=True)
class Written:
    """A summary that was written to a file."""

    path: Path
    choice: SummaryChoice
    sha256: str


def choose_pdf(parent: QWidget, name: str) -> Path | None:
    """Ask with the system's own dialog."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, "Daybook", name, "PDF (*.pdf)")
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
        self._choose_file = choose_file
        self._previews = Latest(jobs, "general")
        self._saves = Latest(jobs, "general")
        self._soon = Debounce(self._prepare, PREVIEW_AFTER_MS, 2000, self)
        self._behind = False
        self._ticked: set[str] = set()
        self._offered: tuple[Offer, ...] = ()
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
        self.add_action(self.tr("Save summary as PDF"), self.save, primary=True)
        self.add(self._said)
        self.add(Heading(self.tr("This is what they will read")))
        self.add(self._pages)

    def redraw(self) -> None:
        """Show what can be ticked now, and make the preview again."""
        self._soon.poke()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._behind:
            self._soon.poke()

    def wish(self) -> Wish:
        """What is chosen now."""
        paper = default_paper(QLocale().name())
        return Wish(self._span.value or "30", frozenset(self._ticked), paper)

    def save(self) -> None:
        """Ask where to, and write the PDF there."""
        name = f"summary-{self._live.ask.today().isoformat()}.pdf"
        path = self._choose_file(self, name)
        if path is None:
            return
        if not path.suffix:
            path = path.with_suffix(".pdf")
        self._live.study(
            partial(_write, self._content, self.wish(), path),
            self._written,
            through=self._saves,
            failed=self._not_written,
            first=self._read_from(),
        )

    # -- parts -----------------------------------------------------------------------------------

    def _read_from(self) -> date | None:
        """The first day that the summary needs; what was before it is looked for a while back."""
        if self._span.value == "all":
            return None
        start, today = self._live.ask.program.start, self._live.ask.today()
        return max(min(start, today), today - timedelta(days=LOOK_BACK_DAYS))

    def _prepare(self) -> None:
        # Out of sight it would be work for nothing; it is made when the card is looked at again.
        self._behind = not self.isVisible()
        if not self._behind:
            self._live.study(
                partial(_prepared, self._content, self.wish(), self.devicePixelRatioF()),
                self._show,
                through=self._previews,
                failed=self._not_written,
                first=self._read_from(),
            )

    def _show(self, prepared: Prepared) -> None:
        if prepared.offers != self._offered:
            self._offered = prepared.offers
            self._show_offers()
        name = self.tr("Page {number} of the summary")
        self._pages.renew(
            PaperView(page, name.format(number=number))
            for number, page in enumerate(prepared.pages, start=1)
        )

    def _show_offers(self) -> None:
        self._ticked &= {offer.key for offer in self._offered}
        groups = {
            "talk": self.tr("To talk about"),
            "goals": self.tr("Goals"),
            "safety": self.tr("Safety"),
            "days": self.tr("My days"),
            "scores": self.tr("Scores from the clinic"),
            "notes": self.tr("Notes"),
        }
        rows: list[QWidget] = []
        shown = ""
        order = list(groups)
        for offer in sorted(self._offered, key=lambda offer: order.index(offer.group)):
            if offer.group != shown:
                shown = offer.group
                rows.append(Soft(groups[shown]))
            words = offer.words.replace("\n", " ")
            box = TickLine(words if len(words) <= MOST_LETTERS else words[:MOST_LETTERS] + "…")
            box.setChecked(offer.key in self._ticked)
            box.toggled.connect(partial(self._tick, offer.key))
            rows.append(box)
        self._offers.renew(rows)
        follow_layout(self)

    def _tick(self, key: str, on: bool) -> None:
        (self._ticked.add if on else self._ticked.discard)(key)
        self._soon.poke()

    def _written(self, written: Written) -> None:
        receipt = ShareReceipt(
            at=self._live.ask.now(),
            what="summary",
            first=written.choice.first,
            last=written.choice.last,
            parts=tuple(sorted(written.choice.included)),
            sha256=written.sha256,
        )
        self._live.record(receipt, undoable=False)
        self._said.say(
            self.tr("Saved as {name}. It is not locked: whoever has the file can read it.").format(
                name=written.path.name
            )
        )
        self.saved.emit(written.path)

    def _not_written(self, error: JournalError) -> None:
        self._said.say(str(error), "warning")


def _choice(diary: Diary, wish: Wish) -> SummaryChoice:
    """The days that are meant, and what goes on the page."""
    return SummaryChoice(
        included=wish.included,
        paper=wish.paper,
        first=_first_day(diary, wish.days),
        last=diary.today,
    )


def _first_day(diary: Diary, days: str) -> date:
    start = min(diary.program.start, diary.today)
    if days == "all":
        return start
    if days == "since":
        visit = last_visit(diary)
        if visit is not None:
            return min(visit.day, diary.today)
        days = "14"
    return max(start, diary.today - timedelta(days=int(days) - 1))


def _prepared(content: Content, wish: Wish, density: float, diary: Diary) -> Prepared:
    """Drawn as large as it is shown: to make a picture smaller takes longer than to make it."""
    dpi = round(MOST_PX * density * 72 / WIDEST_PT)
    pages = summary_pages(diary, content, _choice(diary, wish), dpi)
    # In the form that the screen has, which is no work for the GUI thread either.
    pictures = (QImage.fromData(p).convertToFormat(QImage.Format.Format_RGB32) for p in pages)
    return Prepared(offers(diary, content), tuple(pictures))


def _write(content: Content, wish: Wish, path: Path, diary: Diary) -> Written:
    choice = _choice(diary, wish)
    data = summary_pdf(diary, content, choice)
    write_output(path, data)
    return Written(path, choice, hashlib.sha256(data).hexdigest())
