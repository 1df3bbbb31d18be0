"""Entries of the content: one tool, one help line, one questionnaire, each checking itself.

Annotations are evaluated here (no ``from __future__ import annotations``): msgspec reads them when
content is first loaded, and parsing them from text again would add a fifth to that time.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from journal.model.plan import OwnItem

Key = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Words = Annotated[str, msgspec.Meta(min_length=1)]
Positive = Annotated[int, msgspec.Meta(gt=0)]
Evidence = Literal["strong", "some", "tradition"]
Way = Literal["call", "text", "chat"]
Question = Literal["company", "reached", "contact"]


@dataclass(frozen=True)
class TimerStep:
    """One breath of a timer: what to do, and for how many seconds."""

    words: Words
    seconds: Positive


@dataclass(frozen=True)
class Timer:
    """A timer that a tool can run: "delay" counts ``minutes`` down, "box" repeats ``steps``."""

    kind: Literal["delay", "box"]
    minutes: Positive
    steps: tuple[TimerStep, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind == "box") != bool(self.steps):
            raise ValueError("a box timer has steps and a delay has none")


@dataclass(frozen=True)
class Tool:
    """A coping tool. ``evidence`` is None and ``source`` empty on a patient's own tool."""

    key: Key
    name: Words
    how: str
    evidence: Evidence | None = None
    source: str = ""
    caution: str = ""
    timer: Timer | None = None

    @classmethod
    def from_own(cls, item: OwnItem) -> "Tool":
        """The tool that a patient added."""
        return cls(key=item.key, name=item.name, how=item.how)


@dataclass(frozen=True)
class Choice:
    """One entry of a list: a trigger, a place, a meeting format, a reason."""

    key: Key
    name: Words
    hint: str = ""


@dataclass(frozen=True)
class Fellowship:
    """A support group; ``short`` fits a chart."""

    key: Key
    name: Words
    short: Words
    about: Words


@dataclass(frozen=True)
class Role:
    """Someone by their role, and the questions that offer it."""

    key: Key
    name: Words
    offered: tuple[Question, ...]


@dataclass(frozen=True)
class CrisisLine:
    """A number to reach; ``text_first`` is the word to text, ``tty`` and ``web`` other doors."""

    key: Key
    name: Words
    number: Words
    ways: Annotated[tuple[Way, ...], msgspec.Meta(min_length=1)]
    purpose: Words
    text_first: str = ""
    tty: str = ""
    web: str = ""


@dataclass(frozen=True)
class Country:
    """The lines of a country (ISO 3166 ``code``), listed in the month ``checked`` (YYYY-MM)."""

    code: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]
    name: Words
    checked: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}$")]
    basis: Words
    lines: tuple[CrisisLine, ...]

    def __post_init__(self) -> None:
        keys = [line.key for line in self.lines]
        if keys.count("emergency") != 1 or len(set(keys)) < len(keys):
            raise ValueError("a country needs one line called emergency, and no key twice")

    @property
    def emergency(self) -> str:
        """The number to call when a life is in danger."""
        return next(line.number for line in self.lines if line.key == "emergency")


@dataclass(frozen=True)
class SafetyWords:
    """What is said around the help lines, after use, and about overdose and withdrawal."""

    nobody_watching: Words
    list_date: Words
    elsewhere: Words
    offer: Words
    after_use: Words
    overdose: Words
    withdrawal: Words
    several_days: Words
    home_can_see: Words


@dataclass(frozen=True)
class HelpOffer:
    """When help is offered: craving (0-10) from, mood (0-10) to, days of use in a week."""

    craving_from: Annotated[int, msgspec.Meta(ge=0, le=10)]
    mood_to: Annotated[int, msgspec.Meta(ge=0, le=10)]
    use_days: Annotated[int, msgspec.Meta(ge=1, le=7)]


@dataclass(frozen=True)
class Band:
    """A published band of scores, from ``low`` up to the next band."""

    low: float
    words: Words


@dataclass(frozen=True)
class Instrument:
    """A questionnaire whose total a clinic gives, from ``low`` to ``high``.

    ``reliable_change`` is the smallest change beyond chance, None where none is published.
    """

    key: Key
    name: Words
    about: Words
    full_name: Words
    low: float
    high: float
    higher_is: Literal["worse", "better"]
    source: Words
    bands: tuple[Band, ...] = ()
    reliable_change: float | None = None
    change_source: str = ""
    loinc: str | None = None

    def __post_init__(self) -> None:
        lows = [band.low for band in self.bands]
        if not self.low < self.high or (lows and lows[0] != self.low):
            raise ValueError("the range goes from low to high, and bands start at low")
        if lows != sorted(set(lows)) or any(low > self.high for low in lows):
            raise ValueError("bands go up and stay in the range")
        if (self.reliable_change is None) != (not self.change_source):
            raise ValueError("a reliable change needs its source")

    def band(self, value: float) -> str:
        """The published words for ``value``, or "" where there are none or it is out of range."""
        if not self.low <= value <= self.high:
            return ""
        return next((b.words for b in reversed(self.bands) if b.low <= value), "")


@dataclass(frozen=True)
class Scale:
    """A scale from ``low`` to ``high`` with words for its two ends or for each step."""

    low: int
    high: int
    words: tuple[Words, ...]

    def __post_init__(self) -> None:
        if self.low >= self.high or len(self.words) not in (2, self.high - self.low + 1):
            raise ValueError("a scale has words for its two ends or for each step")

    def at(self, value: int) -> str:
        """The words for ``value``, or "" where it has none."""
        if len(self.words) > 2 and self.low <= value <= self.high:
            return self.words[value - self.low]
        return {self.low: self.words[0], self.high: self.words[-1]}.get(value, "")
