"""EarlierVersion: what one of two copies said where a merge chose what the other said."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from journal.errors import InvalidInput
from journal.model.codec import check_calendar, from_plain
from journal.model.conversion import convert
from journal.model.day import DayEntry, answer_names, day_entry_id
from journal.model.record import Record, require

DIGEST = re.compile("[0-9a-f]{16}")
"""What a version that was replaced is remembered by."""


@dataclass(frozen=True)
class EarlierVersion:
    """One version that was not chosen.

    ``said`` are JSON values by field: those of a whole record, of a day its ``day`` and an answer
    (a file of Daybook 0.1 may have several in one). ``at`` is the aware moment when that was
    written. Raises :class:`InvalidInput` for a moment without its time zone.
    """

    kind: str
    said: Mapping[str, Any] = field(repr=False)
    at: datetime

    def __post_init__(self) -> None:
        require(self.at.tzinfo is not None, "A time in a journal needs its time zone.")

    @property
    def content(self) -> str:
        """``said`` as JSON text, the same for the same values."""
        return msgspec.json.encode(self.said, order="deterministic").decode()

    @property
    def sha256(self) -> str:
        """Its name: by what it says, so that the same version twice is known as one."""
        named = "\n".join((self.kind, self.content, self.at.isoformat()))
        return hashlib.sha256(named.encode()).hexdigest()

    @property
    def digest(self) -> str:
        """Its name cut to 64 bits, in hex: enough to tell whether a journal has held it."""
        return self.sha256[:16]

    def says_the_same(self, other: EarlierVersion) -> bool:
        """Whether ``other`` is a version of the same thing in the same words, of whatever time."""
        return self.kind == other.kind and same_words(self.said, other.said)

    @property
    def record_id(self) -> UUID:
        """The id of the record that it is a version of."""
        if self.kind == DayEntry.kind:
            return day_entry_id(date.fromisoformat(self.said["day"]))
        return UUID(self.said["id"])

    @property
    def record(self) -> Record:
        """What it says as a record; of a day with nothing but these answers.

        Raises :class:`InvalidInput` for values that no longer fit.
        """
        return from_plain(self.kind, self.said)

    @property
    def answers(self) -> dict[str, Any]:
        """The answers that a version of a day holds. Raises as :attr:`record` does."""
        record = self.record
        return {name: getattr(record, name) for name in sorted(answer_names() & self.said.keys())}


def said_in(record: Record, names: Iterable[str]) -> dict[str, Any]:
    """What a version of ``record`` says: all of it, of a day the answers ``names``."""
    # By way of JSON, so that it compares to what was kept as JSON: tuples are lists there.
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    if not isinstance(record, DayEntry):
        return plain
    return {"day": plain["day"]} | {name: plain[name] for name in names}


def versions_of(record: Record | None) -> dict[str, EarlierVersion]:
    """What ``record`` says, as what may become an earlier version.

    Of a day one for each answer that it has, by name; of any other record one, by "".
    """
    if record is None:
        return {}
    said = said_in(record, answer_names())
    if not isinstance(record, DayEntry):
        return {"": EarlierVersion(record.kind, said, record.edited_at)}
    return {
        name: EarlierVersion(
            record.kind, {"day": said["day"], name: said[name]}, record.written_at(name)
        )
        for name in sorted(answer_names())
        if record.has(name)
    }


def digests_of(*records: Record) -> set[str]:
    """The digests of all that ``records`` say."""
    return {version.digest for one in records for version in versions_of(one).values()}


def earlier_version_from_plain(plain: object) -> EarlierVersion:
    """The version that JSON values describe; names in it that are not known are passed over.

    Raises :class:`InvalidInput` with what is wrong.
    """
    try:
        given = convert(plain, EarlierVersion)
    except (msgspec.ValidationError, RecursionError) as error:
        raise InvalidInput(f"An earlier version cannot be read: {error}") from error
    require(given.kind == DayEntry.kind or "id" in given.said, "An earlier version has no id.")
    known = said_in(given.record, answer_names())
    check_calendar(given)
    said = {name: known[name] for name in given.said if name in known}
    return EarlierVersion(given.kind, said, given.at)


def same_words(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two versions differ in the times they were written alone."""
    names = (one.keys() | other.keys()) - {"created_at", "edited_at"}
    return all(one.get(name) == other.get(name) for name in names)
