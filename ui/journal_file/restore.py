"""Restore: the backups of a journal, and bringing one back as a new file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from journal.book.copies import BackupState
from journal.errors import JournalError, WrongPassphrase
from ui.base.words.dates import day_words, time_words
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.busy_bar import BusyBar
from ui.widgets.buttons import QuietButton
from ui.widgets.fields.passphrase import PassphraseEdit
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.page import Page
from ui.widgets.words.labels import Problem, Words

ChooseFile = Callable[[QWidget, Path], Path | None]
"""Asks where a new file should go, given a suggestion; None is nowhere."""

_MOST_LINES = 8
"""Lines of the list that are in sight at once."""


class RestorePage(Page):
    """Lists backups and asks which one to bring back, and where to.

    ``name`` is the journal file's, ``suggest`` the new file to begin with. With ``ask_passphrase``
    that comes first; otherwise the owner calls :meth:`show_backups` by itself.
    """

    passphrase_given = Signal(str)
    restore_wanted = Signal(object, object)
    """A backup as it was given to :meth:`show_backups`, and the path of the new file."""
    open_wanted = Signal(object)
    """The path of the new file."""
    back_wanted = Signal()

    def __init__(
        self,
        name: str,
        *,
        suggest: Path,
        ask_passphrase: bool,
        choose_file: ChooseFile | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent, max_em=40)
        self.set_title(self.tr("Backups"), name)
        self._suggest = suggest
        self._asks = ask_passphrase
        self._choose_file = choose_file if choose_file is not None else self._file_dialog
        self._listed: list[BackupState] = []
        self._target: Path | None = None

        self._ask = Card(
            self.tr("Your passphrase"),
            self.tr(
                "Backups are locked, too. Older ones open with the passphrase that you had then."
            ),
        )
        self._passphrase = PassphraseEdit(self.tr("Passphrase"))
        self._passphrase.submitted.connect(self._give_passphrase)
        self._ask.add(self._passphrase)
        self._ask.add_action(self.tr("Look into the backups"), self._give_passphrase, primary=True)
        self.add(self._ask)

        self._busy = BusyBar(self.tr("Working"))
        self._problem = Problem()
        self.add(self._busy)
        self.add(self._problem)

        self._card = Card(
            self.tr("Which one?"),
            self.tr("It comes back as a new file. Your journal file stays as it is."),
        )
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Backups"))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.itemActivated.connect(lambda _item: self._restore())
        self._list.currentItemChanged.connect(lambda _new, _old: self._chosen_changed())
        self._none = Words(self.tr("There are no backups of this journal."))
        self._card.add(self._list)
        self._card.add(self._none)
        self._go = self._card.add_action(self.tr("Bring it back"), self._restore, primary=True)
        self.add(self._card)

        self._restored = Banner()
        self.add(self._restored)
        back = QuietButton(self.tr("Back"))
        back.clicked.connect(self.back_wanted)
        foot = FlowLayout()
        foot.addWidget(back)
        self.add(foot)
        self._ask.setVisible(ask_passphrase)
        self._card.hide()
        self._busy.setVisible(not ask_passphrase)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._ask.isVisible():
            self._passphrase.setFocus()

    def show_busy(self) -> None:
        """Backups are being opened, or one is being written."""
        self._busy.show()
        self._ask.setEnabled(False)
        self._card.setEnabled(False)

    def show_backups(self, backups: Sequence[BackupState]) -> None:
        """List ``backups``, newest first."""
        self._settle()
        self._listed = list(backups)
        self._list.clear()
        for listed in self._listed:
            item = QListWidgetItem(self._words(listed))
            if not listed.verified:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
        self._list.ensurePolished()
        lines = min(2 * len(self._listed), _MOST_LINES) + 1
        self._list.setMinimumHeight(lines * self._list.fontMetrics().lineSpacing() * 3 // 2)
        sound = [row for row, listed in enumerate(self._listed) if listed.verified]
        locked = self._asks and not sound and bool(self._listed)
        self._ask.setVisible(locked)
        self._list.setVisible(bool(self._listed))
        self._none.setVisible(not self._listed)
        self._go.setVisible(bool(sound))
        self._card.show()
        if sound:
            self._list.setCurrentRow(sound[0])
            self._list.setFocus()
        elif locked:
            self._problem.say(self.tr("This passphrase opens none of them. Try another one?"))
            self._passphrase.select_all()
        self._chosen_changed()

    def show_problem(self, error: JournalError) -> None:
        """Say why it did not work; it can be tried again."""
        self._settle()
        self._problem.say(str(error))
        announce(self, str(error), urgent=True)
        if self._asks and isinstance(error, WrongPassphrase):
            self._passphrase.select_all()

    def show_restored(self, path: Path) -> None:
        """Say where the backup is now, and offer to open it."""
        self._settle()
        self._card.hide()
        self._restored.clear_actions()
        self._restored.say(self.tr("It is back, as {name}.").format(name=path.name))
        button = self._restored.add_action(
            self.tr("Open it now"), lambda: self.open_wanted.emit(path)
        )
        button.setFocus()

    def _settle(self) -> None:
        self._busy.hide()
        self._ask.setEnabled(True)
        self._card.setEnabled(True)
        self._problem.say("")

    def _give_passphrase(self) -> None:
        if not self._passphrase.text:
            self._passphrase.show_problem(self.tr("Type your passphrase first."))
            self._passphrase.select_all()
            return
        self._passphrase.show_problem("")
        self.show_busy()
        self.passphrase_given.emit(self._passphrase.text)

    def _chosen_changed(self) -> None:
        self._go.setEnabled(self._chosen() is not None)

    def _chosen(self) -> BackupState | None:
        row = self._list.currentRow()
        if not 0 <= row < len(self._listed) or not self._listed[row].verified:
            return None
        return self._listed[row]

    def _restore(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        target = self._choose_file(self, self._suggest)
        if target is not None:
            self.show_busy()
            self.restore_wanted.emit(chosen, target)

    def _file_dialog(self, parent: QWidget, suggest: Path) -> Path | None:
        chosen, _filter = QFileDialog.getSaveFileName(
            parent,
            "Daybook",
            str(suggest),
            self.tr("Daybook journals (*.daybook)"),
            options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is overwritten
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(".daybook")

    def _words(self, listed: BackupState) -> str:
        when = listed.saved_at
        first = day_words(when)
        if listed.verified:
            first = self.tr("{day}, {time}").format(day=first, time=time_words(when))
        if listed.unfinished:
            first = self.tr("{when} (a save that was cut off)").format(when=first)
        if not listed.verified:
            states = {
                "damaged": self.tr("Damaged: it cannot be opened."),
                "other key": self.tr("Locked with another passphrase."),
            }
            return first + "\n" + states[listed.state]
        if listed.last_day is None:
            return first + "\n" + self.tr("Checked. No day is written in it yet.")
        second = self.tr("Checked. Days written: {count}; the last is {day}.")
        return first + "\n" + second.format(count=listed.days, day=day_words(listed.last_day))
