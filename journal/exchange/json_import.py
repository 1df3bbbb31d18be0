"""JSON import: an export merged into a journal that exists."""

from __future__ import annotations

from contextlib import closing

from journal.exchange.json_file import Import, from_json
from journal.store.database import Database
from journal.store.merge import Merged, merge


def merge_json(image: bytes, data: bytes) -> tuple[Merged, Import]:
    """Decide the merge of an export into the open journal, and what the export held.

    Raises InvalidInput and TooNew; then nothing is to be taken in.
    """
    incoming = from_json(data)
    with closing(Database(image)) as mine:
        return merge(mine.contents(), incoming), incoming
