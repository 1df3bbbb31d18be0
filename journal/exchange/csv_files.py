"""CSV: a diary as spreadsheets, with a data dictionary beside them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import PurePath
from typing import TypeVar

from journal.content.content import Content
from journal.exchange.table import Cell, Table
from journal.exchange.tables import tables
from journal.model.diary import Diary

P = TypeVar("P", bound=PurePath)

DICTIONARY = "data-dictionary.csv"

MAIN = "days.csv"
"""The one that a file name given for a single CSV stands for."""

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""Spreadsheets may run a cell that starts so, the wide forms included."""

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def to_csv(diary: Diary, content: Content, *, notes: bool = True) -> dict[str, bytes]:
    """``diary`` as CSV files by name: one for each kind of record, and the data dictionary.

    UTF-8 without a byte order mark, comma, CRLF (RFC 4180), ISO 8601 days and times, an empty
    cell where nothing is written down. Text that a spreadsheet could run as a formula begins
    with an apostrophe. ``notes`` False leaves the columns of notes out.
    """
    made = [_without_notes(table) if not notes else table for table in tables(diary, content)]
    files = {_file(table): _csv(_names(table), table.rows) for table in made}
    return files | {DICTIONARY: _dictionary(made)}


def csv_paths(files: Mapping[str, bytes], out: P) -> dict[P, bytes]:
    """Where the ``files`` of :func:`to_csv` go when a person asks for ``out``.

    ``out.zip`` is one archive of them all. ``out.csv`` is the days, and the others lie beside it
    as ``out-episodes.csv``, ``out-data-dictionary.csv``. Any other name is a folder of them all.
    """
    if out.suffix.lower() == ".zip":
        return {out: csv_zip(files)}
    if out.suffix.lower() == ".csv":
        return {
            out if name == MAIN else out.with_name(f"{out.stem}-{name}"): data
            for name, data in files.items()
        }
    return {out / name: data for name, data in files.items()}


def csv_zip(files: Mapping[str, bytes]) -> bytes:
    """``files`` as one ZIP archive; the same files give the same bytes."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return archive.getvalue()


def _dictionary(made: Iterable[Table]) -> bytes:
    rows: list[tuple[Cell, ...]] = [
        ("", "", "Days and times are ISO 8601. An empty cell is not written down, never zero.", ""),
        ("", "", "An apostrophe before = + - @ keeps a text from running as a formula.", ""),
        ("", "", "sharing is what the patient chose for the summary: always, ask or never.", ""),
    ]
    for table in made:
        rows.append((_file(table), "", table.about, ""))
        rows += [
            (_file(table), column.name, column.about, column.share) for column in table.columns
        ]
    return _csv(("file", "column", "about", "sharing"), rows)


def _csv(header: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case datetime():
            return cell.isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
        case str():
            return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
        case _:
            return f"{cell:g}" if cell == int(cell) and abs(cell) < 1e6 else repr(cell)


def _without_notes(table: Table) -> Table:
    kept = [place for place, column in enumerate(table.columns) if column.name != "note"]
    return Table(
        table.name,
        table.about,
        tuple(table.columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in table.rows),
    )


def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


def _file(table: Table) -> str:
    return f"{table.name.replace('_', '-')}.csv"
