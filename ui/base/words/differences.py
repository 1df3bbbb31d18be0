"""MergeWords: what two copies of a journal held differently, in words for a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from PySide6.QtCore import QObject

from journal.content.content import Content, ListName
from journal.model.day import DayEntry
from journal.model.plan import OwnItem
from journal.model.questions import BY_KEY
from journal.store.merge import Difference
from journal.words.answers import answer_words, field_name, kind_name, shared_name
from ui.base.words.dates import day_words, time_words

_SILENT = frozenset(
    {"id", "created_at", "edited_at", "answered_at", "day", "planned_id", "episode_id", "position"}
    | {"makes_up_for", "sha256", "guide_done", "recovery_kept", "more_open", "list_name"}
)
"""Fields that tell a person nothing, or what the heading says already."""

_LABELS = {"session": "session_kind", "point": "point_kind"}
"""Labels that are not called as their field is."""

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
        kind = kind_name(self._content, difference.kind, self._word)
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
        deleted = difference.chosen == "deleted"
        found = []
        for field, value in difference.lost.items():
            other = difference.kept.get(field)
            if field in _SILENT or value == other or (deleted and _is_blank(value)):
                continue
            kept = None if deleted else self._shown(difference.kind, field, other)
            name = field_name(self._content, difference.kind, field, self._word)
            found.append(Line(name, kept, self._shown(difference.kind, field, value)))
        return found

    def _shown(self, kind: str, field: str, value: object) -> str:
        if _is_blank(value):
            return self.tr("(left blank)")
        if kind == DayEntry.kind and field in BY_KEY:
            return answer_words(self._content, BY_KEY[field], value)
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
        """What was chosen to be shared of one thing, such as "day_entry.note"."""
        words = self._content.labels["share"].get(share, share)
        name = shared_name(self._content, key, self._word)
        return self.tr("{name}: {words}").format(name=name, words=words)

    def _named(self, kind: str, field: str, value: str) -> str:
        label = _LABELS.get(field, field)
        if field == "state":
            label = "goal_state" if kind == "goal" else "point_state"
        if field == "place" and kind == "craving_episode":
            return self._content.name("place", value, self._own)
        if label in self._content.labels:
            return self._content.labels[label].get(value, value)
        if field in _LISTS:
            return self._content.name(_LISTS[field], value, self._own)
        return _as_moment(value)


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
