"""Questions: the one list of what a day is asked.

The form, the choices of what is asked and shared, Look back, merges, tables, `show` and the summary
all go by it. A question is a field of :class:`DayAnswers`, its name in
``resources/content/answers.toml`` and a migration that adds its column.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from journal.model.choices import Halt, Home, Medication, Reached, Use
from journal.model.record import Record, Share, require_range


class Kind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    """A whole number from ``low`` to ``high``."""
    HOURS = "hours"
    CHOICE = "choice"
    """One of ``choices``."""
    TICKS = "ticks"
    """Any of ``choices``."""
    TEXT = "text"
    TOOLS = "tools"
    """The tools used: records of their own, as each can be used many times."""


@dataclass(frozen=True)
class Question:
    """One question of a day.

    ``share`` is the choice that its answer starts with, ``group`` the part of a summary that it
    belongs to, ``first`` whether it stands before "More about today". ``names`` is the list of the
    content that an answer in one's own words may also come from, by its key.
    """

    key: str
    kind: Kind
    share: Share = Share.NEVER
    first: bool = False
    group: Literal["days", "safety", "notes"] = "days"
    low: int = 0
    high: int = 0
    choices: type[StrEnum] = StrEnum
    names: Literal["", "no_tool"] = ""


def _asked(kind: Kind, share: Share, *, blank: Any = None, **more: Any) -> Any:
    """A field of a day that is the answer to a question; see :class:`Question`."""
    return field(default=blank, metadata={"kind": kind, "share": share, **more})


@dataclass(frozen=True, kw_only=True, slots=True)
class DayAnswers(Record):
    """The answers of a day, each of which may be blank (None or empty), in the order of the form.

    ``mood`` goes from the worst to the best; ``craving``, the worst of the day, from none to the
    strongest ever; ``sleep_quality`` from very poor to very good.
    """

    day: date
    mood: int | None = _asked(Kind.SCALE, Share.ALWAYS, high=10, first=True)
    craving: int | None = _asked(Kind.SCALE, Share.ALWAYS, high=10, first=True)
    use: Use | None = _asked(Kind.CHOICE, Share.ASK, choices=Use, first=True)
    sleep_hours: float | None = _asked(Kind.HOURS, Share.ALWAYS, high=24)
    sleep_quality: int | None = _asked(Kind.SCALE, Share.ALWAYS, high=4)
    medication: Medication | None = _asked(Kind.CHOICE, Share.ASK, choices=Medication)
    halt: tuple[Halt, ...] = _asked(Kind.TICKS, Share.ASK, blank=(), choices=Halt, group="safety")
    home: Home | None = _asked(Kind.CHOICE, Share.ASK, choices=Home, group="safety")
    reached: tuple[Reached, ...] = _asked(Kind.TICKS, Share.ALWAYS, blank=(), choices=Reached)
    no_tool_reason: str = _asked(Kind.TEXT, Share.ASK, blank="", names="no_tool")
    note: str = _asked(Kind.TEXT, Share.NEVER, blank="", group="notes")

    def check(self) -> None:
        for question in ANSWERED:
            key, answer = question.key, getattr(self, question.key)
            match question.kind:
                case Kind.SCALE | Kind.HOURS:
                    name = key.replace("_", " ").capitalize()
                    require_range(name, answer, question.low, question.high)
                case Kind.TICKS:
                    self._set(key, tuple(dict.fromkeys(answer)))
                case Kind.TEXT:
                    self._tidy(key)


ANSWERED = tuple(Question(f.name, **f.metadata) for f in fields(DayAnswers) if f.metadata)
"""The questions whose answer is a field of the day."""

_TOOLS = Question("tools", Kind.TOOLS, first=True)

FIRST = (*(one for one in ANSWERED if one.first), _TOOLS)
MORE = tuple(one for one in ANSWERED if not one.first)
QUESTIONS = FIRST + MORE
"""Every question, in the order of the form."""
BY_KEY = {question.key: question for question in QUESTIONS}
