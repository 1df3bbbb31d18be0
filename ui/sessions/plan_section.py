"""WeekSection: the weekly plan, as it is now and as it will be."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from journal.analysis.schedule import overlaps
from journal.model.program import PlannedSession
from ui.base.section import PlanSection
from ui.base.words.dates import short_day_words, time_words
from ui.base.words.lengths import full_day, hours_words, listed, weekday_words
from ui.sessions.planned_dialog import PlannedSessionDialog
from ui.widgets.banner import Banner
from ui.widgets.buttons import QuietButton
from ui.widgets.layout.rows import CursorRows
from ui.widgets.list_row import PlanRow
from ui.widgets.words.labels import Soft

MOST_WARNINGS = 3


class WeekSection(PlanSection):
    """The sessions of a week in order; those that are over wait behind a word."""

    key: ClassVar[str] = "week"

    def name(self) -> str:
        return self.tr("My week")

    def summary(self) -> str:
        current = self._current()
        if not current:
            return self.tr("No sessions are planned yet.")
        weekly = [one for one in current if one.valid_from != one.valid_until]
        hours = sum(one.minutes / 60 / one.every_weeks for one in weekly)
        days = dict.fromkeys(weekday_words(one.weekday) for one in weekly)
        return listed((", ".join(days), self.tr("{hours} a week").format(hours=hours_words(hours))))

    def build(self) -> None:
        self._with_old = False
        self._warning = Banner()
        self._rows = CursorRows(6)
        self._more = QuietButton("")
        self._more.clicked.connect(self._toggle_old)
        self.add(self._warning)
        self.add(self._rows)
        self.add(self._more)
        self.add(
            Soft(
                self.tr(
                    "When a session changes, what was before stays as it was. Calendar files are"
                    " taken in on the page Sessions."
                )
            )
        )
        self.add_button(self.tr("Add a session"), lambda: self._open(None))

    def show_now(self) -> None:
        current, every = self._current(), self.live.ask.all(PlannedSession)
        old = [one for one in every if one not in current]
        shown = [*current, *(sorted(old, key=_order) if self._with_old else ())]
        self._rows.renew(self._row(session) for session in shown)
        self._more.setVisible(bool(old))
        count = len(old)
        self._more.setText(
            self.tr("Hide what is over")
            if self._with_old
            else self.tr("Show what is over ({count})").format(count=count)
        )
        clashes = [clash.sentence for clash in overlaps(current)][:MOST_WARNINGS]
        self._warning.say(" ".join(clashes), "warning")

    @property
    def warning(self) -> str:
        """What overlaps, in words; empty when nothing does."""
        return self._warning.text

    # -- parts -----------------------------------------------------------------------------------

    def _current(self) -> list[PlannedSession]:
        """What is held today or will be, in the order of a week."""
        today = self.live.ask.today()
        held = (
            one
            for one in self.live.ask.all(PlannedSession)
            if one.valid_until is None or one.valid_until >= today
        )
        return sorted(held, key=_order)

    def _row(self, session: PlannedSession) -> PlanRow:
        end = datetime.combine(session.valid_from, session.start) + timedelta(
            minutes=session.minutes
        )
        times = self.tr("{start} to {end}").format(
            start=time_words(session.start), end=time_words(end)
        )
        day = weekday_words(session.weekday)
        if session.valid_from == session.valid_until:
            day = short_day_words(session.valid_from)
        title = listed((day, times, session.title))
        row = PlanRow(title, listed((*self._kind_words(session), *self._span_words(session))))
        row.add_action(self.tr("Change"), partial(self._open, session))
        return row

    def _kind_words(self, session: PlannedSession) -> tuple[str, ...]:
        every = ""
        if session.every_weeks > 1:
            every = self.tr("every {weeks} weeks").format(weeks=session.every_weeks)
        return (
            self.content.label("session_kind", session.session),
            self.content.label("place", session.place),
            every,
        )

    def _span_words(self, session: PlannedSession) -> tuple[str, ...]:
        today = self.live.ask.today()
        first = last = left_out = ""
        if session.valid_from > today and session.valid_from != session.valid_until:
            first = self.tr("from {day}").format(day=full_day(session.valid_from))
        if session.valid_until is not None and session.valid_until != session.valid_from:
            last = self.tr("until {day}").format(day=full_day(session.valid_until))
        coming = [day for day in session.skipped if day >= today]
        if coming:
            left_out = self.tr("not on {days}").format(
                days=", ".join(short_day_words(day) for day in coming[:3])
            )
        return first, last, left_out

    def _open(self, session: PlannedSession | None) -> None:
        PlannedSessionDialog(self.live, self.content, session, self).open()

    def _toggle_old(self) -> None:
        self._with_old = not self._with_old
        self.show_now()
        self.arranged.emit()


def _order(session: PlannedSession) -> tuple[object, ...]:
    dated = session.valid_from == session.valid_until
    return dated, session.valid_from if dated else session.weekday, session.start, session.id
