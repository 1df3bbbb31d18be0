"""FilterBar: words to search for, and which days to show."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from journal.content.content import Content
from journal.model.plan import OwnItem
from ui.base.jobs import Debounce
from ui.base.live_book import LiveBook
from ui.look.icons import icon
from ui.widgets.buttons import QuietButton
from ui.widgets.fields.choice import TickRow
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout

HIGH = 7
"""From this strength on a craving counts as high here."""

TYPED_AFTER_MS = 220
TYPED_LATEST_MS = 700


class FilterBar(Card):
    """Everything that narrows down what Look back shows; all of it starts empty."""

    changed = Signal()
    """Something else is wanted now."""

    def __init__(self, live: LiveBook, content: Content, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._live = live
        self._content = content
        self._later = Debounce(self.changed.emit, TYPED_AFTER_MS, TYPED_LATEST_MS, self)
        self._words = QLineEdit()
        self._words.setPlaceholderText(self.tr("Search your notes"))
        self._words.setAccessibleName(self.tr("Search your notes"))
        # Qt's own clear button looks through the themes of the system for its icon.
        self._wipe = self._words.addAction(icon("close"), QLineEdit.ActionPosition.TrailingPosition)
        self._wipe.setText(self.tr("Clear"))
        self._wipe.setVisible(False)
        self._wipe.triggered.connect(self._words.clear)
        self._words.textEdited.connect(lambda _text: self._later.poke())
        self._words.textChanged.connect(self._cleared)
        self._words.returnPressed.connect(self._search_now)
        self._offered = self._options()
        self._ticks = TickRow(self.tr("Show only"), self._offered)
        self._ticks.valuesChanged.connect(lambda _values: self._chosen())
        self._tool = self._box(self.tr("A tool"))
        self._trigger = self._box(self.tr("What set it off"))
        self._clear = QuietButton(self.tr("Show all"))
        self._clear.clicked.connect(self._clear_pressed)
        self._more = QuietButton(self.tr("Filters"))
        self._more.setCheckable(True)
        self._more.toggled.connect(self._open)
        first = QHBoxLayout()
        first.addWidget(self._words, 1)
        first.addWidget(self._more)
        row = FlowLayout(spacing=8)
        for part in (self._tool, self._trigger, self._clear):
            row.addWidget(part)
        self.add(first)
        self.add(self._ticks)
        self.add(row)
        self._drawer: tuple[QWidget, ...] = (self._ticks, self._tool, self._trigger, self._clear)
        for hidden in self._drawer:
            hidden.hide()
        self.redraw()

    @property
    def field(self) -> QLineEdit:
        """Where words are typed."""
        return self._words

    @property
    def ticks(self) -> TickRow:
        """Days with use, and with a strong craving."""
        return self._ticks

    @property
    def words(self) -> str:
        """What is searched for in the notes."""
        return self._words.text().strip()

    @property
    def active(self) -> bool:
        """Whether anything is narrowed down."""
        return bool(self.words) or self._narrowed

    def days(self) -> tuple[date, ...] | None:
        """The days that the filters let through, newest first; None when there are no filters."""
        if not self._narrowed:
            return None
        ticked = self._ticks.values
        return self._live.ask.days_with(
            use="use" in ticked,
            craving_from=HIGH if "high" in ticked else None,
            tool=self._tool.currentData() or None,
            trigger=self._trigger.currentData() or None,
        )

    def focus_words(self) -> None:
        """Put the cursor into the search field."""
        self._words.setFocus()
        self._words.selectAll()

    def open_filters(self) -> None:
        """Show the filters under the search field."""
        self._more.setChecked(True)

    def clear(self) -> None:
        """Narrow nothing down any more."""
        was = self.active
        self._later.cancel()
        self._words.clear()
        self._ticks.values = ()
        for box in (self._tool, self._trigger):
            box.setCurrentIndex(0)
        self._show_clear()
        if was:
            self.changed.emit()

    def redraw(self) -> None:
        """Offer what the journal knows now."""
        if self._options() != self._offered:
            self._offered = self._options()
            self._ticks.set_options(self._offered)
        if self._more.isChecked():  # to count the tools of years takes longer than to open the page
            self._fill_lists()
        self._show_clear()

    def _fill_lists(self) -> None:
        ask, name = self._live.ask, self._content.name
        own = ask.all(OwnItem)
        tools = [(key, name("tool", key, own)) for key in ask.tool_counts()]
        triggers = [(item.key, item.name) for item in own if item.list_name == "trigger"]
        triggers += [(choice.key, choice.name) for choice in self._content.triggers]
        self._fill(self._tool, self.tr("Any tool"), tools)
        self._fill(self._trigger, self.tr("Set off by anything"), triggers)

    @property
    def _narrowed(self) -> bool:
        boxes = (self._tool, self._trigger)
        return bool(self._ticks.values) or any(box.currentData() for box in boxes)

    def _options(self) -> list[tuple[str, str]]:
        strong = self.tr("{word} of 7 or more")
        word = self._live.ask.program.craving_word
        word = word[:1].upper() + word[1:]
        return [("use", self.tr("Days with use")), ("high", strong.format(word=word))]

    def _box(self, label: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(label)
        box.activated.connect(lambda _index: self._chosen())
        return box

    def _fill(self, box: QComboBox, anything: str, items: list[tuple[str, str]]) -> None:
        offered = [("", anything), *items]
        if offered == [(box.itemData(n), box.itemText(n)) for n in range(box.count())]:
            return
        held = box.currentData()
        box.clear()
        for key, words in offered:
            box.addItem(words, key)
        box.setCurrentIndex(max(0, box.findData(held)))

    def _search_now(self) -> None:
        self._later.cancel()
        self.changed.emit()

    def _open(self, opened: bool) -> None:
        if opened:
            self._fill_lists()
        for part in self._drawer:
            part.setVisible(opened)
        self._more.setText(self.tr("Fewer filters") if opened else self.tr("Filters"))
        if opened:
            self._ticks.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> None:
        self._show_clear()
        self.changed.emit()

    def refresh_icons(self) -> None:
        """Draw the small cross again in the colours of the theme."""
        self._wipe.setIcon(icon("close"))

    def _cleared(self, text: str) -> None:
        self._wipe.setVisible(bool(text))
        self._show_clear()
        if not text:  # by the small cross as well, which counts as no typing
            self._later.poke()

    def _clear_pressed(self) -> None:
        self.clear()
        self.focus_words()

    def _show_clear(self) -> None:
        self._clear.setEnabled(self.active)
