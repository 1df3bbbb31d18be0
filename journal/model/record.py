"""Record: what every kept thing has in common, and the checks that its fields share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid4, uuid5

from journal.errors import InvalidInput

UNSTAMPED = datetime.min.replace(tzinfo=UTC)
"""The time on a record that the book has not kept yet."""

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""The days that can be typed and imported; far enough from where the calendar ends to count on."""

TEXT_LIMIT = 100_000
"""Most characters that one text field holds."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_NAMESPACE = UUID("6f1c0b7e-6c58-4a53-9f0e-0d1f6d2f8a11")


class Share(StrEnum):
    """Whether a field may leave the journal in a summary."""

    ALWAYS = "always"
    ASK = "ask"
    NEVER = "never"


def named_id(*parts: object) -> UUID:
    """The id of a thing that exists once by its name, such as the entry of one day.

    Two copies of a journal give the same thing the same id, so that they can be merged.
    """
    return uuid5(_NAMESPACE, "/".join(str(part) for part in parts))


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One kept thing.

    ``created_at`` and ``edited_at`` are aware datetimes that keep the local offset of the moment
    they were written; the book sets both. Raises :class:`InvalidInput` when a field cannot hold
    its value.
    """

    kind: ClassVar[str]
    """Name of this kind of record in tables and files."""
    own_words: ClassVar[tuple[str, ...]] = ()
    """The fields that hold a person's own words, by which it is found."""

    id: UUID = field(default_factory=uuid4)
    created_at: datetime = UNSTAMPED
    edited_at: datetime = UNSTAMPED

    def __post_init__(self) -> None:
        require(
            self.created_at.tzinfo is not None and self.edited_at.tzinfo is not None,
            "A time in a journal needs its time zone.",
        )
        self.check()

    @property
    def last_written(self) -> datetime:
        """When anything of it was last changed."""
        return self.edited_at

    def check(self) -> None:
        """Raise :class:`InvalidInput` unless every field holds what it may hold."""

    def _set(self, name: str, value: object) -> None:
        """Replace a field by its tidied form while the record is being built."""
        object.__setattr__(self, name, value)

    def _tidy(self, *names: str) -> None:
        """Clean the text fields ``names``, or tuples of text, in place."""
        for name in names:
            value = getattr(self, name)
            if isinstance(value, str):
                self._set(name, clean_text(value))
            elif isinstance(value, tuple):
                self._set(name, tuple(filter(None, (clean_text(item).strip() for item in value))))


def require(condition: bool, sentence: str) -> None:
    """Raise :class:`InvalidInput` with ``sentence`` unless ``condition`` holds."""
    if not condition:
        raise InvalidInput(sentence)


def require_range(name: str, value: float | None, low: float, high: float) -> None:
    """Refuse a number outside ``low`` to ``high``, both included; None (blank) is fine."""
    if value is not None and not low <= value <= high:
        # Of hundreds of digits, which a file may have, there is no sense in showing any.
        given = f"{value:g}" if abs(value) < 1e15 else "this number"
        raise InvalidInput(f"{name} goes from {low:g} to {high:g}, and {given} is outside that.")


def require_order(first: date, last: date | None) -> None:
    """Refuse a span of days that ends before it starts; ``last`` None is open."""
    if last is not None and last < first:
        raise InvalidInput(f"It cannot end on {last} when it starts on {first}.")


def require_wall_clock(clock: time | None) -> None:
    """Refuse a time of day that carries a time zone: it cannot be put in order with the others."""
    require(clock is None or clock.tzinfo is None, "A time of day is local and has no time zone.")


def clean_text(text: str) -> str:
    """``text`` without control characters and lone surrogates, with plain line ends.

    Pasted text brings such characters along; no one can see them, and some editors, terminals
    and XML readers act on them. Raises :class:`InvalidInput` above :data:`TEXT_LIMIT`.
    """
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > TEXT_LIMIT:
        raise InvalidInput(
            f"A text can hold {TEXT_LIMIT:,} characters, and this one has {len(text):,}."
        )
    return text
