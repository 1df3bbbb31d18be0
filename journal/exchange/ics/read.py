"""Read: the sessions in a calendar file."""

from __future__ import annotations

import time
import warnings
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo
from uuid import UUID

from journal.errors import InvalidInput
from journal.exchange.ics.blocks import Block, Stopped, read_blocks, stop_if
from journal.exchange.ics.event import CalendarEvent, read_event
from journal.exchange.ics.left_out import LeftOut, Reason
from journal.exchange.ics.same_uid import series_of
from journal.exchange.ics.weekly import weekly_plan
from journal.exchange.ics.zones import define_zones
from journal.model.days import date_of
from journal.model.program import PlannedSession
from journal.model.record import named_id, require_order

MOST_SESSIONS = 2_000
MOST_SECONDS = 20
"""Of this thread's own work: what else the computer does changes nothing."""
AHEAD = timedelta(days=400)
"""How far past the days asked a series is followed, to see whether it stays regular."""


@dataclass(frozen=True)
class IcsReading:
    """What a calendar file holds for a plan, to be shown before anything is added.

    Each of its ``events`` gives a session or is named in ``left_out``, never both.
    ``unknown_zones`` are names of time zones that nobody knows: times in them are taken as they
    stand. ``cut_short``: the end of the file is missing, and with it what stood there.
    """

    sessions: tuple[PlannedSession, ...]
    left_out: tuple[LeftOut, ...]
    events: int
    unknown_zones: tuple[str, ...]
    cut_short: bool


def read_ics(
    data: bytes, first: date, last: date, zone: tzinfo, stopped: Stopped = lambda: False
) -> IcsReading:
    """The sessions of a calendar file that are held on the days ``first`` to ``last``.

    ``zone`` is the patient's time zone: times in UTC or with a time zone are turned into it,
    floating times are taken as they are. Weekly series become weekly sessions with skipped days
    where that says exactly the same, everything else dated sessions. Kind and place are guessed
    from the words. Reading the same file again gives the same ids. An event, a time zone or a line
    that cannot be read costs that event. The reading ends soon after ``stopped`` says so.

    Raises :class:`InvalidInput` for what is no calendar file or is too much to read, and for
    ``last`` before ``first``; and :class:`ReadingStopped`.
    """
    require_order(first, last)
    horizon = last + min(AHEAD, date.max - last)
    blocks = read_blocks(data, first, horizon, stopped)
    found: dict[UUID, PlannedSession] = {}
    taken: set[int] = set()
    reasons: dict[int, Reason] = {}
    give_up = time.thread_time() + MOST_SECONDS
    with warnings.catch_warnings():
        # A maker's prefix before the name of a time zone warns; the guess is the right one.
        warnings.simplefilter("ignore")
        define_zones(blocks.zones)
        events = _events(blocks.events, zone, stopped)
        for group in _by_uid(events):
            stop_if(stopped)
            for series in series_of(group, horizon, zone, reasons):
                on_days = (one for one in series.instances if first <= date_of(one.start) <= last)
                taken.update(one.event.number for one in on_days)
                for session in weekly_plan(series, first, last):
                    while session.id in found:  # an event that is there twice but for its title
                        session = replace(session, id=named_id("ics", session.id))
                    found[session.id] = session
            if len(found) > MOST_SESSIONS or time.thread_time() > give_up:
                raise InvalidInput(
                    "This calendar has more in these days than Daybook can take in;"
                    " a file with the program's sessions alone will work."
                )
    left_out = dict(blocks.left_out)
    for event in events:
        number = event.block.number
        if number not in taken:
            why = reasons.get(number, Reason.OUTSIDE) if event.schedule else event.reason
            left_out[number] = event.block.left_out(why)
    zones = (event.schedule.unknown_zone for event in events if event.schedule is not None)
    return IcsReading(
        sessions=tuple(sorted(found.values(), key=lambda s: (s.valid_from, s.start, str(s.id)))),
        left_out=tuple(left_out[number] for number in sorted(left_out)),
        events=len(events) + len(blocks.left_out),
        unknown_zones=tuple(dict.fromkeys(filter(None, zones))),
        cut_short=blocks.cut_short,
    )


def _events(blocks: Iterable[Block], zone: tzinfo, stopped: Stopped) -> list[CalendarEvent]:
    events = []
    for block in blocks:
        stop_if(stopped)
        events.append(read_event(block, zone))
    return events


def _by_uid(events: Iterable[CalendarEvent]) -> Iterable[list[CalendarEvent]]:
    """Events that are versions or instances of each other; one without a UID stands alone."""
    groups: dict[object, list[CalendarEvent]] = defaultdict(list)
    for event in events:
        groups[event.uid or event.block.number].append(event)
    return groups.values()
