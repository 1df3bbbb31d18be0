"""DayEntry: one day as the patient wrote it down, and when each answer was written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from journal.model.choices import Timeliness
from journal.model.days import timeliness
from journal.model.questions import ANSWERED, DayAnswers, Kind
from journal.model.record import named_id


def day_entry_id(day: date) -> UUID:
    """The id of the one entry that a day can have."""
    return named_id("day_entry", day)


@dataclass(frozen=True, kw_only=True, slots=True)
class DayEntry(DayAnswers):
    """One day. Every answer may be blank (None or empty); blank is never zero.

    ``answered_at`` keeps, for each answer, when it was last changed: this tells what was
    written the same day, and merges two copies of a day answer by answer.
    """

    kind: ClassVar[str] = "day_entry"
    own_words: ClassVar[tuple[str, ...]] = tuple(q.key for q in ANSWERED if q.kind is Kind.TEXT)

    answered_at: dict[str, datetime] = field(default_factory=dict)

    def check(self) -> None:
        self._set("id", day_entry_id(self.day))
        # Not super(): a dataclass with slots is made anew, and the name still means the first one.
        DayAnswers.check(self)

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

    def cleared(self, at: datetime) -> DayEntry:
        """This entry with every answer blank, and known to be since the moment ``at``."""
        blank = DayEntry(day=self.day, created_at=self.created_at, edited_at=self.edited_at)
        return replace(blank, answered_at=dict.fromkeys(sorted(answer_names()), at))

    def is_blank(self) -> bool:
        """Whether no answer at all is written down."""
        return not any(self.has(name) for name in answer_names())

    def has(self, name: str) -> bool:
        """Whether the answer ``name`` is written down."""
        return getattr(self, name) not in (None, (), "")

    def written_at(self, name: str) -> datetime:
        """When the answer ``name`` was last changed."""
        return self.answered_at.get(name, self.created_at)

    @property
    def last_written(self) -> datetime:
        return max([self.edited_at, *self.answered_at.values()])

    def timeliness(self, name: str, day_start: time) -> Timeliness:
        """How soon after the day the answer ``name`` was last changed."""
        return timeliness(self.day, self.written_at(name), day_start)


@cache
def answer_names() -> frozenset[str]:
    """The fields of a day that are answers."""
    return frozenset(question.key for question in ANSWERED)
