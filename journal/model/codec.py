"""Codec: records to plain JSON values and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from journal.errors import InvalidInput
from journal.model.attendance import Attendance, Meeting
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.plan import Contact, HardDayPlan, OwnItem, Preferences
from journal.model.program import PlannedSession, Program
from journal.model.record import Record
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

    Raises :class:`InvalidInput` with what is wrong and where.
    """
    if kind not in KINDS:
        raise InvalidInput(f"This Daybook does not know records of the kind {kind!r}.")
    try:
        return msgspec.convert(plain, KINDS[kind])
    except (msgspec.ValidationError, RecursionError) as error:
        reason = str(error.__cause__) if isinstance(error.__cause__, InvalidInput) else str(error)
        raise InvalidInput(f"A {kind.replace('_', ' ')} cannot be read: {reason}") from error
