"""A first journal where the computer speaks another language, keeps another time, or it is late."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal.book.book import Book
from journal.model.day import DayEntry
from tests.end2end.process import typing
from tests.ui.running import PASSPHRASE

WORDS = "the lilacs by the bus stop"
HALF_PAST_ONE = timedelta(hours=1, minutes=30)


def zone_where_it_is(hour: timedelta) -> str:
    """A zone, as POSIX writes it, in which it is ``hour`` now."""
    now = datetime.now(UTC)
    west = (timedelta(hours=now.hour, minutes=now.minute) - hour) % timedelta(days=1)
    return f"XXX{west.seconds // 3600}:{west.seconds // 60 % 60:02}"


@pytest.mark.skipif(sys.platform == "win32", reason="a zone cannot be told to a process there")
@pytest.mark.parametrize(
    ("locale", "elsewhere"),
    [
        ("de_DE", {"LC_ALL": "", "LANG": "de_DE.UTF-8", "TZ": "Asia/Kolkata"}),
        ("C", {"TZ": zone_where_it_is(HALF_PAST_ONE)}),
    ],
    ids=["in German, in Kolkata", "at half past one in the night"],
)
def test_what_is_written_on_the_first_day_is_kept(
    tmp_path: Path, locale: str, elsewhere: dict[str, str]
) -> None:
    journal = tmp_path / "Documents" / "Daybook" / "journal.daybook"
    with typing(tmp_path / "none", "begin", WORDS, HOME=str(tmp_path), **elsewhere) as typist:
        typist.expect(f"shown in {locale}")
        typist.expect("saved")
    with closing(Book.open(journal, PASSPHRASE)) as book:
        (entry,) = book.all(DayEntry)
        assert (entry.note, entry.day) == (WORDS, book.program.start)
