"""DayAndStart: on which date something was and when it began, as the calendar has both."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QObject

from journal.errors import InvalidInput
from journal.model.days import calendar_date, date_of, journal_day
from ui.base.live_book import LiveBook
from ui.base.words.dates import short_day_words, time_words
from ui.base.words.lengths import weekday_words
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.time_field import TimeField
from ui.widgets.words.labels import Soft


class DayAndStart(QObject):
    """A date, a start, and a line that says which night an hour after midnight counts for.

    ``date``, ``start`` and ``hint`` are to be laid out by a dialog. Until a date is typed it goes
    by the start: tonight's 00:05 has tomorrow's date.
    """

    def __init__(
        self, live: LiveBook, day: date, start: time | None, parent: QObject | None = None
    ) -> None:
        """``day`` is the journal day to begin with."""
        super().__init__(parent)
        self._day_start = live.ask.program.day_start
        self._today = live.ask.today()
        self._day: date | None = day
        self.date = DateField(self.tr("Day"), None, max(date_of(live.ask.now()), day))
        self.start = TimeField(self.tr("Start"))
        self.hint = Soft()
        self.start.value = start
        self._follow_start()
        self.date.valueChanged.connect(lambda _value: self._date_typed())
        self.start.valueChanged.connect(lambda _value: self._follow_start())

    def day(self) -> date:
        """The journal day that is meant. Raises :class:`InvalidInput` where it cannot be told."""
        for field in (self.date, self.start):
            if field.problem:
                raise InvalidInput(field.problem)
        typed = self.date.value
        if typed is None:
            raise InvalidInput(self.tr("Say on which day it was."))
        if self.start.value is None and typed > self._today:
            # The calendar has turned, the journal's day has not: only an hour tells which is meant.
            raise InvalidInput(
                self.tr("Say when it started. Until {time} it is still {weekday} night.").format(
                    time=time_words(self._day_start), weekday=weekday_words(self._today.weekday())
                )
            )
        return journal_day(typed, self.start.value, self._day_start)

    def _date_typed(self) -> None:
        self._day = None
        self._tell_night()

    def _follow_start(self) -> None:
        if self._day is not None:
            self.date.value = calendar_date(self._day, self.start.value, self._day_start)
        self._tell_night()

    def _tell_night(self) -> None:
        typed, start = self.date.value, self.start.value
        day = None if typed is None else journal_day(typed, start, self._day_start)
        said = ""
        if typed is not None and day is not None and day != typed:
            said = self.tr("After midnight: it counts for the night of {day}.").format(
                day=short_day_words(day)
            )
        self.hint.setText(said)
        self.hint.setVisible(bool(said))
