"""Whether the title of a calendar event says that the event is cancelled.

Many calendars keep a cancelled event as a confirmed one and write the word into its title alone.
"""

from __future__ import annotations

import re
import unicodedata

_WORDS = "|".join(
    (
        "cancell?ed",  # English
        "cancelad[oa]s?|anulad[oa]s?|suspendid[oa]s?|desmarcad[oa]s?",  # Spanish and Portuguese
        "annul[ée]e?s?",  # French
        "abgesagt|storniert|entf(?:ä|ae)llt|f(?:ä|ae)llt aus|ausgefallen",  # German
        "annullat[oaie]|cancellat[oaie]",  # Italian
        "geannuleerd|afgelast|afgezegd|vervalt",  # Dutch
    )
)
_AT_START = re.compile(rf"\W*(?:{_WORDS})(?!\w)", re.IGNORECASE)
_AT_END = re.compile(rf"(?<!\w)(?:{_WORDS})\W*$", re.IGNORECASE)
_NOT = re.compile(r"(?<!\w)(?:not|no|non|não|pas|nicht|niet)\W+$", re.IGNORECASE)


def says_cancelled(title: str) -> bool:
    """Whether ``title`` begins or ends with a word for cancelled, in any of seven languages."""
    composed = unicodedata.normalize("NFC", title)
    if _AT_START.match(composed):
        return True
    at_end = _AT_END.search(composed)
    return at_end is not None and not _NOT.search(composed[: at_end.start()])
