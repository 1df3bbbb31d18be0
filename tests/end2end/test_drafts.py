"""What was typed is there again after the program was killed two seconds later."""

from __future__ import annotations

import signal
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from journal.book.book import Book
from journal.model.attendance import Meeting
from journal.model.craving import CravingEpisode
from journal.model.day import DayEntry
from tests.end2end.process import make_journal, typing
from tests.ui.running import PASSPHRASE

WORDS = "the lilacs by the bus stop"
TWO_SECONDS = 2.0


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not known there")
@pytest.mark.parametrize(("deed", "kind"), [("today", DayEntry), ("craving", CravingEpisode)])
def test_words_typed_into_a_note_survive_a_kill(
    tmp_path: Path, deed: str, kind: type[DayEntry] | type[CravingEpisode]
) -> None:
    journal = tmp_path / "mine.daybook"
    make_journal(journal)
    with typing(journal, deed, WORDS) as typist:
        time.sleep(TWO_SECONDS)
        typist.process.send_signal(signal.SIGKILL)
        typist.process.wait()
    with closing(Book.open(journal, PASSPHRASE)) as book:
        assert [record.note for record in book.all(kind)] == [WORDS]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not known there")
def test_words_typed_into_a_form_survive_a_kill_as_a_draft(tmp_path: Path) -> None:
    journal = tmp_path / "mine.daybook"
    make_journal(journal)
    with typing(journal, "meeting", WORDS) as typist:
        time.sleep(TWO_SECONDS)
        typist.process.send_signal(signal.SIGKILL)
        typist.process.wait()
    with closing(Book.open(journal, PASSPHRASE)) as book:
        assert book.all(Meeting) == ()
        (draft,) = book.drafts()
        assert (draft.page, draft.form) == ("sessions", "meeting")
        assert WORDS in draft.fields.values()
