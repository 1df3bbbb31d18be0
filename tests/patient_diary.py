"""One patient's diary, day 33 of 45, for everything that is written out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from journal.analysis.schedule import occurrences
from journal.content.content import Content, load_content
from journal.model.attendance import Attendance, Meeting
from journal.model.choices import (
    Home,
    Medication,
    Outcome,
    Place,
    PointKind,
    Reached,
    SessionKind,
    Status,
    Use,
)
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.diary import Diary
from journal.model.plan import HardDayPlan, OwnItem
from journal.model.program import PlannedSession, Program
from journal.model.therapy import Goal, Score, TalkingPoint, Visit

START = date(2026, 3, 2)
TODAY = START + timedelta(days=32)

MOODS = [
    3,
    4,
    3,
    5,
    4,
    2,
    4,
    5,
    4,
    6,
    5,
    4,
    5,
    6,
    5,
    6,
    3,
    4,
    5,
    6,
    6,
    5,
    7,
    6,
    6,
    7,
    5,
    6,
    7,
    6,
    7,
]
CRAVINGS = [
    8,
    7,
    8,
    6,
    7,
    9,
    6,
    6,
    7,
    5,
    5,
    6,
    4,
    5,
    5,
    4,
    9,
    7,
    6,
    4,
    4,
    3,
    3,
    4,
    2,
    3,
    4,
    2,
    2,
    3,
    1,
]
BLANK = {6, 13, 20, 27, 28}
LATER = {4, 11, 19, 25}
USED = 16


def day(number: int) -> date:
    """The day that many days after the first."""
    return START + timedelta(days=number)


def at(number: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day(number), time(hour, minute), UTC)


def entry(number: int) -> DayEntry:
    written = at(number, 21, 10) + timedelta(days=1 if number in LATER else 0)
    first = number % len(MOODS)
    return DayEntry(
        day=day(number),
        mood=MOODS[first],
        craving=CRAVINGS[first],
        use=Use.YES if number == USED else Use.NO,
        sleep_hours=5.5 + number % 4 * 0.5,
        sleep_quality=number % 5,
        medication=Medication.MISSED if number in (5, 22) else Medication.TAKEN,
        home=Home.USING if number in (5, 16) else Home.OKAY,
        reached=(Reached.SPONSOR,) if number % 3 == 0 else (),
        note=f"=private words {number}",
        created_at=written,
        edited_at=written,
    )


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content()


@pytest.fixture(scope="session")
def diary() -> Diary:
    program = Program(
        start=START,
        planned_days=45,
        working_on="alcohol",
        weekly_hours=10,
        weekly_sessions=4,
        allowed_absences=6,
        takes_medication=True,
    )
    planned = (
        *(PlannedSession(weekday=d, start=time(18), valid_from=START) for d in (0, 2, 3)),
        PlannedSession(
            weekday=4,
            start=time(10),
            minutes=60,
            session=SessionKind.INDIVIDUAL,
            place=Place.ONLINE,
            valid_from=START,
        ),
    )
    held = occurrences(program, planned, START, TODAY)
    attendances: list[Attendance] = []
    for number, session in enumerate(held):
        status = {5: Status.MISSED, 9: Status.EXCUSED, 12: Status.LATE}.get(number, Status.ATTENDED)
        attendances.append(session.mark(status))
    own = OwnItem(id=UUID(int=7), list_name="tool", name="Play guitar")
    episodes, uses = [], []
    tools = ["delay-15", "call-support", "delay-15", own.key, "urge-surfing", "delay-15"]
    for index, number in enumerate(
        [0, 1, 3, 5, 8, 9, 10, 14, 15, 16, 17, 18, 21, 22, 24, 26, 29, 31]
    ):
        before = CRAVINGS[number % len(CRAVINGS)]
        episode = CravingEpisode(
            id=UUID(int=100 + index),
            at=at(number, 17 + index % 5, 20),
            day=day(number),
            before=before,
            peak=min(10, before + 1),
            after=None if index % 7 == 6 else max(0, before - 1 - index % 4),
            minutes=20,
            triggers=(["conflict", "empty-time", "cue", "money"][index % 4],),
            outcome=Outcome.ACTED if number == USED else Outcome.RODE_OUT,
            note="about the bar on Fifth",
            finished=True,
            created_at=at(number, 22),
            edited_at=at(number, 22),
        )
        episodes.append(episode)
        uses.append(
            ToolUse(
                id=UUID(int=200 + index),
                day=day(number),
                tool=tools[index % len(tools)],
                helped=1 + index % 4,
                episode_id=episode.id,
            )
        )
    return Diary(
        first=START,
        last=TODAY,
        today=TODAY,
        program=program,
        planned=planned,
        days=tuple(entry(number) for number in range(33) if number not in BLANK),
        episodes=tuple(episodes),
        tool_uses=tuple(uses),
        attendances=tuple(attendances),
        meetings=tuple(
            Meeting(
                id=UUID(int=300 + n), day=day(n), fellowship="aa", start=time(19), step=1 + n // 12
            )
            for n in range(2, 33, 4)
        ),
        scores=(
            Score(id=UUID(int=400), instrument="phq-9", day=day(2), value=17),
            Score(id=UUID(int=401), instrument="phq-9", day=day(16), value=13),
            Score(id=UUID(int=402), instrument="phq-9", day=day(30), value=9),
            Score(id=UUID(int=403), instrument="gad-7", day=day(2), value=12),
        ),
        visits=(
            Visit(
                id=UUID(int=500),
                day=day(25),
                focus="Friday evenings",
                homework="Call my brother before Friday. Write down three reasons.",
                what_happened="I called him. He came over and we cooked.",
                next_visit=day(32),
            ),
        ),
        points=(
            TalkingPoint(
                id=UUID(int=600), text="Why Fridays are so hard, and a plan for the next one."
            ),
            TalkingPoint(id=UUID(int=601), text="Going back to work: what do I say?"),
            TalkingPoint(
                id=UUID(int=602),
                point=PointKind.HARD_TO_SAY,
                text="I was angry at someone in group and left early in my head.",
            ),
        ),
        goals=(Goal(id=UUID(int=700), text="Two meetings a week", set_on=day(3)),),
        own_items=(own,),
        hard_day_plan=HardDayPlan(warning_signs=("I stop answering my phone", "I skip dinner")),
    )
