"""Earlier: what merges of two copies did not choose, to look at and to take up again."""

from __future__ import annotations

from functools import partial
from itertools import starmap
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.earlier_version import EarlierVersion
from journal.model.plan import OwnItem, Preferences
from journal.model.therapy import ShareReceipt
from journal.store.merge import Difference
from ui.base.live_book import LiveBook
from ui.base.watch import Watch
from ui.base.words.differences import MergeWords
from ui.journal_file.compared import Compared
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.layout.card import Card
from ui.widgets.layout.page import Page
from ui.widgets.layout.show_more import ShowMoreColumn
from ui.widgets.layout.tab_order import follow_layout
from ui.widgets.layout.window_size import size_in_letters
from ui.widgets.window_name import name_window
from ui.widgets.words.labels import Soft, Words

MOST_SHOWN = 30
"""Versions shown at once; each is a card of its own."""

LOOKED_AT = (Preferences.kind, ShareReceipt.kind)
"""Kinds that are only looked at: settings are set again as easily, and what was shared, was."""


class EarlierDialog(QDialog):
    """Each version beside what the journal says now, with a button that takes it up."""

    def __init__(self, live: LiveBook, content: Content, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._content = content
        self._words = self._the_words()
        self._buttons: dict[UUID, Button] = {}
        self._taken_up: UUID | None = None
        self._list: ShowMoreColumn | None = None
        name_window(self, self.tr("Earlier versions"))
        self._page = Page(max_em=36, least_px=0)
        self._page.set_title(
            self.tr("Earlier versions"),
            self.tr(
                "Two copies of your journal were brought together. Where they differed, the later"
                " words were kept. Here is what was not kept."
            ),
        )
        self._none = Words(self.tr("Your journal says all of it now."))
        self._page.add(self._none)
        self._said = Words()
        self._undo = Button(self.tr("Undo"), self)
        self._undo.hide()
        self._undo.clicked.connect(self._take_back)
        self._close = Button(self.tr("Close"))
        self._close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 20, 0)
        foot.setSpacing(10)
        foot.addWidget(self._said, 1)
        foot.addWidget(self._undo)
        foot.addWidget(self._close)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 12)
        box.addWidget(self._page, 1)
        box.addLayout(foot)
        self._fill()
        Watch(live, self._fill, (), self)
        size_in_letters(self, 46, 42)
        self._close.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            QApplication.sendEvent(self._page.verticalScrollBar(), event)
        else:
            super().keyPressEvent(event)

    # -- the list --------------------------------------------------------------------------------

    def _fill(self) -> None:
        """Make the list anew from what the journal says now."""
        shown = self._list.shown if self._list is not None else 0
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
        self._buttons.clear()
        self._words = self._the_words()
        versions = self._versions()
        self._none.setVisible(not versions)
        cards = starmap(self._card, versions)
        self._list = ShowMoreColumn(cards, len(versions), max(shown, MOST_SHOWN))
        self._page.add(self._list)
        follow_layout(self)

    def _versions(self) -> list[tuple[EarlierVersion, Difference]]:
        """What the journal does not say now, beside what it does, the latest day first.

        The order is that of the things and not of the versions: one that takes the place of
        another is found where that was.
        """
        versions = sorted(self._live.ask.earlier_versions(), key=_place, reverse=True)
        compared = [(version, self._live.ask.compared(version)) for version in versions]
        return [(version, beside) for version, beside in compared if beside is not None]

    def _card(self, version: EarlierVersion, difference: Difference) -> Card:
        gone = difference.chosen == "deleted"
        heading = self._words.heading(difference)
        card = Card(heading)
        if gone:
            card.add(Words(self.tr("This is not in your journal any more. It said:")))
        lines = self._words.lines(difference)
        for line in lines:
            earlier = line.lost if gone else self.tr("Earlier: {words}").format(words=line.lost)
            now = [] if gone else [self.tr("Now: {words}").format(words=line.kept)]
            card.add(Compared(line.name, earlier, *now))
        if not lines:
            card.add(Words(self.tr("It differs only in small things that pages do not show.")))
        written = self.tr("Written on {when}.").format(when=self._words.when(difference))
        card.add(Soft(written))
        if version.kind not in LOOKED_AT:
            words = self.tr("Bring it back") if gone else self.tr("Use this one instead")
            button = card.add_action(words, partial(self._take_up, version))
            button.setAccessibleDescription(f"{heading}. {written}")
            self._buttons.setdefault(version.record_id, button)
        return card

    # -- taking one up ---------------------------------------------------------------------------

    def _take_up(self, version: EarlierVersion) -> None:
        try:
            self._live.bring_back(version, text=self.tr("earlier version"))
        except InvalidInput as error:
            self._say(str(error))
            return
        self._taken_up = version.record_id
        self._say(self.tr("Done. What it took the place of is kept here."), undo=True)
        self._go_to(version.record_id)

    def _take_back(self) -> None:
        self._live.undo()
        self._say(self.tr("It is as it was."))
        if self._taken_up is not None:
            self._go_to(self._taken_up)

    def _say(self, words: str, *, undo: bool = False) -> None:
        self._said.setText(words)
        self._undo.setVisible(undo)
        announce(self._said, words)

    def _go_to(self, record_id: UUID) -> None:
        """Have the cursor where the version was, once the new list is laid out."""
        button = self._buttons.get(record_id, self._close)
        button.setFocus()
        QTimer.singleShot(0, button, lambda: self._page.ensureWidgetVisible(button))

    def _the_words(self) -> MergeWords:
        ask = self._live.ask
        return MergeWords(self._content, ask.all(OwnItem), ask.program.craving_word)


def _place(version: EarlierVersion) -> tuple[str, str, str, str]:
    """By the day that it is about or was first written on, then by the thing itself."""
    said = version.said
    day = str(said.get("day") or said.get("created_at", ""))[:10]
    return (day, version.kind, str(version.record_id), version.at.isoformat())
