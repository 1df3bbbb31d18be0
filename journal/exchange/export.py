"""Export: everything in a journal as files that other programs read."""

from __future__ import annotations

import hashlib
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from journal.book.queries import Queries
from journal.content.content import Content
from journal.exchange.csv_files import csv_paths, to_csv
from journal.exchange.json_file import to_json
from journal.files import write_output
from journal.store.database import Database

Form = Literal["csv", "json"]


def export_files(ask: Queries, output: Path, form: Form, content: Content) -> dict[Path, bytes]:
    """The files for ``output``: one lossless JSON, or tables (see ``csv_paths``)."""
    if form == "json":
        return {output: to_json(ask.everything())}
    return csv_paths(to_csv(ask.diary(date.min, date.max), content), output)


def write_export(image: bytes, moment: datetime, output: Path, form: Form, content: Content) -> str:
    """Write the files from a journal image, on a worker, and give the SHA-256 of them together.

    Raises :class:`journal.errors.InvalidInput` and :class:`journal.errors.SaveFailed`.
    """
    with closing(Database(image)) as database:
        files = export_files(Queries(database, lambda: moment), output, form, content)
    digest = hashlib.sha256()
    for path, data in files.items():
        write_output(path, data)
        digest.update(data)
    return digest.hexdigest()
