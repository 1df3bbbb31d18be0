"""CalendarEvent: one event of a calendar file, read into what a plan needs of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING
from uuid import UUID

from journal.exchange.ics.blocks import Block
from journal.exchange.ics.cancelled_title import says_cancelled
from journal.exchange.ics.daybook_properties import KIND, KINDS, PLACE, PLACES, TITLES, UID_END
from journal.exchange.ics.errors import READING_ERRORS
from journal.exchange.ics.left_out import NotASession, Reason
from journal.exchange.ics.session_kind import guess_kind, guess_place
from journal.model.choices import Place, SessionKind
from journal.model.record import clean_text

if TYPE_CHECKING:
    from icalendar import Event

TITLE_LENGTH = 200


@dataclass(frozen=True)
class Schedule:
    """When an event is held, and what it is.

    ``number`` is that of the event in its file, ``uid`` its UID or what tells it from the others.
    ``start`` is aware, or naive for a floating time,
    and ``local_start`` the same by the patient's clock, naive; ``minutes`` 1 to 1,440 by the clock
    of its own time zone. ``rule`` is the RRULE without its UNTIL, "" for none; ``by_week``: it
    repeats by days or weeks; ``until`` is UNTIL. ``added`` are the RDATEs with their own minutes,
    if any, ``removed`` the EXDATEs. ``own_id`` is the id of the session that Daybook wrote it
    from. ``unknown_zone`` is the name of a time zone that nobody knows, "" for none.
    """

    number: int
    uid: str
    start: datetime
    local_start: datetime
    minutes: int
    session: SessionKind
    place: Place
    title: str
    rule: str
    by_week: bool
    until: date | None
    endless: bool
    added: tuple[tuple[date, int | None], ...]
    removed: tuple[date, ...]
    own_id: UUID | None
    unknown_zone: str


@dataclass(frozen=True)
class CalendarEvent:
    """One event; ``schedule`` is None for one that becomes no session, for ``reason``.

    ``uid`` is "" for one that has none and cannot be read. ``instance`` is the one of its series
    that it stands in for, with all later ones if ``following``.
    """

    block: Block
    uid: str = ""
    sequence: int = 0
    instance: date | None = None
    following: bool = False
    schedule: Schedule | None = None
    reason: Reason = Reason.BROKEN


def read_event(block: Block, zone: tzinfo) -> CalendarEvent:
    """What ``block`` says; ``zone`` is the patient's own."""
    from icalendar import Event

    try:
        event = Event.from_ical("\r\n".join(("BEGIN:VEVENT", *block.lines, "END:VEVENT", "")))
        if not isinstance(event, Event):
            return CalendarEvent(block)
        recurrence = event.get("RECURRENCE-ID")
        instance = None if recurrence is None else recurrence.dt
        if isinstance(instance, datetime):
            local(instance.replace(tzinfo=None), instance, zone)  # a zone may be broken
        known = CalendarEvent(
            block,
            uid=clean_text(_text(event, "UID")).strip(),
            sequence=int(event.get("SEQUENCE", 0)),
            instance=instance,
            following=recurrence is not None
            and str(recurrence.params.get("RANGE", "")).upper() == "THISANDFUTURE",
        )
    except READING_ERRORS:
        return CalendarEvent(block)
    try:
        schedule = _schedule(event, known, zone)
    except NotASession as left_out:
        return replace(known, reason=left_out.reason)
    except READING_ERRORS:
        return known
    return replace(known, uid=schedule.uid, schedule=schedule)


def wall(moment: date, start: datetime, zone: tzinfo) -> datetime:
    """``moment`` by the clock of the event that begins at ``start``; a bare day at its time.

    A floating event is in ``zone``, the patient's own.
    """
    if not isinstance(moment, datetime):
        return datetime.combine(moment, start.time())
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(start.tzinfo or zone).replace(tzinfo=None)


def local(wall_time: datetime, start: datetime, zone: tzinfo) -> datetime:
    """A time by the event's clock as the patient's clock shows it, naive.

    Goes through UTC, so that a time that the event's clock skips in spring is where its old
    offset puts it (RFC 5545, 3.3.5).
    """
    if start.tzinfo is None:
        return wall_time
    return (
        wall_time.replace(tzinfo=start.tzinfo).astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    )


def _schedule(event: Event, known: CalendarEvent, zone: tzinfo) -> Schedule:
    title = clean_text(_text(event, "SUMMARY")).strip()[:TITLE_LENGTH]
    session, place, own_id = _kind(event, title)
    if (
        known.block.cancelled
        or _text(event, "STATUS").upper() == "CANCELLED"
        or (own_id is None and says_cancelled(title))
    ):
        raise NotASession(Reason.CANCELLED)
    if event.errors:
        raise NotASession(Reason.BROKEN)
    start = event.start
    if not isinstance(start, datetime):
        raise NotASession(Reason.ALL_DAY)
    if event.get("EXRULE") is not None or isinstance(event.get("RRULE"), list):
        raise NotASession(Reason.RULE)
    rule, by_week, until, endless = _rule(event)
    named_zone = event["DTSTART"].params.get("TZID", "")
    return Schedule(
        number=known.block.number,
        uid=known.uid or f"{start}/{title}",
        start=start,
        local_start=local(start.replace(tzinfo=None), start, zone),
        minutes=_minutes(event.duration),
        session=session,
        place=place,
        title="" if own_id and title == TITLES[session] else title,
        rule=rule,
        by_week=by_week,
        until=until,
        endless=endless,
        added=tuple((day, _length(day, end)) for day, end in event.rdates),
        removed=tuple(event.exdates),
        own_id=own_id,
        unknown_zone=str(named_zone) if start.tzinfo is None else "",
    )


def _text(event: Event, name: str) -> str:
    """The text of a property, "" for none; the first of several."""
    value = event.get(name, "")
    return str(value[0] if isinstance(value, list) else value)


def _minutes(length: timedelta) -> int:
    minutes = round(length / timedelta(minutes=1))
    if minutes < 0:
        raise NotASession(Reason.BACKWARDS)
    if minutes == 0:
        raise NotASession(Reason.NO_LENGTH)
    if minutes > 1440:
        raise NotASession(Reason.TOO_LONG)
    return minutes


def _length(begun: date, end: date | None) -> int | None:
    if isinstance(begun, datetime) and isinstance(end, datetime):
        return _minutes(end - begun)
    return None


def _rule(event: Event) -> tuple[str, bool, date | None, bool]:
    """RRULE without UNTIL, whether it goes by weeks, UNTIL, whether it has no end."""
    rule = event.get("RRULE")
    if rule is None:
        return "", False, None, False
    parts = {str(name).upper(): value for name, value in rule.items()}
    frequency = str(parts["FREQ"][0]).upper()
    if frequency not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise NotASession(Reason.TOO_OFTEN)
    by_week = frequency in ("DAILY", "WEEKLY")
    limits = {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYEASTER"} & parts.keys()
    if (
        (by_week and limits)
        or parts.get("INTERVAL", [1])[0] < 1
        or not all(1 <= month <= 12 for month in parts.get("BYMONTH", ()))
    ):
        raise NotASession(Reason.RULE)
    until = parts.pop("UNTIL", [None])[0]
    endless = until is None and "COUNT" not in parts
    return type(rule)(parts).to_ical().decode(), by_week, until, endless


def _kind(event: Event, title: str) -> tuple[SessionKind, Place, UUID | None]:
    uid, kind, place = (_text(event, name) for name in ("UID", KIND, PLACE))
    if kind in KINDS and place in PLACES and uid.endswith(UID_END):
        return SessionKind(kind), Place(place), UUID(uid.removesuffix(UID_END))
    return guess_kind(title), guess_place(title, _text(event, "LOCATION")), None
