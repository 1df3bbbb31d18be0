"""PlannedSessionDialog: a session of the weekly plan, new or changed from a day on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from journal.analysis.plan_changes import first_free_day, revised, stopped
from journal.analysis.schedule import overlaps
from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.choices import Place, SessionKind
from journal.model.days import calendar_date
from journal.model.program import PlannedSession
from ui.base.form_dialog import NEW, FormDialog
from ui.base.live_book import LiveBook
from ui.base.words.dates import short_day_words, time_words
from ui.base.words.lengths import length_words, weekday_words
from ui.widgets.banner import Banner
from ui.widgets.fields.choice import ChoiceRow, TickRow
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.line_field import LineField
from ui.widgets.fields.number_field import NumberEdit
from ui.widgets.fields.time_field import TimeField
from ui.widgets.words.labels import Soft

LONGEST_NIGHT = 12 * 60
"""A session whose end comes before its start goes on past midnight, at most this many minutes."""

FROM_A_DAY, FROM_THE_START = "day", "start"


class PlannedSessionDialog(FormDialog):
    """Weekday, start and end, kind and place.

    A new one can stand on several weekdays. A change holds from a day on, and what was before
    stays; or it corrects what was written down wrong from the start. Sessions that overlap are
    told and let be.
    """

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        session: PlannedSession | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(live, "", "", parent)
        self._content = content
        self._held = session
        self.draft_key = f"my_plan/planned_session/{session.id if session else NEW}"
        self._kept = session or PlannedSession(
            weekday=0, start=time(18, 0), valid_from=self._usual_first()
        )
        # One id a weekday for as long as the dialog is open, so that nothing is kept twice.
        self._ids = [uuid4() for _ in range(7)]
        self.set_title(self.tr("A session each week"))
        self._make_fields()
        if session is not None:
            self._show(session)
            self.add_remove(self.tr("Stop it from that day on"), self._stop)
        self._look()

    def record(self) -> PlannedSession:
        return self._wanted()[0]

    def keep(self) -> None:
        self.live.record(*self._records(), text=self.tr("weekly plan"))

    @property
    def warning(self) -> str:
        """What overlaps, in words; empty when nothing does."""
        return self._warning.text

    # -- parts -----------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        words = self._content.label
        weekdays = [(str(n), weekday_words(n)) for n in range(7)]
        self._weekdays = TickRow(self.tr("On"), weekdays)
        self._weekday = ChoiceRow(self.tr("On"), weekdays)
        self._start = TimeField(self.tr("Start"))
        self._end = TimeField(self.tr("End"))
        self._length = Soft()
        self._kind = ChoiceRow(
            self.tr("Kind"), [(str(k), words("session_kind", k)) for k in SessionKind]
        )
        self._place = ChoiceRow(self.tr("Where"), [(str(p), words("place", p)) for p in Place])
        self._title_line = LineField(self.tr("Name"), self.tr("If you like"), most=80)
        self._every = NumberEdit(self.tr("Every how many weeks"), 1, 52, self.tr("weeks"))
        self._every.value = 1
        self._from = DateField(self.tr("First day"), self.live.ask.program.start)
        self._from.value = self._kept.valid_from
        self._until = DateField(self.tr("Last day"))
        self._when = ChoiceRow(
            self.tr("When does this hold?"),
            [
                (FROM_A_DAY, self.tr("From a day on")),
                (FROM_THE_START, self.tr("It was written down wrong")),
            ],
        )
        self._change_day = DateField(self.tr("From this day on"), self.live.ask.program.start)
        self._change_day.value = self._usual_change_day()
        self._warning = Banner()
        self.add(self._weekdays if self._held is None else self._weekday)
        self.add_beside(self._start, self._end)
        for part in (self._length, self._kind, self._place, self._title_line, self._every):
            self.add(part)
        self.add_beside(self._from, self._until)
        self.add(Soft(self.tr("Leave the last day blank while it goes on.")))
        if self._held is not None:
            self._from.hide()
            self._when.value = FROM_A_DAY
            self.add(self._when)
            self.add(self._change_day)
            self._when.valueChanged.connect(lambda _v: self._look())
        self.add(self._warning)
        self._weekdays.valuesChanged.connect(lambda _v: self._look())
        for field in (
            self._weekday, self._start, self._end, self._kind, self._every, self._from,
            self._until, self._change_day,
        ):  # fmt: skip
            field.valueChanged.connect(lambda _v: self._look())

    def _show(self, session: PlannedSession) -> None:
        self._weekday.value = str(session.weekday)
        self._start.value = session.start
        end = datetime.combine(session.valid_from, session.start)
        self._end.value = (end + timedelta(minutes=session.minutes)).time()
        self._kind.value = str(session.session)
        self._place.value = str(session.place)
        self._title_line.set_text(session.title)
        self._every.value = session.every_weeks
        self._from.value = session.valid_from
        self._until.value = session.valid_until

    def _wanted(self) -> list[PlannedSession]:
        """The sessions as they are asked for, one a weekday."""
        weekdays = self._weekdays.values if self._held is None else (self._weekday.value,)
        days = [int(day) for day in weekdays if day is not None]
        if not days:
            raise InvalidInput(self.tr("Say on which day of the week it is."))
        start = self.read(self._start)
        if start is None:
            raise InvalidInput(self.tr("Say when it starts."))
        if self._kind.value is None:
            raise InvalidInput(self.tr("Say what kind of session it is."))
        if self._place.value is None:
            raise InvalidInput(self.tr("Say if it is on site or online."))
        first = self.read(self._from) or self._kept.valid_from
        made = replace(
            self._kept,
            weekday=days[0],
            start=start,
            minutes=self._minutes(start),
            session=SessionKind(self._kind.value),
            place=Place(self._place.value),
            title=self._title_line.text,
            every_weeks=self.read(self._every) or 1,
            valid_from=first,
            valid_until=self.read(self._until),
        )
        return [made, *(replace(made, id=self._ids[n], weekday=n) for n in days[1:])]

    def _records(self) -> tuple[PlannedSession, ...]:
        wanted = self._wanted()
        if self._held is None:
            return tuple(wanted)
        if self._when.value == FROM_THE_START:
            self._check_correction(wanted[0])
            return (wanted[0],)
        start = self.read(self._change_day)
        if start is None:
            raise InvalidInput(self.tr("Say from which day on this holds."))
        self._check_change(start)
        return revised(self._held, wanted[0], start)

    def _check_change(self, start: date) -> None:
        """Refuse a change that would take marked days from their session."""
        held = self._kept
        free = first_free_day(self._marked(), self._today())
        if free is not None and start < free:
            raise InvalidInput(
                self.tr("You marked this session before. The change can start on {day}.").format(
                    day=short_day_words(free)
                )
            )
        if held.valid_until is not None and start > held.valid_until:
            raise InvalidInput(
                self.tr("This session ends on {day}. Add a new one after it.").format(
                    day=short_day_words(held.valid_until)
                )
            )

    def _check_correction(self, wanted: PlannedSession) -> None:
        """Refuse a correction after which marked days would not be planned any more."""
        held = self._kept
        moved = (wanted.weekday, wanted.every_weeks) != (held.weekday, held.every_weeks)
        marked = self._marked()
        if moved and marked:
            raise InvalidInput(
                self.tr("You marked this session before. Pick a day from which the change holds.")
            )
        if wanted.valid_until is not None and any(day > wanted.valid_until for day in marked):
            raise InvalidInput(self.tr("You marked this session after that last day."))

    def _stop(self) -> None:
        start = self.read(self._change_day) or self._today()
        free = first_free_day(self._marked(), self._today())
        rest = stopped(self._kept, max(start, free) if free is not None else start)
        text = self.tr("weekly plan")
        if rest is not None:
            self.live.record(rest, text=text)
        else:
            self.live.delete(self._kept, text=text)

    def _marked(self) -> set[date]:
        """The calendar dates that are marked already."""
        day_start = self.live.ask.program.day_start
        return {
            calendar_date(mark.day, mark.start, day_start)
            for mark in self.live.ask.marks_of(self._kept.id)
        }

    def _today(self) -> date:
        """The date that this session has tonight: by the calendar, as it is planned."""
        ask = self.live.ask
        return calendar_date(ask.today(), self._kept.start, ask.program.day_start)

    def _minutes(self, start: time) -> int:
        """From start to end; an end before the start is after midnight."""
        end = self.read(self._end)
        if end is None:
            raise InvalidInput(self.tr("Say when it ends."))
        minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
        if minutes == 0:
            raise InvalidInput(self.tr("It ends when it starts. Look at both times again."))
        if minutes < 0:
            minutes += 24 * 60
            if minutes > LONGEST_NIGHT:
                raise InvalidInput(self.tr("It ends before it starts. Look at both times again."))
        return int(minutes)

    def _look(self) -> None:
        """Say how long it is, and what it overlaps."""
        self._from.setVisible(self._held is None or self._when.value == FROM_THE_START)
        self._change_day.setVisible(self._held is not None and self._when.value == FROM_A_DAY)
        self._length.setText(self._length_words())
        self._length.setVisible(bool(self._length.text()))
        try:
            records = self._records()
        except InvalidInput:
            self._warning.say("")
            return
        plan = {one.id: one for one in self.live.ask.all(PlannedSession)}
        plan |= {one.id: one for one in records}
        news = {one.id for one in records}
        clash = [o.sentence for o in overlaps(plan.values()) if news & {o.one.id, o.other.id}]
        words = self.tr("{clash} You can keep both if that is right.")
        self._warning.say(words.format(clash=clash[0]) if clash else "", "warning")

    def _length_words(self) -> str:
        start, end = self._start.value, self._end.value
        if start is None or end is None:
            return ""
        try:
            minutes = self._minutes(start)
        except InvalidInput as error:
            return str(error)
        if start < self.live.ask.program.day_start:
            return self.tr(
                "{length}. It starts after midnight and counts for the night before."
            ).format(length=length_words(minutes))
        if end < start:
            return self.tr(
                "{length}. It ends after midnight, at {end}, and counts for the day it starts on."
            ).format(length=length_words(minutes), end=time_words(end))
        return length_words(minutes)

    def _usual_first(self) -> date:
        """The start of the program for a first plan, today for what comes to it later."""
        program, today = self.live.ask.program, self.live.ask.today()
        return max(program.start, today) if self.live.ask.all(PlannedSession) else program.start

    def _usual_change_day(self) -> date:
        today = self._today()
        free = first_free_day(self._marked(), today)
        return max(free or today, today, self._kept.valid_from)
