"""Table: records as named columns and rows of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from journal.content.content import Content, ListName
from journal.model.diary import Diary
from journal.model.record import UNSTAMPED, Record
from journal.rules.sharing import share_flag, shared_row

R = TypeVar("R")
Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds in words, and the share flag of its field, if any."""

    name: str
    about: str
    share: str = ""


@dataclass(frozen=True)
class Table:
    """``rows`` of cells, one for each of ``columns``; None is not written down."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class TableMaker:
    """Makes tables of one diary."""

    def __init__(self, diary: Diary, content: Content) -> None:
        self._diary = diary
        self._content = content
        self._word = diary.program.craving_word

    def _table(
        self,
        name: str,
        about: str,
        record: type[Record],
        kept: Iterable[R],
        *columns: tuple[str, str, Callable[[R], Any]],
    ) -> Table:
        stamp: tuple[str, str, Callable[[Any], Any]] = (
            "written_at",
            "When this row was first written, with the local offset",
            _written_at,
        )
        every = (*columns, stamp)
        return Table(
            name,
            about,
            tuple(Column(column, words, self._flag(record, column)) for column, words, _ in every),
            tuple(tuple(_cell(value(one)) for _, _, value in every) for one in kept),
        )

    def _flag(self, record: type[Record], field: str) -> str:
        row = shared_row(f"{record.kind}.{field}")
        return share_flag(self._diary.preferences, row) if row is not None else ""

    def _named(self, list_name: ListName, field: str) -> Callable[[Any], str]:
        own = self._diary.own_items
        return lambda record: self._content.name(list_name, getattr(record, field), own)

    def _scale(self, name: str) -> str:
        scale = self._content.scales[name]
        return f"{scale.low} ({scale.words[0]}) to {scale.high} ({scale.words[-1]})"

    def _answers(self, enumeration: str) -> str:
        return ", ".join(
            f"{value} ({words})" for value, words in self._content.labels[enumeration].items()
        )

    @property
    def _timeliness(self) -> str:
        return self._answers("timeliness")


def joined(parts: Iterable[str]) -> str:
    """Several answers in one cell."""
    return "|".join(str(part) for part in parts)


def _cell(value: Any) -> Cell:
    """``value`` as a cell; an empty text is not written down."""
    if isinstance(value, StrEnum):
        return value.value
    return None if value == "" else value


def _written_at(record: Record) -> Cell:
    return None if record.created_at == UNSTAMPED else record.created_at
