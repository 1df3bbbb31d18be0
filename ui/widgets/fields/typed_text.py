"""Text as it was typed, in any script, taken apart into numbers, words and marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

_DIGITS = "0123456789"
_LITERAL = re.compile(r"'([^']*)'|([^\x00-\x7f]+)")


class UnreadableText(ValueError):
    """What is typed cannot be read as what it is asked for."""


def plain(text: str) -> str:
    """``text`` in NFKC and lower case, with digits of every script as 0 to 9.

    Marks that only set the direction of writing are taken out. Raises :class:`UnreadableText` for
    a fraction or a raised digit, which NFKC would turn into other numbers.
    """
    if any(unicodedata.category(letter) == "No" for letter in text):
        raise UnreadableText(text)
    shown = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    digits = (str(unicodedata.decimal(letter, letter)) for letter in shown)
    return " ".join("".join(digits).casefold().split())


@dataclass(frozen=True)
class TypedText:
    """What a text is made of; :attr:`gaps` are the marks between one number and the next."""

    numbers: tuple[str, ...]
    """Digits, as many as were typed."""
    words: tuple[str, ...]
    marks: frozenset[str]
    gaps: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> TypedText:
        """Take ``text`` apart. Raises :class:`UnreadableText` as :func:`plain` does."""
        runs = [(kind, "".join(run)) for kind, run in groupby(plain(text), _kind)]
        gaps: list[str] = []
        for kind, run in runs:
            if kind == "number":
                gaps.append("")
            elif kind == "mark" and gaps:
                gaps[-1] += run.strip()
        return cls(
            tuple(run for kind, run in runs if kind == "number"),
            tuple(run for kind, run in runs if kind == "word"),
            frozenset(mark for kind, run in runs if kind == "mark" for mark in run),
            tuple(gaps[:-1]),
        )

    @property
    def phrase(self) -> str:
        """Its words in one, as :func:`phrases` gives them."""
        return "".join(self.words)


def _kind(letter: str) -> str:
    if letter in _DIGITS:
        return "number"
    return "word" if unicodedata.category(letter)[0] in "LM" else "mark"


def phrases(words: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each run of ``words`` in one, the longest first, with the words before and after it."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            yield "".join(words[start:end]), words[:start] + words[end:]


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """All words of ``texts``."""
    return frozenset(word for text in texts for word in TypedText.of(text).words)


def made_of(words: Iterable[str], known: frozenset[str]) -> bool:
    """Whether ``words`` are among ``known``, also where a script writes them in one."""
    if known.issuperset(words):
        return True
    longest_first = sorted(map(re.escape, known), key=len, reverse=True)
    return re.fullmatch(f"(?:{'|'.join(longest_first)})*", "".join(words)) is not None


def literals(pattern: str) -> str:
    """The words in a pattern of Qt's for dates or times."""
    return " ".join(map("".join, _LITERAL.findall(pattern)))
