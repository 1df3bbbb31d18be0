"""Meeting log: the support-group meetings gone to, on paper with room for signatures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from journal.content.content import Content
from journal.model.attendance import Meeting
from journal.model.days import calendar_date
from journal.model.diary import Diary
from journal.report.choice import Paper
from journal.report.typeset import typeset
from journal.report.wording import counted

EMPTY_LINES = 6
"""Lines left free at the end, for meetings still to come."""


@dataclass(frozen=True)
class LogLine:
    """One meeting as it is printed: its number and its words; empty where nothing is known.

    ``day`` is the date by the calendar: whoever signs was there on it.
    """

    number: str
    day: str
    start: str
    meeting: str
    where: str
    minutes: str
    step: str


@dataclass(frozen=True)
class MeetingLog:
    """All words of the log, in the order of the page. ``paper`` is "letter" or "a4"."""

    file_title: str
    title: str
    period: str
    total: str
    columns: tuple[str, ...]
    lines: tuple[LogLine, ...]
    empty: int
    name_line: str
    note: str
    by_line: str
    page: str
    of: str
    paper: Paper


def meeting_log(
    diary: Diary,
    content: Content,
    *,
    paper: Paper = "letter",
    first: date | None = None,
    last: date | None = None,
) -> MeetingLog:
    """The meetings of ``diary`` from ``first`` to ``last`` (both included; None is all of it).

    Notes, sponsor contact and what the patient is working on are not in it: it is shown around.
    """
    start, end = first or diary.first, last or diary.last
    day_start = diary.program.day_start
    held = sorted(
        (meeting for meeting in diary.meetings if start <= meeting.day <= end),
        key=lambda one: (calendar_date(one.day, one.start, day_start), one.start or time()),
    )
    known = [meeting.minutes for meeting in held if meeting.minutes is not None]
    hours = f", {round(sum(known) / 60, 1):g} hours" if known else ""
    if hours and len(known) < len(held):
        hours += f" in the {len(known)} with a length"
    return MeetingLog(
        file_title="Summary",
        title="Meeting log",
        period=f"{_day(start)} to {_day(end)}",
        total=f"{counted(len(held), 'meeting')}{hours}",
        columns=("", "Day", "Start", "Meeting", "Where", "Minutes", "Step", "Signature"),
        lines=tuple(_line(number, one, content, diary) for number, one in enumerate(held, 1)),
        empty=EMPTY_LINES,
        name_line="Name",
        note="Signed by the chair or secretary of the meeting, with a first name or initials.",
        by_line="Written by the patient.",
        page="Page",
        of="of",
        paper=paper,
    )


def meeting_log_pdf(diary: Diary, content: Content, *, paper: Paper = "letter") -> bytes:
    """:func:`meeting_log` as a tagged PDF, made in memory."""
    return typeset("meeting_log.typ", meeting_log(diary, content, paper=paper))


def _line(number: int, meeting: Meeting, content: Content, diary: Diary) -> LogLine:
    name = content.name("fellowship", meeting.fellowship, diary.own_items)
    short = {one.key: one.short for one in content.fellowships}.get(meeting.fellowship, name)
    form = content.name("format", meeting.format) if meeting.format else ""
    on = calendar_date(meeting.day, meeting.start, diary.program.day_start)
    return LogLine(
        number=str(number),
        day=f"{on:%a} {_day(on)}",
        start=f"{meeting.start:%H:%M}" if meeting.start else "",
        meeting=f"{short}, {form.lower()}" if form else short,
        where=content.label("place", meeting.place),
        minutes=str(meeting.minutes) if meeting.minutes else "",
        step=str(meeting.step) if meeting.step else "",
    )


def _day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
