"""Wording: numbers and patients' words made fit for a line of a summary."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from journal.analysis.sentences import WORTH_BRINGING

SHORTENED = "… (shortened; all of it is in the journal)"

_SUBJECT = re.compile(r"^Your .*? (went (?:up|down) )", re.DOTALL)
_LONG_WORD = re.compile(r"(\S{24})(?=\S)")


def own_words(text: str, limit: int) -> str:
    """What a patient wrote as one paragraph with room for ``limit`` letters of common width.

    Very long words can be broken, so that none runs over the edge of the page.
    """
    return _fitted(text, limit, SHORTENED)


def label(text: str, limit: int = 40) -> str:
    """A name that a patient gave, in the same way, for a table or a list."""
    return _fitted(text, limit, "…")


def _fitted(text: str, limit: int, cut: str) -> str:
    text = " ".join(text[: limit * 8].split())
    room = float(limit)
    for place, letter in enumerate(text):
        room -= _width(letter)
        if room < 0:
            text = text[:place].rsplit(" ", 1)[0].rstrip(" ,;:.") + cut
            break
    return _LONG_WORD.sub("\\1\u200b", text)


def _width(letter: str) -> float:
    """How wide a letter is printed, about, where 1 is common for Latin text."""
    if letter > "\u2e80" and unicodedata.east_asian_width(letter) != "N":
        return 2.5
    return 1.8 if letter.isupper() or letter in "mw@%" or letter > "\u0530" else 1


def counted(n: int, noun: str) -> str:
    """For example "1 day", "3 days"."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def times(n: int) -> str:
    """For example "once", "3 times"."""
    return "once" if n == 1 else f"{n} times"


def tally(names: Iterable[str], most: int = 4) -> str:
    """What was named how often, most first: "Home 5, Work 3, others 3"."""
    counts = sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
    parts = [f"{label(one)} {n}" for one, n in counts[:most]]
    if counts[most:]:
        parts.append(f"others {sum(n for _, n in counts[most:])}")
    return ", ".join(parts)


def capital(text: str) -> str:
    """``text`` with a capital at its start."""
    return text[:1].upper() + text[1:]


def about_it(sentence: str) -> str:
    """A sentence on a change that speaks to the patient, as one that follows on in a report."""
    sentence = sentence.removesuffix(WORTH_BRINGING).strip()
    return _SUBJECT.sub(r"It \1", sentence)
