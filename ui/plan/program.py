"""ProgramSection: what I am working on, and the frame of the program."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from journal.errors import InvalidInput
from journal.model.program import Program
from ui.base.section import PlanSection
from ui.base.words.lengths import full_day, listed
from ui.widgets.fields.choice import ChoiceRow
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.line_field import LineField, WeekHours
from ui.widgets.fields.number_field import NumberEdit
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
        self._start.valueChanged.connect(lambda day: self._change(day, start=day))
        self._days.valueChanged.connect(lambda days: self._change(days, planned_days=days))
        self._hours.valueChanged.connect(lambda hours: self._set(weekly_hours=hours))
        self._sessions.valueChanged.connect(lambda number: self._set(weekly_sessions=number))
        self._absences.valueChanged.connect(lambda number: self._set(allowed_absences=number))
        self._weeks.valueChanged.connect(lambda weeks: self._change(weeks, allowance_weeks=weeks))
        self._medication.valueChanged.connect(
            lambda value: self._set(takes_medication=None if value is None else value == "yes")
        )
        self._day_start.valueChanged.connect(lambda at: self._change(at, day_start=at))

    def show_now(self) -> None:
        program = self.live.ask.program
        self._working_on.set_text(program.working_on)
        self._word.set_text(program.craving_word)
        medication = {True: "yes", False: "no", None: None}[program.takes_medication]
        for field, value in (
            (self._start, program.start),
            (self._days, program.planned_days),
            (self._hours, program.weekly_hours),
            (self._sessions, program.weekly_sessions),
            (self._absences, program.allowed_absences),
            (self._weeks, program.allowance_weeks),
            (self._medication, medication),
            (self._day_start, program.day_start),
        ):
            if field.value != value:
                field.value = value

    def flush(self) -> None:
        if not self._built:
            return
        program = self.live.ask.program
        words = (self._working_on.text, self._word.text or "craving")
        if words != (program.working_on, program.craving_word):
            self._set(working_on=words[0], craving_word=words[1])

    def _change(self, value: object, **change: Any) -> None:
        """Keep what cannot be blank once there is something to keep."""
        if value is not None:
            self._set(**change)

    def _set(self, **change: Any) -> None:
        program: Program = self.live.ask.program
        try:
            changed = replace(program, **change)
        except InvalidInput as error:
            self.refuse(str(error))
            return
        if changed != program:
            self.keep(changed)
