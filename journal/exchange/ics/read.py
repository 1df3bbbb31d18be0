"""Read: the sessions in a calendar file."""

from __future__ import annotations

import time
import warnings
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta, tzinfo
from typing import TYPE_CHECKING

from journal.errors import InvalidInput
from journal.exchange.ics.event import TROUBLE, Entry, PassedOver, Reason, read_entry, recurrence_of
from journal.exchange.ics.expand import expand
from journal.exchange.ics.prefilter import NOT_A_CALENDAR, prefilter
from journal.exchange.ics.weekly import Series, weekly_plan
from journal.model.program import PlannedSession
from journal.model.record import require_order

if TYPE_CHECKING:
    from icalendar import Event

MOST_SESSIONS = 2_000
MOST_SECONDS = 20
AHEAD = timedelta(days=400)
"""How far past the days asked a series is followed, to see whether it stays regular."""


@dataclass(frozen=True)
class IcsReading:
    """What a calendar file holds for a plan, to be shown before anything is added.

    ``skipped`` says in plain sentences what was passed over and why; ``notes`` what was
    taken in with a doubt.
    """

    sessions: tuple[PlannedSession, ...]
    skipped: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_ics(data: bytes, first: date, last: date, zone: tzinfo) -> IcsReading:
    """The sessions of a calendar file that are held on the days ``first`` to ``last``.

    ``zone`` is the patient's time zone: times in UTC or with a time zone are turned into it,
    floating times are taken as they are. Weekly series become weekly sessions with skipped days
    where that says exactly the same, everything else dated sessions. Kind and place are guessed
    from the words. Reading the same file again gives the same ids.

    Raises :class:`InvalidInput` for what is no calendar file or is too much to read, and for
    ``last`` before ``first``.
    """
    require_order(first, last)
    horizon = last + min(AHEAD, date.max - last)
    prefiltered = prefilter(data, first, horizon)
    tally = _Tally(outside=prefiltered.outside)
    if prefiltered.cancelled:
        tally.reasons[Reason.CANCELLED] += [""] * prefiltered.events
        return IcsReading((), tally.sentences())
    found: dict[object, PlannedSession] = {}
    give_up = time.monotonic() + MOST_SECONDS
    for group in _by_uid(_parse(prefiltered.text), tally):
        for session in _sessions(group, tally, first, last, horizon, zone):
            found[session.id] = session
        # A rule can be written so that looking for its next day takes seconds.
        if len(found) > MOST_SESSIONS or time.monotonic() > give_up:
            raise InvalidInput(
                "This calendar has more in these days than Daybook can take in;"
                " a file with the program's sessions alone will work."
            )
    in_order = sorted(found.values(), key=lambda one: (one.valid_from, one.start, str(one.id)))
    return IcsReading(tuple(in_order), tally.sentences(), tuple(tally.notes))


@dataclass
class _Tally:
    """What is passed over, counted, so that a long calendar makes a short report."""

    outside: int
    reasons: dict[Reason, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, None] = field(default_factory=dict)

    def add(self, reason: Reason, title: str) -> None:
        self.reasons[reason].append(title)

    def sentences(self) -> tuple[str, ...]:
        counted = [(len(titles), titles[0], reason) for reason, titles in self.reasons.items()]
        if self.outside:
            counted.append((self.outside, "", Reason.OUTSIDE))
        return tuple(
            f"Not added: {n} {'event' if n == 1 else 'events'} {reason}"
            + (f", “{title}”." if n == 1 and title else ".")
            for n, title, reason in counted
        )


@dataclass
class _Group:
    """The events that share a UID; ``changed`` are instances changed into no session."""

    masters: list[Entry] = field(default_factory=list)
    exceptions: dict[date, Entry] = field(default_factory=dict)
    changed: list[date] = field(default_factory=list)


def _parse(text: bytes) -> list[Event]:
    """The events that icalendar reads in ``text``."""
    from icalendar import Calendar
    from icalendar.error import GloballyUniqueTZIDGuessed
    from icalendar.timezone import tzp

    tzp.use_default()  # forgets the time zones that an earlier file defined
    try:
        with warnings.catch_warnings():
            # A maker's prefix before the name of a time zone; the guess is the right one.
            warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
            return [
                event
                for calendar in Calendar.from_ical(text, multiple=True)
                for event in calendar.events
            ]
    except (*TROUBLE, RecursionError) as error:
        raise InvalidInput(NOT_A_CALENDAR) from error


def _by_uid(events: Iterable[Event], tally: _Tally) -> Iterable[_Group]:
    groups: dict[str, _Group] = defaultdict(_Group)
    for event in events:
        group = groups[str(event.get("UID", id(event)))]
        try:
            entry = read_entry(event)
        except PassedOver as passed:
            tally.add(passed.reason, _title(event))
        except TROUBLE:
            tally.add(Reason.BROKEN, _title(event))
        else:
            _note_zone(event, entry, tally)
            _place(group, entry, tally)
            continue
        with suppress(*TROUBLE):
            changed = recurrence_of(event)
            if isinstance(changed, date):
                group.changed.append(changed)
    return groups.values()


def _place(group: _Group, entry: Entry, tally: _Tally) -> None:
    """Put ``entry`` into its group; of two versions the later one counts."""
    if entry.on_and_after:
        tally.add(Reason.ON_AND_AFTER, entry.title)
    if entry.recurrence is not None:
        earlier = group.exceptions.get(entry.recurrence)
        if earlier is None or earlier.sequence <= entry.sequence:
            group.exceptions[entry.recurrence] = entry
        return
    newest = max((one.sequence for one in group.masters), default=entry.sequence)
    if entry.sequence > newest:
        group.masters.clear()
    if entry.sequence >= newest:
        group.masters = [one for one in group.masters if one.start != entry.start]
        group.masters.append(entry)


def _sessions(
    group: _Group, tally: _Tally, first: date, last: date, horizon: date, zone: tzinfo
) -> list[PlannedSession]:
    sessions: list[PlannedSession] = []
    exceptions = group.exceptions.values()
    for master in group.masters:
        if master.cancelled:
            tally.add(Reason.CANCELLED, master.title)
            continue
        whole = replace(master, removed=(*master.removed, *group.changed))
        sessions += _folded(whole, exceptions, tally, first, last, horizon, zone)
    if not group.masters:
        for alone in exceptions:
            if alone.cancelled:
                tally.add(Reason.CANCELLED, alone.title)
            else:
                sessions += _folded(alone, (), tally, first, last, horizon, zone)
    return sessions


def _folded(
    master: Entry,
    exceptions: Iterable[Entry],
    tally: _Tally,
    first: date,
    last: date,
    horizon: date,
    zone: tzinfo,
) -> tuple[PlannedSession, ...]:
    try:
        held = expand(master, exceptions, horizon, zone)
    except PassedOver as passed:
        tally.add(passed.reason, master.title)
        return ()
    except TROUBLE:
        tally.add(Reason.BROKEN, master.title)
        return ()
    series = Series(
        master.uid,
        held,
        weekly=master.by_week,
        complete_to=horizon if master.endless else None,
        own_id=master.own_id,
    )
    sessions = weekly_plan(series, first, last)
    if not sessions:
        tally.outside += 1
    return sessions


def _note_zone(event: Event, entry: Entry, tally: _Tally) -> None:
    name = event["DTSTART"].params.get("TZID")
    if name and entry.start.tzinfo is None:
        tally.notes[
            f"Daybook does not know the time zone “{name}”; its times are taken as they stand."
        ] = None


def _title(event: Event) -> str:
    title = event.get("SUMMARY", "")
    return str(title[0] if isinstance(title, list) else title)[:80]
