"""How days and lengths of sessions are written on the screen, beside :mod:`ui.base.words.dates`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale


def day_words(day: date, pattern: str = "dddd, MMMM d") -> str:
    """``day`` by the words of the locale."""
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def full_day(day: date) -> str:
    """``day`` with its year: March 2, 2026."""
    return day_words(day, "MMMM d, yyyy")


def weekday_words(weekday: int) -> str:
    """The name of a weekday, 0 (Monday) to 6."""
    return QLocale().dayName(weekday + 1)


def length_words(minutes: int) -> str:
    """A length in minutes: 45 min, 3 h, 2 h 45 min."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(QCoreApplication.translate("SessionWords", "{n} h").format(n=hours))
    if rest or not hours:
        parts.append(QCoreApplication.translate("SessionWords", "{n} min").format(n=rest))
    return " ".join(parts)


def hours_words(hours: float) -> str:
    """Hours with at most one decimal: 31.5 h."""
    return QCoreApplication.translate("SessionWords", "{n} h").format(n=f"{round(hours, 1):g}")


def listed(parts: Iterable[str]) -> str:
    """``parts`` that are not empty, set apart by dots."""
    return " · ".join(part for part in parts if part)
