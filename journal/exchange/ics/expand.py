"""Expand: a series of a calendar file, with its exceptions, as the sessions it comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from journal.exchange.ics.event import Entry, PassedOver, Reason, local, wall
from journal.model.choices import Place, SessionKind

MOST_INSTANCES = 20_000


@dataclass(frozen=True)
class Held:
    """One session: ``start`` is naive and local to the patient."""

    start: datetime
    minutes: int
    session: SessionKind
    place: Place
    title: str


def expand(
    master: Entry, exceptions: Iterable[Entry], last: date, zone: tzinfo
) -> tuple[Held, ...]:
    """The sessions of ``master`` up to ``last``, in order of time, each start once.

    RDATEs are added to those of the rule, EXDATEs taken away, and each of ``exceptions`` (events
    with a RECURRENCE-ID) stands in the place of one. Raises :class:`PassedOver`.
    """
    minutes: dict[datetime, int] = {}
    for at in _by_rule(master, last, zone):
        minutes[at] = master.minutes
        if len(minutes) > MOST_INSTANCES:
            raise PassedOver(Reason.TOO_OFTEN)
    for added, length in master.added:
        minutes[wall(added, master.start, zone)] = length or master.minutes
    gone = {wall(moment, master.start, zone) for moment in master.removed}
    held = []
    for exception in exceptions:
        if exception.recurrence is not None:
            gone.add(wall(exception.recurrence, master.start, zone))
        if not exception.cancelled:
            held.append(_held(exception, exception.start.replace(tzinfo=None), zone))
    held += [_held(master, at, zone, length) for at, length in minutes.items() if at not in gone]
    return tuple(sorted({one.start: one for one in held}.values(), key=lambda one: one.start))


def _held(entry: Entry, at: datetime, zone: tzinfo, minutes: int | None = None) -> Held:
    return Held(
        local(at, entry.start, zone),
        minutes or entry.minutes,
        entry.session,
        entry.place,
        entry.title,
    )


def _by_rule(master: Entry, last: date, zone: tzinfo) -> Iterator[datetime]:
    """The start itself and all that the rule adds, by the event's own clock."""
    begun = master.start.replace(tzinfo=None)
    yield begun
    if not master.rule:
        return
    from dateutil.rrule import rrulestr

    end = datetime.combine(last, time.max)
    if isinstance(master.until, datetime):
        end = min(end, wall(master.until, master.start, zone))
    elif master.until is not None:
        end = min(end, datetime.combine(master.until, time.max))
    for at in rrulestr(master.rule, dtstart=begun):
        if at > end:
            return
        yield at
