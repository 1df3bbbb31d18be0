"""The name that a patient gave to cravings, bent for a sentence.

The plural of a word of one's own cannot be known, and might be wrong about what hurts.
"""

from __future__ import annotations

_PLURALS = {"craving": "cravings", "urge": "urges"}


def with_article(word: str) -> str:
    """With its article: "a craving", "an urge"."""
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


def plural(word: str) -> str:
    """ "cravings", "urges", or "" for a word of one's own."""
    return _PLURALS.get(word.lower(), "")


def several(word: str) -> str:
    """More than one of them: "cravings", "urges", "moments of the pull"."""
    return plural(word) or f"moments of {word}"


def counted(n: int, word: str) -> str:
    """For example "1 craving", "3 cravings", "1 moment of the pull"."""
    if n == 1:
        return f"1 {word}" if plural(word) else f"1 moment of {word}"
    return f"{n} {several(word)}"
