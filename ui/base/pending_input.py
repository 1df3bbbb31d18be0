"""PendingInput: what stands in controls and not in the journal."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.base.jobs import Debounce
from ui.widgets.fields.parsed_field import ParsedField
from ui.widgets.problem import show_problem


class PendingInput(QObject):
    """Knows what is on its way into the journal, and what was refused and stands at its control.

    What belongs to a control that is gone is forgotten.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: set[int] = set()
        self._refused: dict[int, QWidget] = {}
        self._warned: set[int] = set()
        """What a dialog stayed open for."""

    @property
    def waiting(self) -> bool:
        """Whether something that was typed is still to be handed over."""
        return bool(self._waiting)

    @property
    def refused(self) -> tuple[QWidget, ...]:
        """The controls that hold what the journal cannot keep, the first one first."""
        return tuple(self._refused.values())

    def follow(self, later: Debounce) -> None:
        """What ``later`` waits for is on its way."""
        key = id(later)
        later.pending_changed.connect(lambda pending: self._wait(key, waiting=pending))
        later.destroyed.connect(lambda: self._wait(key, waiting=False))

    def watch(self, field: ParsedField) -> None:
        """What is typed in ``field`` and cannot be read yet is on its way, or refused."""
        key = id(field)

        def look() -> None:
            self._wait(key, waiting=field.has_unread_text and not field.problem)
            self._hold(field, refused=bool(field.problem))

        field.unread_changed.connect(look)
        field.destroyed.connect(lambda: self._forget(key))

    def refuse(self, control: QWidget, sentence: str) -> None:
        """Say at ``control`` why the journal refused its answer."""
        if isinstance(control, ParsedField):
            control.refuse(sentence)
        else:
            show_problem(control, sentence)
        key = id(control)
        if key not in self._refused:
            control.destroyed.connect(lambda: self._forget(key))
        self._hold(control, refused=True)

    def accept(self, control: QWidget) -> None:
        """The journal holds what ``control`` shows."""
        if id(control) in self._refused:
            show_problem(control, "")
            self._hold(control, refused=False)

    def may_close(self, dialog: QWidget) -> bool:
        """Whether nothing refused is in ``dialog``, or this was asked before: closing it once
        more loses that."""
        held = {
            key
            for key, control in self._refused.items()
            if control is dialog or dialog.isAncestorOf(control)
        }
        may = held <= self._warned
        self._warned |= held
        return may

    def _wait(self, key: int, *, waiting: bool) -> None:
        if waiting != (key in self._waiting):
            self._waiting ^= {key}
            self.changed.emit()

    def _hold(self, control: QWidget, *, refused: bool) -> None:
        if refused != (id(control) in self._refused):
            if refused:
                self._refused[id(control)] = control
            else:
                del self._refused[id(control)]
                self._warned.discard(id(control))
            self.changed.emit()

    def _forget(self, key: int) -> None:
        self._waiting.discard(key)
        self._refused.pop(key, None)
        self._warned.discard(key)
        self.changed.emit()
