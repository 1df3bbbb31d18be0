"""Text search: words in what a patient wrote, whatever their case, in any script."""

from __future__ import annotations

import unicodedata


def search_form(text: str) -> str:
    """``text`` so that two ways to write the same words are equal: case and accents' make-up.

    An accent may be part of its letter or follow it (Unicode NFC and NFD); both fold alike.
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).casefold()


def find(text: str, words: str) -> tuple[int, int] | None:
    """Where in ``text`` the first of ``words`` is: start and end, or None when it is not there.

    The two are places in ``text`` as it is, though folding may make a letter longer.
    """
    wanted = search_form(words.strip())
    folded = search_form(text)
    at = folded.find(wanted) if wanted else -1
    if at < 0:
        return None
    end = at + len(wanted)
    if len(folded) == len(text) and unicodedata.is_normalized("NFC", text):
        return at, end
    places = _places(text)
    if end > len(places):
        return None
    return places[at][0], places[end - 1][1]


def _places(text: str) -> list[tuple[int, int]]:
    """For each letter of the folded ``text``, from where to where it is written."""
    places: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _joins(text[start:end], text[end]):
            end += 1
        places += [(start, end)] * len(search_form(text[start:end]))
        start = end
    return places


def _joins(letter: str, following: str) -> bool:
    """Whether ``following`` becomes one letter with what is before it."""
    if following.isascii():
        return False
    if unicodedata.combining(following):
        return True
    both = unicodedata.normalize("NFC", letter + following)
    apart = unicodedata.normalize("NFC", letter) + unicodedata.normalize("NFC", following)
    return both != apart
