"""Guesses from the words of a calendar event: kind of session, on site or online."""

from __future__ import annotations

import re

from journal.model.choices import Place, SessionKind

_KINDS = (
    (SessionKind.FAMILY, ("family", "families", "couples", "parents", "multi-family")),
    (SessionKind.GROUP, ("group", "groups", "iop", "process", "skills", "education")),
    (
        SessionKind.INDIVIDUAL,
        ("individual", "1:1", "1-on-1", "one-on-one", "one to one", "therapist", "counselor"),
    ),
)
_ONLINE = ("online", "virtual", "telehealth", "video", "zoom", "webex", "remote", "https?")


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


_KIND_PATTERNS = tuple((kind, _pattern(words)) for kind, words in _KINDS)
_ONLINE_PATTERN = _pattern(_ONLINE)


def guess_kind(title: str) -> SessionKind:
    """The kind that ``title`` names; the first of family, group, individual, or else other."""
    return next((kind for kind, words in _KIND_PATTERNS if words.search(title)), SessionKind.OTHER)


def guess_place(title: str, location: str) -> Place:
    """Online when the title or the location says so."""
    return Place.ONLINE if _ONLINE_PATTERN.search(f"{title}\n{location}") else Place.ON_SITE
