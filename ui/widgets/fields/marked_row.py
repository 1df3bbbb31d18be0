"""Choices in a row under one rule of keys: moving about answers nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.desktop.keyboard import digit_of, is_command

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class MarkedRow(QWidget):
    """A question whose choices lie in a row; a mark goes over them before one is picked.

    Keys: arrows, Home and End move the mark and answer nothing. Space answers with the mark. Enter
    answers with a mark that was moved, and otherwise goes on. A digit answers at once, Backspace
    and Delete clear. Letters do nothing, and neither does a key that is held down, arrows apart.
    """

    _down = 1
    """How the mark moves for the arrow down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: int | None = None
        self._moved = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def has_moved_mark(self) -> bool:
        """Whether the mark stands on something that it could answer with."""
        return self._moved and self._mark is not None and not self._is_picked(self._mark)

    # -- for subclasses ----------------------------------------------------------------------------

    def _count(self) -> int:
        """How many choices there are."""
        raise NotImplementedError

    def _start(self) -> int | None:
        """Where the mark is before it is moved; None while it is nowhere."""
        raise NotImplementedError

    def _is_picked(self, index: int) -> bool:
        """Whether this choice is the answer, or part of it."""
        raise NotImplementedError

    def _pick_marked(self, index: int) -> None:
        """Answer with the mark."""
        raise NotImplementedError

    def _digit(self, digit: int) -> None:
        """Answer with a digit, if it is one of the choices."""
        raise NotImplementedError

    def _clear(self) -> None:
        """Take the answer back."""
        raise NotImplementedError

    def _show_mark(self) -> None:
        """The mark was moved or taken away."""
        raise NotImplementedError

    # -- keys --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_command(event):
            super().keyPressEvent(event)
            return
        key, digit = event.key(), digit_of(event)
        if (step := self._step_of(key)) is not None:
            self._move(step)
        elif key == Qt.Key.Key_Space or digit is not None or key in (*_CLEAR, *_ENTER):
            if not event.isAutoRepeat():
                self._press(key, digit)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._put_mark_away()

    def _press(self, key: int, digit: int | None) -> None:
        marked = self._mark if self._mark is not None else self._start()
        if digit is not None:
            self._digit(digit)
        elif key in _CLEAR:
            self._clear()
        elif key == Qt.Key.Key_Space:
            if marked is not None:
                self._pick_marked(marked)
                self._moved = False
        elif self.has_moved_mark and marked is not None:
            self._pick_marked(marked)
            self._moved = False
        else:
            self.focusNextChild()

    def _step_of(self, key: int) -> int | None:
        """How far the key moves the mark; None for other keys."""
        right = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        far = self._count()
        return {
            int(Qt.Key.Key_Right): right,
            int(Qt.Key.Key_Left): -right,
            int(Qt.Key.Key_Down): self._down,
            int(Qt.Key.Key_Up): -self._down,
            int(Qt.Key.Key_Home): -far,
            int(Qt.Key.Key_End): far,
        }.get(key)

    def _move(self, step: int) -> None:
        if not self._count():
            return
        last = self._count() - 1
        held = self._mark if self._mark is not None else self._start()
        if held is None:  # nowhere yet: it comes in at the end that it is sent to
            self._mark = last if step > 1 else 0
        else:
            self._mark = min(max(held + step, 0), last)
        self._moved = True
        self._show_mark()

    def _put_mark_away(self) -> None:
        self._mark, self._moved = None, False
        self._show_mark()
