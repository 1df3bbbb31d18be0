"""Keys: changing the passphrase, the recovery key, or all keys of an open journal, and asking for
them once more.

Nothing changes before the last step of each, so that it can be left at any time.
"""

from __future__ import annotations

import random

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from journal.errors import JournalError
from ui.base.new_passphrase import NewPassphrase
from ui.base.recovery_key import PrintSheet, RecoveryKeyPage
from ui.journal_file.jobs import Keys
from ui.widgets.announce import announce
from ui.widgets.busy_bar import BusyBar
from ui.widgets.buttons import Button, CarefulButton, PrimaryButton
from ui.widgets.fields.passphrase import PassphraseEdit
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.page import Page
from ui.widgets.layout.tab_order import follow_layout
from ui.widgets.layout.window_size import size_in_letters
from ui.widgets.window_name import name_window
from ui.widgets.words.labels import Problem, Words


class _KeyDialog(QDialog):
    """What they have in common: a form, a busy bar, a problem, and a last word.

    Subclasses say their :meth:`words`, and may ask for a new passphrase, too.
    """

    changed = Signal()
    """The journal is saved with the new keys."""

    asks_new = False
    """Whether a new passphrase is asked for."""

    def __init__(self, work: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        title, does, does_not = self.words()
        name_window(self, title)
        size_in_letters(self, 45, 40)
        self._waiting = False
        self._steps = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._steps)

        self._form = Page(max_em=34)
        self._form.set_title(title)
        self._form.add(Words(does))
        self._form.add(Words(does_not))
        self._card = Card()
        self._current = PassphraseEdit(self.tr("Passphrase now"))
        self._current.textChanged.connect(lambda _text: self._current.show_problem(""))
        self._current.submitted.connect(self._current_typed)
        self._card.add(self._current)
        if self.asks_new:
            self._new = NewPassphrase()
            self._new.submitted.connect(self._submit)
            self._card.add(self._new)
        self._form.add(self._card)
        self._busy = BusyBar(self.tr("Working on the keys"))
        self._problem = Problem()
        self._form.add(self._busy)
        self._form.add(self._problem)
        self._go = PrimaryButton(title)
        self._go.clicked.connect(self._submit)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        row = FlowLayout(spacing=10)
        row.addWidget(self._go)
        row.addWidget(cancel)
        self._form.add(row)
        self._steps.addWidget(self._form)
        self._current.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        follow_layout(self._form)  # the new passphrase was put in after the buttons

    def reject(self) -> None:
        """Leave, unless the keys are being worked on at this moment."""
        if not self._waiting:
            super().reject()

    def words(self) -> tuple[str, str, str]:
        """The title, what it does, and what it does not."""
        raise NotImplementedError

    def _current_typed(self) -> None:
        if self.asks_new:
            self._new.setFocus()
        else:
            self._submit()

    def _submit(self) -> None:
        if self._waiting:
            return
        self._problem.say("")
        if not self._current.text:
            self._current.show_problem(self.tr("Type the passphrase that you use now."))
            self._current.select_all()
            return
        if not self.asks_new or self._new.check():
            self._wait(waiting=True)
            self._start()

    def _start(self) -> None:
        raise NotImplementedError

    def _wait(self, *, waiting: bool) -> None:
        self._waiting = waiting
        self._card.setEnabled(not waiting)
        self._go.setEnabled(not waiting)
        self._busy.setVisible(waiting)

    def _not_done(self, error: JournalError) -> None:
        self._wait(waiting=False)
        self._steps.setCurrentWidget(self._form)
        self._problem.say(str(error))
        announce(self, str(error), urgent=True)
        self._current.select_all()

    def _say_done(self, sentence: str, more: QWidget | None = None) -> None:
        self._waiting = False
        self.changed.emit()
        page = Page(max_em=34)
        page.set_title(self.tr("Done"))
        page.add(Words(sentence))
        if more is not None:
            page.add(more)
        close = PrimaryButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        row = FlowLayout()
        row.addWidget(close)
        page.add(row)
        self._steps.addWidget(page)
        self._steps.setCurrentWidget(page)
        announce(self, sentence)
        close.setFocus()


class ExportDialog(_KeyDialog):
    """Asks who wants to have everything, before it is written where others can read it."""

    confirmed = Signal()
    """The passphrase or the recovery key was typed."""

    def words(self) -> tuple[str, str, str]:
        return (
            self.tr("Write everything to a file"),
            self.tr(
                "The file holds all that you wrote, and it is not locked: whoever gets it can read"
                " it."
            ),
            self.tr(
                "Type your passphrase or your recovery key first, so that nobody else does this"
                " while you are away."
            ),
        )

    def _start(self) -> None:
        self._work.check(self._current.text, self._done, self._not_done)

    def _done(self) -> None:
        self._wait(waiting=False)
        self.accept()
        self.confirmed.emit()


class ChangePassphraseDialog(_KeyDialog):
    """A new passphrase for the same keys."""

    asks_new = True

    def words(self) -> tuple[str, str, str]:
        return (
            self.tr("Change my passphrase"),
            self.tr("From now on, only the new passphrase opens this journal."),
            self.tr(
                "An old copy of the file still opens with the old passphrase. Backups are such"
                " copies. If someone else may know the old one, make new keys instead."
            ),
        )

    def _start(self) -> None:
        self._work.change_passphrase(
            self._current.text,
            self._new.text,
            lambda: self._say_done(
                self.tr("Your passphrase is changed. Your recovery key is the same as before.")
            ),
            self._not_done,
        )


class _RecoveryDialog(_KeyDialog):
    """Shows a new recovery key, and has it kept before it is used."""

    def __init__(
        self,
        work: Keys,
        print_sheet: PrintSheet,
        chance: random.Random,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(work, parent)
        self._print_sheet = print_sheet
        self._chance = chance

    def _made(self, groups: tuple[str, ...]) -> None:
        self._wait(waiting=False)
        page = RecoveryKeyPage(
            groups, chance=self._chance, print_sheet=self._print_sheet, can_wait=False
        )
        page.kept.connect(self._kept)
        row = FlowLayout()
        cancel = Button(self.tr("Cancel, and keep the old key"))
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        page.add(row)
        self._steps.addWidget(page)
        self._steps.setCurrentWidget(page)

    def _kept(self) -> None:
        self._wait(waiting=True)
        self._work.use_made(self._in_use, self._not_done)

    def _in_use(self) -> None:
        """The journal is saved with what was made."""
        raise NotImplementedError


class NewRecoveryKeyDialog(_RecoveryDialog):
    """Another recovery key in the place of the old one."""

    def words(self) -> tuple[str, str, str]:
        return (
            self.tr("Make a new recovery key"),
            self.tr(
                "Use this if you lost the paper. The old recovery key will not open this journal"
                " any more."
            ),
            self.tr(
                "An old copy of the file still opens with the old key. Backups are such copies."
                " If someone else may have the paper, make new keys instead."
            ),
        )

    def _start(self) -> None:
        self._work.make_recovery_key(self._current.text, self._made, self._not_done)

    def _in_use(self) -> None:
        self._say_done(self.tr("The new recovery key is good now. You can tear up the old page."))


class NewKeysDialog(_RecoveryDialog):
    """Everything anew: data key, passphrase, recovery key; then the old backups may go."""

    asks_new = True

    def words(self) -> tuple[str, str, str]:
        return (
            self.tr("Make new keys"),
            self.tr(
                "Use this if someone else may know your passphrase or have your recovery key."
                " What you write from now on opens with the new ones alone."
            ),
            self.tr(
                "It cannot call back what is out there. A copy that someone has taken still opens"
                " with the old keys, and shows what was in it then."
            ),
        )

    def _start(self) -> None:
        self._work.make_keys(self._current.text, self._new.text, self._made, self._not_done)

    def _in_use(self) -> None:
        self._backups = Card(
            self.tr("The old backups"),
            self.tr(
                "They still open with your old passphrase. Without them, there is no way back to"
                " an older day. New backups are made with each save."
            ),
        )
        self._remove = CarefulButton(self.tr("Remove the old backups"))
        self._remove.clicked.connect(self._remove_backups)
        self._removed = Words()
        self._removed.hide()
        row = FlowLayout()
        row.addWidget(self._remove)
        self._backups.add(row)
        self._backups.add(self._removed)
        self._say_done(
            self.tr("Your journal has new keys. You can tear up the old recovery page."),
            self._backups,
        )

    def _remove_backups(self) -> None:
        self._remove.setEnabled(False)
        self._waiting = True
        self._work.remove_old_backups(self._backups_gone, self._backups_stay)

    def _backups_gone(self, count: int) -> None:
        self._waiting = False
        self._tell_backups(self.tr("Old backups removed: {count}.").format(count=count))

    def _backups_stay(self, error: JournalError) -> None:
        self._waiting = False
        self._remove.setEnabled(True)
        self._tell_backups(str(error))

    def _tell_backups(self, sentence: str) -> None:
        self._removed.setText(sentence)
        self._removed.show()
        announce(self._removed, sentence)
