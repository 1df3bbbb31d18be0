"""Wording: numbers and patients' words made fit for a line of a summary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from journal.analysis.sentences import WORTH_BRINGING

SHORTENED = "… (shortened; all of it is in the journal)"

_SUBJECT = re.compile(r"^Your .*? (went (?:up|down) )", re.DOTALL)
_LONG_WORD = re.compile(r"(\S{24})(?=\S)")


def own_words(text: str, limit: int) -> str:
    """What a patient wrote as one paragraph of at most ``limit`` characters.

    Very long words can be broken, so that none runs over the edge of the page.
    """
    text = " ".join(text[: limit * 8].split())
    if len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + SHORTENED
    return _LONG_WORD.sub("\\1\u200b", text)


def counted(n: int, noun: str) -> str:
    """For example "1 day", "3 days"."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def times(n: int) -> str:
    """For example "once", "3 times"."""
    return "once" if n == 1 else f"{n} times"


def tally(names: Iterable[str], most: int = 4) -> str:
    """What was named how often, most first: "Home 5, Work 3, others 3"."""
    counts = sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
    parts = [f"{own_words(name, 40)} {n}" for name, n in counts[:most]]
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
