"""Picking tools or triggers by typing a few letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.announce import announce
from ui.widgets.fields.pill import Pill
from ui.widgets.fields.scale import ScaleInput
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.visibility import show_together, show_when
from ui.widgets.words.labels import Soft, Words, set_tip

HELPFULNESS_TOP = 4
SHOWN = 8
"""How many suggestions are in sight at once."""


class ChipItem(NamedTuple):
    """Something to pick; ``hint`` is one line about it, favourites are offered first."""

    key: str
    label: str
    hint: str = ""
    favourite: bool = False


class ChipPicker(QWidget):
    """A search field, the best matches under it, and what has been picked so far.

    Type to filter, Up and Down choose a match, Enter adds it, Backspace in an empty field takes the
    last one off. With ``rated`` each picked item asks how much it helped (0 to 4, may stay blank).
    With ``allow_new`` a name that matches nothing can be added: ``newWanted(str)`` asks for it, and
    whoever answers puts it among the items and calls :meth:`add`. ``chosenChanged(object)`` carries
    a tuple of (key, helpfulness or None); setting ``chosen`` in code does not emit.
    """

    chosenChanged = Signal(object)
    newWanted = Signal(str)

    def __init__(
        self,
        label: str,
        items: Iterable[ChipItem] = (),
        parent: QWidget | None = None,
        *,
        rated: bool = False,
        allow_new: bool = False,
        placeholder: str = "",
    ) -> None:
        super().__init__(parent)
        self._rated = rated
        self._allow_new = allow_new
        self._items: dict[str, ChipItem] = {}
        self._chosen: dict[str, int | None] = {}
        self._rows: dict[str, _Chosen] = {}
        self._matches: list[str] = []
        self._at = -1

        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self._title = Words(label)
        show_when(self._title, label)
        self._search = QLineEdit()
        self._search.setAccessibleName(label)
        self._search.setPlaceholderText(placeholder or self.tr("Type to search"))
        self._search.setClearButtonEnabled(False)
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._title.setBuddy(self._search)
        self.setFocusProxy(self._search)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else setTabOrder passes it over
        self._suggestions = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._suggestions.setSizePolicy(policy)
        self._flow = FlowLayout(self._suggestions, spacing=8)
        self._hint = Soft()
        self._picked_host = QWidget()
        self._picked_host.setSizePolicy(policy)
        self._picked: QVBoxLayout | FlowLayout
        if rated:
            self._picked = QVBoxLayout(self._picked_host)
            self._picked.setContentsMargins(0, 0, 0, 0)
            self._picked.setSpacing(8)
        else:
            self._picked = FlowLayout(self._picked_host, spacing=8)
        self._picked_host.hide()
        for part in (self._title, self._search, self._suggestions, self._hint, self._picked_host):
            box.addWidget(part)
        self.set_items(items)

    @property
    def chosen(self) -> tuple[tuple[str, int | None], ...]:
        """(key, helpfulness or None) in the order they were picked."""
        return tuple(self._chosen.items())

    @chosen.setter
    def chosen(self, chosen: Sequence[tuple[str, int | None]]) -> None:
        wanted = {key: helped for key, helped in chosen if key in self._items}
        # Rows that stay are kept as they are: the cursor may be in one of them.
        staying = [key for key in self._rows if key in wanted]
        in_order = staying == [*wanted][: len(staying)]
        for key in [key for key in self._rows if key not in wanted or not in_order]:
            self._drop_row(key)
        self._chosen = wanted
        for key, helped in wanted.items():
            if key in self._rows:
                self._rows[key].show_helped(helped)
            else:
                self._add_row(key)
        self._filter()

    @property
    def keys(self) -> tuple[str, ...]:
        """What has been picked, without helpfulness."""
        return tuple(self._chosen)

    def set_items(self, items: Iterable[ChipItem]) -> None:
        """Replace what can be picked; picked items that are no longer offered stay picked."""
        kept = {key: item for key, item in self._items.items() if key in self._chosen}
        self._items = {**{item.key: item for item in items}}
        for key, item in kept.items():
            self._items.setdefault(key, item)
        self._filter()

    def add(self, key: str) -> None:
        """Pick ``key`` as if the person had; unknown or picked ones are left alone."""
        if key in self._items and key not in self._chosen:
            self._chosen[key] = None
            self._add_row(key)
            self._search.clear()
            self._filter()
            announce(self, self.tr("{item} added").format(item=self._items[key].label))
            self.chosenChanged.emit(self.chosen)

    def remove(self, key: str) -> None:
        """Take ``key`` off again."""
        if key in self._chosen:
            del self._chosen[key]
            self._drop_row(key)
            self._filter()
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self.tr("{item} removed").format(item=self._items[key].label))
            self.chosenChanged.emit(self.chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._search and event.type() == QEvent.Type.FocusOut and self._at >= 0:
            self._at = -1  # a mark is for the moment: coming back, Enter adds nothing
            self._mark()
        pressed = watched is self._search and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent):
            return self._search_key(event)
        return super().eventFilter(watched, event)

    def _search_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Down:
            self._move(1)
        elif key == Qt.Key.Key_Up:
            self._move(-1)
        elif key == Qt.Key.Key_Backspace and not self._search.text() and self._chosen:
            if not event.isAutoRepeat():  # held down to empty the field, it stops there
                self.remove(next(reversed(self._chosen)))
        elif key == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
        else:
            return False
        return True

    def _enter(self) -> None:
        typed = self._search.text().strip()
        if 0 <= self._at < len(self._matches):
            self.add(self._matches[self._at])
        elif typed and self._allow_new:
            self.newWanted.emit(typed)
        elif not typed:
            self.focusNextChild()

    def _move(self, by: int) -> None:
        if self._matches:
            self._at = min(max(self._at + by, 0), len(self._matches) - 1)
            self._mark()
            item = self._items[self._matches[self._at]]
            announce(self._search, f"{item.label}. {item.hint}" if item.hint else item.label)

    def _filter(self) -> None:
        wanted = self._search.text().casefold().split()
        ranked: list[tuple[int, int, str]] = []
        for order, item in enumerate(self._items.values()):
            if item.key in self._chosen:
                continue
            label = item.label.casefold()
            if all(word in f"{label} {item.hint.casefold()}" for word in wanted):
                rank = 0 if wanted and label.startswith(wanted[0]) else 1
                if not (wanted and any(word in label for word in wanted)):
                    rank += 1
                ranked.append((rank, 0 if item.favourite else 1, f"{order:05}{item.key}"))
        self._matches = [key[5:] for _rank, _favourite, key in sorted(ranked)][:SHOWN]
        self._at = 0 if wanted and self._matches else -1
        self._rebuild()

    def _rebuild(self) -> None:
        while self._flow.count():
            if (old := self._flow.takeAt(0).widget()) is not None:
                old.hide()
                old.deleteLater()
        offered: list[Pill] = []
        for key in self._matches:
            pill = Pill(self._items[key].label, "+", self._suggestions)
            pill.setCheckable(False)
            set_tip(pill, self._items[key].hint)
            pill.setAccessibleName(self.tr("Add {item}").format(item=self._items[key].label))
            pill.setAccessibleDescription(self._items[key].hint)
            pill.clicked.connect(lambda _on=False, k=key: self._clicked(k))
            self._flow.addWidget(pill)
            offered.append(pill)
        typed = self._search.text().strip()
        if self._allow_new and typed and not self._matches:
            own = Pill(self.tr("Add “{name}” as my own").format(name=typed), "+", self._suggestions)
            own.setCheckable(False)
            own.clicked.connect(lambda _on=False: self.newWanted.emit(typed))
            self._flow.addWidget(own)
            offered.append(own)
        show_together(offered)
        self._mark()

    def _mark(self) -> None:
        """Show which match Enter would add, and its hint."""
        for index in range(self._flow.count()):
            pill = self._flow.itemAt(index).widget()
            if isinstance(pill, Pill):
                pill.at_cursor = index == self._at
                pill.update()
        hint = ""
        if 0 <= self._at < len(self._matches):
            hint = self._items[self._matches[self._at]].hint
        elif self._search.text().strip() and not self._matches and not self._allow_new:
            hint = self.tr("Nothing by that name.")
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def _clicked(self, key: str) -> None:
        self._search.setFocus(Qt.FocusReason.MouseFocusReason)
        self.add(key)

    def _add_row(self, key: str) -> None:
        row = _Chosen(self._items[key], self._chosen[key], rated=self._rated)
        row.removeWanted.connect(lambda k=key: self.remove(k))
        row.helpedChanged.connect(lambda helped, k=key: self._helped(k, helped))
        self._rows[key] = row
        self._picked.addWidget(row)
        self._picked_host.show()
        stops = [self._search, *(stop for one in self._rows.values() for stop in one.stops)]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _drop_row(self, key: str) -> None:
        row = self._rows.pop(key)
        self._picked.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._picked_host.setVisible(bool(self._rows))

    def _helped(self, key: str, helped: int | None) -> None:
        self._chosen[key] = helped
        self.chosenChanged.emit(self.chosen)


class _Chosen(QFrame):
    """One picked item: its name, perhaps how much it helped, and a way to take it off."""

    removeWanted = Signal()
    helpedChanged = Signal(object)

    def __init__(self, item: ChipItem, helped: int | None, *, rated: bool) -> None:
        super().__init__()
        self.setProperty("surface", "chip")
        set_tip(self, item.hint)
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 10, 10, 10)
        remove = QToolButton()
        remove.setText(self.tr("Remove"))
        remove.setProperty("weight", "tiny")
        remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        remove.setAccessibleName(self.tr("Remove {item}").format(item=item.label))
        remove.clicked.connect(lambda _on=False: self.removeWanted.emit())
        self.stops: tuple[QWidget, ...] = (remove,)
        """Where Tab stops, in the order of reading."""
        self._scale: ScaleInput | None = None
        if rated:
            low, high = self.tr("did not help"), self.tr("helped a lot")
            self._scale = ScaleInput(item.label, low, high, HELPFULNESS_TOP, self)
            self._scale.value = helped
            self._scale.valueChanged.connect(self.helpedChanged)
            self._scale.add_corner(remove)
            self.stops = (self._scale, remove)
            across.addWidget(self._scale, 1)
        else:
            name = Words(item.label)
            name.setWordWrap(False)
            across.addWidget(name, 1)
            across.addWidget(remove)

    def show_helped(self, helped: int | None) -> None:
        """Show how much it helped."""
        if self._scale is not None and self._scale.value != helped:
            self._scale.value = helped
