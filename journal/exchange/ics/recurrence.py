"""Recurrence: the times that a rule of a calendar file adds, found within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, datetime

LONGEST_RULE = 300
"""Letters. Rules that people make have under 100; the lists of a longer one take seconds."""

_CALENDAR_CYCLE = 400
"""Years after which dates fall on the same days of the week again."""


def recurrences(rule: str, begun: datetime, end: datetime) -> Iterator[datetime]:
    """The times that an RRULE beginning at ``begun`` comes to, up to ``end``; all are naive.

    ``rule`` must have an INTERVAL of 1 or more and repeat by days or longer. Raises ValueError for
    one that cannot be read, and those that dateutil raises for one that makes no sense.
    """
    from dateutil.rrule import rrulestr

    if len(rule) > LONGEST_RULE:
        raise ValueError("a rule too long to be followed")
    # dateutil looks up to the year 9999 for the next time of a rule that never comes true, for
    # seconds. So the rule is followed at the end of that time, where little of it is left.
    years = (MAXYEAR - end.year) // _CALENDAR_CYCLE * _CALENDAR_CYCLE
    last = end.replace(year=end.year + years)
    for at in rrulestr(rule, dtstart=begun.replace(year=begun.year + years)):
        if at > last:
            return
        yield at.replace(year=at.year - years)
