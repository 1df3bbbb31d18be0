"""FormDialog: the frame of a dialog that writes one thing down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from journal.errors import InvalidInput
from journal.model.record import Record
from ui.base.live_book import LiveBook
from ui.desktop.keyboard import press_shortcut
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, CarefulButton, PrimaryButton, QuietButton
from ui.widgets.fields.choice import ChoiceRow, TickRow
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.hours_field import HoursEdit
from ui.widgets.fields.number_field import NumberEdit
from ui.widgets.fields.time_field import TimeField
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.scroll_content import ScrollContent
from ui.widgets.layout.tab_order import follow_layout
from ui.widgets.layout.window_size import size_in_letters
from ui.widgets.words.labels import Problem, Soft, Title

Typed = NumberEdit | DateField | TimeField | HoursEdit


class FormDialog(QDialog):
    """A title, fields under each other, and Save, Cancel and perhaps Remove.

    Subclasses say in :meth:`record` what would be kept. Save keeps it; Escape and Cancel keep
    nothing, but a first Escape only says so when there is something to lose; being closed (by the
    window's frame, or when the journal locks) keeps what was changed if it can be kept.
    """

    def __init__(
        self, live: LiveBook, title: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.live = live
        self._at_first: Record | None = None
        self._answers_at_first: list[object] = []
        self._seen = False
        self._first: QWidget | None = None
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 14)
        outer.setSpacing(10)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = ScrollContent()
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(22, 20, 22, 14)
        self._column.setSpacing(16)
        self._title = Title()
        self._hint = Soft()
        self._column.addWidget(self._title)
        self._column.addWidget(self._hint)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(16)
        self._column.addLayout(self._fields)
        self._column.addStretch(1)
        scroll.setWidget(sheet)
        outer.addWidget(scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(22, 0, 22, 0)
        self.problem = Problem()
        foot.addWidget(self.problem)
        self._buttons = FlowLayout(spacing=10)
        self.save_button: Button = PrimaryButton(self.tr("Save"))
        self.save_button.clicked.connect(self.save)
        cancel = QuietButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._buttons.addWidget(self.save_button)
        self._buttons.addWidget(cancel)
        foot.addLayout(self._buttons)
        outer.addLayout(foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.save)
        size_in_letters(self, 40, 40)
        self.set_title(title, hint)

    def set_title(self, title: str, hint: str = "") -> None:
        """Change the title and the line under it."""
        self.setWindowTitle(title)
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def read(self, field: Typed) -> Any:
        """The value of a typed field; raises :class:`InvalidInput` for what cannot be read."""
        if field.problem:
            raise InvalidInput(field.problem)
        return field.value

    def add(self, part: QWidget | QLayout) -> None:
        """Put a field under the others."""
        if isinstance(part, QWidget):
            self._first = self._first or part
            self._fields.addWidget(part)
        else:
            self._fields.addLayout(part)

    def add_beside(self, *parts: QWidget) -> None:
        """Put small fields beside each other; they wrap where there is no room."""
        row = FlowLayout(spacing=28)
        for part in parts:
            row.addWidget(part)
        self._fields.addLayout(row)

    def add_remove(self, words: str, remove: Callable[[], object]) -> None:
        """Offer to take the thing away; ``remove`` is called, then the dialog closes."""
        button = CarefulButton(words)
        button.clicked.connect(lambda: self._remove(remove))
        self._buttons.addWidget(button)

    def record(self) -> Record:
        """What would be kept now. Raises :class:`InvalidInput` with one sentence."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keep :meth:`record`. Raises :class:`InvalidInput`."""
        self.live.record(self.record(), text=self.windowTitle())

    def save(self) -> None:
        """Keep what is written and close, or say what to put right."""
        # A field that is being typed in reads its text when it is left.
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._try_to_keep():
            announce(self.problem, self.problem.text(), urgent=True)
            return
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            self._at_first, self._answers_at_first = self._readable(), self._answers()
            follow_layout(self)
            if self._first is not None:
                self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and self._would_lose():
            said = self.tr("This is not saved yet. Escape once more lets it go.")
            if self.problem.text() != said:
                self.problem.say(said)
                announce(self.problem, said, urgent=True)
                return
        if not press_shortcut(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        now = self._readable()
        if now is not None and now != self._at_first:
            self._try_to_keep()
        super().closeEvent(event)

    def _try_to_keep(self) -> bool:
        try:
            self.keep()
        except InvalidInput as error:
            self.problem.say(str(error))
            return False
        self.problem.say("")
        return True

    def _would_lose(self) -> bool:
        """Whether something was written or chosen since the dialog came up."""
        return self._readable() != self._at_first or self._answers() != self._answers_at_first

    def _answers(self) -> list[object]:
        """All that stands in its fields, also what cannot be kept as it is."""
        return [
            *(line.text() for line in self.findChildren(QLineEdit)),
            *(note.toPlainText() for note in self.findChildren(QPlainTextEdit)),
            *(row.value for row in self.findChildren(ChoiceRow)),
            *(row.values for row in self.findChildren(TickRow)),
        ]

    def _readable(self) -> Record | None:
        """What would be kept, None if it cannot be."""
        try:
            return self.record()
        except InvalidInput:
            return None

    def _remove(self, remove: Callable[[], object]) -> None:
        try:
            remove()
        except InvalidInput as error:
            self.problem.say(str(error))
            return
        self.reject()
