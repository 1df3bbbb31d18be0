"""Days and times in words, as the person's own language and region write them."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import QDate, QLocale, QTime


def day_words(day: date) -> str:
    """The day with its weekday and year: "Tuesday, March 10, 2026"."""
    return QLocale().toString(_date(day), QLocale.FormatType.LongFormat)


def short_day_words(day: date) -> str:
    """The day without its year: "Tue, Mar 10"."""
    return QLocale().toString(_date(day), "ddd, MMM d")


def month_words(day: date) -> str:
    """The month of ``day`` and its year: "March 2026"."""
    locale = QLocale()
    return f"{locale.standaloneMonthName(day.month)} {day.year}"


def time_words(at: datetime | time) -> str:
    """The time of day by the clock that was on the wall: "9:05 PM"."""
    clock = QTime(at.hour, at.minute)
    return QLocale().toString(clock, QLocale.FormatType.ShortFormat)


def _date(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
