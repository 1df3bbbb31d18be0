"""Story: the sample patient as resources/sample/patient.toml tells it.

``cell`` numbers days in a grid of weeks: 0 is a Monday, and the program starts on one of 0 to 6
(see :class:`journal.demo.dating.Dating`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import time
from importlib.resources import files
from typing import Any

from journal.model.choices import (
    Halt,
    Home,
    Medication,
    Outcome,
    Place,
    Reached,
    SessionKind,
    Status,
    Use,
)
from journal.model.conversion import convert


@dataclass(frozen=True, kw_only=True)
class StoryDay:
    """One day. ``craving``, ``mood`` (points) and ``hours`` (of sleep) are pushes on the curves.

    ``written`` and ``at`` are the cell and the hour it was written; None is that evening. ``skip``
    names answers left open.
    """

    cell: int
    blank: bool = False
    craving: float = 0.0
    mood: float = 0.0
    hours: float = 0.0
    use: Use = Use.NO
    medication: Medication = Medication.TAKEN
    home: Home | None = None
    halt: tuple[Halt, ...] = ()
    reached: tuple[Reached, ...] = ()
    tools: tuple[str, ...] = ()
    no_tool_reason: str = ""
    skip: tuple[str, ...] = ()
    note: str = ""
    written: int | None = None
    at: time | None = None


@dataclass(frozen=True, kw_only=True)
class StoryEpisode:
    """One craving. ``below`` is how far its peak stays under the day's worst (0 to 10).

    ``eases`` is how far it fell; None leaves that to the tools.
    """

    cell: int
    at: time
    minutes: int
    below: int = 0
    triggers: tuple[str, ...] = ()
    place: str = ""
    company: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    eases: int | None = None
    no_tool_reason: str = ""
    outcome: Outcome = Outcome.RODE_OUT
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class StorySession:
    """What became of the planned session of a day, where it was not simply attended."""

    cell: int
    status: Status = Status.ATTENDED
    place: Place | None = None
    minutes: int | None = None
    note: str = ""
    written: int | None = None
    at: time | None = None


@dataclass(frozen=True, kw_only=True)
class StoryExtra:
    """A session beside the plan, made up for the one of the cell ``makes_up_for``."""

    cell: int
    start: time
    minutes: int
    session: SessionKind
    place: Place
    makes_up_for: int
    note: str = ""


Plain = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Story:
    """The whole story. The tables below ``eases`` are records in plain form.

    In those, days are cells, and ``written`` and ``edited`` say when they were.
    """

    first_note: str
    day: tuple[StoryDay, ...]
    episode: tuple[StoryEpisode, ...]
    session: tuple[StorySession, ...]
    extra: tuple[StoryExtra, ...]
    eases: dict[str, float]
    """Points that each tool takes off a craving of 5, once practiced."""
    program: Plain
    planned: tuple[Plain, ...]
    meeting: tuple[Plain, ...]
    visit: tuple[Plain, ...]
    point: tuple[Plain, ...]
    goal: tuple[Plain, ...]
    score: tuple[Plain, ...]
    plan: Plain
    contact: tuple[Plain, ...]
    own_item: tuple[Plain, ...]
    preferences: Plain


def load_story() -> Story:
    """The story. Raises :class:`msgspec.ValidationError` naming what is wrong in the file."""
    source = files("resources").joinpath("sample", "patient.toml")
    return convert(tomllib.loads(source.read_text(encoding="utf-8")), Story)
