"""The patient's own name for cravings, bent for a sentence."""

from __future__ import annotations

import pytest

from journal.words.craving_word import counted, several, with_article


@pytest.mark.parametrize(
    ("word", "article", "several_of_them", "one_and_two"),
    [
        ("craving", "a craving", "cravings", ("1 craving", "2 cravings")),
        ("Urge", "an Urge", "urges", ("1 Urge", "2 urges")),
        ("hunger", "a hunger", "moments of hunger", ("1 moment of hunger", "2 moments of hunger")),
    ],
)
def test_it_is_bent_as_it_is_said(
    word: str, article: str, several_of_them: str, one_and_two: tuple[str, str]
) -> None:
    assert (with_article(word), several(word)) == (article, several_of_them)
    assert (counted(1, word), counted(2, word)) == one_and_two
