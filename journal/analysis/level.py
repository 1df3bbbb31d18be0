"""Level: the usual value of late, as a trailing median."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from journal.analysis.series import Series

WINDOW_DAYS = 7
LEAST_VALUES = 4


@dataclass(frozen=True)
class Level:
    """The median of the ``n`` values in the seven days that end on ``day``.

    ``value`` is None, and the line broken, where there are fewer than four.
    """

    day: date
    value: float | None
    n: int


def levels(series: Series, with_late: bool = False) -> tuple[Level, ...]:
    """The usual level on every day of ``series``.

    Days before its span are not known to it, so the first few days have none.
    """
    values = {point.day: point.value for point in series.counted(with_late)}
    found = []
    for day in series.span:
        week = [day - timedelta(days=back) for back in range(WINDOW_DAYS)]
        known = [values[one] for one in week if one in values]
        enough = len(known) >= LEAST_VALUES
        found.append(Level(day, median(known) if enough else None, len(known)))
    return tuple(found)
