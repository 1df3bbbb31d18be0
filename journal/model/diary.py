"""Diary: what a journal holds over a span of days, as one value to count, draw and print."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from journal.model.attendance import Attendance, Meeting
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.plan import Contact, HardDayPlan, OwnItem, Preferences
from journal.model.program import PlannedSession, Program
from journal.model.record import require_order
from journal.model.therapy import Goal, Score, TalkingPoint, Visit

Dated = DayEntry | CravingEpisode | ToolUse | Attendance | Meeting | Score | Visit
"""A record that belongs to a day."""
D = TypeVar("D", DayEntry, CravingEpisode, ToolUse, Attendance, Meeting, Score, Visit)


@dataclass(frozen=True)
class Diary:
    """The days ``first`` to ``last``, both included, as they were known on ``today``.

    Day entries, episodes, tool uses, attendances, meetings, scores and visits are those of the
    span, oldest first (in a diary of the whole program, scores and visits from before it, too);
    the program, the planned sessions, talking points, goals, own items and
    the plan are whole. It can be handed to a worker: nothing in it changes.
    """

    first: date
    last: date
    today: date
    program: Program
    planned: tuple[PlannedSession, ...] = ()
    days: tuple[DayEntry, ...] = ()
    episodes: tuple[CravingEpisode, ...] = ()
    tool_uses: tuple[ToolUse, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    scores: tuple[Score, ...] = ()
    visits: tuple[Visit, ...] = ()
    points: tuple[TalkingPoint, ...] = ()
    goals: tuple[Goal, ...] = ()
    contacts: tuple[Contact, ...] = ()
    own_items: tuple[OwnItem, ...] = ()
    hard_day_plan: HardDayPlan = field(default_factory=HardDayPlan)
    preferences: Preferences = field(default_factory=Preferences)

    def __post_init__(self) -> None:
        require_order(self.first, self.last)

    def since(self, first: date) -> Diary:
        """The part of this diary that begins on ``first``."""

        def later(records: tuple[D, ...]) -> tuple[D, ...]:
            return tuple(record for record in records if record.day >= first)

        return replace(
            self,
            first=first,
            days=later(self.days),
            episodes=later(self.episodes),
            tool_uses=later(self.tool_uses),
            attendances=later(self.attendances),
            meetings=later(self.meetings),
            scores=later(self.scores),
            visits=later(self.visits),
        )

    def tools_in(self, episode_id: UUID) -> tuple[ToolUse, ...]:
        """The tools used in one episode."""
        return self._tools_by_episode.get(episode_id, ())

    @cached_property
    def _tools_by_episode(self) -> dict[UUID, tuple[ToolUse, ...]]:
        found: dict[UUID, tuple[ToolUse, ...]] = {}
        for use in self.tool_uses:
            if use.episode_id is not None:
                found[use.episode_id] = (*found.get(use.episode_id, ()), use)
        return found
