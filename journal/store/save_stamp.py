"""SaveStamp: which save of a journal an image is, read without opening it as a journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Final

_MOST_STEPS: Final = 10_000  # of SQLite's machine; two rows take about a hundred
_MOST_BYTES: Final = 1_000  # of one value


@dataclass(frozen=True)
class SaveStamp:
    """The number of a save, its random name, and when it was made, as far as the image says."""

    generation: int
    save_id: str
    saved_at: datetime | None


def read_stamp(image: bytes) -> SaveStamp | None:
    """The stamp in an image; None when there is none to be read.

    It may be anybody's image: only a plain table is looked at, and not for long.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.deserialize(image)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_BYTES)
            connection.set_progress_handler(lambda: 1, _MOST_STEPS)
            facts = dict(
                connection.execute(
                    "SELECT name, value FROM journal"
                    " WHERE name IN ('generation', 'save_id', 'saved_at')"
                )
            )
            return stamp_of(facts.get)
        except (sqlite3.Error, ValueError, TypeError, OverflowError, MemoryError):
            return None


def stamp_of(fact: Callable[[str], str | None]) -> SaveStamp:
    """The stamp in the facts of a journal; 0, "" and None for what it does not say.

    Raises ValueError and TypeError when a number is none.
    """
    try:
        saved_at = datetime.fromisoformat(fact("saved_at") or "")
    except ValueError:
        saved_at = None
    return SaveStamp(int(fact("generation") or 0), fact("save_id") or "", saved_at)
