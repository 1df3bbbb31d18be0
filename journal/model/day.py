"""DayEntry: one day as the patient wrote it down, and when each answer was written."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from journal.model.choices import Halt, Home, Medication, Reached, Timeliness, Use
from journal.model.days import timeliness
from journal.model.record import Record, Share, named_id, require_range, shareable


def day_entry_id(day: date) -> UUID:
    """The id of the one entry that a day can have."""
    return named_id("day_entry", day)


@dataclass(frozen=True, kw_only=True, slots=True)
class DayEntry(Record):
    """One day. Every answer may be blank (None or empty); blank is never zero.

    ``mood`` 0 (worst) to 10 (best); ``craving`` the worst craving of the day, 0 (none) to 10
    (strongest ever); ``sleep_hours`` 0 to 24; ``sleep_quality`` 0 (very poor) to 4 (very good).
    ``answered_at`` keeps, for each answer, when it was last changed: this tells what was
    written the same day, and merges two copies of a day answer by answer.
    """

    kind: ClassVar[str] = "day_entry"

    day: date
    mood: int | None = shareable(None, Share.ALWAYS)
    craving: int | None = shareable(None, Share.ALWAYS)
    use: Use | None = shareable(None, Share.ASK)
    sleep_hours: float | None = shareable(None, Share.ALWAYS)
    sleep_quality: int | None = shareable(None, Share.ALWAYS)
    medication: Medication | None = shareable(None, Share.ASK)
    halt: tuple[Halt, ...] = shareable((), Share.ASK)
    home: Home | None = shareable(None, Share.ASK)
    reached: tuple[Reached, ...] = shareable((), Share.ALWAYS)
    no_tool_reason: str = shareable("", Share.ASK)
    note: str = shareable("", Share.NEVER)
    answered_at: dict[str, datetime] = field(default_factory=dict)

    def check(self) -> None:
        self._set("id", day_entry_id(self.day))
        self._tidy("no_tool_reason", "note")
        require_range("Mood", self.mood, 0, 10)
        require_range("A strength", self.craving, 0, 10)
        require_range("Sleep in hours", self.sleep_hours, 0, 24)
        require_range("Sleep quality", self.sleep_quality, 0, 4)
        self._set("halt", tuple(dict.fromkeys(self.halt)))
        self._set("reached", tuple(dict.fromkeys(self.reached)))

    def answer(self, at: datetime, **answers: Any) -> DayEntry:
        """This entry with ``answers`` changed at the moment ``at``.

        Raises :class:`InvalidInput` for a value out of range and TypeError for a name that is no
        answer.
        """
        unknown = answers.keys() - answer_names()
        if unknown:
            raise TypeError(f"not answers of a day: {sorted(unknown)}")
        changed = replace(self, **answers)
        stamps = {name: at for name in answers if getattr(changed, name) != getattr(self, name)}
        return replace(changed, answered_at=self.answered_at | stamps)

    def is_blank(self) -> bool:
        """Whether no answer at all is written down."""
        return not any(self.has(name) for name in answer_names())

    def has(self, name: str) -> bool:
        """Whether the answer ``name`` is written down."""
        return getattr(self, name) not in (None, (), "")

    def timeliness(self, name: str, day_start: time) -> Timeliness:
        """How soon after the day the answer ``name`` was last changed."""
        return timeliness(self.day, self.answered_at.get(name, self.created_at), day_start)


@cache
def answer_names() -> frozenset[str]:
    """The fields of a day that are answers."""
    return frozenset(f.name for f in fields(DayEntry) if "share" in f.metadata)
