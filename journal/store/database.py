"""Database: the tables of one journal, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from sqlite_utils import Database as Tables

from journal.model.codec import KINDS
from journal.model.contents import Contents
from journal.model.day import DayEntry, answer_names
from journal.model.draft import Draft
from journal.model.earlier_version import EarlierVersion
from journal.model.record import Record
from journal.model.text_search import search_form
from journal.model.tombstone import Tombstone
from journal.store.image import damage_told, empty_image, opened
from journal.store.rows import (
    from_day_column,
    from_draft_row,
    from_earlier_version_row,
    from_row,
    from_tombstone_row,
    to_draft_row,
    to_earlier_version_row,
    to_row,
    to_tombstone_row,
)
from journal.store.schema import SCHEMA_VERSION

R = TypeVar("R", bound=Record)

DAY_KINDS = tuple(kind for kind, record in KINDS.items() if "day" in record.__dataclass_fields__)
"""The tables whose rows belong to a day."""

_ANSWERED = " OR ".join(f"{name} NOT IN ('', '[]')" for name in sorted(answer_names()))
DAYS_WITH_RECORDS = " UNION ".join(
    f"SELECT day FROM {kind} WHERE day BETWEEN ? AND ?"  # noqa: S608 (ours)
    f"{f' AND ({_ANSWERED})' if kind == DayEntry.kind else ''}"
    for kind in DAY_KINDS
)
"""As journal.rules.blank_days has it; a NULL is not in any list and not out of it either."""

DAYS_OF_USE = """
    SELECT day FROM day_entry WHERE use = 'yes'
    UNION SELECT day FROM craving_episode WHERE outcome = 'acted'
        AND day NOT IN (SELECT day FROM day_entry WHERE use IS NOT NULL)
"""
"""As journal.rules.days_of_use has it."""
DAYS_OF_CRAVING = """
    SELECT day FROM day_entry WHERE craving >= ?
    UNION SELECT day FROM craving_episode WHERE before >= ? OR peak >= ? OR after >= ?
"""


class Database:
    """The records of one journal in an in-memory SQLite database.

    Nothing of it touches the disk: it begins empty or from :meth:`image` bytes of another, and
    leaves as such bytes. It may be made on one thread and used on another, never on two at once.
    """

    def __init__(self, image: bytes | None = None) -> None:
        """Open ``image``, or an empty journal.

        Raises :class:`Damaged` when the image is no sound database of ours, :class:`TooNew` when
        a later Daybook wrote it.
        """
        connection, version = opened(image if image is not None else empty_image())
        self.upgraded = version < SCHEMA_VERSION
        """Whether it was read from an older version; what lies on the disk still is one."""
        # Sorting spills readable rows to disk unless temporary storage is memory.
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA secure_delete = ON")
        connection.create_function("says", 2, _says, deterministic=True)
        self._tables = Tables(connection, recursive_triggers=False, execute_plugins=False)
        self._connection = connection
        self._rolled_back = 0

    def close(self) -> None:
        """Let go of the memory that holds the rows."""
        self._connection.close()

    def image(self) -> bytes:
        """The whole database as bytes; not inside a transaction."""
        if self._connection.in_transaction:
            raise RuntimeError("a half-done change must not be saved")
        return self._connection.serialize()

    @property
    def version(self) -> tuple[int, int]:
        """Differs whenever a row may differ."""
        return self._connection.total_changes, self._rolled_back

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is done inside happens, or none of it."""
        try:
            with damage_told(), self._tables.atomic():
                yield
        except BaseException:
            self._rolled_back += 1
            raise

    # -- writing -------------------------------------------------------------------------------

    def put(self, records: Iterable[Record]) -> None:
        """Keep ``records`` exactly as they are, replacing those with the same id."""
        by_kind: dict[str, list[dict[str, Any]]] = {}
        for record in records:
            by_kind.setdefault(record.kind, []).append(to_row(record))
        with self.transaction():
            for kind, rows in by_kind.items():
                self._tables.table(kind).insert_all(rows, pk="id", replace=True)
                self._forget_tombstones(row["id"] for row in rows)

    def remove(self, tombstones: Iterable[Tombstone]) -> None:
        """Delete the records that ``tombstones`` name, and keep the tombstones."""
        with self.transaction():
            for tombstone in tombstones:
                if tombstone.kind in KINDS:
                    self._tables.table(tombstone.kind).delete_where("id = ?", [str(tombstone.id)])
                row = to_tombstone_row(tombstone)
                self._tables.table("tombstone").insert(row, pk="id", replace=True)

    def _forget_tombstones(self, ids: Iterable[str]) -> None:
        for record_id in ids:
            self._tables.execute("DELETE FROM tombstone WHERE id = ?", [record_id])

    def set_metadata(self, **facts: str) -> None:
        """Keep facts about the journal as a whole, by name."""
        # Plain SQL: every save comes through here, and insert_all looks up the schema each time.
        with self.transaction():
            self._connection.executemany(
                "INSERT OR REPLACE INTO journal (name, value) VALUES (?, ?)", facts.items()
            )

    def keep_earlier_versions(self, versions: Iterable[EarlierVersion]) -> None:
        """Keep the versions that a merge did not choose; the same one twice is kept once."""
        rows = map(to_earlier_version_row, versions)
        with self.transaction():
            self._tables.table("set_aside").insert_all(rows, pk="sha256", ignore=True)

    def keep_draft(self, draft: Draft) -> None:
        """Keep what stands in an unfinished form, instead of what stood there before."""
        with self.transaction():
            self._tables.table("draft").insert(to_draft_row(draft), pk="key", replace=True)

    def drop_draft(self, key: str) -> bool:
        """Let a draft go; False when there is none."""
        with self.transaction():
            dropped = self._connection.execute("DELETE FROM draft WHERE key = ?", [key])
        return dropped.rowcount > 0

    def keep_replaced(self, digests: Iterable[str]) -> None:
        """Remember versions that the journal held and says no more (see :class:`Contents`)."""
        with self.transaction():
            self._connection.executemany(
                "INSERT OR IGNORE INTO replaced (digest) VALUES (?)", ((one,) for one in digests)
            )

    # -- reading -------------------------------------------------------------------------------

    def drafts(self) -> tuple[Draft, ...]:
        """Every unfinished form, the one typed in last first."""
        rows = self._rows("SELECT * FROM draft ORDER BY edited_at DESC, key")
        return tuple(map(from_draft_row, rows))

    def metadata(self, name: str) -> str | None:
        """One fact about the journal as a whole."""
        rows = self._rows("SELECT value FROM journal WHERE name = ?", [name])
        return str(rows[0]["value"]) if rows else None

    def get(self, kind: type[R], record_id: UUID) -> R | None:
        """The record of ``kind`` with this id."""
        found = self.where(kind, "id = ?", [str(record_id)])
        return found[0] if found else None

    def where(
        self, kind: type[R], condition: str = "1", values: Sequence[object] = (), order: str = "id"
    ) -> tuple[R, ...]:
        """The records of ``kind`` that meet an SQL condition, in an SQL order."""
        rows = self._rows(
            f"SELECT * FROM {kind.kind} WHERE {condition} ORDER BY {order}",  # noqa: S608 (ours)
            values,
        )
        return tuple(from_row(kind, row) for row in rows)

    def between(self, kind: type[R], first: date, last: date) -> tuple[R, ...]:
        """The records of ``kind`` whose day is ``first`` to ``last``, oldest first."""
        return self.where(
            kind, "day BETWEEN ? AND ?", [str(first), str(last)], "day, created_at, id"
        )

    def search(
        self,
        words: str,
        first: date | None = None,
        last: date | None = None,
        limit: int = 500,
    ) -> tuple[Record, ...]:
        """Records whose own words contain ``words``, whatever the case, newest first.

        With ``first`` and ``last`` only those that belong to a day of this span.
        """
        found: list[Record] = []
        for kind, record in KINDS.items():
            if not record.own_words:
                continue
            condition = "(" + " OR ".join(f"says({name}, ?)" for name in record.own_words) + ")"
            values: list[object] = [search_form(words)] * len(record.own_words)
            if first is not None and last is not None:
                if kind not in DAY_KINDS:
                    continue
                condition = f"day BETWEEN ? AND ? AND {condition}"
                values = [str(first), str(last), *values]
            order = f"created_at DESC LIMIT {limit}"
            found += self.where(record, condition, values, order)
        found.sort(key=lambda record: record.created_at, reverse=True)
        return tuple(found[:limit])

    def days_with(
        self,
        first: date,
        last: date,
        *,
        use: bool = False,
        craving_from: int | None = None,
        tool: str | None = None,
        trigger: str | None = None,
    ) -> tuple[date, ...]:
        """The days of the span that meet every condition given, newest first.

        With none given: the days that anything is written down for.
        """
        wanted: list[tuple[str, list[object]]] = []
        if use:
            wanted += [(DAYS_OF_USE, [])]
        if craving_from is not None:
            wanted += [(DAYS_OF_CRAVING, [craving_from] * 4)]
        if tool is not None:
            wanted += [("SELECT day FROM tool_use WHERE tool = ?", [tool])]
        if trigger is not None:
            quoted = msgspec.json.encode(trigger).decode()
            wanted += [("SELECT day FROM craving_episode WHERE instr(triggers, ?)", [quoted])]
        if not wanted:
            wanted += [(DAYS_WITH_RECORDS, [str(first), str(last)] * len(DAY_KINDS))]
        found = [{str(row["day"]) for row in self._rows(query, values)} for query, values in wanted]
        days = map(from_day_column, set.intersection(*found))
        return tuple(sorted((day for day in days if first <= day <= last), reverse=True))

    def tallied(self, kind: type[Record], column: str) -> dict[str, int]:
        """How many records of ``kind`` have each value of a column, the most frequent first."""
        rows = self._rows(
            f"SELECT {column}, count(*) AS times FROM {kind.kind}"  # noqa: S608 (ours)
            f" GROUP BY {column} ORDER BY times DESC, {column}"
        )
        return {str(row[column]): int(row["times"]) for row in rows}

    def count(self, kind: type[Record], condition: str = "1", values: Sequence[object] = ()) -> int:
        """How many records of ``kind`` meet an SQL condition."""
        (row,) = self._rows(
            f"SELECT count(*) AS times FROM {kind.kind} WHERE {condition}",  # noqa: S608 (ours)
            values,
        )
        return int(row["times"])

    def tombstone(self, record_id: UUID) -> Tombstone | None:
        """What is left of a deleted record."""
        rows = self._rows("SELECT * FROM tombstone WHERE id = ?", [str(record_id)])
        return from_tombstone_row(rows[0]) if rows else None

    def tombstones(self) -> tuple[Tombstone, ...]:
        """All tombstones, by id."""
        return tuple(map(from_tombstone_row, self._rows("SELECT * FROM tombstone ORDER BY id")))

    def earlier_versions(self) -> tuple[EarlierVersion, ...]:
        """The versions that merges did not choose."""
        rows = self._rows("SELECT * FROM set_aside ORDER BY sha256")
        return tuple(map(from_earlier_version_row, rows))

    def contents(self) -> Contents:
        """Everything that the journal holds."""
        return Contents(
            records=tuple(self.every()),
            tombstones=self.tombstones(),
            earlier_versions=self.earlier_versions(),
            drafts=self.drafts(),
            replaced=frozenset(row["digest"] for row in self._rows("SELECT * FROM replaced")),
        )

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return {name: self.count(kind) for name, kind in KINDS.items()}

    def every(self) -> Iterator[Record]:
        """Every record, kind by kind."""
        for kind in KINDS.values():
            yield from self.where(kind)

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        with damage_told():
            return list(self._tables.query(query, list(values)))


def _says(text: str | None, folded: str) -> bool:
    """The SQL function ``says``: LIKE knows the case of ASCII letters alone."""
    return text is not None and folded in search_form(text)
