"""Entry: one event of a calendar file, read into what a plan needs of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from journal.exchange.ics.daybook_properties import KIND, KINDS, PLACE, PLACES, TITLES, UID_END
from journal.exchange.ics.session_kind import guess_kind, guess_place
from journal.model.choices import Place, SessionKind
from journal.model.record import clean_text

if TYPE_CHECKING:
    from icalendar import Event

TITLE_LENGTH = 200

TROUBLE = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What reading a broken property can end in: icalendar checks some only when they are asked for."""


class Reason(StrEnum):
    """Why an event is passed over, as the end of "2 events ..."."""

    ALL_DAY = "with no time of day"
    CANCELLED = "called off in the calendar"
    NO_LENGTH = "with no length"
    TOO_LONG = "longer than a day"
    BACKWARDS = "with an end before the start"
    TOO_OFTEN = "repeated too often"
    RULE = "repeated in a way that Daybook cannot read"
    ON_AND_AFTER = "changed from a date on in a way that Daybook cannot read"
    BROKEN = "that cannot be read"
    OUTSIDE = "on no day of the program"


class PassedOver(Exception):
    """An event that makes no session."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Entry:
    """One event.

    ``start`` is aware, or naive for a floating time; ``minutes`` 1 to 1,440 by the clock of its
    own time zone. ``rule`` is the RRULE without its UNTIL, "" for none; ``by_week``: it repeats
    by days or weeks; ``until`` is UNTIL. ``added`` are the RDATEs with their own minutes, if any,
    ``removed`` the EXDATEs. ``recurrence`` is the instance of its series that it stands for.
    ``own_id`` is the id of the session that Daybook wrote it from.
    """

    uid: str
    start: datetime
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
    recurrence: date | None
    on_and_after: bool
    sequence: int
    cancelled: bool
    own_id: UUID | None


def read_entry(event: Event) -> Entry:
    """What ``event`` says. Raises :class:`PassedOver`, or one of :data:`TROUBLE`."""
    start = event.start
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    recurrence = recurrence_of(event)
    if not isinstance(start, datetime):
        raise PassedOver(Reason.ALL_DAY)
    if event.get("EXRULE") is not None or isinstance(event.get("RRULE"), list):
        raise PassedOver(Reason.RULE)
    rule, by_week, until, endless = _rule(event)
    title = clean_text(str(event.get("SUMMARY", ""))).strip()[:TITLE_LENGTH]
    session, place, own_id = _kind(event, title)
    return Entry(
        uid=str(event.get("UID", "")) or f"{start}/{title}",
        start=start,
        minutes=_minutes(event.duration, bool(cancelled and recurrence)),
        session=session,
        place=place,
        title="" if own_id and title == TITLES[session] else title,
        rule=rule,
        by_week=by_week,
        until=until,
        endless=endless,
        added=tuple((day, _length(day, end)) for day, end in event.rdates),
        removed=tuple(event.exdates),
        recurrence=recurrence,
        on_and_after=recurrence is not None
        and str(event["RECURRENCE-ID"].params.get("RANGE", "")).upper() == "THISANDFUTURE",
        sequence=int(event.get("SEQUENCE", 0)),
        cancelled=cancelled,
        own_id=own_id,
    )


def recurrence_of(event: Event) -> date | None:
    """The instance of a series that ``event`` changes. Raises one of :data:`TROUBLE`."""
    instance = event.get("RECURRENCE-ID")
    return None if instance is None else instance.dt


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


def _minutes(length: timedelta, any_length: bool) -> int:
    minutes = round(length / timedelta(minutes=1))
    if any_length:
        return max(1, min(minutes, 1440))
    if minutes < 0:
        raise PassedOver(Reason.BACKWARDS)
    if minutes == 0:
        raise PassedOver(Reason.NO_LENGTH)
    if minutes > 1440:
        raise PassedOver(Reason.TOO_LONG)
    return minutes


def _length(begun: date, end: date | None) -> int | None:
    if isinstance(begun, datetime) and isinstance(end, datetime):
        return _minutes(end - begun, any_length=False)
    return None


def _rule(event: Event) -> tuple[str, bool, date | None, bool]:
    """RRULE without UNTIL, whether it goes by weeks, UNTIL, whether it has no end."""
    rule = event.get("RRULE")
    if rule is None:
        return "", False, None, False
    parts = {str(name).upper(): value for name, value in rule.items()}
    frequency = str(parts["FREQ"][0]).upper()
    if frequency not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise PassedOver(Reason.TOO_OFTEN)
    by_week = frequency in ("DAILY", "WEEKLY")
    limits = {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYEASTER"} & parts.keys()
    if by_week and limits:
        # Rules that may never come true are looked for until the year 9999.
        raise PassedOver(Reason.RULE)
    until = parts.pop("UNTIL", [None])[0]
    endless = until is None and "COUNT" not in parts
    return type(rule)(parts).to_ical().decode(), by_week, until, endless


def _kind(event: Event, title: str) -> tuple[SessionKind, Place, UUID | None]:
    uid, kind, place = (str(event.get(name, "")) for name in ("UID", KIND, PLACE))
    if kind in KINDS and place in PLACES and uid.endswith(UID_END):
        return SessionKind(kind), Place(place), UUID(uid.removesuffix(UID_END))
    return guess_kind(title), guess_place(title, str(event.get("LOCATION", ""))), None
