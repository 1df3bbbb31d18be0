"""Sharing: the one list of what may leave the journal, and what a patient chose of it.

A field that is in no row is told as it is; points, goals and scores carry a choice each of their
own. The starting choices follow CLINICAL section 6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from journal.model.day import DayEntry
from journal.model.plan import Preferences
from journal.model.questions import ANSWERED
from journal.model.record import Share

Group = Literal["talk", "goals", "safety", "days", "scores", "notes"]
"""The parts of what can be ticked for one summary."""


@dataclass(frozen=True)
class SharedRow:
    """One choice: "kind.field", the share flag that it starts with, and where it is ticked.

    Without a ``group`` nobody is asked. ``along`` are the fields that the same choice is made for.
    """

    key: str
    share: Share
    group: Group | None = None
    along: tuple[str, ...] = ()


ROWS = (
    *(
        SharedRow(f"{DayEntry.kind}.{question.key}", question.share, question.group)
        for question in ANSWERED
    ),
    SharedRow(
        "craving_episode.peak",
        Share.ALWAYS,
        "days",
        along=("craving_episode.before", "craving_episode.after"),
    ),
    SharedRow("craving_episode.triggers", Share.ALWAYS, "days"),
    SharedRow("craving_episode.place", Share.ASK, "days"),
    SharedRow("craving_episode.company", Share.ASK, "days"),
    SharedRow("craving_episode.outcome", Share.ASK, "days"),
    SharedRow("craving_episode.no_tool_reason", Share.ASK, "days"),
    SharedRow("tool_use.helped", Share.ALWAYS, "days"),
    SharedRow("program.working_on", Share.ASK, "talk"),
    SharedRow("hard_day_plan.warning_signs", Share.ASK, "safety"),
    SharedRow("visit.focus", Share.ALWAYS),
    SharedRow("visit.homework", Share.ALWAYS),
    SharedRow("visit.what_happened", Share.ALWAYS),
    SharedRow("craving_episode.minutes", Share.ALWAYS),
    SharedRow("craving_episode.note", Share.NEVER),
    SharedRow("attendance.note", Share.NEVER),
    SharedRow("meeting.note", Share.NEVER),
)

_ROW_OF: Mapping[str, SharedRow] = {field: row for row in ROWS for field in (row.key, *row.along)}


def shared_row(field: str) -> SharedRow | None:
    """The choice that decides about ``field`` ("kind.field"); None where it is told as it is."""
    return _ROW_OF.get(field)


def share_flag(preferences: Preferences, row: SharedRow) -> Share:
    """What the patient chose for ``row``, or what it starts with."""
    return preferences.shares.get(row.key, row.share)
