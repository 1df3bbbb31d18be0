"""What becomes of the blanks that come with a passphrase when it is typed, pasted or read."""

from __future__ import annotations

import unicodedata


def chosen(text: str) -> str:
    """The passphrase that ``text`` sets: in NFKC, without blanks and line ends at its ends.

    They come unseen with what is pasted or read from a file, and cannot be typed from memory.
    """
    return unicodedata.normalize("NFKC", text).strip()


def tried(text: str) -> tuple[str, ...]:
    """What ``text`` may be the passphrase of, in the order in which it is tried.

    First as it is: a passphrase of 0.1.0 may end in a blank. Each costs one key derivation.
    """
    as_typed = unicodedata.normalize("NFKC", text)
    return tuple(dict.fromkeys((as_typed, chosen(text))))
