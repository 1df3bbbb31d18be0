"""CravingEpisode: one craving from its start to what happened, and the tools used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from journal.model.choices import Outcome
from journal.model.record import Record, require, require_range


@dataclass(frozen=True, kw_only=True, slots=True)
class CravingEpisode(Record):
    """One craving, written down when the patient chose to: their number is never a rate.

    Strengths ``before``, ``peak`` and ``after`` are 0 to 10; ``minutes`` is how long it went on,
    0 to 1,440. ``triggers``, ``place`` and ``company`` are content keys or own words; company
    is roles, never names of group members. ``day`` is the journal day of ``at``. An episode that
    is not ``finished`` waits on the Today page.
    """

    kind: ClassVar[str] = "craving_episode"
    own_words: ClassVar[tuple[str, ...]] = ("note", "no_tool_reason")

    at: datetime
    day: date
    before: int | None = None
    peak: int | None = None
    after: int | None = None
    minutes: int | None = None
    triggers: tuple[str, ...] = ()
    place: str = ""
    company: tuple[str, ...] = ()
    no_tool_reason: str = ""
    outcome: Outcome | None = None
    note: str = ""
    finished: bool = False

    @property
    def strongest(self) -> int | None:
        """The highest of its strengths; None when none is written."""
        known = [s for s in (self.before, self.peak, self.after) if s is not None]
        return max(known, default=None)

    def check(self) -> None:
        self._tidy("triggers", "place", "company", "no_tool_reason", "note")
        require(self.at.tzinfo is not None, "A time in a journal needs its time zone.")
        require_range("Strength before", self.before, 0, 10)
        require_range("Strength at its peak", self.peak, 0, 10)
        require_range("Strength after", self.after, 0, 10)
        require_range("How long it went on, in minutes,", self.minutes, 0, 1440)


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolUse(Record):
    """A coping tool used on a day, in an episode or by itself.

    ``tool`` is a content key or the key of one of the patient's own tools. ``helped`` is 0 (did
    not help) to 4 (helped a lot), or None when not said.
    """

    kind: ClassVar[str] = "tool_use"

    day: date
    tool: str
    helped: int | None = None
    episode_id: UUID | None = None

    def check(self) -> None:
        self._tidy("tool")
        require(bool(self.tool.strip()), "A tool needs a name.")
        require_range("How much a tool helped", self.helped, 0, 4)
