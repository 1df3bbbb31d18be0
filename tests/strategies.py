"""Hypothesis strategies for every kind of record."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from journal.model.attendance import Attendance, Meeting
from journal.model.codec import KINDS
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry, answer_names
from journal.model.plan import Contact, OwnItem, Preferences
from journal.model.program import Extension, Pause, PlannedSession, Program
from journal.model.questions import ANSWERED, Kind, Question
from journal.model.record import Record
from journal.model.therapy import Goal, Score, ShareReceipt, TalkingPoint, Visit
from journal.model.tombstone import Tombstone

FIRST, LAST = date(1990, 1, 1), date(2090, 12, 31)

days = st.dates(FIRST, LAST)
clock_times = st.times().map(lambda t: t.replace(tzinfo=None))
offsets = st.integers(-14 * 60, 14 * 60).map(
    lambda minutes: timezone(timedelta(minutes=minutes)) if minutes else UTC
)
moments = st.datetimes(
    datetime(1990, 1, 2),  # noqa: DTZ001 - the strategy adds the offset
    datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=offsets,
)
"""Aware moments with a fixed local offset, as the book writes them."""

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
"""Anything that can be typed or pasted, control characters too."""

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda words: bool(words.strip())
)
strength = st.none() | st.integers(0, 10)


def _spans(values: dict[str, Any], first: str, last: str) -> dict[str, Any]:
    """``values`` with the two days put in order."""
    if values.get(first) and values.get(last) and values[last] < values[first]:
        values[first], values[last] = values[last], values[first]
    return values


@cache
def _hints(record: type[Record]) -> dict[str, Any]:
    return typing.get_type_hints(record)


def _fields_of(
    record: type[Record], made: Mapping[str, st.SearchStrategy[Any]]
) -> st.SearchStrategy[dict[str, Any]]:
    """Values for every field of ``record``: from ``made``, or else by the field's type."""
    names = [f.name for f in fields(record)]
    return st.fixed_dictionaries(
        {name: made[name] if name in made else _of_type(_hints(record)[name]) for name in names}
    )


def _of_type(hint: Any) -> st.SearchStrategy[Any]:
    plain: dict[Any, st.SearchStrategy[Any]] = {
        UUID: st.uuids(version=4),
        datetime: moments,
        date: days,
        time: clock_times,
        str: text,
        bool: st.booleans(),
        int: st.integers(0, 10),
        float: st.floats(0, 10),
        types.NoneType: st.none(),
    }
    if hint in plain:
        return plain[hint]
    arguments = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return st.one_of([_of_type(part) for part in arguments])
    if origin is tuple:
        return st.lists(_of_type(arguments[0]), max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(*(_of_type(part) for part in arguments), max_size=3)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    raise TypeError(f"no strategy for {hint}")


@st.composite
def pauses(draw: st.DrawFn) -> Pause:
    first, last = sorted((draw(days), draw(days)))
    return Pause(first, last, draw(words | st.just("")))


extensions = st.builds(Extension, agreed_on=days, days=st.integers(1, 3650))


@st.composite
def scores(draw: st.DrawFn) -> Score:
    low, value, high = sorted(
        draw(st.lists(st.integers(-999_999, 999_999), min_size=3, max_size=3, unique=True))
    )
    known = draw(st.booleans())
    return Score(
        **draw(_stamps),
        instrument=draw(st.sampled_from(["phq-9", "gad-7", "pacs"]) | words),
        day=draw(days),
        value=value / 2,
        low=low / 2 if known else None,
        high=high / 2 if known else None,
    )


@st.composite
def spans(draw: st.DrawFn, record: type[Record], first: str, last: str, **made: Any) -> Record:
    values = draw(_fields_of(record, made))
    return record(**_spans(values, first, last))


@st.composite
def programs(draw: st.DrawFn) -> Program:
    values = draw(_fields_of(Program, _MADE[Program]))
    for later in ("ended_on", "aftercare_from"):
        if values[later] is not None:
            values[later] = max(values[later], values["start"])
    return Program(**values)


_stamps = st.fixed_dictionaries(
    {"id": st.uuids(version=4), "created_at": moments, "edited_at": moments}
)


def numbers(question: Question) -> st.SearchStrategy[Any]:
    """Answers to a question for a number, blank among them."""
    whole = question.kind is Kind.SCALE
    return st.none() | (st.integers if whole else st.floats)(question.low, question.high)


_MADE: dict[type[Record], dict[str, st.SearchStrategy[Any]]] = {
    Program: {
        "planned_days": st.integers(1, 3650),
        "craving_word": words.filter(lambda word: "\n" not in word and len(word) <= 40),
        "weekly_hours": st.none() | st.floats(0, 100),
        "weekly_sessions": st.none() | st.integers(0, 50),
        "allowed_absences": st.none() | st.integers(0, 1000),
        "allowance_weeks": st.integers(1, 520),
        "day_start": st.times(max_value=time(12, 0)),
        "pauses": st.lists(pauses(), max_size=2).map(tuple),
        "extensions": st.lists(extensions, max_size=2).map(tuple),
    },
    PlannedSession: {
        "weekday": st.integers(0, 6),
        "minutes": st.integers(1, 1440),
        "every_weeks": st.integers(1, 52),
    },
    Attendance: {"minutes": st.none() | st.integers(0, 1440)},
    Meeting: {
        "fellowship": st.sampled_from(["aa", "na"]) | words,
        "minutes": st.none() | st.integers(1, 1440),
        "step": st.none() | st.integers(1, 12),
    },
    DayEntry: {
        **{one.key: numbers(one) for one in ANSWERED if one.kind in (Kind.SCALE, Kind.HOURS)},
        "answered_at": st.dictionaries(st.sampled_from(sorted(answer_names())), moments),
    },
    CravingEpisode: {
        "at": moments,
        "before": strength,
        "peak": strength,
        "after": strength,
        "minutes": st.none() | st.integers(0, 1440),
    },
    ToolUse: {
        "tool": st.sampled_from(["urge-surfing", "delay-15"]) | words,
        "helped": st.none() | st.integers(0, 4),
    },
    TalkingPoint: {"text": words},
    Goal: {"text": words},
    Contact: {"name": words},
    OwnItem: {
        "name": words,
        "list_name": st.sampled_from(["tool", "trigger", "place", "fellowship"]),
    },
    Preferences: {"lock_after_minutes": st.integers(0, 24 * 60)},
    ShareReceipt: {"sha256": st.text("0123456789abcdef", min_size=64, max_size=64)},
}

_SPECIAL: dict[type[Record], Callable[[], st.SearchStrategy[Any]]] = {
    Program: programs,
    Score: scores,
    PlannedSession: lambda: spans(
        PlannedSession, "valid_from", "valid_until", **_MADE[PlannedSession]
    ),
    Visit: lambda: spans(Visit, "day", "next_visit"),
    Goal: lambda: spans(Goal, "set_on", "closed_on", **_MADE[Goal]),
}


def records_of(record: type[Record]) -> st.SearchStrategy[Any]:
    """Valid records of one kind, every field of it drawn."""
    if record in _SPECIAL:
        return _SPECIAL[record]()
    return _fields_of(record, _MADE.get(record, {})).map(lambda values: record(**values))


records = st.one_of([records_of(kind) for kind in KINDS.values()])
"""Valid records of any kind."""

tombstones = st.builds(
    Tombstone,
    id=st.uuids(version=4),
    kind=st.sampled_from(sorted(KINDS.keys() - {Program.kind})),  # which is never deleted
    deleted_at=moments,
)
