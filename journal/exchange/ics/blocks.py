"""Blocks: the time zones and events of a calendar file as lines, before anything is parsed.

Parsing takes half a millisecond an event, so a file with years of someone's life in it would take
half a minute. Most of it falls outside the days asked for, and of the rest only a few properties
are needed: who else was invited never reaches the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from journal.errors import InvalidInput
from journal.exchange.ics.daybook_properties import KIND, PLACE
from journal.exchange.ics.left_out import LeftOut, Reason

MOST_BYTES = 50_000_000
MOST_EVENTS = 5_000
MOST_LETTERS = 5_000_000
MOST_EVENT_LETTERS = 100_000
TITLE_LETTERS = 80
"""So much of a title is told of an event that is left out."""

Stopped = Callable[[], bool]
"""Whether nobody waits for the reading any more; asked before each event."""

_NEEDED = frozenset(
    "UID DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE RECURRENCE-ID SEQUENCE STATUS SUMMARY"
    f" LOCATION {KIND} {PLACE}".split()
)
_FRAME = frozenset(("BEGIN", "END", "METHOD"))
_EDGES = frozenset(
    (("BEGIN", "VCALENDAR"), ("END", "VCALENDAR"), ("BEGIN", "VEVENT"), ("BEGIN", "VTIMEZONE"))
)
_LINE_END = re.compile(rb"\r\n?")
_FOLD = re.compile(rb"\n[ \t]")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_DAY = re.compile(r":(\d{4})(\d{2})(\d{2})")
_SUMMARY = re.compile(r'SUMMARY(?:;(?:[^":]|"[^"]*")*)?:(.*)', re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)")


class ReadingStopped(Exception):
    """The reading was stopped before its end."""


def stop_if(stopped: Stopped) -> None:
    """Raise :class:`ReadingStopped` if the reading is stopped."""
    if stopped():
        raise ReadingStopped


@dataclass
class Block:
    """The lines of one component that can matter to a plan; of an event those inside it.

    ``number`` is the place of an event among those of the file. ``whole`` is False for one that
    is not closed as it was opened; ``cancelled`` is said of the whole calendar that it is in.
    """

    name: str
    number: int = 0
    cancelled: bool = False
    whole: bool = True
    lines: list[str] = field(default_factory=list)

    def left_out(self, reason: Reason) -> LeftOut:
        """The event named as left out."""
        days = (_day(line) for line in self.lines if line[:7].upper() == "DTSTART")
        titles = (found[1] for line in self.lines if (found := _SUMMARY.match(line)))
        title = _ESCAPED.sub(r"\1", re.sub(r"\\[nN]", " ", next(titles, "")))
        printable = "".join(letter for letter in title if letter.isprintable())
        return LeftOut(printable.strip()[:TITLE_LETTERS], next(days, None), reason)


@dataclass
class Blocks:
    """What a calendar file holds: its zones, and its events that may touch the days asked.

    ``left_out`` are the others by their number. ``cut_short``: the end of the file is missing.
    """

    zones: list[list[str]] = field(default_factory=list)
    events: list[Block] = field(default_factory=list)
    left_out: dict[int, LeftOut] = field(default_factory=dict)
    cut_short: bool = False


def read_blocks(data: bytes, first: date, last: date, stopped: Stopped) -> Blocks:
    """The time zones of a calendar file, and its events that may touch ``first`` to ``last``.

    Raises :class:`InvalidInput` for what is no calendar or holds too much, and
    :class:`ReadingStopped`.
    """
    if len(data) > MOST_BYTES:
        raise InvalidInput(
            f"This calendar file is too big; Daybook reads up to {MOST_BYTES // 1_000_000} MB."
        )
    unfolded = _FOLD.sub(b"", _LINE_END.sub(b"\n", data))
    lines = unfolded.decode("utf-8-sig", "replace").split("\n")
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines[:100]):
        raise InvalidInput("This is not a calendar file that Daybook can read.")
    blocks = Blocks()
    letters = 0
    for block in _components(lines, blocks):
        size = sum(map(len, block.lines))
        if block.name == "VTIMEZONE":
            if not block.whole or size > MOST_EVENT_LETTERS:
                continue
            blocks.zones.append(block.lines)
        else:
            stop_if(stopped)
            if not block.whole or size > MOST_EVENT_LETTERS:
                blocks.left_out[block.number] = block.left_out(Reason.BROKEN)
                continue
            if not _may_touch(block, first, last):
                blocks.left_out[block.number] = block.left_out(Reason.OUTSIDE)
                continue
            blocks.events.append(block)
        letters += size
        if letters > MOST_LETTERS or len(blocks.events) > MOST_EVENTS:
            raise InvalidInput(
                "This calendar has too many events in these days for Daybook to read;"
                " a file with the program's sessions alone will work."
            )
    return blocks


def _components(lines: Iterable[str], blocks: Blocks) -> Iterator[Block]:
    """The time zones and events among ``lines``. One that is not closed ends where another begins.

    A BEGIN or END that is out of place costs the component that it is in.
    """
    block: Block | None = None
    inside: list[str] = []
    events, cancelled = 0, False
    for line in lines:
        named = _NAME.match(line)
        name = named.group().upper() if named else ""
        value = line.partition(":")[2].strip().upper() if name in _FRAME else ""
        edge = (name, value) in _EDGES
        if edge:
            if block is not None:
                block.whole = False
                yield block
            block, inside = None, []
            if value == "VCALENDAR":
                blocks.cut_short, cancelled = name == "BEGIN", False
                continue
            block = Block(value, events, cancelled)
            events += value == "VEVENT"
        elif block is None:
            cancelled = cancelled or (name, value) == ("METHOD", "CANCEL")
            continue
        # Below an event are alarms; below a time zone its rules.
        if block.name == "VTIMEZONE" or (name in _NEEDED and not inside):
            block.lines.append(line)
        if (name, value) == ("END", block.name):
            block.whole = not inside
            yield block
            block = None
        elif name == "BEGIN" and not edge:
            inside.append(value)
        elif name == "END" and not (inside and inside.pop() == value):
            inside.append("")  # nothing closes this
    if block is not None:
        block.whole = False
        yield block


def _may_touch(block: Block, first: date, last: date) -> bool:
    """Whether an event can be held on the days asked; one that cannot be told is kept."""
    begun, repeats = None, False
    for line in block.lines:
        name = line[:13].upper()
        if name.startswith("DTSTART"):
            begun = _day(line)
        elif name.startswith(("RRULE", "RDATE")):
            repeats = True
        elif name.startswith("RECURRENCE-ID"):
            return True
    if begun is None:
        return True
    day = begun.toordinal()
    # Two days to spare, because a time zone can move an event to another day.
    return day <= last.toordinal() + 2 and (repeats or day >= first.toordinal() - 2)


def _day(line: str) -> date | None:
    found = _DAY.search(line)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
