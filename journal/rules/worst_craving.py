"""Worst craving: a day's own answer beside the cravings that were written down as they came.

Both are the patient's word, so neither changes the other by itself (CLINICAL section 2).
"""

from __future__ import annotations

from collections.abc import Iterable

from journal.model.craving import CravingEpisode
from journal.model.day import DayEntry


def stronger_than_worst(entry: DayEntry | None, episodes: Iterable[CravingEpisode]) -> int | None:
    """The strongest of a day's ``episodes``, where it is stronger than the worst that its
    ``entry`` says; None where they agree, or one of them says nothing."""
    known = [episode.strongest for episode in episodes if episode.strongest is not None]
    if entry is None or entry.craving is None or max(known, default=0) <= entry.craving:
        return None
    return max(known)
