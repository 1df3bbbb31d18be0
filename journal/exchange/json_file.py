"""JSON file: everything in a journal as one readable file, and back.

One object:

    format     "daybook-journal"
    version    1
    records    for each kind of record (journal/model) a list of objects, one field a name
    deleted    a list of what is left of deleted records: id, kind, deleted_at
    set_aside  a list of what merges did not choose: kind, at (when it was written) and said, the
               fields of the whole record or, of a day, its day and one answer or more
    drafts     a list of what stands in forms that were not saved: key, title, fields, edited_at
    replaced   a list of versions that the journal held and says no more, so that a merge knows
               what was seen: 16 hex digits each (see EarlierVersion.digest)

Days, times and moments are ISO 8601 text. All but ``format``, ``version`` and ``records`` may be
missing; names that are not known are counted and passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from journal.errors import InvalidInput, TooNew
from journal.model.codec import KINDS, check_calendar, from_plain, to_plain
from journal.model.contents import Contents
from journal.model.conversion import convert
from journal.model.draft import Draft
from journal.model.earlier_version import DIGEST, EarlierVersion, earlier_version_from_plain
from journal.model.record import Record, require
from journal.model.tombstone import Tombstone

T = TypeVar("T")

FORMAT = "daybook-journal"
VERSION = 1

SIZE_LIMIT = 256 * 1024 * 1024
"""Most bytes that are read: over ten times a journal of ten years."""

EXAMPLES = 5
"""How many of the skipped things are told about word for word."""

_STAMPS = ("id", "created_at", "edited_at")


class Skipped(StrEnum):
    """Why a part of a file was left out."""

    KIND = "records of a kind that this Daybook does not know"
    FIELD = "fields that this Daybook does not know"
    VALUE = "records with a value that does not fit"
    TWICE = "records that were there twice"
    DELETED = "deletions that cannot be read"
    SET_ASIDE = "earlier versions that cannot be read"
    DRAFT = "unfinished forms that cannot be read"
    REPLACED = "names of replaced versions that cannot be read"


@dataclass(frozen=True, kw_only=True)
class Import(Contents):
    """What a file holds, all of it whole and valid, and what was skipped, counted.

    A record and a tombstone of one id can both be there; the later one counts.
    """

    skipped: Mapping[Skipped, int] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    """Up to :data:`EXAMPLES` plain sentences about what was skipped."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """For a person: what was skipped, a sentence for each reason."""
        return tuple(f"Left out: {count:,} {why.value}." for why, count in self.skipped.items())


def to_json(contents: Contents) -> bytes:
    """All that is given as UTF-8 JSON; :func:`from_json` returns the same."""
    by_kind: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    for record in contents.records:
        by_kind[record.kind].append(record)
    plain = {
        "format": FORMAT,
        "version": VERSION,
        "records": {
            kind: [to_plain(record) for record in sorted(kept, key=_age)]
            for kind, kept in by_kind.items()
        },
        "deleted": [
            msgspec.to_builtins(stone)
            for stone in sorted(contents.tombstones, key=lambda stone: (stone.deleted_at, stone.id))
        ],
        "set_aside": [
            msgspec.to_builtins(version)
            for version in sorted(
                contents.earlier_versions, key=lambda version: (version.at, version.sha256)
            )
        ],
        "drafts": [
            msgspec.to_builtins(draft) for draft in sorted(contents.drafts, key=lambda one: one.key)
        ],
        "replaced": sorted(contents.replaced),
    }
    return msgspec.json.format(msgspec.json.encode(plain), indent=1) + b"\n"


def from_json(data: bytes) -> Import:
    """What ``data`` holds. Every record in the answer is valid; the rest is skipped and counted.

    Of two records with one id the later edit is kept. Raises :class:`InvalidInput` for a file
    that is no export of a journal at all, and :class:`TooNew` for one of a later version.
    """
    plain = _opened(data)
    reading = _Reading()
    for kind, kept in plain["records"].items():
        reading.read_kind(kind, kept)
    reading.read_deleted(plain.get("deleted", []))
    reading.read_earlier_versions(plain.get("set_aside", []))
    reading.read_drafts(plain.get("drafts", []))
    reading.read_replaced(plain.get("replaced", []))
    return reading.result()


class _Reading:
    """One file being read: what is good so far, and what was skipped."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, UUID], Record] = {}
        self.stones: dict[tuple[str, UUID], Tombstone] = {}
        self.earlier_versions: dict[str, EarlierVersion] = {}
        self.drafts: dict[str, Draft] = {}
        self.replaced: set[str] = set()
        self.skipped: Counter[Skipped] = Counter()
        self.examples: list[str] = []

    def read_kind(self, kind: str, kept: object) -> None:
        if not isinstance(kept, list):
            self._skip(Skipped.VALUE, "Records of one kind come as a list.")
            return
        if kind not in KINDS:
            self._skip(
                Skipped.KIND,
                f"This Daybook does not know records of the kind {_shown(kind)}.",
                len(kept),
            )
            return
        for plain in kept:
            self._read_record(kind, plain)

    def read_deleted(self, listed: object) -> None:
        for stone in self._each(listed, Skipped.DELETED, "deletion", self._deletion):
            known = self.stones.get((stone.kind, stone.id))
            if known is None or known.deleted_at < stone.deleted_at:
                self.stones[stone.kind, stone.id] = stone

    def read_earlier_versions(self, listed: object) -> None:
        name = "version set aside"
        for version in self._each(listed, Skipped.SET_ASIDE, name, self._earlier_version):
            self.earlier_versions[version.sha256] = version

    def read_drafts(self, listed: object) -> None:
        for draft in self._each(listed, Skipped.DRAFT, "draft", _draft):
            self.drafts[draft.key] = draft

    def read_replaced(self, listed: object) -> None:
        self.replaced |= set(self._each(listed, Skipped.REPLACED, "replaced version", _digest))

    def result(self) -> Import:
        return Import(
            records=tuple(self.records.values()),
            tombstones=tuple(self.stones.values()),
            earlier_versions=tuple(self.earlier_versions.values()),
            drafts=tuple(self.drafts.values()),
            replaced=frozenset(self.replaced),
            skipped=dict(self.skipped),
            examples=tuple(self.examples),
        )

    def _each(
        self, listed: object, reason: Skipped, name: str, read: Callable[[object], T]
    ) -> Iterator[T]:
        if not isinstance(listed, list):
            self._skip(reason, f"What is a {name} comes in a list.")
            return
        for plain in listed:
            try:
                yield read(plain)
            except InvalidInput as error:
                self._skip(reason, str(error))
            except (msgspec.ValidationError, RecursionError) as error:
                self._skip(reason, f"A {name} cannot be read: {error}")

    def _deletion(self, plain: object) -> Tombstone:
        stone = convert(plain, Tombstone)
        check_calendar(stone)
        require(stone.kind in KINDS, "A deletion is of a kind not known here.")
        self._count_unknown("deletion", plain, msgspec.to_builtins(stone))
        return stone

    def _earlier_version(self, plain: object) -> EarlierVersion:
        version = earlier_version_from_plain(plain)
        self._count_unknown("earlier version", plain, msgspec.to_builtins(version))
        return version

    def _read_record(self, kind: str, plain: object) -> None:
        name = kind.replace("_", " ")
        if not isinstance(plain, dict):
            self._skip(Skipped.VALUE, f"A {name} is not an object.")
            return
        missing = [stamp for stamp in _STAMPS if stamp not in plain]
        if missing:
            # A fresh id would make a second copy each time the same file is read.
            self._skip(Skipped.VALUE, f"A {name} has no {missing[0]}.")
            return
        try:
            record = from_plain(kind, plain)
        except InvalidInput as error:
            self._skip(Skipped.VALUE, str(error))
            return
        self._count_unknown(name, plain, to_plain(record))
        known = self.records.get((kind, record.id))
        if known is not None:
            self._skip(Skipped.TWICE, f"A {name} is there twice; the later edit was kept.")
        if known is None or known.edited_at < record.edited_at:
            self.records[kind, record.id] = record

    def _count_unknown(self, name: str, given: Any, known: Any) -> None:
        unknown = _unknown_fields(given, known)
        if unknown:
            self._skip(
                Skipped.FIELD,
                f"A {name} has a field {_shown(unknown[0])} that is not known here.",
                len(unknown),
            )

    def _skip(self, reason: Skipped, sentence: str, count: int = 1) -> None:
        if count:
            self.skipped[reason] += count
        if count and len(self.examples) < EXAMPLES:
            self.examples.append(sentence[:300])


def _opened(data: bytes) -> dict[str, Any]:
    """The outer object of the file, with its format, version and shape checked."""
    if len(data) > SIZE_LIMIT:
        raise InvalidInput("This file is far larger than a journal can be.")
    try:
        plain = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except msgspec.ValidationError as error:  # what JSON allows, and no number can be
        raise InvalidInput("This file has a number in it that is far out of range.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidInput("This file is not JSON, so it is no export of a journal.") from error
    except RecursionError as error:
        raise InvalidInput("This file is nested too deeply to be a journal.") from error
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise InvalidInput("This file is JSON, but not an export of a journal.")
    version = plain.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise InvalidInput("This export of a journal does not say which version it is.")
    if version > VERSION:
        raise TooNew("This export was written by a newer Daybook than this one.")
    if not isinstance(plain.get("records"), dict):
        raise InvalidInput("This export of a journal has no records in it.")
    return plain


def _draft(plain: object) -> Draft:
    draft = convert(plain, Draft)
    check_calendar(draft)
    return draft


def _digest(plain: object) -> str:
    digest = convert(plain, str)
    require(bool(DIGEST.fullmatch(digest)), "A replaced version is named by 16 hex digits.")
    return digest


def _unknown_fields(given: Any, known: Any) -> list[str]:
    """The names in ``given`` that did not make it into ``known``, at any depth of ``known``."""
    if isinstance(given, dict) and isinstance(known, dict):
        unknown = [name for name in given if name not in known]
        pairs = [(given[name], known[name]) for name in given if name in known]
    elif isinstance(given, list) and isinstance(known, list | tuple) and len(given) == len(known):
        unknown, pairs = [], list(zip(given, known, strict=True))
    else:
        return []
    return unknown + [name for pair in pairs for name in _unknown_fields(*pair)]


def _age(record: Record) -> tuple[Any, UUID]:
    return record.created_at, record.id


def _shown(name: str) -> str:
    return f"“{name[:40]}”"
