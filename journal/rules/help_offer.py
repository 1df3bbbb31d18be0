"""Help offer: after which answers help is offered, never forced (CLINICAL section 8)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum, auto

from journal.content.content import HelpOffer

WEEK = timedelta(days=7)


class Reason(Enum):
    """Why help is offered."""

    HARD = auto()
    """A strong craving or a low mood."""
    USE = auto()
    SEVERAL_DAYS = auto()
    """Use on several days of a week: the team can help to see whether more support would help."""


def reasons_for_help(
    limits: HelpOffer,
    *,
    craving: int | None = None,
    mood: int | None = None,
    used: bool = False,
    days_of_use: int = 0,
) -> frozenset[Reason]:
    """The reasons in what was written down; blank answers (None) are none.

    ``craving`` and ``mood`` are 0 to 10, ``days_of_use`` is out of the seven of
    :func:`week_up_to`. Several days of use are told when one more was written, not for days after.
    """
    reasons = set()
    if (craving is not None and craving >= limits.craving_from) or (
        mood is not None and mood <= limits.mood_to
    ):
        reasons.add(Reason.HARD)
    if used:
        reasons.add(Reason.USE)
        if days_of_use >= limits.use_days:
            reasons.add(Reason.SEVERAL_DAYS)
    return frozenset(reasons)


def week_up_to(day: date) -> tuple[date, date]:
    """The first and the last of the seven days that end with ``day``."""
    return day - WEEK + timedelta(days=1), day
