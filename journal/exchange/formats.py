"""The formats in which everything in a journal can be written to files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journal.book.queries import Queries
    from journal.content.content import Content


@dataclass(frozen=True)
class Format:
    """One format: what it is called, and what it makes of a journal.

    ``key`` is its name on the command line, ``name`` the one for a person. The first of its
    ``suffixes`` is added to a file without one. ``files`` gives each file's bytes by its path;
    there is more than one where a format takes several.
    """

    key: str
    name: str
    suffixes: tuple[str, ...]
    files: Callable[[Queries, Path, Content], Mapping[Path, bytes]]


def _json_files(ask: Queries, output: Path, _content: Content) -> Mapping[Path, bytes]:
    from journal.exchange.json_file import to_json

    return {output: to_json(ask.everything())}


def _csv_files(ask: Queries, output: Path, content: Content) -> Mapping[Path, bytes]:
    from journal.exchange.csv_files import csv_paths, to_csv

    return csv_paths(to_csv(ask.diary(date.min, date.max), content), output)


FORMATS: Mapping[str, Format] = {
    made.key: made
    for made in (
        Format("json", "Everything, to take in again", (".json",), _json_files),
        Format("csv", "Tables in an archive", (".zip", ".csv"), _csv_files),
    )
}
"""Every format by its key. What one needs is imported when it is written."""
