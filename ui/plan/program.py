"""ProgramSection: what I am working on, and the frame of the program."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from journal.model.program import Program
from ui.base.section import PlanSection
from ui.base.words.lengths import full_day, listed
from ui.widgets.fields.choice import ChoiceRow
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.line_field import LineField, WeekHours
from ui.widgets.fields.number_field import NumberEdit
from ui.widgets.fields.parsed_field import ParsedField
from ui.widgets.fields.time_field import TimeField
from ui.widgets.words.labels import Soft


class ProgramSection(PlanSection):
    """Each field is kept as it is filled in. Blank is not known."""

    key: ClassVar[str] = "program"

    def name(self) -> str:
        return self.tr("My program")

    def summary(self) -> str:
        program = self.live.ask.program
        span = self.tr("{days} days from {start}").format(
            days=program.length, start=full_day(program.start)
        )
        return listed((program.working_on, span))

    def build(self) -> None:
        self._working_on = LineField(
            self.tr("What I am working on"), self.tr("In my own words"), most=300
        )
        self._word = LineField(
            self.tr("My word for a craving"), self.tr("craving, urge, or your own"), most=40
        )
        self._start = DateField(self.tr("First day"))
        self._days = NumberEdit(
            self.tr("Planned days"), 1, 3650, self.tr("days, often 30 to 60"), first=45
        )
        self._hours = WeekHours(self.tr("Hours expected a week"))
        self._sessions = NumberEdit(self.tr("Sessions expected a week"), 0, 50, first=3)
        self._absences = NumberEdit(self.tr("Absences allowed"), 0, 1000, first=6)
        self._weeks = NumberEdit(self.tr("In how many weeks"), 1, 520, self.tr("weeks"), first=12)
        self._medication = ChoiceRow(
            self.tr("Do I take medication for this?"),
            [("yes", self.tr("Yes")), ("no", self.tr("No"))],
        )
        self._day_start = TimeField(self.tr("My day starts at"))
        self.add(self._working_on)
        self.add(self._word)
        self.add_beside(self._start, self._days)
        self.add_beside(self._hours, self._sessions)
        self.add_beside(self._absences, self._weeks)
        self.add(self._medication)
        self.add(self._day_start)
        self.add(
            Soft(
                self.tr(
                    "What you write after midnight and before this time belongs to the day before."
                )
            )
        )
        self._working_on.finished.connect(self.flush)
        self._word.finished.connect(self.flush)
        for field, name in self._typed_fields():
            self.live.pending.watch(field)
            field.valueChanged.connect(partial(self._answer, field, name))
        for field in (self._start, self._days, self._weeks, self._day_start):
            field.required = True
        self._medication.valueChanged.connect(
            lambda value: self._answer(
                self._medication, "takes_medication", None if value is None else value == "yes"
            )
        )

    def _typed_fields(self) -> tuple[tuple[ParsedField, str], ...]:
        """The fields whose value is one of the program's, and its name there."""
        return (
            (self._start, "start"),
            (self._days, "planned_days"),
            (self._hours, "weekly_hours"),
            (self._sessions, "weekly_sessions"),
            (self._absences, "allowed_absences"),
            (self._weeks, "allowance_weeks"),
            (self._day_start, "day_start"),
        )

    def show_now(self) -> None:
        program = self.live.ask.program
        self._working_on.set_text(program.working_on)
        self._word.set_text(program.craving_word)
        medication = {True: "yes", False: "no", None: None}[program.takes_medication]
        if self._medication.value != medication:
            self._medication.value = medication
        for field, name in self._typed_fields():
            field.follow(getattr(program, name))

    def flush(self) -> None:
        if not self._built:
            return
        for field, _name in self._typed_fields():
            field.flush()
        self._answer(self._working_on, "working_on", self._working_on.text)
        self._answer(self._word, "craving_word", self._word.text or "craving")

    def _answer(self, control: QWidget, name: str, value: Any) -> None:
        """Keep what a control says of the program, or have it say why that cannot be."""
        program: Program = self.live.ask.program
        if getattr(program, name) != value:
            self.keep_answer(control, lambda: [replace(program, **{name: value})])
