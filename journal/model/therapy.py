"""What passes between the patient and the therapist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from journal.model.choices import GoalState, PointKind, PointState
from journal.model.record import Record, Share, require, require_order


@dataclass(frozen=True, kw_only=True, slots=True)
class TalkingPoint(Record):
    """Something to bring up. ``agreed`` is what was agreed on it, in the patient's words."""

    kind: ClassVar[str] = "talking_point"
    own_words: ClassVar[tuple[str, ...]] = ("text", "agreed")

    point: PointKind = PointKind.QUESTION
    text: str
    state: PointState = PointState.OPEN
    raised_on: date | None = None
    agreed: str = ""
    share: Share = Share.ASK

    def check(self) -> None:
        self._tidy("text", "agreed")
        require(bool(self.text.strip()), "A talking point needs a few words.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit(Record):
    """An individual session as its return slip tells it: what the next summary opens with."""

    kind: ClassVar[str] = "visit"
    own_words: ClassVar[tuple[str, ...]] = ("focus", "homework", "what_happened")

    day: date
    focus: str = ""
    homework: str = ""
    what_happened: str = ""
    next_visit: date | None = None

    def check(self) -> None:
        self._tidy("focus", "homework", "what_happened")
        require_order(self.day, self.next_visit)


@dataclass(frozen=True, kw_only=True, slots=True)
class Score(Record):
    """A questionnaire total that the clinic gave.

    ``instrument`` is a content key or an own name; ``low`` and ``high`` are its range where the
    content does not know it.
    """

    kind: ClassVar[str] = "score"

    instrument: str
    day: date
    value: float
    low: float | None = None
    high: float | None = None
    share: Share = Share.ASK

    def check(self) -> None:
        self._tidy("instrument")
        require(bool(self.instrument.strip()), "A score needs the name of its questionnaire.")
        for number in (self.value, self.low, self.high):
            require(number is None or abs(number) < 1e6, "A score is a number.")
        if self.low is not None and self.high is not None:
            require(self.low < self.high, "The range of a score goes from low to high.")
            require(
                self.low <= self.value <= self.high,
                f"This score goes from {self.low:g} to {self.high:g},"
                f" and {self.value:g} is outside that.",
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal(Record):
    """A goal and what became of it."""

    kind: ClassVar[str] = "goal"
    own_words: ClassVar[tuple[str, ...]] = ("text", "outcome")

    text: str
    set_on: date
    state: GoalState = GoalState.OPEN
    closed_on: date | None = None
    outcome: str = ""
    share: Share = Share.ASK

    def check(self) -> None:
        self._tidy("text", "outcome")
        require(bool(self.text.strip()), "A goal needs a few words.")
        require_order(self.set_on, self.closed_on)


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareReceipt(Record):
    """What was exported: when, which parts, and the SHA-256 (hex) of the file."""

    kind: ClassVar[str] = "share_receipt"

    at: datetime
    what: str
    first: date | None = None
    last: date | None = None
    parts: tuple[str, ...] = ()
    sha256: str

    def check(self) -> None:
        self._tidy("what", "parts")
        require(self.at.tzinfo is not None, "A receipt needs the time zone of its time.")
        require(len(self.sha256) == 64, "A SHA-256 has 64 hex digits.")
