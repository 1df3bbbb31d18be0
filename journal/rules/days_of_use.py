"""Days of use: on which days there was use, by what is written down (CLINICAL sections 3, 6).

A day's own answer counts first. Where it is blank, a craving acted on makes it a day of use. No
"rather not say", of a day or of how a craving ended, is turned into a yes. A day counts whenever
it was written down: use by calendar day is what people recall well.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from journal.model.choices import Outcome, Use
from journal.model.craving import CravingEpisode
from journal.model.day import DayEntry


def use_by_day(entries: Iterable[DayEntry], episodes: Iterable[CravingEpisode]) -> dict[date, Use]:
    """What is known of use on each day; a day that says nothing of it is not there."""
    acted = {episode.day: Use.YES for episode in episodes if episode.outcome is Outcome.ACTED}
    return acted | {entry.day: entry.use for entry in entries if entry.use is not None}


def shared_use(
    entries: Iterable[DayEntry],
    episodes: Iterable[CravingEpisode],
    *,
    answers_shared: bool,
    outcomes_shared: bool,
) -> dict[date, Use]:
    """What may be told of it: what is kept back is in no count that leaves.

    Without the days' own answers nothing is told, for a craving acted on might speak against one
    that is kept back; without the ends of cravings the days' own answers stand alone.
    """
    if not answers_shared:
        return {}
    return use_by_day(entries, episodes if outcomes_shared else ())
