"""Merge: what came of bringing two copies of a journal together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from journal.content.content import Content
from journal.model.plan import OwnItem
from journal.store.merge import Difference, Merged
from ui.base.words.differences import MergeWords
from ui.journal_file.compared import Compared
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.page import Page
from ui.widgets.layout.show_more import ShowMoreColumn
from ui.widgets.layout.window_size import size_in_letters
from ui.widgets.window_name import name_window
from ui.widgets.words.labels import Soft, Words

MOST_SHOWN = 60
"""Things that differ and are shown at once; each is a card of its own."""


class MergeDialog(QDialog):
    """Says what a merge or an import did; it has happened already.

    ``left_out`` are sentences on what was not taken in. With ``copy``, the other copy, the person
    may have it removed.
    """

    remove_wanted = Signal(object)
    """The path of the other copy, which is not needed any more."""

    def __init__(
        self,
        report: Merged,
        content: Content,
        *,
        own: Sequence[OwnItem] = (),
        craving_word: str = "craving",
        left_out: Sequence[str] = (),
        copy: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        name_window(self, self.tr("Brought together"))
        size_in_letters(self, 46, 42)
        self._words = MergeWords(content, own, craving_word)
        self._page = Page(max_em=36)
        self._page.set_title(self.tr("Brought together"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)
        self._page.add(Words(self._summed_up(report)))
        for sentence in left_out:
            self._page.add(Soft(sentence))
        if report.differences:
            self._page.add(
                Soft(
                    self.tr(
                        "Where the two differed, the later words were kept."
                        " A day is settled answer by answer."
                    )
                )
            )
        if report.carried or report.differences:
            self._page.add(
                Soft(
                    self.tr(
                        "Words that were not kept stay in your journal: in Settings, press"
                        " “Look at earlier versions”."
                    )
                )
            )
        things: dict[tuple[str, UUID], list[Difference]] = {}
        for difference in report.differences:
            things.setdefault((difference.kind, difference.id), []).append(difference)
        cards = [partial(self._card, differences) for differences in things.values()]
        self._page.add(ShowMoreColumn((make() for make in cards), len(cards), MOST_SHOWN))
        row = FlowLayout(spacing=10)
        close = PrimaryButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        row.addWidget(close)
        if copy is not None:
            remove = Button(self.tr("Remove the other copy"))
            remove.setAccessibleDescription(copy.name)
            remove.clicked.connect(lambda: self._remove(copy))
            row.addWidget(remove)
        self._page.add(row)
        close.setFocus()

    def _remove(self, copy: Path) -> None:
        self.remove_wanted.emit(copy)
        self.accept()

    def _summed_up(self, report: Merged) -> str:
        differing = len(report.differences)
        if not (report.added or report.changed or differing or report.carried):
            return self.tr("The other copy held nothing new.")
        counted = [self.tr("New in this journal: {count}.").format(count=report.added)]
        if report.changed:
            counted += [self.tr("Changed in the other copy: {count}.").format(count=report.changed)]
        counted += [self.tr("Different in the two: {count}.").format(count=differing)]
        return " ".join(counted)

    def _card(self, differences: Sequence[Difference]) -> Card:
        """One thing: of a day, all the answers that differ."""
        deleted = differences[0].chosen == "deleted"
        card = Card(self._words.heading(differences[0]))
        if deleted:
            card.add(Words(self.tr("It was deleted in one copy. The other still said:")))
        for line in chain.from_iterable(map(self._words.lines, differences)):
            if line.kept is None:
                card.add(Compared(line.name, line.lost))
                continue
            kept = self.tr("Kept: {words}").format(words=line.kept)
            lost = self.tr("Not kept: {words}").format(words=line.lost)
            card.add(Compared(line.name, kept, lost))
        written = self.tr("What was not kept is from {when}.")
        if deleted:
            written = self.tr("It is deleted now. It is from {when}.")
        when = "; ".join(dict.fromkeys(map(self._words.when, differences)))
        card.add(Soft(written.format(when=when)))
        return card
