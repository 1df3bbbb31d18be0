"""Events that share a UID: which of them count, and the series that they come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo

from journal.exchange.ics.errors import READING_ERRORS
from journal.exchange.ics.event import CalendarEvent
from journal.exchange.ics.expand import Instance, expand, first_instance
from journal.exchange.ics.left_out import NotASession, Reason
from journal.exchange.ics.weekly import Series


def series_of(
    events: Iterable[CalendarEvent], horizon: date, zone: tzinfo, reasons: dict[int, Reason]
) -> Iterator[Series]:
    """The series that events of one UID come to, followed up to ``horizon``.

    ``reasons`` gets, by the number of an event, why it adds nothing.
    """
    masters, changes = _newest(events, reasons)
    live = [master.schedule for master in masters if master.schedule is not None]
    if not live and any(master.reason is Reason.CANCELLED for master in masters):
        reasons.update((change.block.number, Reason.CANCELLED) for change in changes)
        return
    # A changed instance is a session also where its series is not in the file, or unreadable.
    changed = [
        change.schedule
        for change in changes
        if change.schedule is not None and not (live and change.following)
    ]
    seen: set[tuple[datetime, str]] = set()
    for position, head in enumerate(live or changed):
        instances = [first_instance(one) for one in changed] if live and position == 0 else []
        try:
            instances += expand(head, changes if live else (), horizon, zone)
        except (NotASession, *READING_ERRORS) as error:
            reason = error.reason if isinstance(error, NotASession) else Reason.BROKEN
            following = (change.block.number for change in changes if change.following)
            reasons.update((number, reason) for number in (head.number, *following))
        yield Series(
            head.uid,
            tuple(sorted(_once(instances, seen, reasons), key=lambda one: one.start)),
            weekly=head.by_week,
            complete_to=horizon if head.endless else None,
            own_id=head.own_id,
        )


def _newest(
    events: Iterable[CalendarEvent], reasons: dict[int, Reason]
) -> tuple[list[CalendarEvent], list[CalendarEvent]]:
    """The events that are in no newer version among the others: masters, and changed instances."""
    versions: dict[tuple[object, ...], CalendarEvent] = {}
    newest = max((event.sequence for event in events if event.instance is None), default=0)
    for event in events:
        key: tuple[object, ...] = (event.instance, event.following)
        if event.instance is None:
            if event.sequence < newest:
                reasons[event.block.number] = Reason.TWICE
                continue
            one = event.schedule
            key = (one.local_start, one.title) if one is not None else (event.block.number,)
        other = versions.get(key)
        if other is not None and other.sequence > event.sequence:
            reasons[event.block.number] = Reason.TWICE
            continue
        if other is not None:
            reasons[other.block.number] = Reason.TWICE
        versions[key] = event
    counting = sorted(versions.values(), key=lambda one: one.block.number)
    return (
        [event for event in counting if event.instance is None],
        [event for event in counting if event.instance is not None],
    )


def _once(
    instances: Iterable[Instance], seen: set[tuple[datetime, str]], reasons: dict[int, Reason]
) -> Iterator[Instance]:
    """Those of ``instances`` that are not in the calendar already, by their time and title."""
    for one in instances:
        key = (one.start, one.event.title)
        if key in seen:
            reasons.setdefault(one.event.number, Reason.TWICE)
        else:
            seen.add(key)
            yield one
