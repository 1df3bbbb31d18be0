"""Codec: records to plain JSON values and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec

from journal.errors import InvalidInput
from journal.model.attendance import Attendance, Meeting
from journal.model.conversion import convert
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.days import date_of
from journal.model.plan import Contact, HardDayPlan, OwnItem, Preferences
from journal.model.program import PlannedSession, Program
from journal.model.record import FIRST_DAY, LAST_DAY, UNSTAMPED, Record
from journal.model.therapy import Goal, Score, ShareReceipt, TalkingPoint, Visit

KINDS: Mapping[str, type[Record]] = {
    record.kind: record
    for record in (
        Program,
        PlannedSession,
        Attendance,
        Meeting,
        DayEntry,
        CravingEpisode,
        ToolUse,
        Score,
        TalkingPoint,
        Visit,
        Goal,
        HardDayPlan,
        Contact,
        OwnItem,
        Preferences,
        ShareReceipt,
    )
}
"""Every kind of record by its name."""


def to_plain(record: Record) -> dict[str, Any]:
    """``record`` as JSON values: ids, dates and times as ISO 8601 text, tuples as lists."""
    # Records have slots because msgspec reads and leaves out defaults in a plain instance's dict.
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


def from_plain(kind: str, plain: Mapping[str, Any]) -> Record:
    """The record of ``kind`` that ``plain`` describes; unknown names in it are passed over.

    Raises :class:`InvalidInput` with what is wrong and where; as :func:`check_calendar` does, too.
    """
    if kind not in KINDS:
        raise InvalidInput(f"This Daybook does not know records of the kind {kind!r}.")
    try:
        record = convert(plain, KINDS[kind])
    except (msgspec.ValidationError, RecursionError) as error:
        reason = str(error.__cause__) if isinstance(error.__cause__, InvalidInput) else str(error)
        raise InvalidInput(f"A {kind.replace('_', ' ')} cannot be read: {reason}") from error
    check_calendar(record)
    return record


def check_calendar(thing: object) -> None:
    """Raise :class:`InvalidInput` for a day or moment in ``thing`` that nothing can be counted on
    from: one before 1900 or after 2199, from a damaged file or a broken clock."""
    for day in _days_in(thing):
        if not FIRST_DAY <= day <= LAST_DAY:
            raise InvalidInput(f"{day} is too far away.")


def _days_in(value: object) -> Iterator[date]:
    """Every day in a record or a part of one, a moment by the day that its own clock shows."""
    if isinstance(value, datetime):
        if value != UNSTAMPED:
            yield date_of(value)
    elif isinstance(value, date):
        yield value
    elif isinstance(value, dict | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _days_in(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in _fields_with_days(type(value)):
            yield from _days_in(getattr(value, name))


@cache
def _fields_with_days(kind: type[Any]) -> tuple[str, ...]:
    """The fields that can hold a day: most cannot, and every row that is read is looked at."""
    hints = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if _can_hold_days(hints[field.name]))


def _can_hold_days(hint: Any) -> bool:
    parts = get_args(hint)
    return hint in (date, datetime) or is_dataclass(hint) or any(map(_can_hold_days, parts))
