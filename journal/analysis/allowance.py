"""Allowance: how much of the program's own rule on absences is used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from journal.analysis.session_lines import ABSENT, SessionLine
from journal.model.diary import Diary
from journal.model.span import Span


@dataclass(frozen=True)
class Allowance:
    """Absences in the ``weeks`` weeks that end with the day asked.

    ``used`` counts every excused or missed session, ``made_up`` how many of these were made up:
    whether a made-up session still counts is for the program to say, so both are shown.
    ``whole`` is False when the diary does not go back far enough to see all of ``window``.
    """

    allowed: int
    weeks: int
    window: Span
    used: int
    made_up: int
    whole: bool

    @property
    def left(self) -> int:
        """How many more are allowed; never below 0."""
        return max(self.allowed - self.used, 0)

    @property
    def sentence(self) -> str:
        """For example "2 of 6 absences used in 12 weeks."."""
        least = "" if self.whole else "At least "
        weeks = "1 week" if self.weeks == 1 else f"{self.weeks} weeks"
        absences = "absence" if self.allowed == 1 else "absences"
        made_up = f", {self.made_up} of them made up" if self.made_up else ""
        return f"{least}{self.used} of {self.allowed} {absences} used in {weeks}{made_up}."


def allowance(diary: Diary, lines: Iterable[SessionLine], day: date) -> Allowance | None:
    """The allowance as of ``day``, from all session lines of ``diary``; None without a rule."""
    program = diary.program
    if program.allowed_absences is None:
        return None
    window = Span(day - timedelta(weeks=program.allowance_weeks, days=-1), day)
    absences = [line for line in lines if line.counted in ABSENT and line.day in window]
    return Allowance(
        allowed=program.allowed_absences,
        weeks=program.allowance_weeks,
        window=window,
        used=len(absences),
        made_up=sum(line.made_up_by is not None for line in absences),
        whole=diary.first <= max(window.first, program.start),
    )
