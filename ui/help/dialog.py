"""Help now: numbers to call, before and after unlocking."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from journal.content.content import Content, Country
from ui.desktop.private_typing import may_be_kept
from ui.desktop.settings_file import SettingsFile
from ui.widgets.buttons import Button
from ui.widgets.layout.card import Card
from ui.widgets.layout.scroll_content import PlainScrollArea, ScrollContent
from ui.widgets.layout.window_size import size_in_letters
from ui.widgets.window_name import name_window
from ui.widgets.words.labels import Heading, Soft, Title, Words


class HelpNowDialog(QDialog):
    """Help lines of the chosen country, the patient's own contacts, and safety words."""

    def __init__(
        self,
        content: Content,
        settings: SettingsFile,
        contacts: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._settings = settings
        self._contacts = tuple(contacts)
        name_window(self, self.tr("Help now"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 12)
        self._scroll = PlainScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(self.tr("Help lines"))
        box.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 20, 0)
        self._country = QComboBox()
        self._country.setAccessibleName(self.tr("Country"))
        for country in content.countries:
            self._country.addItem(country.name, country.code)
        self._country.setCurrentIndex(max(0, self._country.findData(settings.country)))
        self._country.currentIndexChanged.connect(self._chosen)
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        foot.addWidget(self._country)
        foot.addStretch(1)
        foot.addWidget(close)
        box.addLayout(foot)
        self._show()
        size_in_letters(self, 46, 46)

    def _chosen(self) -> None:
        self._settings.country = str(self._country.currentData())
        self._show()

    def _show(self) -> None:
        country = self._content.country(str(self._country.currentData()))
        words = self._content.safety(country)
        sheet = ScrollContent()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(14)
        column.addWidget(Title(self.tr("Help now")))
        column.addWidget(Words(words.nobody_watching))
        if self._contacts:
            mine = Card(self.tr("My people"))
            for line in self._contacts:
                mine.add(Words(line))
            column.addWidget(mine)
        column.addWidget(self._lines(country))
        safety = Card(self.tr("Stay safe"))
        safety.add(Words(words.overdose))
        safety.add(Words(words.withdrawal))
        column.addWidget(safety)
        column.addWidget(Soft(words.list_date))
        column.addWidget(Soft(words.elsewhere))
        column.addStretch(1)
        self._scroll.setWidget(sheet)

    def _lines(self, country: Country) -> Card:
        card = Card()
        for line in country.lines:
            entry = QVBoxLayout()
            entry.setSpacing(2)
            number = Heading(line.number)
            number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            may_be_kept(number)
            entry.addWidget(number)
            ways = ", ".join(self._way(way) for way in line.ways)
            entry.addWidget(Words(f"{line.name} · {ways}"))
            entry.addWidget(Soft(line.purpose))
            extra = [part for part in (self._first(line.text_first), self._tty(line.tty)) if part]
            if extra:
                entry.addWidget(Soft(" · ".join(extra)))
            card.add(entry)
        return card

    def _way(self, way: str) -> str:
        return {"call": self.tr("call"), "text": self.tr("text"), "chat": self.tr("chat")}[way]

    def _first(self, word: str) -> str:
        return self.tr("Text the word {word}").format(word=word) if word else ""

    def _tty(self, number: str) -> str:
        return self.tr("TTY {number}").format(number=number) if number else ""
