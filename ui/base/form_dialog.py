"""FormDialog: the frame of a dialog that writes one thing down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from journal.errors import InvalidInput
from journal.model.record import Record
from ui.base.form_draft import FormDraft
from ui.base.live_book import LiveBook
from ui.desktop.keyboard import press_shortcut
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, CarefulButton, PrimaryButton, QuietButton
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.hours_field import HoursEdit
from ui.widgets.fields.number_field import NumberEdit
from ui.widgets.fields.time_field import TimeField
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.scroll_content import PlainScrollArea, ScrollContent
from ui.widgets.layout.tab_order import first_stop, follow_layout
from ui.widgets.layout.window_size import size_in_letters
from ui.widgets.window_name import name_window
from ui.widgets.words.labels import Problem, Soft, Title

Typed = NumberEdit | DateField | TimeField | HoursEdit

NEW = "new"
"""Stands for a record that is not there yet in the key of a draft."""


class FormDialog(QDialog):
    """A title, fields under each other, and Save, Cancel and perhaps Remove.

    Subclasses say in :meth:`record` what would be kept, and Save keeps it. Cancel lets go of what
    was typed. Left in any other way (Escape, the window's frame, a lock, a crash) the form stays a
    draft, complete or not: it is offered again where it was, and nothing of it counts as written
    down meanwhile.
    """

    draft_key: str = ""
    """What the form is kept under while it is typed in (see :class:`journal.model.draft.Draft`); a
    form without one holds no words of its own."""

    def __init__(
        self, live: LiveBook, title: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.live = live
        self._draft: FormDraft | None = None
        self._seen = False
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 14)
        outer.setSpacing(10)
        scroll = PlainScrollArea()
        self._sheet = ScrollContent()
        self._column = QVBoxLayout(self._sheet)
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
        scroll.setWidget(self._sheet)
        outer.addWidget(scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(22, 0, 22, 0)
        self.problem = Problem()
        foot.addWidget(self.problem)
        self._buttons = FlowLayout(spacing=10)
        self.save_button: Button = PrimaryButton(self.tr("Save"))
        self.save_button.clicked.connect(self.save)
        cancel = QuietButton(self.tr("Cancel"))
        cancel.clicked.connect(self._cancel)
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
        name_window(self, title)
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

    def focus_first(self) -> None:
        """Put the cursor on the first field that is in sight."""
        first = first_stop(self._sheet)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def record(self) -> Record:
        """What would be kept now. Raises :class:`InvalidInput` with one sentence."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keep :meth:`record`. Raises :class:`InvalidInput`."""
        self.live.record(self.record(), text=self.accessibleName())

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
            self._begin_draft()
            follow_layout(self)
            self.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_shortcut(self, event):
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close; what was not saved stays a draft."""
        super().done(result)  # a field that loses the cursor reads what was typed
        if self._draft is not None:
            if result == QDialog.DialogCode.Accepted:
                self._draft.let_go()
            else:
                self._draft.flush()

    def _begin_draft(self) -> None:
        """Keep what is typed from now on, and show what was typed the last time."""
        if not self.draft_key:
            return
        self._draft = draft = FormDraft(self.live, self.draft_key, self.accessibleName(), self)
        if not draft.restore():
            return
        words = Soft(self.tr("You had begun this and not saved it. It goes on here."))
        anew = QuietButton(self.tr("Start anew"))
        row = FlowLayout(spacing=10)
        row.addWidget(words)
        row.addWidget(anew)
        self._fields.insertLayout(0, row)

        def start_anew() -> None:
            draft.start_anew()
            words.hide()
            anew.hide()
            self.focus_first()

        anew.clicked.connect(start_anew)

    def _cancel(self) -> None:
        """Let go of what was typed."""
        if self._draft is not None:
            self._draft.let_go()
            self._draft = None
        self.reject()

    def _try_to_keep(self) -> bool:
        try:
            self.keep()
        except InvalidInput as error:
            self.problem.say(str(error))
            return False
        self.problem.say("")
        return True

    def _remove(self, remove: Callable[[], object]) -> None:
        try:
            remove()
        except InvalidInput as error:
            self.problem.say(str(error))
            return
        self.reject()
