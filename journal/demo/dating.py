"""Dating: where the sample's story lies on the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from journal.errors import InvalidInput
from journal.model.days import DAY_START, day_of, moment_in

DAY_NUMBER = 33


@dataclass(frozen=True)
class Dating:
    """The story's cells as dates, and its hours as moments, for one journal day ``today``.

    Cell 0 is the Monday of the week that the program starts in, so a cell always falls on the
    same weekday; the start lies on one of the cells 0 to 6.
    """

    today: date
    zone: tzinfo

    @classmethod
    def back_from(cls, now: datetime) -> Dating:
        """The dating that makes the journal day of ``now`` day 33.

        Raises :class:`journal.errors.InvalidInput` for a ``now`` without a time zone.
        """
        if now.tzinfo is None:
            raise InvalidInput("The sample needs a time with its time zone.")
        return cls(day_of(now, DAY_START), now.tzinfo)

    @property
    def start(self) -> date:
        """Day 1 of the program."""
        return self.today - timedelta(days=DAY_NUMBER - 1)

    @property
    def first(self) -> int:
        """The cell of day 1, 0 (a Monday) to 6."""
        return self.start.weekday()

    @property
    def past(self) -> range:
        """The cells from day 1 to yesterday."""
        return range(self.first, self.first + DAY_NUMBER - 1)

    def day(self, cell: int) -> date:
        return self.start + timedelta(days=cell - self.first)

    def kept_in(self, cell: int) -> int:
        """``cell``, or the nearest one between day 1 and yesterday."""
        return min(max(cell, self.past[0]), self.past[-1])

    def moment(self, cell: int, at: time) -> datetime:
        """The hour ``at`` of a journal day, with the local offset; before 04:00 is after midnight.

        A zone that knows only one offset, as that of :func:`local_now`, gives that one to every
        day.
        """
        return moment_in(self.zone, self.day(cell), at, DAY_START)
