"""Picking from a few: one answer, or several ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.announce import announce
from ui.widgets.fields.marked_row import MarkedRow
from ui.widgets.fields.pill import Pill, TickPill
from ui.widgets.focus_ring import ring_around
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.visibility import show_together, show_when
from ui.widgets.words.labels import Words


class _PillGroup(MarkedRow):
    """A question over a wrapping row of pills. One Tab stop; keys are those of MarkedRow."""

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],
        parent: QWidget | None,
        *,
        pill: type[Pill] | type[TickPill],
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._keys: list[str] = []
        self._pills: list[Pill | TickPill] = []
        self._make = pill
        ring_around(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self._title = Words(label)
        show_when(self._title, label)
        box.addWidget(self._title)
        self._row = FlowLayout(spacing=8)
        box.addLayout(self._row)
        self.set_options(options)

    @property
    def label(self) -> str:
        """The question."""
        return self._label

    def set_label(self, label: str) -> None:
        """Change the question."""
        self._label = label
        self._title.setText(label)
        show_when(self._title, label)
        self._show()

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Replace the (key, words) pairs, keeping what is still among them."""
        kept = self._picked()
        for pill in self._pills:
            self._row.removeWidget(pill)
            pill.deleteLater()
        self._keys = [key for key, _words in options]
        self._pills = []
        for index, (_key, words) in enumerate(options):
            pill = self._make(words, str(index + 1) if index < 9 else "", self)
            pill.clicked.connect(lambda _on=False, i=index: self._clicked(i))
            self._row.addWidget(pill)
            self._pills.append(pill)
        show_together(self._pills)
        self._put_mark_away()
        self._pick(kept)

    def _count(self) -> int:
        return len(self._pills)

    def _is_picked(self, index: int) -> bool:
        return self._keys[index] in self._picked()

    def _digit(self, digit: int) -> None:
        if 1 <= digit <= len(self._pills):
            self._press_choice(digit - 1)

    def _show_mark(self) -> None:
        for index, pill in enumerate(self._pills):
            pill.at_cursor = index == self._mark
            pill.update()
        if self._mark is not None:
            words = self.tr("{answer}. Space picks it.")
            announce(self, words.format(answer=self._pills[self._mark].text()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._row.invalidate()

    def _clicked(self, index: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._press_choice(index)

    def _picked(self) -> tuple[str, ...]:
        raise NotImplementedError

    def _pick(self, keys: Iterable[str]) -> None:
        raise NotImplementedError

    def _press_choice(self, index: int) -> None:
        """Its number or itself was pressed."""
        raise NotImplementedError

    def _words(self, keys: Iterable[str]) -> str:
        by_key = dict(zip(self._keys, self._pills, strict=True))
        return ", ".join(by_key[key].text() for key in keys)

    def answer_text(self) -> str:
        """What a screen reader says: "not answered", or the words picked."""
        return self._words(self._picked()) or self.tr("not answered")

    def _show(self) -> None:
        picked = set(self._picked())
        for key, pill in zip(self._keys, self._pills, strict=True):
            pill.setChecked(key in picked)
        name = self.tr("{question}: {answer}")
        self.setAccessibleName(name.format(question=self._label, answer=self.answer_text()))
        how = self.tr("Choices: {choices}. Press its number. Backspace clears.")
        listed = "; ".join(f"{i + 1} {pill.text()}" for i, pill in enumerate(self._pills))
        self.setAccessibleDescription(how.format(choices=listed))


class ChoiceRow(_PillGroup):
    """One answer out of a few (key, words) pairs, or none; pressing it again clears it.

    ``valueChanged(object)`` carries the key or None; setting ``value`` in code does not emit.
    """

    valueChanged = Signal(object)

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        self._value: str | None = None
        super().__init__(label, options, parent, pill=Pill)

    @property
    def value(self) -> str | None:
        """The key picked, or None."""
        return self._value

    @value.setter
    def value(self, value: str | None) -> None:
        if value is not None and value not in self._keys:
            raise ValueError(f"{value!r} is not one of the choices")
        self._pick(() if value is None else (value,))

    def _picked(self) -> tuple[str, ...]:
        return () if self._value is None else (self._value,)

    def _pick(self, keys: Iterable[str]) -> None:
        self._value = next((key for key in keys if key in self._keys), None)
        self._show()

    def _start(self) -> int | None:
        return None if self._value is None else self._keys.index(self._value)

    def _pick_marked(self, index: int) -> None:
        self._answer(self._keys[index])

    def _press_choice(self, index: int) -> None:
        key = self._keys[index]
        self._answer(None if key == self._value else key)

    def _clear(self) -> None:
        self._answer(None)

    def _answer(self, value: str | None) -> None:
        changed = value != self._value
        self._value = value
        self._put_mark_away()
        self._show()
        if changed:
            announce(self, self.answer_text())
            self.valueChanged.emit(value)


class TickRow(_PillGroup):
    """Any number of ticks among a few (key, words) pairs.

    The number of a tick and Space untick it again, Backspace or Delete unticks all.
    ``valuesChanged(object)`` carries the tuple of keys in their order; setting ``values`` in code
    does not emit.
    """

    valuesChanged = Signal(object)

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        self._ticked: set[str] = set()
        super().__init__(label, options, parent, pill=TickPill)

    @property
    def values(self) -> tuple[str, ...]:
        """The ticked keys in the order of the options."""
        return self._picked()

    @values.setter
    def values(self, values: Iterable[str]) -> None:
        wanted = set(values)
        if unknown := wanted - set(self._keys):
            raise ValueError(f"{sorted(unknown)!r} are not among the choices")
        self._pick(wanted)

    def _picked(self) -> tuple[str, ...]:
        return tuple(key for key in self._keys if key in self._ticked)

    def _pick(self, keys: Iterable[str]) -> None:
        self._ticked = set(keys) & set(self._keys)
        self._show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark = self._start()  # Space ticks it without more, so it is in sight
        self._show_mark()

    def _start(self) -> int | None:
        return 0 if self._keys else None

    def _pick_marked(self, index: int) -> None:
        self._press_choice(index)

    def _press_choice(self, index: int) -> None:
        self._change(self._ticked ^ {self._keys[index]})
        pill = self._pills[index]
        on = self._keys[index] in self._ticked
        words = self.tr("{choice}: ticked") if on else self.tr("{choice}: not ticked")
        announce(self, words.format(choice=pill.text()))

    def _clear(self) -> None:
        self._change(set())

    def _change(self, ticked: set[str]) -> None:
        changed = ticked != self._ticked
        self._ticked = ticked
        self._show()
        if changed:
            self.valuesChanged.emit(self._picked())
