"""Queries: what can be asked of an open journal."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Literal, TypeVar, cast
from uuid import UUID

from journal.model.attendance import Attendance, Meeting
from journal.model.codec import KINDS
from journal.model.contents import Contents
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry, day_entry_id
from journal.model.days import Clock, day_of
from journal.model.diary import Diary
from journal.model.draft import Draft
from journal.model.earlier_version import EarlierVersion, said_in, same_words
from journal.model.plan import (
    HARD_DAY_PLAN_ID,
    PREFERENCES_ID,
    Contact,
    HardDayPlan,
    OwnItem,
    Preferences,
)
from journal.model.program import PROGRAM_ID, PlannedSession, Program
from journal.model.record import Record
from journal.model.span import Span
from journal.model.therapy import Goal, Score, TalkingPoint, Visit
from journal.rules.blank_days import blank_days
from journal.rules.coming_back import LATELY, blank_lately
from journal.rules.help_offer import week_up_to
from journal.rules.make_ups import MAKE_UP_WINDOW
from journal.store.database import Database
from journal.store.merge import Difference

R = TypeVar("R", bound=Record)


def read_diary(
    image: bytes, moment: datetime, first: date | None = None, *, sessions_only: bool = False
) -> Diary:
    """The diary in a journal image as of ``moment``, for a worker.

    See :meth:`Queries.diary`, and with ``sessions_only`` :meth:`Queries.session_diary`.
    """
    with closing(Database(image)) as database:
        ask = Queries(database, lambda: moment)
        if sessions_only:
            today = ask.today()
            return ask.session_diary(first or min(ask.program.start, today), today)
        return ask.diary(first)


class Queries:
    """The reading side of a journal. Nothing here changes it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._singles: dict[type[Record], tuple[object, Any]] = {}

    def now(self) -> datetime:
        """The current moment with the local offset."""
        return self._clock()

    def today(self) -> date:
        """The current journal day; after midnight it is still the day before."""
        return day_of(self.now(), self.program.day_start)

    @property
    def program(self) -> Program:
        """The program of this journal."""
        program = self._single(Program, PROGRAM_ID)
        assert program is not None  # noqa: S101 (whoever opened it has looked)
        return program

    @property
    def preferences(self) -> Preferences:
        """What the patient chose; the defaults until they do."""
        return self._single(Preferences, PREFERENCES_ID) or Preferences()

    @property
    def hard_day_plan(self) -> HardDayPlan:
        """The plan for hard days; empty until it is written."""
        return self._single(HardDayPlan, HARD_DAY_PLAN_ID) or HardDayPlan()

    def day(self, day: date) -> DayEntry | None:
        """The entry of ``day``."""
        return self.get(DayEntry, day_entry_id(day))

    def get(self, kind: type[R], record_id: UUID) -> R | None:
        """The record of ``kind`` with this id."""
        return self._database.get(kind, record_id)

    def _single(self, kind: type[R], record_id: UUID) -> R | None:
        """The only record of a kind: every question needs one, so it is read once a change."""
        version = self._database.version
        held_at, record = self._singles.get(kind, (None, None))
        if held_at != version:
            record = self.get(kind, record_id)
            self._singles[kind] = version, record
        return cast("R | None", record)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of ``kind``, oldest first."""
        return _oldest_first(self._database.where(kind))

    def between(self, kind: type[R], first: date, last: date) -> tuple[R, ...]:
        """Records of ``kind`` of the days ``first`` to ``last``, both included, oldest first."""
        return _oldest_first(self._database.between(kind, first, last))

    def tools_in(self, episode_id: UUID) -> tuple[ToolUse, ...]:
        """The tools used in one episode."""
        return _oldest_first(self._database.where(ToolUse, "episode_id = ?", [str(episode_id)]))

    def unfinished_episodes(self) -> tuple[CravingEpisode, ...]:
        """The episodes that were begun and not finished, oldest first."""
        return _oldest_first(self._database.where(CravingEpisode, "finished = 0"))

    def blank_days(self, first: date, last: date) -> tuple[date, ...]:
        """The days from ``first`` to ``last`` that are blank (:mod:`journal.rules.blank_days`)."""
        written = self.days_with(first, last)
        return blank_days(Span(first, last), written, self.program, self.today())

    def blank_lately(self) -> tuple[date, ...]:
        """The blank days to point out (:mod:`journal.rules.coming_back`)."""
        today, start, span = self.today(), self.program.start, LATELY
        while True:
            first = max(start, today - span)
            blank = self.blank_days(first, today)
            if first == start or first not in blank:
                return blank_lately(blank, self.program, today)
            span *= 2  # it may go on further back: look where it began

    def search(
        self, words: str, first: date | None = None, last: date | None = None
    ) -> tuple[Record, ...]:
        """Records whose own words contain ``words`` whatever the case, newest first, at most 500.

        With ``first`` and ``last`` only those that belong to a day of this span, so that a long
        journal can be searched piece by piece.
        """
        words = words.strip()
        return self._database.search(words, first, last) if words else ()

    def days_with(
        self,
        first: date | None = None,
        last: date | None = None,
        *,
        use: bool = False,
        craving_from: int | None = None,
        tool: str | None = None,
        trigger: str | None = None,
    ) -> tuple[date, ...]:
        """The days from ``first`` to ``last`` that meet every condition given, newest first.

        ``use``: days of use (:mod:`journal.rules.days_of_use`); ``craving_from``: a craving of
        this strength or more; ``tool`` and ``trigger`` by their keys. With none of them: the
        days that anything is written down for. Without a span: all days up to today.
        """
        return self._database.days_with(
            first if first is not None else date.min,
            last if last is not None else self.today(),
            use=use,
            craving_from=craving_from,
            tool=tool,
            trigger=trigger,
        )

    def days_of_use_in_week(self, last: date) -> int:
        """How many of the seven days up to ``last`` are days of use, 0 to 7."""
        return len(self.days_with(*week_up_to(last), use=True))

    def tool_counts(self) -> dict[str, int]:
        """How often each tool was used, in a craving or on a day, the most used first."""
        return self._database.tallied(ToolUse, "tool")

    def fellowship_counts(self) -> dict[str, int]:
        """How many meetings of each fellowship were gone to, the most first."""
        return self._database.tallied(Meeting, "fellowship")

    def count(self, kind: type[Record]) -> int:
        """How many records of ``kind`` there are."""
        return self._database.count(kind)

    def latest(self, kind: type[R], most: int) -> tuple[R, ...]:
        """The ``most`` records of ``kind`` with the latest days, the latest first."""
        return self._database.where(kind, order=f"day DESC, created_at DESC LIMIT {most:d}")

    def marks_of(self, planned_id: UUID) -> tuple[Attendance, ...]:
        """What became of one planned session, day by day."""
        return self._database.where(
            Attendance, "planned_id = ?", [str(planned_id)], "day, created_at, id"
        )

    def is_used(self, item: OwnItem) -> bool:
        """Whether anything that is written down refers to ``item``."""
        key, quoted = item.key, f'%"{item.key}"%'
        uses: dict[str, tuple[type[Record], str, list[object]]] = {
            "tool": (ToolUse, "tool = ?", [key]),
            "fellowship": (Meeting, "fellowship = ?", [key]),
            "place": (CravingEpisode, "place = ?", [key]),
            "trigger": (CravingEpisode, "triggers LIKE ?", [quoted]),
        }
        return self._database.count(*uses[item.list_name]) > 0

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return self._database.counts()

    def everything(self) -> Contents:
        """Everything that the journal holds, for a lossless export."""
        return self._database.contents()

    def drafts(self) -> tuple[Draft, ...]:
        """Every unfinished form, the one typed in last first."""
        return self._database.drafts()

    def draft(self, key: str) -> Draft | None:
        """What stands in the unfinished form ``key``."""
        return next((draft for draft in self.drafts() if draft.key == key), None)

    def earlier_versions(self) -> tuple[EarlierVersion, ...]:
        """The versions that merges did not choose, the latest written first."""
        versions = self._database.earlier_versions()
        return tuple(sorted(versions, key=lambda version: version.at, reverse=True))

    def compared(self, version: EarlierVersion) -> Difference | None:
        """``version`` beside what the journal says now; None where that is the same.

        Where it says nothing of the kind any more, it counts as deleted.
        """
        kind = KINDS[version.kind]
        held = self.get(kind, version.record_id)
        if held is None:
            now: dict[str, object] = {}
        else:
            now = said_in(held, version.said.keys() - {"day"})
        if same_words(now, version.said):
            return None
        chosen: Literal["later edit", "deleted"] = "later edit" if held else "deleted"
        said = {f.name: version.said[f.name] for f in fields(kind) if f.name in version.said}
        return Difference(version.kind, version.record_id, chosen, said, now, version.at)

    def first_day(self) -> date:
        """The first day of the program, or the first before it that anything is kept for."""
        return min([self.program.start, *self.days_with()[-1:]])

    def session_diary(self, first: date, last: date) -> Diary:
        """What is needed to tell the sessions of ``first`` to ``last``, and nothing else.

        Attendances reach :data:`MAKE_UP_WINDOW` further to both sides, for make-ups. At ten years
        it is read in a few milliseconds, where the whole diary takes a second.
        """
        return Diary(
            first=first,
            last=last,
            today=self.today(),
            program=self.program,
            planned=self.all(PlannedSession),
            attendances=self.between(Attendance, first - MAKE_UP_WINDOW, last + MAKE_UP_WINDOW),
        )

    def diary(self, first: date | None = None, last: date | None = None) -> Diary:
        """What is written down from ``first`` (the program's start) to ``last`` (today).

        Without a ``first``, scores and visits from before the program are in it, too: the first
        score is what a change is counted from.
        """
        program, today = self.program, self.today()
        last = last if last is not None else today
        earliest = first if first is not None else date.min
        first = first if first is not None else min(program.start, last)
        return Diary(
            first=first,
            last=last,
            today=today,
            program=program,
            planned=self.all(PlannedSession),
            days=self.between(DayEntry, first, last),
            episodes=self.between(CravingEpisode, first, last),
            tool_uses=self.between(ToolUse, first, last),
            attendances=self.between(Attendance, first, last),
            meetings=self.between(Meeting, first, last),
            scores=self.between(Score, earliest, last),
            visits=self.between(Visit, earliest, last),
            points=self.all(TalkingPoint),
            goals=self.all(Goal),
            contacts=self.all(Contact),
            own_items=self.all(OwnItem),
            hard_day_plan=self.hard_day_plan,
            preferences=self.preferences,
        )


def _oldest_first(records: Iterable[R]) -> tuple[R, ...]:
    """By day where they have one, then by the moment: as text, times of two zones do not sort."""

    def age(record: Record) -> tuple[date, datetime, UUID]:
        return (getattr(record, "day", date.min), record.created_at, record.id)

    return tuple(sorted(records, key=age))
