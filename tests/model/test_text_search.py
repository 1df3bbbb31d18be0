"""Words found in what was written: whatever their case, in any script, at the right place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.text_search import find, search_form


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("A hard evening", "HARD", "hard"),
        ("A hard evening", "  evening\n", "evening"),
        ("hard, then hard", "hard", "hard"),
        ("Die Straße lang", "STRASSE", "Straße"),
        ("Die Straße lang", "lang", "lang"),
        ("im Cafe\u0301 noir", "café", "Cafe\u0301"),
        ("im Cafe\u0301 noir", "noir", "noir"),
        ("im Café noir", "cafe\u0301", "Café"),
        ("Cafe\u0301\u0323s", "s", "s"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af x", "한", "\u1112\u1161\u11ab"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af x", "글", "\u1100\u1173\u11af"),
        ("nach İstanbul und zurück", "zurück", "zurück"),
    ],
)
def test_words_are_found_where_they_stand(text: str, words: str, found: str) -> None:
    place = find(text, words)
    assert place is not None
    assert text[slice(*place)] == found
    assert place[0] == text.index(found)


@pytest.mark.parametrize("words", ["", " \n", "soft", "hard evenings"])
def test_what_is_not_there_is_not_found(words: str) -> None:
    assert find("A hard evening", words) is None
    assert find("Cafe\u0301: a hard evening", words) is None


letters = st.text(st.sampled_from("aAeE\u0301\u0323ßé 한\u1112\u1161\u11ab"), max_size=8)


@given(letters, letters)
def test_what_is_found_holds_the_words(text: str, words: str) -> None:
    place = find(text, words)
    wanted = search_form(words.strip())
    if place is None:
        assert not wanted or wanted not in search_form(text)
    else:
        assert wanted in search_form(text[slice(*place)])
