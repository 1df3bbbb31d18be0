"""Made-up patients for the tests of numbers and charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from random import Random

from journal.analysis.series import Measure, Point, Series
from journal.model.attendance import Attendance, Meeting, attendance_id
from journal.model.choices import Place, SessionKind, Status, Timeliness, Use
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.diary import Diary
from journal.model.program import PlannedSession, Program
from journal.model.span import Span

START = date(2026, 11, 2)  # a Monday
HERE = timezone(timedelta(hours=-5))


def day(number: int) -> date:
    """0 is the first day of the program."""
    return START + timedelta(days=number)


def at(number: int, hour: float, days_later: int = 0) -> datetime:
    """A moment on a day, or some days later."""
    midnight = datetime.combine(day(number + days_later), time(), HERE)
    return midnight + timedelta(hours=hour)


def entry(number: int, days_later: int = 0, **answers: object) -> DayEntry:
    """A day with answers written at nine in the evening, some days later."""
    written = at(number, 21, days_later)
    return DayEntry(day=day(number), created_at=written).answer(written, **answers)


def diary(days: Iterable[DayEntry] = (), length: int = 33, **parts: object) -> Diary:
    """A diary of the first ``length`` days, read on the last of them."""
    last = day(length - 1)
    return Diary(
        **{  # type: ignore[arg-type]
            "first": START,
            "last": last,
            "today": last,
            "program": Program(start=START),
            "days": tuple(days),
        }
        | parts
    )


def series(values: Sequence[float | None], late: Iterable[int] = ()) -> Series:
    """Values day by day, None for a gap, with some written later."""
    soon = {True: Timeliness.LATER, False: Timeliness.SAME_DAY}
    points = tuple(
        Point(day(number), value, soon[number in late])
        for number, value in enumerate(values)
        if value is not None
    )
    return Series(Measure.CRAVING, Span(START, day(len(values) - 1)), points)


def episode(number: int, hour: float = 19, **answers: object) -> CravingEpisode:
    """A finished craving."""
    return CravingEpisode(at=at(number, hour), day=day(number), finished=True, **answers)  # type: ignore[arg-type]


PLANNED = (
    *(
        PlannedSession(
            weekday=weekday,
            start=time(18),
            place=Place.ONLINE if weekday == 3 else Place.ON_SITE,
            valid_from=START,
        )
        for weekday in (0, 1, 3)
    ),
    PlannedSession(
        weekday=4, start=time(10), minutes=60, session=SessionKind.INDIVIDUAL, valid_from=START
    ),
)


def patient(length: int = 33, seed: int = 3) -> Diary:
    """Someone whose cravings ease, with 5 blank days in 33, 4 written later and one of use."""
    random = Random(seed)
    blank, late = {6, 7, 15, 22, 28}, {4: 1, 11: 2, 19: 1, 25: 4}
    days, marks, meetings, episodes, uses = [], [], [], [], []
    for number in range(length):
        if number in blank:
            continue
        craving = min(max(round(7 - min(number, 40) / 10 + random.gauss(0, 1.3)), 0), 10)
        mood = min(max(round(4 + min(number, 40) / 18 + random.gauss(0, 1)), 0), 10)
        use = Use.YES if number == 17 else Use.NO
        days.append(entry(number, late.get(number, 0), mood=mood, craving=craving, use=use))
        marks += [
            Attendance(
                id=attendance_id(planned.id, day(number)),
                day=day(number),
                planned_id=planned.id,
                session=planned.session,
                place=planned.place,
                status=Status.MISSED if random.random() < 0.1 else Status.ATTENDED,
            )
            for planned in PLANNED
            if planned.weekday == day(number).weekday()
        ]
        if number % 2 == 0:
            meetings.append(Meeting(day=day(number), fellowship="aa", start=time(12), minutes=60))
        if random.random() < 0.8:
            before = max(craving, 1)
            one = episode(
                number,
                random.choice([8, 13, 19, 23]),
                before=before,
                after=max(before - random.randint(0, 4), 0),
                triggers=tuple(
                    random.sample(["conflict", "empty-time", "cue"], random.randint(0, 2))
                ),
            )
            episodes.append(one)
            tool = random.choice(["urge-surfing", "urge-surfing", "distract"])
            uses.append(ToolUse(day=day(number), tool=tool, helped=3, episode_id=one.id))
    return diary(
        days,
        length,
        planned=PLANNED,
        attendances=tuple(marks),
        meetings=tuple(meetings),
        episodes=tuple(episodes),
        tool_uses=tuple(uses),
    )
