"""Recovery: getting back in with the recovery key, and a new passphrase."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QWidget,
)

from journal.errors import JournalError
from ui.base.new_passphrase import NewPassphrase
from ui.base.recovery_key import fixed_family
from ui.widgets.announce import announce
from ui.widgets.busy_bar import BusyBar
from ui.widgets.buttons import QuietButton
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.page import Page
from ui.widgets.words.labels import Problem, Soft


class RecoverPage(Page):
    """Asks for a recovery key and then for a new passphrase.

    ``name`` is the file's; ``read`` turns what was typed into a key, or raises
    :class:`JournalError` with what is wrong.
    """

    recovered = Signal(object, str)
    """The key that ``read`` gave, and the new passphrase."""
    back_wanted = Signal()

    def __init__(
        self, name: str, read: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent, max_em=34)
        self.set_title(self.tr("Back in with your recovery key"), name)
        self._read = read
        self._key: object = None
        self._ask_key = Card(
            self.tr("1. Your recovery key"),
            self.tr("It is the page of nine groups that you kept when you made your journal."),
        )
        self._edit = QLineEdit()
        self._edit.setAccessibleName(self.tr("Recovery key"))
        self._edit.setFont(QFont(fixed_family()))
        self._edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._edit.setMaxLength(200)
        self._edit.textEdited.connect(self._typed)
        self._edit.returnPressed.connect(self._check_key)
        self._count = Soft()
        self._key_problem = Problem()
        for part in (self._edit, self._count, self._key_problem):
            self._ask_key.add(part)
        self._next = self._ask_key.add_action(self.tr("Go on"), self._check_key, primary=True)

        self._ask_new = Card(
            self.tr("2. A new passphrase"),
            self.tr(
                "The key is right. Your old passphrase will only open old copies of the file."
                " The recovery key stays good."
            ),
        )
        self._new = NewPassphrase()
        self._new.submitted.connect(self._submit)
        self._busy = BusyBar(self.tr("Opening"))
        self._problem = Problem()
        self._ask_new.add(self._new)
        self._ask_new.add(self._busy)
        self._ask_new.add(self._problem)
        self._ask_new.add_action(self.tr("Open my journal"), self._submit, primary=True)

        self.add(self._ask_key)
        self.add(self._ask_new)
        back = QuietButton(self.tr("Back"))
        back.clicked.connect(self.back_wanted)
        foot = FlowLayout()
        foot.addWidget(back)
        self.add(foot)
        self._ask_new.hide()
        self._typed("")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._ask_key.isVisible():
            self._edit.setFocus()

    def show_busy(self) -> None:
        """The journal is being opened and saved; this takes about two seconds."""
        self._ask_new.setEnabled(False)
        self._busy.show()

    def show_problem(self, error: JournalError) -> None:
        """Say why it did not work; it can be tried again."""
        self._ask_new.setEnabled(True)
        self._busy.hide()
        self._problem.say(str(error))
        announce(self, str(error), urgent=True)
        self._new.setFocus()

    def _typed(self, text: str) -> None:
        signs = sum(sign.isalnum() for sign in text)
        self._count.setText(self.tr("{count} of 36 letters and digits").format(count=signs))
        self._key_problem.say("")

    def _check_key(self) -> None:
        try:
            self._key = self._read(self._edit.text())
        except JournalError as error:
            self._key_problem.say(str(error))
            announce(self._edit, str(error), urgent=True)
            self._edit.setFocus()
            return
        self._ask_key.hide()
        self._edit.clear()
        self._ask_new.show()
        self._new.setFocus()

    def _submit(self) -> None:
        self._problem.say("")
        if self._new.check():
            self.show_busy()
            self.recovered.emit(self._key, self._new.text)
