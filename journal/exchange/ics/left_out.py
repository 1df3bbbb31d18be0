"""LeftOut: an event of a calendar file that becomes no session, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Reason(StrEnum):
    """Why an event becomes no session."""

    ALL_DAY = "all day"
    CANCELLED = "cancelled"
    NO_LENGTH = "no length"
    TOO_LONG = "longer than a day"
    BACKWARDS = "ends before it starts"
    TOO_OFTEN = "too often"
    RULE = "rule"
    TWICE = "twice"
    BROKEN = "broken"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class LeftOut:
    """One event: its title and its first day as far as they can be read, "" and None if not."""

    title: str
    day: date | None
    reason: Reason


class NotASession(Exception):
    """An event that becomes no session."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
