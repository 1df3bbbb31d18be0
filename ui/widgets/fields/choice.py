"""Picking from a few: one answer, or several ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.announce import announce
from ui.widgets.fields.pill import Pill, TickPill
from ui.widgets.focus_ring import ring_around
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.visibility import show_together, show_when
from ui.widgets.words.labels import Words


class _PillGroup(QWidget):
    """A question over a wrapping row of pills. One Tab stop; the cursor is moved by arrows."""

    _rings = False
    """Whether the pill at the cursor needs a ring of its own."""

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
        self._at = 0
        ring_around(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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
        self._at = min(self._at, max(len(options) - 1, 0))
        self._pick(kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        forward = Qt.Key.Key_Left if right_to_left else Qt.Key.Key_Right
        back = Qt.Key.Key_Right if right_to_left else Qt.Key.Key_Left
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if plain and text.isdecimal() and 1 <= int(text) <= len(self._pills):
            self._at = int(text) - 1
            self._press(self._at)
        elif key in (forward, Qt.Key.Key_Down):
            self._step(1)
        elif key in (back, Qt.Key.Key_Up):
            self._step(-1)
        elif key == Qt.Key.Key_Space:
            self._press(self._at)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._clear()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._row.invalidate()

    def _clicked(self, index: int) -> None:
        self._at = index
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._press(index)

    def _step(self, by: int) -> None:
        if self._pills:
            self._at = min(max(self._at + by, 0), len(self._pills) - 1)
            self._stepped()
            self._show()

    def _picked(self) -> tuple[str, ...]:
        raise NotImplementedError

    def _pick(self, keys: Iterable[str]) -> None:
        raise NotImplementedError

    def _press(self, index: int) -> None:
        raise NotImplementedError

    def _clear(self) -> None:
        raise NotImplementedError

    def _stepped(self) -> None:
        """The cursor moved to ``_at``."""

    def _words(self, keys: Iterable[str]) -> str:
        by_key = dict(zip(self._keys, self._pills, strict=True))
        return ", ".join(by_key[key].text() for key in keys)

    def answer_text(self) -> str:
        """What a screen reader says: "not answered", or the words picked."""
        return self._words(self._picked()) or self.tr("not answered")

    def _show(self) -> None:
        picked = set(self._picked())
        for index, (key, pill) in enumerate(zip(self._keys, self._pills, strict=True)):
            pill.setChecked(key in picked)
            pill.at_cursor = self._rings and self.hasFocus() and index == self._at
            pill.update()
        name = self.tr("{question}: {answer}")
        self.setAccessibleName(name.format(question=self._label, answer=self.answer_text()))
        how = self.tr("Choices: {choices}. Press its number. Backspace clears.")
        listed = "; ".join(f"{i + 1} {pill.text()}" for i, pill in enumerate(self._pills))
        self.setAccessibleDescription(how.format(choices=listed))


class ChoiceRow(_PillGroup):
    """One answer out of a few (key, words) pairs, or none; pressing it again clears it.

    Keys: 1..9 pick, arrows move and pick, Backspace or Delete clears, Enter goes on.
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
        if self._value is not None:
            self._at = self._keys.index(self._value)
        self._show()

    def _press(self, index: int) -> None:
        key = self._keys[index]
        self._answer(None if key == self._value else key)

    def _stepped(self) -> None:
        self._answer(self._keys[self._at])

    def _step(self, by: int) -> None:
        if self._value is None and self._pills:  # from blank the first press lands on the cursor
            self._answer(self._keys[self._at])
        else:
            super()._step(by)

    def _clear(self) -> None:
        self._answer(None)

    def _answer(self, value: str | None) -> None:
        changed = value != self._value
        self._value = value
        self._show()
        if changed:
            announce(self, self.answer_text())
            self.valueChanged.emit(value)


class TickRow(_PillGroup):
    """Any number of ticks among a few (key, words) pairs.

    Keys: 1..9 tick and untick, arrows move, Space ticks, Backspace or Delete unticks all,
    Enter goes on. ``valuesChanged(object)`` carries the tuple of keys in their order; setting
    ``values`` in code does not emit.
    """

    _rings = True
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

    def _press(self, index: int) -> None:
        self._change(self._ticked ^ {self._keys[index]})
        pill = self._pills[index]
        on = self._keys[index] in self._ticked
        words = self.tr("{choice}: ticked") if on else self.tr("{choice}: not ticked")
        announce(self, words.format(choice=pill.text()))

    def _stepped(self) -> None:
        announce(self, self._pills[self._at].text())

    def _clear(self) -> None:
        self._change(set())

    def _change(self, ticked: set[str]) -> None:
        changed = ticked != self._ticked
        self._ticked = ticked
        self._show()
        if changed:
            self.valuesChanged.emit(self._picked())
