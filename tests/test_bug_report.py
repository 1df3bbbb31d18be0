"""A report of a bug has kinds, places and versions, and not one of the journal's words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.bug_report import MOST_PLACES, bug_report, kind_and_place

ROOT = Path(__file__).parents[1]
NOTES = st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3096), min_size=1)
"""Words in letters that no report has by itself."""


def caught(note: str) -> BaseException:
    """An exception that carries ``note`` in every way there is."""
    try:
        try:
            raise KeyError(note)
        except KeyError as first:
            first.add_note(note)
            raise UnicodeDecodeError(note, note.encode(), 0, 1, note) from first
    except UnicodeDecodeError as error:
        return error


@given(NOTES)
def test_a_report_has_kinds_and_places_and_no_words(note: str) -> None:
    report = bug_report(caught(note))
    assert not set(note) & set(report)
    assert "UnicodeDecodeError\n" in report
    assert "KeyError\n" in report
    assert f"  {__name__}:" in report
    assert "Python 3." in report
    assert str(ROOT) not in report
    kind, _at, place = kind_and_place(caught(note)).partition(" at ")
    assert kind == "UnicodeDecodeError"
    assert place in report


def test_endless_recursion_and_circles_of_causes_have_a_report() -> None:
    def deeper(depth: int) -> int:
        return deeper(depth + 1)

    with pytest.raises(RecursionError) as caught_here:
        deeper(0)
    error = caught_here.value
    error.__cause__ = ValueError()
    error.__cause__.__cause__ = error
    assert bug_report(error).count(f"{__name__}:") == MOST_PLACES


def test_a_bug_on_the_command_line_is_a_sentence_and_a_report_without_words(
    tmp_path: Path,
) -> None:
    fault = """
import runpy, sys, threading
from journal.book.book import Book
from journal.errors import JournalError
def broken(*_arguments, **_more):
    raise ValueError("what I wrote")
def broken_on_a_thread(*_arguments, **_more):
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    raise JournalError("It was not made.")
Book.create = {"main": broken, "thread": broken_on_a_thread}[sys.argv.pop(1)]
runpy.run_path("main.py", run_name="__main__")
"""
    secret = tmp_path / "passphrase.txt"
    secret.write_text("walnut ferry quiet umbrella\n")
    new = ["new", str(tmp_path / "mine.daybook"), "--start", "2026-03-02", "--days", "45"]
    for where in ("main", "thread"):
        done = subprocess.run(
            [sys.executable, "-c", fault, where, *new, "--passphrase-file", str(secret)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 1, done.stderr
        assert done.stdout == ""
        assert "Daybook made a mistake" in done.stderr.splitlines()[0]
        assert "ValueError\n" in done.stderr
        assert "Traceback" not in done.stderr
        assert "what I wrote" not in done.stderr
        assert str(tmp_path) not in done.stderr
