"""Export: everything in a journal as files that other programs read."""

from __future__ import annotations

import hashlib
from contextlib import closing
from datetime import datetime
from pathlib import Path

from journal.book.queries import Queries
from journal.content.content import Content
from journal.exchange.formats import Format
from journal.files import write_output
from journal.store.database import Database


def write_export(
    image: bytes, moment: datetime, output: Path, form: Format, content: Content
) -> str:
    """Write the files from a journal image, on a worker, and give the SHA-256 of them together.

    Raises :class:`journal.errors.InvalidInput` and :class:`journal.errors.SaveFailed`.
    """
    with closing(Database(image)) as database:
        files = form.files(Queries(database, lambda: moment), output, content)
    digest = hashlib.sha256()
    for path, data in files.items():
        write_output(path, data)
        digest.update(data)
    return digest.hexdigest()
