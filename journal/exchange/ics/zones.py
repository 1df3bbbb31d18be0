"""The time zones that a calendar file defines, made known to the parser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice

from journal.exchange.ics.errors import READING_ERRORS
from journal.exchange.ics.recurrence import recurrences

MOST_ZONES = 100
MOST_CHANGES = 1_000
"""Changes of the clock that a zone may have; each time of day in it is looked up among them."""

_RULE = re.compile(r"RRULE:(.*)", re.IGNORECASE)
_START = re.compile(r"DTSTART[^:]*:(\d{8}T\d{6})", re.IGNORECASE)
_UNTIL = re.compile(r";?UNTIL=[^;]*", re.IGNORECASE)
_YEARLY = re.compile(
    r"(?:(?:FREQ=YEARLY|INTERVAL=1|COUNT=\d{1,4}|WKST=[A-Z]{2}"
    r"|BYMONTH=\d{1,2}|BYMONTHDAY=[-\d,]+|BYDAY=[-+]?\d?[A-Z]{2})(?:;|$))+",
    re.IGNORECASE,
)
_END = datetime(2100, 1, 1)  # noqa: DTZ001 - a wall clock


def define_zones(zones: Iterable[Sequence[str]]) -> None:
    """Make the time zones of a file known to icalendar, and those of earlier files unknown.

    A zone is its lines. One that cannot be read, or that would take long to follow, stays unknown.
    """
    from icalendar import Timezone
    from icalendar.timezone import tzp

    tzp.use_default()
    for lines in islice(zones, MOST_ZONES):
        with suppress(*READING_ERRORS):
            if _changes(lines) <= MOST_CHANGES:
                Timezone.from_ical("\r\n".join((*lines, "")))


def _changes(lines: Sequence[str]) -> int:
    """How often the clocks change by ``lines``. Raises ValueError if a rule cannot be followed."""
    changes = 0
    begun = None
    for line in lines:
        name = line.upper()
        if start := _START.match(line):
            begun = datetime.strptime(start[1], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a wall clock
        elif name.startswith("RDATE"):
            changes += line.count(",") + 1
        elif name.startswith(("RRULE", "EXRULE")):
            changes += _followed(line, begun)
    return changes


def _followed(line: str, begun: datetime | None) -> int:
    rule = _RULE.fullmatch(line)
    plain = _UNTIL.sub("", rule[1]).strip(";") if rule else ""
    if begun is None or not _YEARLY.fullmatch(plain):
        raise ValueError("not a yearly rule of a time zone")
    count = sum(1 for _ in islice(recurrences(plain, begun, _END), MOST_CHANGES + 1))
    if not count:
        raise ValueError("a rule that never comes true")
    return count
