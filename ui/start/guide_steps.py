"""Steps of the guide: each asks for one thing and says what to keep of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.choices import Place, SessionKind
from journal.model.program import PlannedSession
from journal.model.questions import QUESTIONS
from journal.model.record import Record
from ui.base.live_book import LiveBook
from ui.base.section import RING
from ui.base.words.lengths import weekday_words
from ui.today.questions import QuestionTicks
from ui.widgets.fields.choice import ChoiceRow, TickRow
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.hours_field import HoursEdit
from ui.widgets.fields.line_field import LineField, WeekHours
from ui.widgets.fields.number_field import NumberEdit
from ui.widgets.fields.time_field import TimeField
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.words.labels import Heading, Soft

OWN = "own"
EVENING = time(18, 0)
GROUP_HOURS = 3.0
TALK_HOURS = 1.0


class GuideStep(QWidget):
    """One step: a title, a hint, fields, and the records that they make."""

    def __init__(self, live: LiveBook) -> None:
        super().__init__()
        self.live = live
        self.title = ""
        self.hint = ""
        self._first: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(RING, RING, RING, RING)
        self._box.setSpacing(16)

    def add(self, *parts: QWidget) -> None:
        """Put a field under the others, or several beside each other where there is room."""
        if self._first is None:
            self._first = parts[0]
        if len(parts) == 1:
            self._box.addWidget(parts[0])
            return
        row = FlowLayout(spacing=28)
        for part in parts:
            row.addWidget(part)
        self._box.addLayout(row)

    def focus_first(self) -> None:
        """Put the cursor on the first field."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_now(self) -> None:
        """Show what the journal holds already."""

    def records(self) -> tuple[Record, ...]:
        """What to keep. Raises :class:`InvalidInput` with one sentence."""
        raise NotImplementedError

    def changed_program(self, **change: Any) -> tuple[Record, ...]:
        """The program with ``change``, if it makes any difference."""
        program = self.live.ask.program
        changed = replace(program, **change)
        return (changed,) if changed != program else ()


def read(field: NumberEdit | DateField | TimeField | WeekHours | HoursEdit) -> Any:
    """The value of a field; raises :class:`InvalidInput` for what cannot be read."""
    if field.problem:
        raise InvalidInput(field.problem)
    return field.value


class WordsStep(GuideStep):
    """What I am working on, and my word for a craving."""

    def __init__(self, live: LiveBook) -> None:
        super().__init__(live)
        self.title = self.tr("In your own words")
        self.hint = self.tr("It stays here, unless you choose to share it.")
        self.working_on = LineField(
            self.tr("What am I working on?"), self.tr("However you would say it"), most=300
        )
        self.word = ChoiceRow(
            self.tr("When it pulls at me, I call it"),
            [
                ("craving", self.tr("a craving")),
                ("urge", self.tr("an urge")),
                (OWN, self.tr("something else")),
            ],
        )
        self.own_word = LineField(self.tr("My word for it"), most=40)
        for part in (self.working_on, self.word, self.own_word):
            self.add(part)
        self.word.valueChanged.connect(self._ask_for_word)

    def show_now(self) -> None:
        program = self.live.ask.program
        self.working_on.set_text(program.working_on)
        known = program.craving_word in ("craving", "urge")
        if program.craving_word != "craving":
            self.word.value = program.craving_word if known else OWN
        self.own_word.set_text("" if known else program.craving_word)
        self._ask_for_word(self.word.value)

    def records(self) -> tuple[Record, ...]:
        word = self.word.value or self.live.ask.program.craving_word
        if word == OWN:
            word = self.own_word.text
            if not word:
                raise InvalidInput(self.tr("Write your word, or pick one of the others."))
        return self.changed_program(working_on=self.working_on.text, craving_word=word)

    def _ask_for_word(self, value: str | None) -> None:
        self.own_word.setVisible(value == OWN)


class LengthStep(GuideStep):
    """The first day and the planned length."""

    def __init__(self, live: LiveBook) -> None:
        super().__init__(live)
        self.title = self.tr("My program")
        self.hint = self.tr("Many take 30 to 60 days. You can make it longer at any time.")
        self.start = DateField(self.tr("First day"))
        self.length = ChoiceRow(
            self.tr("Planned days"),
            [("30", "30"), ("45", "45"), ("60", "60"), (OWN, self.tr("Another number"))],
        )
        self.days = NumberEdit(self.tr("How many days"), 1, 3650, self.tr("days"), first=45)
        for part in (self.start, self.length, self.days):
            self.add(part)
        self.length.valueChanged.connect(lambda value: self.days.setVisible(value == OWN))

    def show_now(self) -> None:
        program = self.live.ask.program
        self.start.value = program.start
        usual = str(program.planned_days) in ("30", "45", "60")
        self.length.value = str(program.planned_days) if usual else OWN
        self.days.value = program.planned_days
        self.days.setVisible(not usual)

    def records(self) -> tuple[Record, ...]:
        program = self.live.ask.program
        days = program.planned_days
        if self.length.value == OWN:
            days = read(self.days) or days
        elif self.length.value is not None:
            days = int(self.length.value)
        return self.changed_program(start=read(self.start) or program.start, planned_days=days)


class WeekStep(GuideStep):
    """The weekly plan: group evenings and an individual session."""

    def __init__(self, live: LiveBook, content: Content) -> None:
        super().__init__(live)
        self.title = self.tr("My week")
        self.hint = self.tr("Many programs have 3 evenings of 3 hours. Tick the days of yours.")
        weekdays = [(str(n), weekday_words(n)) for n in range(7)]
        places = [(str(place), content.label("place", place)) for place in Place]
        self.group_days = TickRow(self.tr("Group on"), weekdays)
        self.group_start = TimeField(self.tr("Start"))
        self.group_start.value = EVENING
        self.group_hours = HoursEdit(self.tr("Hours each"))
        self.group_hours.value = GROUP_HOURS
        self.group_place = ChoiceRow(self.tr("Where"), places)
        self.talk_day = ChoiceRow(self.tr("One-on-one session on"), weekdays)
        self.talk_start = TimeField(self.tr("Its start"))
        self.talk_hours = HoursEdit(self.tr("Its hours"))
        self.talk_hours.value = TALK_HOURS
        self.talk_place = ChoiceRow(self.tr("Where is it?"), places)
        self.add(self.group_days)
        self.add(self.group_start, self.group_hours)
        self.add(self.group_place)
        self.add(Heading(self.tr("One-on-one")))
        self.add(self.talk_day)
        self.add(self.talk_start, self.talk_hours)
        self.add(self.talk_place)
        self.add(Soft(self.tr("More sessions, or a calendar file, can be added later.")))
        self._made: dict[tuple[SessionKind, int], PlannedSession] = {}

    def records(self) -> tuple[Record, ...]:
        wanted = [
            self._session(
                SessionKind.GROUP,
                int(day),
                read(self.group_start),
                read(self.group_hours),
                self.group_place.value,
            )
            for day in self.group_days.values
        ]
        if self.talk_day.value is not None:
            wanted.append(
                self._session(
                    SessionKind.INDIVIDUAL,
                    int(self.talk_day.value),
                    read(self.talk_start),
                    read(self.talk_hours),
                    self.talk_place.value,
                )
            )
        return tuple(wanted)

    def _session(
        self,
        kind: SessionKind,
        weekday: int,
        start: time | None,
        hours: float | None,
        place: str | None,
    ) -> PlannedSession:
        if start is None or not hours:
            raise InvalidInput(self.tr("Say when it starts and how many hours it has."))
        if place is None:
            raise InvalidInput(self.tr("Say if it is on site or online."))
        # Going back and on again changes the same sessions and adds none twice.
        held = self._made.get((kind, weekday)) or PlannedSession(
            weekday=weekday, start=start, session=kind, valid_from=self.live.ask.program.start
        )
        made = replace(
            held,
            start=start,
            minutes=round(hours * 60),
            place=Place(place),
            valid_from=self.live.ask.program.start,
        )
        self._made[kind, weekday] = made
        return made


class CountStep(GuideStep):
    """What the program expects in a week, and the absences it allows."""

    def __init__(self, live: LiveBook) -> None:
        super().__init__(live)
        self.title = self.tr("What my program counts")
        self.hint = self.tr("It may be on a paper you signed. Leave blank what you do not know.")
        self.hours = WeekHours(self.tr("Hours expected a week"))
        self.absences = NumberEdit(self.tr("Absences allowed"), 0, 1000, first=6)
        self.weeks = NumberEdit(self.tr("In how many weeks"), 1, 520, self.tr("weeks"), first=12)
        self.add(self.hours)
        self.add(self.absences, self.weeks)

    def show_now(self) -> None:
        program = self.live.ask.program
        self.hours.value = program.weekly_hours
        self.absences.value = program.allowed_absences
        self.weeks.value = program.allowance_weeks if program.allowed_absences is not None else None

    def records(self) -> tuple[Record, ...]:
        return self.changed_program(
            weekly_hours=read(self.hours),
            allowed_absences=read(self.absences),
            allowance_weeks=read(self.weeks) or self.live.ask.program.allowance_weeks,
        )


class MedicationStep(GuideStep):
    """Medication, yes or no."""

    def __init__(self, live: LiveBook) -> None:
        super().__init__(live)
        self.title = self.tr("Medication")
        self.hint = self.tr("If you take none, Daybook does not ask about it.")
        self.takes = ChoiceRow(
            self.tr("Do I take medication for this?"),
            [("yes", self.tr("Yes")), ("no", self.tr("No"))],
        )
        self.add(self.takes)

    def show_now(self) -> None:
        takes = self.live.ask.program.takes_medication
        self.takes.value = {True: "yes", False: "no", None: None}[takes]

    def records(self) -> tuple[Record, ...]:
        takes = {"yes": True, "no": False, None: None}[self.takes.value]
        return self.changed_program(takes_medication=takes)


class QuestionsStep(GuideStep):
    """Which questions Today asks."""

    def __init__(self, live: LiveBook, content: Content) -> None:
        super().__init__(live)
        self.title = self.tr("What to ask each day")
        self.hint = self.tr("Every question can be left open on any day. Fewer is quicker.")
        self.ticks = QuestionTicks(content, live.ask.program.craving_word)
        self._touched = False
        self.ticks.changed.connect(self._touch)
        self._box.addLayout(self.ticks)

    def focus_first(self) -> None:
        self.ticks.focus_first()

    def show_now(self) -> None:
        self.ticks.set_word(self.live.ask.program.craving_word)
        if self._touched:
            return
        asked = self.live.ask.preferences.asked
        if not asked and self.live.ask.program.takes_medication is False:
            asked = tuple(one.key for one in QUESTIONS if one.key != "medication")
        self.ticks.show_asked(asked)

    def records(self) -> tuple[Record, ...]:
        if self.ticks.is_blank:
            raise InvalidInput(self.tr("Keep one question at least."))
        preferences = self.live.ask.preferences
        changed = replace(preferences, asked=self.ticks.asked)
        return (changed,) if changed != preferences else ()

    def _touch(self) -> None:
        self._touched = True
