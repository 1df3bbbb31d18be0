"""Tables: what a diary holds as named columns and rows, for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from journal.analysis.span import counted_span
from journal.model.attendance import Attendance, Meeting
from journal.model.content import Content, ListName
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.diary import Diary
from journal.model.program import PlannedSession
from journal.model.record import UNSTAMPED, Record
from journal.model.therapy import Goal, Score, TalkingPoint, Visit

R = TypeVar("R")
Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds in words, and the share flag of its field, if any."""

    name: str
    about: str
    share: str = ""


@dataclass(frozen=True)
class Table:
    """``rows`` of cells, one for each of ``columns``; None is not written down."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(diary: Diary, content: Content) -> tuple[Table, ...]:
    """Everything of ``diary`` but contacts, preferences and the plan for hard days.

    Contacts are other people's names and numbers, and the other two are no data: the lossless
    JSON has them.
    """
    makers = _Makers(diary, content)
    return (
        makers.days(),
        makers.episodes(),
        makers.tool_uses(),
        makers.planned(),
        makers.sessions(),
        makers.meetings(),
        makers.scores(),
        makers.points(),
        makers.visits(),
        makers.goals(),
    )


class _Makers:
    """Makes each table from one diary."""

    def __init__(self, diary: Diary, content: Content) -> None:
        self._diary = diary
        self._content = content
        self._word = diary.program.craving_word

    def days(self) -> Table:
        day_start = self._diary.program.day_start
        written = {entry.day: entry for entry in self._diary.days}
        every_day = sorted({*counted_span(self._diary), *written})

        def soon(name: str) -> Callable[[DayEntry], Cell]:
            return lambda entry: (
                entry.timeliness(name, day_start).value if entry.has(name) else None
            )

        return self._table(
            "days",
            "One row a day. A day with nothing written down has a row with empty cells.",
            DayEntry,
            (written.get(day, DayEntry(day=day)) for day in every_day),
            ("day", "The day, from its start to the start of the next", lambda e: e.day),
            ("program_day", "Day of the program; 1 is the first", self._program_day),
            ("mood", f"Mood, {self._scale('mood')}", lambda e: e.mood),
            ("mood_written", f"How soon mood was written: {self._timeliness}", soon("mood")),
            ("craving", f"Worst {self._word} of the day, {self._scale('craving')}", _craving),
            ("craving_written", "How soon craving was written, as above", soon("craving")),
            ("use", f"Any use: {self._answers('use')}", lambda e: e.use),
            ("use_written", "How soon use was written, as above", soon("use")),
            ("sleep_hours", "Hours of sleep", lambda e: e.sleep_hours),
            ("sleep_quality", f"Sleep, {self._scale('sleep_quality')}", lambda e: e.sleep_quality),
            ("medication", f"Medication: {self._answers('medication')}", lambda e: e.medication),
            ("halt", "Ticked, split by |", lambda e: _joined(e.halt)),
            ("home", f"How home was: {self._answers('home')}", lambda e: e.home),
            (
                "reached",
                f"Reached out to: {self._answers('reached')}",
                lambda e: _joined(e.reached),
            ),
            ("no_tool_reason", "Why no tool was used", self._named("no_tool", "no_tool_reason")),
            ("note", "Note", lambda e: e.note),
        )

    def episodes(self) -> Table:
        own = self._diary.own_items

        def names(list_name: ListName, keys: Iterable[str]) -> str:
            return _joined(self._content.name(list_name, key, own) for key in keys)

        return self._table(
            "episodes",
            f"One row a {self._word} that was written down as it came. Written by choice, so"
            " their number is no rate.",
            CravingEpisode,
            self._diary.episodes,
            ("id", "Names this row in other tables", lambda e: str(e.id)),
            ("at", "When it began, with the local offset", lambda e: e.at),
            ("day", "The day it counts for", lambda e: e.day),
            ("before", "Strength before, 0 to 10", lambda e: e.before),
            ("peak", "Strength at its peak, 0 to 10", lambda e: e.peak),
            ("after", "Strength after, 0 to 10", lambda e: e.after),
            ("minutes", "How long it went on", lambda e: e.minutes),
            ("triggers", "What set it off, split by |", lambda e: names("trigger", e.triggers)),
            ("place", "Where", self._named("place", "place")),
            ("company", "Who was there, by role, split by |", lambda e: names("role", e.company)),
            (
                "tools",
                "Tools used in it, split by |",
                lambda e: names("tool", (use.tool for use in self._diary.tools_in(e.id))),
            ),
            ("no_tool_reason", "Why no tool was used", self._named("no_tool", "no_tool_reason")),
            ("outcome", f"What happened: {self._answers('outcome')}", lambda e: e.outcome),
            ("finished", "false while it waits to be finished", lambda e: e.finished),
            ("note", "Note", lambda e: e.note),
        )

    def tool_uses(self) -> Table:
        return self._table(
            "tool_uses",
            "One row each time a coping tool was used.",
            ToolUse,
            self._diary.tool_uses,
            ("day", "The day", lambda use: use.day),
            ("tool", "The tool", self._named("tool", "tool")),
            ("helped", f"How much it helped, {self._scale('helped')}", lambda use: use.helped),
            ("episode", "The id of the row in episodes it was used in", _episode),
        )

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
            ("skipped", "Days left out, split by |", lambda one: _joined(map(str, one.skipped))),
            ("title", "Its name", lambda one: one.title),
        )

    def sessions(self) -> Table:
        return self._table(
            "sessions",
            "One row a session that was marked.",
            Attendance,
            self._diary.attendances,
            ("id", "Names this row in makes_up_for", lambda one: str(one.id)),
            ("day", "The day", lambda one: one.day),
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
            ("day", "The day", lambda one: one.day),
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

    def _table(
        self,
        name: str,
        about: str,
        record: type[Record],
        kept: Iterable[R],
        *columns: tuple[str, str, Callable[[R], Any]],
    ) -> Table:
        shares = {f.name: f.metadata["share"] for f in fields(record) if "share" in f.metadata}
        chosen = self._diary.preferences.shares
        stamp: tuple[str, str, Callable[[Any], Any]] = (
            "written_at",
            "When this row was first written, with the local offset",
            _written_at,
        )
        every = (*columns, stamp)
        return Table(
            name,
            about,
            tuple(
                Column(
                    column,
                    words,
                    chosen.get(f"{record.kind}.{column}", shares.get(column, "")),
                )
                for column, words, _ in every
            ),
            tuple(tuple(_cell(value(one)) for _, _, value in every) for one in kept),
        )

    def _program_day(self, entry: DayEntry) -> int:
        return self._diary.program.day_number(entry.day)

    def _named(self, list_name: ListName, field: str) -> Callable[[Any], str]:
        own = self._diary.own_items
        return lambda record: self._content.name(list_name, getattr(record, field), own)

    def _scale(self, name: str) -> str:
        scale = self._content.scales[name]
        return f"{scale.low} ({scale.words[0]}) to {scale.high} ({scale.words[-1]})"

    def _answers(self, enumeration: str) -> str:
        return ", ".join(
            f"{value} ({words})" for value, words in self._content.labels[enumeration].items()
        )

    @property
    def _timeliness(self) -> str:
        return self._answers("timeliness")


def _cell(value: Any) -> Cell:
    """``value`` as a cell; an empty text is not written down."""
    if isinstance(value, StrEnum):
        return value.value
    return None if value == "" else value


def _joined(parts: Iterable[str]) -> str:
    return "|".join(str(part) for part in parts)


def _craving(entry: DayEntry) -> Cell:
    return entry.craving


def _episode(use: ToolUse) -> Cell:
    return str(use.episode_id) if use.episode_id else None


def _clock(one: Attendance | Meeting) -> Cell:
    return one.start.isoformat("minutes") if one.start else None


def _planned(one: Attendance) -> Cell:
    return str(one.planned_id) if one.planned_id else None


def _made_up(one: Attendance) -> Cell:
    return str(one.makes_up_for) if one.makes_up_for else None


def _sponsor(one: Meeting) -> Cell:
    return one.sponsor_contact


def _written_at(record: Record) -> Cell:
    return None if record.created_at == UNSTAMPED else record.created_at
