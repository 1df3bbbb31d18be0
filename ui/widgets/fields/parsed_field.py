"""What fields that read typed text into a value have in common."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QLocale, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.announce import announce
from ui.widgets.problem import show_problem
from ui.widgets.visibility import show_when
from ui.widgets.words.labels import Problem, Words

ONE_LINE = 30
"""A question of so many letters stays on one line: beside others it would break in two."""


class ParsedField(QWidget):
    """A question over one line; subclasses read text into a value and write it back.

    Blank is None. While typing, ``valueChanged(object)`` follows every readable and complete state;
    the rest is read once the field is left. What cannot be read is left standing with one sentence
    under it, and ``value`` is what it was before. Up and Down step. Setting ``value`` in code does
    not emit. Dates, times and numbers are those of the system's region, whatever the language is.
    """

    valueChanged = Signal(object)
    unread_changed = Signal()
    """:attr:`has_unread_text` or :attr:`problem` may be different."""
    letters = 10
    """How many letters wide the field is."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale.system())
        self._label = label
        self._value: Any = None
        self._before: Any = None
        """The value before it was typed over."""
        self._unread = False
        self.required = False
        """Whether it can only be changed, not emptied."""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._title = Words(label)
        self._title.setWordWrap(len(label) > ONE_LINE)
        show_when(self._title, label)
        self._edit = _Line(self.letters)
        self._edit.setAccessibleName(label)
        self._edit.textEdited.connect(self._typed)
        self._edit.editingFinished.connect(self._left)
        self._edit.installEventFilter(self)
        self._title.setBuddy(self._edit)
        self._problem = Problem()
        self._across = QHBoxLayout()
        self._across.setSpacing(8)
        self._across.addWidget(self._edit)
        self._across.addStretch(1)
        box.addWidget(self._title)
        box.addLayout(self._across)
        box.addWidget(self._problem)
        self.setFocusProxy(self._edit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else setTabOrder passes it over

    @property
    def label(self) -> str:
        """The question."""
        return self._label

    @property
    def problem(self) -> str:
        """The sentence shown under the field, or nothing."""
        return self._problem.text()

    @property
    def typed(self) -> str:
        """The text in the field, also one that cannot be read."""
        return self._edit.text()

    def type(self, text: str) -> None:
        """Read ``text`` as if a person had typed it and left the field."""
        self._edit.setText(text)
        self._edit.setModified(True)
        self._left()

    @property
    def has_unread_text(self) -> bool:
        """Whether something is typed that ``value`` does not say: unfinished, or refused."""
        return self._unread

    def clear(self) -> None:
        """Back to blank, without emitting."""
        self._put(None)

    def follow(self, value: Any) -> None:
        """Show ``value``, which may have changed elsewhere, but never in place of unread text."""
        if not self._unread and value != self._value:
            self._put(value)

    def flush(self) -> None:
        """Read what is being typed, as when the field is left."""
        self._left()

    def refuse(self, why: str) -> None:
        """Keep the value before, with one sentence at the text that was typed."""
        self._value = self._before
        if self._value is not None:
            kept = self.tr("Until then it stays {value}.").format(value=self.written(self._value))
            why = f"{why} {kept}"
        self._unread = True
        if why != self.problem:
            show_problem(self, why)
        self.unread_changed.emit()

    def read(self, text: str) -> Any:
        """``text`` (not blank) as a value; raises ValueError with one sentence for a person."""
        raise NotImplementedError

    def is_complete(self, text: str) -> bool:
        """Whether ``text``, which can be read, says all that it will say: "5/1" may become 5/11."""
        return True

    def written(self, value: Any) -> str:
        """A value the way it is shown; :meth:`read` makes the same value of it."""
        raise NotImplementedError

    def stepped(self, value: Any, by: int) -> Any:
        """The value ``by`` steps from ``value`` (which may be None), or the same at an end."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self._edit and event.type() == QEvent.Type.KeyPress
        return pressed and isinstance(event, QKeyEvent) and self._key(event.key())

    def _key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._take(self.stepped(self._value, 1 if key == Qt.Key.Key_Up else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._left()
            if not self.problem:
                self.focusNextChild()
        else:
            return False
        return True

    def _put(self, value: Any) -> None:
        self._value = self._before = value
        self._edit.setText("" if value is None else self.written(value))
        self._set_unread(unread=False)

    def _take(self, value: Any) -> None:
        """Show a value that a person stepped to or picked."""
        self._edit.setText(self.written(value))
        if value != self._value:
            announce(self._edit, self._edit.text())
        self._finish(value)

    def _typed(self, text: str) -> None:
        text = text.strip()
        try:
            value = self._parsed(text)
        except ValueError:
            self._set_unread(unread=True)
            return
        complete = self.is_complete(text) if text else not self.required
        self._set_unread(unread=not complete)
        if complete:
            self._read(value)

    def _left(self) -> None:
        if not self._edit.isModified():
            return  # what was shown, not typed, is not read again
        try:
            value = self._parsed(self._edit.text().strip())
            if value is None and self.required:
                raise ValueError(self.tr("This cannot be blank."))
        except ValueError as why:
            self._read(self._before)
            self.refuse(str(why))
            return
        self._edit.setText("" if value is None else self.written(value))
        self._finish(value)

    def _parsed(self, text: str) -> Any:
        return self.read(text) if text else None

    def _finish(self, value: Any) -> None:
        self._set_unread(unread=False)
        self._read(value)
        if not self._unread:  # whoever heard of it did not refuse it
            self._before = value

    def _read(self, value: Any) -> None:
        if value != self._value:
            self._value = value
            self.valueChanged.emit(value)

    def _set_unread(self, *, unread: bool) -> None:
        if unread != self._unread or self.problem:
            self._unread = unread
            show_problem(self, "")
            self.unread_changed.emit()


class _Line(QLineEdit):
    """A line with room for a number of letters at whatever size text has."""

    def __init__(self, letters: int) -> None:
        super().__init__()
        self._letters = letters
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("0") * self._letters + 30, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
