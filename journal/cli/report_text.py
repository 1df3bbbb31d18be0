"""What a check, a merge, and lists of backups and earlier versions say on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from journal.book.copies import BackupState
from journal.content.content import Content
from journal.exchange.json_file import Import
from journal.model.craving import CravingEpisode
from journal.store.merge import Difference, Merged
from journal.vault import HeaderInfo, State
from journal.words.answers import field_name

_STAMPS = frozenset({"id", "created_at", "edited_at", "answered_at"})
_STATES = {
    State.VERIFIED: "verified",
    State.DAMAGED: "damaged",
    State.OTHER_KEY: "locked with another passphrase",
}


def checked_lines(
    info: HeaderInfo,
    generation: int,
    counts: Mapping[str, int],
    backups: Sequence[BackupState],
    craving_word: str,
) -> Iterator[str]:
    """A journal that is sound: its format, what is in it, and its backups."""
    major, minor = info.format
    yield f"Sound: format {major}.{minor}, {info.size:,} bytes, saved {_times(generation)}."
    yield f"Opens with a {' or a '.join(info.slots)}."
    for kind, count in counts.items():
        if count:
            yield f"{count:8,} {_named(kind, craving_word)}"
    yield _summed_up(backups)
    yield from backup_lines(backups)


def backup_lines(backups: Sequence[BackupState]) -> Iterator[str]:
    """A line for each backup: which save it is, when it was made, what is in it, its state."""
    for state in backups:
        yield "  " + backup_words(state)


def backup_words(state: BackupState) -> str:
    """One backup in words."""
    parts = []
    if state.unfinished:
        parts.append("a save that was cut off")
    if state.generation is not None:
        parts.append(f"save {state.generation}")
    parts.append(f"{state.saved_at:{'%Y-%m-%d %H:%M' if state.verified else '%Y-%m-%d'}}")
    if state.days is not None:
        parts.append(f"{state.days} days written" if state.days != 1 else "1 day written")
    parts.append(_STATES[state.state])
    return ", ".join(parts)


def merged_lines(merged: Merged, content: Content, craving_word: str) -> Iterator[str]:
    """What a merge did, with every difference."""
    differences = merged.differences
    if not (differences or merged.put or merged.remove or merged.carried):
        yield "Both hold the same; nothing changed."
        return
    changed = f" Changed in the other: {merged.changed:,}." if merged.changed else ""
    yield f"New here: {merged.added:,}.{changed} Different in the two: {len(differences):,}."
    for difference in differences:
        yield "  " + _told(difference, content, craving_word)
    if merged.carried:
        yield f"Earlier versions taken along: {merged.carried:,}."


def earlier_lines(
    differences: Iterable[Difference], content: Content, craving_word: str
) -> Iterator[str]:
    """What merges did not choose, with the moment it was written and what is there now."""
    for difference in differences:
        lost, kept = difference.lost, difference.kept
        gone = difference.chosen == "deleted"
        said = [
            f"{_field(difference, field, content, craving_word)} {_shown(value)}"
            + ("" if gone else f", now {_shown(kept.get(field))}")
            for field, value in lost.items()
            if (_said(field, value) if gone else _differs(field, value, kept))
        ]
        more = " (not in the journal any more)" if gone else ""
        when = f"{difference.at:%Y-%m-%d %H:%M}"
        yield f"{when}  {_headed(difference, craving_word)}: {'; '.join(said)}{more}"


def imported_lines(incoming: Import) -> Iterator[str]:
    """What was left out of an import, with a few examples."""
    yield from incoming.sentences
    for example in incoming.examples:
        yield f"  {example}"


def _named(kind: str, craving_word: str) -> str:
    """The name of a kind of record, with the patient's own word for a craving."""
    return craving_word if kind == CravingEpisode.kind else kind.replace("_", " ")


def _field(difference: Difference, field: str, content: Content, craving_word: str) -> str:
    name = field_name(content, difference.kind, field, craving_word)
    return name[:1].lower() + name[1:]


def _told(difference: Difference, content: Content, craving_word: str) -> str:
    lost, kept = difference.lost, difference.kept
    name = _headed(difference, craving_word)
    if difference.chosen == "deleted":
        said = [
            f"{_field(difference, field, content, craving_word)} {_shown(value)}"
            for field, value in lost.items()
            if _said(field, value)
        ]
        return f"{name}, deleted in one of the two: {', '.join(said)}"
    changed = [
        f"{_field(difference, field, content, craving_word)} {_shown(kept.get(field))},"
        f" not {_shown(value)}"
        for field, value in lost.items()
        if _differs(field, value, kept)
    ]
    return f"{name}, kept by the later edit: {'; '.join(changed)}"


def _headed(difference: Difference, craving_word: str) -> str:
    day = difference.lost.get("day")
    return _named(difference.kind, craving_word) + (f" of {day}" if day else "")


def _differs(field: str, value: object, kept: Mapping[str, object]) -> bool:
    return field not in _STAMPS and value != kept.get(field)


def _said(field: str, value: object) -> bool:
    return field not in _STAMPS | {"day"} and value not in (None, "", [], (), {})


def _shown(value: object) -> str:
    if value in (None, "", [], (), {}):
        return "blank"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _summed_up(backups: Sequence[BackupState]) -> str:
    if not backups:
        return "No backups yet."
    sound = sum(state.verified for state in backups)
    return f"Backups: {len(backups)}, of which {sound} verified."


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"
