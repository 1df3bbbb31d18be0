"""Create: a new journal, its passphrase and the first days of the program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from journal.book.passphrase import Judgement, judge
from journal.errors import InvalidInput, JournalError
from journal.model.program import Program
from ui.widgets.busy_bar import BusyBar
from ui.widgets.buttons import Button, PrimaryButton, QuietButton
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.number_field import NumberEdit
from ui.widgets.fields.passphrase import PassphraseEdit, StrengthMeter
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.page import Page
from ui.widgets.words.labels import Problem, Soft

USUAL_DAYS = 45


class CreatePage(Page):
    """Asks for a passphrase, twice, and for the start and length of the program."""

    create_wanted = Signal(object, str, object)
    """The path of the new journal, its passphrase, and its :class:`Program` or the path of an
    export that it begins with."""
    back_wanted = Signal()

    def __init__(self, folder: Path, today: date, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("A new journal"),
            self.tr("Two things to decide now. All the rest can wait."),
            parent,
            max_em=40,
            least_px=600,
        )
        self._path = _free_name(folder)
        self._judgement: Judgement = judge("")

        keys = Card(
            self.tr("1. A passphrase"),
            self.tr(
                "Four or more words that do not belong together are easy to keep in mind and hard"
                " to guess. Nobody can look it up for you, so you also get a recovery key."
            ),
        )
        self._first = PassphraseEdit(self.tr("Passphrase"))
        self._meter = StrengthMeter()
        self._again = PassphraseEdit(self.tr("The same again"))
        self._first.textChanged.connect(self._judge)
        self._first.submitted.connect(self._again.setFocus)
        self._again.submitted.connect(self._submit)
        for field in (self._first, self._meter, self._again):
            keys.add(field)
        self.add(keys)

        program = Card(self.tr("2. My program"))
        self._start = DateField(self.tr("First day"))
        self._start.value = today
        program.add(self._start)
        self._days = NumberEdit(
            self.tr("Planned length"), 1, 3650, self.tr("days"), first=USUAL_DAYS
        )
        self._days.value = USUAL_DAYS
        program.add(self._days)
        self._later = Soft(self.tr("Both can be changed later."))
        program.add(self._later)
        self._export: Path | None = None
        self._begins = Soft()
        program.add(self._begins)
        self._bring = program.add_action("", self._choose_export)
        self.add(program)
        self._show_export()

        place = Card(self.tr("Where it is kept"))
        self._where = Soft()
        place.add(self._where)
        place.add_action(self.tr("Choose another place"), self._choose)
        self.add(place)
        self._show_place()

        self._problem = Problem()
        self._busy = BusyBar(self.tr("Making the journal"))
        self.add(self._problem)
        self.add(self._busy)
        row = FlowLayout(spacing=10)
        self._create: Button = PrimaryButton(self.tr("Create my journal"))
        self._create.clicked.connect(self._submit)
        self._back = QuietButton(self.tr("Back"))
        self._back.clicked.connect(self.back_wanted)
        row.addWidget(self._create)
        row.addWidget(self._back)
        self.add(row)
        self._first.setFocus()

    def show_problem(self, error: JournalError) -> None:
        """Say why the journal could not be made."""
        self._wait(waiting=False)
        self._problem.say(str(error))

    def _judge(self, text: str) -> None:
        self._judgement = judge(text)
        self._meter.show_score(self._judgement.score if text else None, self._judgement.sentence)
        self._problem.say("")

    def _choose(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self,
            "Daybook",
            str(self._path),
            self.tr("Daybook journals (*.daybook)"),
        )
        if chosen:
            path = Path(chosen)
            self._path = path if path.suffix else path.with_suffix(".daybook")
            self._show_place()

    def _choose_export(self) -> None:
        if self._export is not None:
            self._export = None
        else:
            chosen, _filter = QFileDialog.getOpenFileName(
                self, "Daybook", "", self.tr("Daybook files (*.json)")
            )
            self._export = Path(chosen) if chosen else None
        self._show_export()

    def _show_export(self) -> None:
        """The program comes from the export, if there is one, with all the rest."""
        export = self._export
        for part in (self._start, self._days, self._later):
            part.setVisible(export is None)
        self._begins.setVisible(export is not None)
        if export is None:
            self._bring.setText(self.tr("Bring in everything from a file instead"))
            return
        self._bring.setText(self.tr("Begin without the file"))
        words = self.tr("The new journal begins with everything in {name}.")
        self._begins.setText(words.format(name=export.name))

    def _show_place(self) -> None:
        self._where.setText(str(self._path))

    def _submit(self) -> None:
        problem = self._find_problem()
        if problem is not None:
            sentence, put_right = problem
            self._problem.say(sentence)
            put_right()
            return
        try:
            begins = self._export or self._program()
        except InvalidInput as error:
            self.show_problem(error)
            return
        self._problem.say("")
        self._wait(waiting=True)
        self.create_wanted.emit(self._path, self._first.text, begins)

    def _program(self) -> Program:
        start, days = self._start.value, self._days.value
        assert start is not None  # noqa: S101 (_find_problem has looked)
        assert days is not None  # noqa: S101
        return Program(start=start, planned_days=days)

    def _wait(self, *, waiting: bool) -> None:
        """While the journal is being made there is nothing to press twice, and no way back."""
        self._busy.setVisible(waiting)
        self._create.setEnabled(not waiting)
        self._back.setEnabled(not waiting)

    def _find_problem(self) -> tuple[str, Callable[[], None]] | None:
        """The first thing to put right, in words, and what leads there."""
        if not self._judgement.acceptable:
            return self._judgement.sentence, self._first.setFocus
        if self._first.text != self._again.text:
            return self.tr("The two passphrases are not the same."), self._again.setFocus
        if self._export is not None:
            return None
        for field in (self._start, self._days):
            if field.problem:
                return field.problem, field.setFocus
        if self._start.value is None:
            return self.tr("Say on which day your program starts."), self._start.setFocus
        if self._days.value is None:
            return self.tr("Say how many days are planned."), self._days.setFocus
        return None


def _free_name(folder: Path) -> Path:
    """A name for a journal in ``folder`` that nothing has yet."""
    path = folder / "journal.daybook"
    number = 2
    while path.exists():
        path = folder / f"journal {number}.daybook"
        number += 1
    return path
