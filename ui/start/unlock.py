"""Unlock: the first page, before a journal is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from journal.errors import ChangedOutside, Damaged, JournalError, NotAJournal
from ui.widgets.busy_bar import BusyBar
from ui.widgets.buttons import Button, PrimaryButton, QuietButton
from ui.widgets.fields.passphrase import PassphraseEdit
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.page import Page
from ui.widgets.words.labels import Problem, Soft

SIGN = 56
"""Width and height of the sign above the title, in pixels."""


class UnlockPage(Page):
    """Asks for the passphrase of a journal, or for what to do without one."""

    unlock_wanted = Signal(object, str)
    """The path of a journal and the passphrase typed for it."""
    recover_wanted = Signal(object)
    """The path of a journal whose passphrase is forgotten."""
    restore_wanted = Signal(object)
    """The path of a journal that is damaged."""
    create_wanted = Signal()
    sample_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, path: Path | None, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent, max_em=36, least_px=520)
        self._path = path
        self._sign = QLabel()
        self._sign.setFixedHeight(SIGN)
        self.column.insertWidget(0, self._sign)
        # Loading what draws it takes a quarter of the time that the first window may take.
        QTimer.singleShot(0, self, self._show_sign)
        self.column.insertStretch(0, 1)
        self._card = Card()
        self._where = Soft()
        self._problem = Problem()
        self._passphrase = PassphraseEdit(self.tr("Passphrase"))
        self._passphrase.submitted.connect(self._submit)
        self._passphrase.textChanged.connect(lambda _text: self._problem.say(""))
        self._unlock = PrimaryButton(self.tr("Unlock"))
        self._unlock.clicked.connect(self._submit)
        self._forgot = QuietButton(self.tr("I forgot my passphrase"))
        self._forgot.clicked.connect(lambda: self.recover_wanted.emit(self._path))
        self._restore = Button(self.tr("Look for backups"))
        self._restore.clicked.connect(lambda: self.restore_wanted.emit(self._path))
        self._busy = BusyBar(self.tr("Opening"))
        row = FlowLayout(spacing=10)
        row.addWidget(self._unlock)
        row.addWidget(self._forgot)
        for part in (self._where, self._passphrase, self._problem, self._restore):
            self._card.add(part)
        self._card.add(row)
        self._problem_alone = Problem()
        self.add(self._card)
        self.add(self._problem_alone)
        self.add(self._busy)

        self._doors = FlowLayout(spacing=10)
        self._first = PrimaryButton(self.tr("Start a new journal"))
        self._create = QuietButton(self.tr("Start a new journal"))
        other = QuietButton(self.tr("Open another journal"))
        sample = QuietButton(self.tr("Look at a sample"))
        self._first.clicked.connect(self.create_wanted)
        self._create.clicked.connect(self.create_wanted)
        other.clicked.connect(self._choose)
        sample.clicked.connect(self.sample_wanted)
        self._away = (self._first, self._create, other, sample)
        for button in self._away:
            self._doors.addWidget(button)
        self.add(self._doors)
        help_now = Button(self.tr("Help now"))
        help_now.clicked.connect(self.help_wanted)
        self._doors.addWidget(help_now)
        shortcut = QShortcut(QKeySequence("F1"), self)
        shortcut.activated.connect(self.help_wanted)
        self.show_journal(path)

    def _show_sign(self) -> None:
        from ui.look.icons import app_icon

        self._sign.setPixmap(app_icon().pixmap(SIGN, SIGN))

    def show_journal(self, path: Path | None) -> None:
        """Ask for the passphrase of ``path``; None only offers the other doors."""
        self._path = path
        there = path is not None
        self._card.setVisible(there)
        self._create.setVisible(there)
        self._first.setVisible(not there)
        self.set_title(
            self.tr("Welcome back") if there else self.tr("Daybook"),
            ""
            if there
            else self.tr(
                "A private journal for your days in a program."
                " It stays on this computer, locked with a passphrase that only you know."
            ),
        )
        self._where.setText(self.tr("Journal: {path}").format(path=path) if there else "")
        self._settle()
        self._problem.say("")
        (self._passphrase if there else self._first).setFocus()

    def show_problem(self, error: JournalError) -> None:
        """Say why the journal did not open; what was typed can be tried again."""
        self._settle()
        # Without a journal there is no card to say it on: a sample could not be made.
        (self._problem if self._path is not None else self._problem_alone).say(str(error))
        self._restore.setVisible(isinstance(error, Damaged | NotAJournal | ChangedOutside))
        self._passphrase.select_all()
        self._passphrase.setFocus()

    def show_busy(self) -> None:
        """The passphrase is being turned into a key; this takes about a second on purpose."""
        self._problem_alone.say("")
        self._enable(enabled=False)
        self._busy.show()

    def _settle(self) -> None:
        self._enable(enabled=True)
        self._busy.hide()
        self._restore.hide()

    def _enable(self, *, enabled: bool) -> None:
        """What leads away from here waits while a journal is being opened; help never does."""
        for part in (self._card, *self._away):
            part.setEnabled(enabled)

    def _submit(self) -> None:
        text = self._passphrase.text
        if not text:
            self._problem.say(self.tr("Type your passphrase first."))
            self._passphrase.setFocus()
            return
        self.show_busy()
        self.unlock_wanted.emit(self._path, text)

    def _choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # takes long to import for the first window

        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            "Daybook",
            str(self._path.parent) if self._path else "",
            self.tr("Daybook journals (*.daybook);;All files (*)"),
        )
        if chosen:
            self.show_journal(Path(chosen))
