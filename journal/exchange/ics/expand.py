"""Expand: a series of a calendar file, with its exceptions, as the sessions it comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from journal.exchange.ics.event import CalendarEvent, Schedule, local, wall
from journal.exchange.ics.left_out import NotASession, Reason
from journal.exchange.ics.recurrence import recurrences

MOST_INSTANCES = 10_000
MOST_YEARS = 100
"""A series that began longer ago is not followed."""


@dataclass(frozen=True)
class Instance:
    """One session of an event: ``start`` is naive and local to the patient."""

    start: datetime
    minutes: int
    event: Schedule


def first_instance(event: Schedule) -> Instance:
    """The session that ``event`` begins with."""
    return Instance(event.local_start, event.minutes, event)


def expand(
    master: Schedule, changes: Iterable[CalendarEvent], last: date, zone: tzinfo
) -> list[Instance]:
    """The sessions of ``master`` up to ``last``.

    RDATEs are added to those of the rule, EXDATEs taken away. ``changes`` are its events with a
    RECURRENCE-ID: an instance that one stands in for is taken away, and from one that stands for
    the following ones too, all are as it says, at its distance from the time they had. Raises
    :class:`NotASession`, or one of ``READING_ERRORS``.
    """
    minutes: dict[datetime, int] = {}
    for at in _by_rule(master, last, zone):
        minutes[at] = master.minutes
        if len(minutes) > MOST_INSTANCES:
            raise NotASession(Reason.TOO_OFTEN)
    for added, length in master.added:
        minutes[wall(added, master.start, zone)] = length or master.minutes
    gone = {wall(moment, master.start, zone) for moment in master.removed}
    from_then_on: list[tuple[datetime, Schedule | None]] = []
    for change in changes:
        if change.instance is None:
            continue
        changed = wall(change.instance, master.start, zone)
        if change.following:
            from_then_on.append((changed, change.schedule))
        else:
            gone.add(changed)
    from_then_on.sort(key=lambda one: one[0])
    instances = []
    for at, length in minutes.items():
        if at in gone:
            continue
        changed, event = next((one for one in reversed(from_then_on) if one[0] <= at), (at, master))
        if event is master:
            instances.append(Instance(local(at, master.start, zone), length, master))
        elif event is not None:
            moved = at + (wall(event.start, master.start, zone) - changed)
            instances.append(Instance(local(moved, master.start, zone), event.minutes, event))
    return instances


def _by_rule(master: Schedule, last: date, zone: tzinfo) -> Iterator[datetime]:
    """The start itself and all that the rule adds, by the event's own clock."""
    begun = master.start.replace(tzinfo=None)
    yield begun
    if not master.rule:
        return
    if last.year - begun.year > MOST_YEARS:
        raise NotASession(Reason.TOO_OFTEN)
    end = datetime.combine(last, time.max)
    if isinstance(master.until, datetime):
        end = min(end, wall(master.until, master.start, zone))
    elif master.until is not None:
        end = min(end, datetime.combine(master.until, time.max))
    yield from recurrences(master.rule, begun, end)
