"""Keys: changing the passphrase, the recovery key, or all keys of an open journal, and asking for
them once more.

Nothing changes before the last step of each, so that it can be left at any time.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from journal.book.passphrase import judge
from journal.errors import JournalError
from ui.base.recovery_key import PrintSheet, RecoveryKeyPage
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, CarefulButton, PrimaryButton
from ui.widgets.fields.new_passphrase import NewPassphrase
from ui.widgets.fields.passphrase import PassphraseEdit
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.page import Page
from ui.widgets.layout.tab_order import follow_layout
from ui.widgets.layout.window_size import size_in_letters
from ui.widgets.window_name import name_window
from ui.widgets.words.labels import Problem, Words

Done = Callable[[], object]
Groups = Callable[[tuple[str, ...]], object]
Failed = Callable[[JournalError], object]


class KeyWork(Protocol):
    """Does the work, elsewhere; each call ends in exactly one of its callbacks."""

    def check(self, typed: str, done: Done, failed: Failed) -> None:
        """Look whether ``typed`` opens the journal."""

    def change_passphrase(self, current: str, new: str, done: Done, failed: Failed) -> None:
        """Put ``new`` in the place of ``current``, and save."""

    def make_recovery_key(self, current: str, done: Groups, failed: Failed) -> None:
        """Make a recovery key; ``done`` gets its groups."""

    def make_keys(self, current: str, new: str, done: Groups, failed: Failed) -> None:
        """Make all keys anew; ``done`` gets the groups of the recovery key."""

    def use_made(self, done: Done, failed: Failed) -> None:
        """Lock the journal with what was made, and save."""

    def remove_old_backups(self, done: Callable[[int], object], failed: Failed) -> None:
        """Remove the backups that the new keys do not open; ``done`` gets how many."""


class _KeyDialog(QDialog):
    """What the three have in common: a form, a busy bar, a problem, and a last word."""

    changed = Signal()
    """The journal is saved with the new keys."""

    def __init__(self, title: str, does: str, does_not: str, parent: QWidget | None) -> None:
        super().__init__(parent)
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
        self._form.add(self._card)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(self.tr("Working on the keys"))
        self._busy.hide()
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

    def _current_typed(self) -> None:
        self._submit()

    def _submit(self) -> None:
        if self._waiting:
            return
        self._problem.say("")
        if not self._current.text:
            self._current.show_problem(self.tr("Type the passphrase that you use now."))
            self._current.select_all()
            return
        if self._ready():
            self._wait(waiting=True)
            self._start()

    def _ready(self) -> bool:
        """Whether the rest of the form can be used; says why not."""
        return True

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

    def _show_key(
        self, groups: tuple[str, ...], chance: random.Random, print_sheet: PrintSheet, kept: Done
    ) -> None:
        self._wait(waiting=False)
        page = RecoveryKeyPage(groups, chance=chance, print_sheet=print_sheet, can_wait=False)
        page.kept.connect(kept)
        row = FlowLayout()
        cancel = Button(self.tr("Cancel, and keep the old key"))
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        page.add(row)
        self._steps.addWidget(page)
        self._steps.setCurrentWidget(page)

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
    """Asks who wants to have everything, before it is written where others can read it.

    ``confirmed()`` once the passphrase or the recovery key was typed.
    """

    confirmed = Signal()

    def __init__(self, work: KeyWork, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Write everything to a file"),
            self.tr(
                "The file holds all that you wrote, and it is not locked: whoever gets it can read"
                " it."
            ),
            self.tr(
                "Type your passphrase or your recovery key first, so that nobody else does this"
                " while you are away."
            ),
            parent,
        )
        self._work = work

    def _start(self) -> None:
        self._work.check(self._current.text, self._done, self._not_done)

    def _done(self) -> None:
        self._wait(waiting=False)
        self.accept()
        self.confirmed.emit()


class ChangePassphraseDialog(_KeyDialog):
    """A new passphrase for the same keys."""

    def __init__(self, work: KeyWork, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Change my passphrase"),
            self.tr("From now on, only the new passphrase opens this journal."),
            self.tr(
                "An old copy of the file still opens with the old passphrase. Backups are such"
                " copies. If someone else may know the old one, make new keys instead."
            ),
            parent,
        )
        self._work = work
        self._new = NewPassphrase(judge)
        self._new.submitted.connect(self._submit)
        self._card.add(self._new)

    def _current_typed(self) -> None:
        self._new.setFocus()

    def _ready(self) -> bool:
        return self._new.check()

    def _start(self) -> None:
        self._work.change_passphrase(
            self._current.text,
            self._new.text,
            lambda: self._say_done(
                self.tr("Your passphrase is changed. Your recovery key is the same as before.")
            ),
            self._not_done,
        )


class NewRecoveryKeyDialog(_KeyDialog):
    """Another recovery key in the place of the old one."""

    def __init__(
        self,
        work: KeyWork,
        print_sheet: PrintSheet,
        chance: random.Random,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            self.tr("Make a new recovery key"),
            self.tr(
                "Use this if you lost the paper. The old recovery key will not open this journal"
                " any more."
            ),
            self.tr(
                "An old copy of the file still opens with the old key. Backups are such copies."
                " If someone else may have the paper, make new keys instead."
            ),
            parent,
        )
        self._work = work
        self._print_sheet = print_sheet
        self._chance = chance

    def _start(self) -> None:
        self._work.make_recovery_key(self._current.text, self._made, self._not_done)

    def _made(self, groups: tuple[str, ...]) -> None:
        self._show_key(groups, self._chance, self._print_sheet, self._kept)

    def _kept(self) -> None:
        self._wait(waiting=True)
        self._work.use_made(
            lambda: self._say_done(
                self.tr("The new recovery key is good now. You can tear up the old page.")
            ),
            self._not_done,
        )


class NewKeysDialog(_KeyDialog):
    """Everything anew: data key, passphrase, recovery key; then the old backups may go."""

    def __init__(
        self,
        work: KeyWork,
        print_sheet: PrintSheet,
        chance: random.Random,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            self.tr("Make new keys"),
            self.tr(
                "Use this if someone else may know your passphrase or have your recovery key."
                " What you write from now on opens with the new ones alone."
            ),
            self.tr(
                "It cannot call back what is out there. A copy that someone has taken still opens"
                " with the old keys, and shows what was in it then."
            ),
            parent,
        )
        self._work = work
        self._print_sheet = print_sheet
        self._chance = chance
        self._new = NewPassphrase(judge)
        self._new.submitted.connect(self._submit)
        self._card.add(self._new)

    def _current_typed(self) -> None:
        self._new.setFocus()

    def _ready(self) -> bool:
        return self._new.check()

    def _start(self) -> None:
        self._work.make_keys(self._current.text, self._new.text, self._made, self._not_done)

    def _made(self, groups: tuple[str, ...]) -> None:
        self._show_key(groups, self._chance, self._print_sheet, self._kept)

    def _kept(self) -> None:
        self._wait(waiting=True)
        self._work.use_made(self._offer_to_remove, self._not_done)

    def _offer_to_remove(self) -> None:
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
