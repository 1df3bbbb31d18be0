"""Prefilter: the lines of a calendar file that can matter to a plan, before anything is parsed.

Parsing takes half a millisecond an event, so a file with years of someone's life in it would take
half a minute. Most of it falls outside the days asked for, and of the rest only a few properties
are needed: who else was invited never reaches the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from journal.errors import InvalidInput
from journal.exchange.ics.daybook_properties import KIND, PLACE

MOST_BYTES = 50_000_000
MOST_EVENTS = 5_000
MOST_KEPT = 5_000_000
MOST_ZONES = 100

NOT_A_CALENDAR = "This is not a calendar file that Daybook can read."

_KEPT = frozenset(
    "UID DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE RECURRENCE-ID SEQUENCE STATUS SUMMARY"
    f" LOCATION BEGIN END {KIND} {PLACE}".split()
)
_FOLD = re.compile(rb"\r?\n[ \t]")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_DAY = re.compile(r":(\d{4})(\d{2})(\d{2})")
_OFTEN = re.compile(r"FREQ=(?!YEARLY)", re.IGNORECASE)


@dataclass
class Prefiltered:
    """What is left: ``text`` for the parser; ``outside`` events have no day that was asked for."""

    lines: list[str] = field(default_factory=list)
    events: int = 0
    outside: int = 0
    cancelled: bool = False

    @property
    def text(self) -> bytes:
        """An iCalendar stream."""
        return "\r\n".join(["BEGIN:VCALENDAR", *self.lines, "END:VCALENDAR", ""]).encode()


def prefilter(data: bytes, first: date, last: date) -> Prefiltered:
    """The time zones of a calendar file, and its events that may touch ``first`` to ``last``.

    ``cancelled`` says that the file as a whole calls its events off. Raises
    :class:`InvalidInput` for what is no calendar or holds too much.
    """
    if len(data) > MOST_BYTES:
        raise InvalidInput(
            f"This calendar file has {len(data) // 1_000_000} MB;"
            f" Daybook reads up to {MOST_BYTES // 1_000_000} MB."
        )
    text = _FOLD.sub(b"", data).decode("utf-8-sig", "replace")
    lines = [line.rstrip("\r") for line in text.split("\n")]
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines[:100]):
        raise InvalidInput(NOT_A_CALENDAR)
    prefiltered = Prefiltered()
    zones = kept = 0
    for name, block in _blocks(lines, prefiltered):
        if name == "VTIMEZONE":
            zones += 1
            if zones > MOST_ZONES or any(_OFTEN.search(line) for line in block):
                raise InvalidInput(NOT_A_CALENDAR)
        elif _may_touch(block, first, last):
            prefiltered.events += 1
        else:
            prefiltered.outside += 1
            continue
        kept += sum(map(len, block))
        prefiltered.lines += block
        if kept > MOST_KEPT or prefiltered.events > MOST_EVENTS:
            raise InvalidInput(
                "This calendar has too many events in these days for Daybook to read;"
                " a file with the program's sessions alone will work."
            )
    return prefiltered


def _blocks(lines: Iterable[str], prefiltered: Prefiltered) -> Iterator[tuple[str, list[str]]]:
    """The time zones and events of a file, each as its name and its lines that are needed."""
    stack: list[str] = []
    block: list[str] = []
    for line in lines:
        named = _NAME.match(line)
        name = named.group().upper() if named else ""
        value = line.partition(":")[2].strip().upper()
        if name == "BEGIN":
            stack.append(value)
        depth = len(stack)
        inside = stack[1] if depth > 1 else ""
        if name == "METHOD" and depth == 1:
            prefiltered.cancelled = prefiltered.cancelled or value == "CANCEL"
        # Below an event are alarms; below a time zone its rules.
        if inside == "VTIMEZONE" or (inside == "VEVENT" and depth == 2 and name in _KEPT):
            block.append(line)
        if name == "END":
            if not stack or stack.pop() != value:
                raise InvalidInput(NOT_A_CALENDAR)
            if depth == 2:
                if inside in ("VTIMEZONE", "VEVENT"):
                    yield inside, block
                block = []
    if stack:
        raise InvalidInput("This calendar file is cut short.")


def _may_touch(block: list[str], first: date, last: date) -> bool:
    """Whether an event can be held on the days asked; one that cannot be told is kept."""
    begun, repeats = None, False
    for line in block:
        name = line[:13].upper()
        if name.startswith("DTSTART"):
            begun = _ordinal(line)
        elif name.startswith(("RRULE", "RDATE")):
            repeats = True
        elif name.startswith("RECURRENCE-ID"):
            return True
    if begun is None:
        return True
    # Two days to spare, because a time zone can move an event to another day.
    return begun <= last.toordinal() + 2 and (repeats or begun >= first.toordinal() - 2)


def _ordinal(line: str) -> int | None:
    found = _DAY.search(line)
    try:
        return date(*map(int, found.groups())).toordinal() if found else None
    except ValueError:
        return None
