"""Days: the one place that knows what day it is.

A *journal day* runs from a program's day start (04:00 by default) to the next, so that one in the
morning belongs to the evening before. A *calendar date* is what the calendar on the wall shows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from journal.model.choices import Timeliness

Clock = Callable[[], datetime]
"""Gives the current moment with its local offset."""

DAY_START = time(4, 0)
"""When a day starts in a program that says nothing else."""

LATER_WINDOW = timedelta(hours=48)
"""After the end of a day, how long an answer counts as *later* and not as *looking back*
(CLINICAL section 3)."""

DAY = timedelta(days=1)


def local_now() -> datetime:
    """The current moment with the local offset: the clock of whoever is given no other."""
    return datetime.now().astimezone()


def date_of(moment: datetime) -> date:
    """The calendar date of ``moment`` by its own wall clock."""
    return moment.date()


def day_of(moment: datetime, day_start: time) -> date:
    """The journal day that local wall-clock ``moment`` belongs to."""
    local = moment.replace(tzinfo=None)
    return date_of(local - timedelta(hours=day_start.hour, minutes=day_start.minute))


def journal_day(typed: date, at: time | None, day_start: time) -> date:
    """The journal day of a date and time as a person types them: by the calendar.

    Without a time there is no night to tell apart, and the date is the day.
    """
    return typed if at is None else day_of(datetime.combine(typed, at), day_start)


def calendar_date(day: date, at: time | None, day_start: time) -> date:
    """The calendar date of the hour ``at`` of a journal day: the next one after midnight.

    The inverse of :func:`journal_day`.
    """
    return day if at is None or at >= day_start else day + DAY


def wall_clock(day: date, at: time, day_start: time) -> datetime:
    """The hour ``at`` of a journal day as naive local time."""
    return datetime.combine(calendar_date(day, at, day_start), at)


def moment_in(zone: tzinfo, day: date, at: time, day_start: time) -> datetime:
    """The hour ``at`` of a journal day with the offset that ``zone`` has then.

    An hour that the clocks skip becomes the one an hour on.
    """
    local = wall_clock(day, at, day_start).replace(tzinfo=zone)
    local = local.astimezone(UTC).astimezone(zone)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()), fold=0)


def is_after_midnight(moment: datetime, day_start: time) -> bool:
    """Whether the calendar has turned already and the journal day has not."""
    return date_of(moment) != day_of(moment, day_start)


def timeliness(day: date, written_at: datetime, day_start: time) -> Timeliness:
    """How soon after ``day`` something was written, by the writer's own wall clock."""
    day_end = datetime.combine(day + DAY, day_start)
    written = written_at.replace(tzinfo=None)
    if written < day_end:
        return Timeliness.SAME_DAY
    if written < day_end + LATER_WINDOW:
        return Timeliness.LATER
    return Timeliness.LOOKING_BACK
