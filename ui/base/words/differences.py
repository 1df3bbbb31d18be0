"""MergeWords: what two copies of a journal held differently, in words for a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject

from journal.content.content import Content, ListName
from journal.model.plan import OwnItem
from ui.base.words.dates import day_words, time_words

_SILENT = frozenset(
    {"id", "created_at", "edited_at", "answered_at", "day", "planned_id", "episode_id", "position"}
    | {"makes_up_for", "sha256", "guide_done", "recovery_kept", "more_open", "list_name"}
)
"""Fields that tell a person nothing, or what the heading says already."""

_LABELS = {
    "use": "use",
    "medication": "medication",
    "home": "home",
    "halt": "halt",
    "session": "session_kind",
    "status": "status",
    "outcome": "outcome",
    "point": "point_kind",
    "share": "share",
    "reached": "reached",
}
_LISTS: Mapping[str, ListName] = {
    "tool": "tool",
    "favourite_tools": "tool",
    "hidden_tools": "tool",
    "triggers": "trigger",
    "company": "role",
    "role": "role",
    "fellowship": "fellowship",
    "format": "format",
    "no_tool_reason": "no_tool",
}


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d\d:\d\d:\d\d(\.\d+)?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


class Difference(Protocol):
    """What a merge found: ``lost`` and ``kept`` are JSON values by field."""

    @property
    def kind(self) -> str: ...

    @property
    def id(self) -> UUID: ...

    @property
    def chosen(self) -> str: ...

    @property
    def lost(self) -> Mapping[str, object]: ...

    @property
    def kept(self) -> Mapping[str, object]: ...

    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True)
class Line:
    """One field: its name, what is kept (None after a deletion) and what the other copy said."""

    name: str
    kept: str | None
    lost: str


class MergeWords(QObject):
    """Turns differences into headings and lines.

    ``own`` are the patient's own list entries, ``craving_word`` the name they gave to cravings.
    """

    def __init__(self, content: Content, own: Sequence[OwnItem], craving_word: str) -> None:
        super().__init__()
        self._word = craving_word
        self._content = content
        self._own = own

    def heading(self, difference: Difference) -> str:
        """What it is about: the kind of thing, and its day where it has one."""
        kind = self._kinds().get(difference.kind, difference.kind.replace("_", " ").capitalize())
        day = difference.lost.get("day")
        if not isinstance(day, str):
            return kind
        return self.tr("{thing}, {day}").format(thing=kind, day=day_words(date.fromisoformat(day)))

    def when(self, difference: Difference) -> str:
        """When the words that were not kept had been written."""
        at = difference.at
        return self.tr("{day}, {time}").format(day=day_words(at), time=time_words(at))

    def lines(self, difference: Difference) -> list[Line]:
        """The fields that differ; of something deleted, those that said anything."""
        names = self._fields()
        deleted = difference.chosen == "deleted"
        found = []
        for field, value in difference.lost.items():
            other = difference.kept.get(field)
            if field in _SILENT or value == other or (deleted and _is_blank(value)):
                continue
            kept = None if deleted else self._shown(difference.kind, field, other)
            name = names.get(field, field.replace("_", " ").capitalize())
            found.append(Line(name, kept, self._shown(difference.kind, field, value)))
        return found

    def _shown(self, kind: str, field: str, value: object) -> str:
        if _is_blank(value):
            return self.tr("(left blank)")
        if isinstance(value, bool):
            return self.tr("Yes") if value else self.tr("No")
        if isinstance(value, list | tuple):
            return ", ".join(self._shown(kind, field, part) for part in value)
        if isinstance(value, dict) and field == "shares":
            return "; ".join(self._shared(str(key), str(share)) for key, share in value.items())
        if isinstance(value, dict):
            return ", ".join(str(part) for part in value.values() if not _is_blank(part))
        if isinstance(value, str):
            return self._named(kind, field, value)
        return f"{value:g}" if isinstance(value, float) else str(value)

    def _shared(self, key: str, share: str) -> str:
        """What was chosen to be shared of one field, such as "day_entry.note"."""
        kind, _, field = key.partition(".")
        thing = self._kinds().get(kind, kind)
        name = self._fields().get(field, field.replace("_", " "))
        words = self._content.labels.get("share", {}).get(share, share)
        return self.tr("{thing}, {name}: {words}").format(thing=thing, name=name, words=words)

    def _named(self, kind: str, field: str, value: str) -> str:
        label = _LABELS.get(field)
        if field == "state":
            label = "goal_state" if kind == "goal" else "point_state"
        if field == "place" and kind != "craving_episode":
            label = "place"
        if label is not None:
            return self._content.labels.get(label, {}).get(value, value)
        if field == "place":
            return self._content.name("place", value, self._own)
        if field in _LISTS:
            return self._content.name(_LISTS[field], value, self._own)
        return _as_moment(value)

    def _kinds(self) -> dict[str, str]:
        return {
            "program": self.tr("My program"),
            "planned_session": self.tr("A planned session"),
            "attendance": self.tr("A session"),
            "meeting": self.tr("A meeting"),
            "day_entry": self.tr("The day"),
            "craving_episode": self._word.capitalize(),
            "tool_use": self.tr("A tool used"),
            "score": self.tr("A score"),
            "talking_point": self.tr("Something to bring up"),
            "visit": self.tr("A therapy visit"),
            "goal": self.tr("A goal"),
            "hard_day_plan": self.tr("Plan for hard days"),
            "contact": self.tr("A contact"),
            "own_item": self.tr("My own word in a list"),
            "preferences": self.tr("Settings"),
            "share_receipt": self.tr("A note of what was shared"),
        }

    def _fields(self) -> dict[str, str]:
        return {
            "mood": self.tr("Mood"),
            "craving": self.tr("Worst {word}").format(word=self._word),
            "use": self.tr("Use"),
            "sleep_hours": self.tr("Sleep in hours"),
            "sleep_quality": self.tr("How I slept"),
            "medication": self.tr("Medicine"),
            "halt": self.tr("How I was"),
            "home": self.tr("At home"),
            "reached": self.tr("Reached out to"),
            "no_tool_reason": self.tr("Why no tool"),
            "note": self.tr("Note"),
            "text": self.tr("Words"),
            "at": self.tr("When"),
            "before": self.tr("At the start"),
            "peak": self.tr("At its worst"),
            "after": self.tr("At the end"),
            "minutes": self.tr("Minutes"),
            "triggers": self.tr("What set it off"),
            "company": self.tr("Who I was with"),
            "outcome": self.tr("What came of it"),
            "status": self.tr("How it went"),
            "session": self.tr("Kind"),
            "point": self.tr("Kind"),
            "start": self.tr("Start"),
            "working_on": self.tr("What I work on"),
            "raised_on": self.tr("Brought up on"),
            "agreed": self.tr("What we agreed"),
            "share": self.tr("Sharing"),
            "shares": self.tr("What I share"),
            "state": self.tr("Where it stands"),
            "helped": self.tr("How much it helped"),
            "craving_word": self.tr("My word for it"),
            "how": self.tr("How to do it"),
        }


def _is_blank(value: object) -> bool:
    return value is None or value in ("", [], (), {})


def _as_moment(value: str) -> str:
    """A day, a time or both in words; anything else as it is."""
    try:
        if _DAY.fullmatch(value):
            return day_words(date.fromisoformat(value))
        if _TIME.fullmatch(value):
            return time_words(time.fromisoformat(value))
        if _MOMENT.fullmatch(value):
            moment = datetime.fromisoformat(value)
            return f"{day_words(moment)}, {time_words(moment)}"
    except ValueError:
        pass
    return value
