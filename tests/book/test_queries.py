"""What can be asked of a journal: searching, days that meet conditions, tools by use."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.book.book import Book
from journal.model.choices import Outcome, PointKind, Use
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.program import Program
from journal.model.text_search import find, search_form
from journal.model.therapy import TalkingPoint
from tests.journals import CHEAP

START = date(2026, 3, 2)
NOW = datetime(2026, 3, 20, 20, 0, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made, _recovery = Book.create(
        tmp_path / "mine.daybook",
        "a passphrase for tests",
        Program(start=START),
        kdf=CHEAP,
        clock=lambda: NOW,
    )
    yield made
    made.close()


def day(number: int) -> date:
    return START + timedelta(days=number - 1)


def episode(number: int, **fields: object) -> CravingEpisode:
    at = datetime(2026, 3, 1, 21, 5, tzinfo=UTC) + timedelta(days=number)
    return CravingEpisode(at=at, day=day(number), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Called my sponsor", "SPONSOR"),
        ("Müde und ÄRGERLICH", "ärgerlich"),
        ("Durch die Straße gelaufen", "STRASSE"),
        ("Позвонила МАМЕ", "мамe".replace("e", "е")),
        ("Άνοιξη", "άνοιξη"),
        (unicodedata.normalize("NFD", "Café am Abend"), "CAFÉ"),
        ("walked home 🙂 alone", "🙂 ALONE"),
        ("100% sure_ly", "100% SURE_"),
    ],
)
def test_words_are_found_in_any_case_and_script(book: Book, written: str, typed: str) -> None:
    book.answer(day(3), note=written)
    book.answer(day(4), note="something else")
    assert [record.day for record in book.search(typed) if isinstance(record, DayEntry)] == [day(3)]
    place = find(written, typed)
    assert place is not None
    assert search_form(written[slice(*place)]) == search_form(typed)


def test_percent_signs_stand_for_themselves(book: Book) -> None:
    book.answer(day(3), note="nothing special")
    assert book.search("%") == book.search("_") == book.search("  ") == ()


def test_a_search_can_be_kept_to_a_span(book: Book) -> None:
    for number in (2, 5, 9):
        book.answer(day(number), note=f"rain on day {number}")
    book.record(TalkingPoint(point=PointKind.QUESTION, text="Why does rain pull me down?"))
    assert len(book.search("RAIN")) == 4
    found = book.search("rain", day(3), day(9))
    assert {record.day for record in found if isinstance(record, DayEntry)} == {day(5), day(9)}
    assert len(found) == 2


def test_days_meet_every_condition(book: Book) -> None:
    book.answer(day(1), mood=5, craving=3)
    book.answer(day(2), use=Use.YES, craving=8)
    acted = episode(4, before=9, outcome=Outcome.ACTED, triggers=("money", "Ärger „zu Hause“"))
    rode = episode(6, before=4, peak=7, triggers=("empty-time",))
    book.record(acted, rode, ToolUse(day=day(6), tool="leave", episode_id=rode.id))
    book.record(ToolUse(day=day(1), tool="leave"))

    assert book.days_with() == (day(6), day(4), day(2), day(1))
    assert book.days_with(day(2), day(4)) == (day(4), day(2))
    assert book.days_with(use=True) == (day(4), day(2))
    assert book.days_with(craving_from=7) == (day(6), day(4), day(2))
    assert book.days_with(craving_from=8, use=True) == (day(4), day(2))
    assert book.days_with(tool="leave") == (day(6), day(1))
    assert book.days_with(tool="leave", craving_from=7) == (day(6),)
    assert book.days_with(trigger="money") == (day(4),)
    assert book.days_with(trigger="Ärger „zu Hause“") == (day(4),)
    assert book.days_with(trigger="mone") == ()
    assert book.days_with(day(5), day(9), use=True) == ()


def test_tools_come_by_use(book: Book) -> None:
    for tool, times in {"stop": 1, "leave": 3, "tipp": 2}.items():
        book.record(*(ToolUse(day=day(1), tool=tool) for _time in range(times)))
    assert list(book.tool_counts().items()) == [("leave", 3), ("tipp", 2), ("stop", 1)]


@given(st.text(max_size=40), st.text(min_size=1, max_size=6), st.text(max_size=40))
def test_what_was_written_is_found_where_it_is(before: str, words: str, after: str) -> None:
    text = before + words + after
    place = find(text, words)
    if place is not None:
        start, end = place
        assert 0 <= start < end <= len(text)
        assert search_form(words.strip()) in search_form(text[start:end])
    elif words.strip():
        assert search_form(words.strip()) not in search_form(text)


@given(st.text(st.characters(codec="latin-1"), min_size=1, max_size=20))
def test_case_makes_no_difference(words: str) -> None:
    if words.strip():
        assert find(f"x {words.upper()} y", words) is not None
