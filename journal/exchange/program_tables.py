"""Program tables: sessions, meetings, scores, and what passes between patient and therapist."""

from __future__ import annotations

from journal.exchange.table import Cell, Table, TableMaker, joined
from journal.model.attendance import Attendance, Meeting
from journal.model.days import calendar_date
from journal.model.program import PlannedSession
from journal.model.therapy import Goal, Score, TalkingPoint, Visit


class ProgramTables(TableMaker):
    """Tables of the program."""

    def planned(self) -> Table:
        return self._table(
            "planned_sessions",
            "One row a session that the program expects.",
            PlannedSession,
            self._diary.planned,
            ("id", "Names this row in sessions", lambda one: str(one.id)),
            ("weekday", "0 (Monday) to 6 (Sunday)", lambda one: one.weekday),
            ("start", "Local time", lambda one: one.start.isoformat("minutes")),
            ("minutes", "Length", lambda one: one.minutes),
            ("session", f"Kind: {self._answers('session_kind')}", lambda one: one.session),
            ("place", f"Where: {self._answers('place')}", lambda one: one.place),
            ("valid_from", "First day it is planned for", lambda one: one.valid_from),
            ("valid_until", "Last day; empty is open", lambda one: one.valid_until),
            ("every_weeks", "Weeks from one to the next", lambda one: one.every_weeks),
            ("skipped", "Days left out, split by |", lambda one: joined(map(str, one.skipped))),
            ("title", "Its name", lambda one: one.title),
        )

    def sessions(self) -> Table:
        return self._table(
            "sessions",
            "One row a session that was marked.",
            Attendance,
            self._diary.attendances,
            ("id", "Names this row in makes_up_for", lambda one: str(one.id)),
            ("day", "The day it counts for", lambda one: one.day),
            ("date", "The date by the calendar: the next one after midnight", self._date),
            ("start", "Local time", _clock),
            ("session", f"Kind: {self._answers('session_kind')}", lambda one: one.session),
            ("place", f"Where: {self._answers('place')}", lambda one: one.place),
            ("status", f"What became of it: {self._answers('status')}", lambda one: one.status),
            ("minutes", "Time spent there; empty is as planned", lambda one: one.minutes),
            ("planned", "The id in planned_sessions; empty is extra", _planned),
            ("makes_up_for", "The id of the session it makes up for", _made_up),
            ("note", "Note", lambda one: one.note),
        )

    def meetings(self) -> Table:
        return self._table(
            "meetings",
            "One row a support-group meeting.",
            Meeting,
            self._diary.meetings,
            ("day", "The day it counts for", lambda one: one.day),
            ("date", "The date by the calendar: the next one after midnight", self._date),
            ("start", "Local time", _clock),
            ("fellowship", "The group", self._named("fellowship", "fellowship")),
            ("format", "Kind of meeting", self._named("format", "format")),
            ("place", f"Where: {self._answers('place')}", lambda one: one.place),
            ("minutes", "Length", lambda one: one.minutes),
            ("step", "The step worked on, 1 to 12", lambda one: one.step),
            ("sponsor_contact", "Whether there was contact with a sponsor", _sponsor),
            ("note", "Note", lambda one: one.note),
        )

    def scores(self) -> Table:
        known = {instrument.key: instrument for instrument in self._content.instruments}

        def name(score: Score) -> str:
            found = known.get(score.instrument)
            return found.name if found else score.instrument

        def bound(score: Score, end: str) -> Cell:
            own: float | None = getattr(score, end)
            found = known.get(score.instrument)
            return own if own is not None or found is None else getattr(found, end)

        return self._table(
            "scores",
            "One row a questionnaire total that the clinic gave.",
            Score,
            self._diary.scores,
            ("day", "The day", lambda score: score.day),
            ("instrument", "The questionnaire", name),
            ("value", "The total", lambda score: score.value),
            ("low", "Lowest possible total", lambda score: bound(score, "low")),
            ("high", "Highest possible total", lambda score: bound(score, "high")),
        )

    def points(self) -> Table:
        return self._table(
            "talking_points",
            "One row a thing to bring up in therapy.",
            TalkingPoint,
            self._diary.points,
            ("point", f"Kind: {self._answers('point_kind')}", lambda one: one.point),
            ("text", "What it is", lambda one: one.text),
            ("state", f"Where it stands: {self._answers('point_state')}", lambda one: one.state),
            ("raised_on", "The day it was brought up", lambda one: one.raised_on),
            ("agreed", "What was agreed", lambda one: one.agreed),
        )

    def visits(self) -> Table:
        return self._table(
            "visits",
            "One row a return slip from individual therapy.",
            Visit,
            self._diary.visits,
            ("day", "The day", lambda one: one.day),
            ("focus", "What it was about", lambda one: one.focus),
            ("homework", "Homework", lambda one: one.homework),
            ("what_happened", "What came of it", lambda one: one.what_happened),
            ("next_visit", "The day of the next one", lambda one: one.next_visit),
        )

    def goals(self) -> Table:
        return self._table(
            "goals",
            "One row a goal.",
            Goal,
            self._diary.goals,
            ("text", "The goal", lambda goal: goal.text),
            ("set_on", "The day it was set", lambda goal: goal.set_on),
            ("state", f"Where it stands: {self._answers('goal_state')}", lambda goal: goal.state),
            ("closed_on", "The day it was reached or let go", lambda goal: goal.closed_on),
            ("outcome", "What became of it", lambda goal: goal.outcome),
        )

    def _date(self, one: Attendance | Meeting) -> Cell:
        return calendar_date(one.day, one.start, self._diary.program.day_start)


def _clock(one: Attendance | Meeting) -> Cell:
    return one.start.isoformat("minutes") if one.start else None


def _planned(one: Attendance) -> Cell:
    return str(one.planned_id) if one.planned_id else None


def _made_up(one: Attendance) -> Cell:
    return str(one.makes_up_for) if one.makes_up_for else None


def _sponsor(one: Meeting) -> Cell:
    return one.sponsor_contact
