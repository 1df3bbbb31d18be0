"""Dates as charts write them, and the days that an axis names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from journal.model.span import Span

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def short(day: date) -> str:
    """For example "Nov 3"."""
    return f"{MONTHS[day.month - 1]} {day.day}"


def full(day: date) -> str:
    """For example "Mon, Nov 3"."""
    return f"{WEEKDAYS[day.weekday()]}, {short(day)}"


def period(span: Span) -> str:
    """For example "Nov 3 to Dec 5, 2026"; both years where they differ."""
    first, last = span.first, span.last
    if first == last:
        return f"{short(first)}, {first.year}"
    years = (f", {first.year}", f", {last.year}") if first.year != last.year else ("", "")
    return f"{short(first)}{years[0]} to {short(last)}{years[1] or f', {last.year}'}"


def axis(span: Span, room: Callable[[int], float], width: float) -> list[tuple[date, str]]:
    """The days to name under an axis, and their names, so that none crowds the next.

    ``room(n)`` is how wide n days are and ``width`` how wide a name is, in pixels.
    """
    days = list(span)
    if room(1) >= width * 1.3 or span.n <= 2:
        return [(day, short(day)) for day in days]
    for weeks in (1, 2, 4):
        if room(7 * weeks) >= width * 1.3:
            monday = span.first + timedelta(days=-span.first.weekday() % 7)
            named = [d for d in days if d >= monday and (d - monday).days % (7 * weeks) == 0]
            return [(day, short(day)) for day in named]
    firsts = [day for day in days if day.day == 1]
    for months in (1, 2, 3, 6):
        if room(30 * months) >= width * 1.1:
            named = [day for day in firsts if (day.month - 1) % months == 0]
            return [(d, str(d.year) if d.month == 1 else MONTHS[d.month - 1]) for d in named]
    years = [day for day in firsts if day.month == 1]
    apart = next((step for step in (1, 2, 5, 10) if room(365 * step) >= width * 1.1), 20)
    return [(day, str(day.year)) for day in years if day.year % apart == 0]
