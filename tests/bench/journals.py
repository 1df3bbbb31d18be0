"""Journals: one of 60 days and one of ten years, with twelve records a day and notes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from journal.book.book import Book
from journal.content.content import load_content
from journal.model.attendance import Attendance, Meeting, attendance_id
from journal.model.choices import Outcome, Status, Use
from journal.model.contents import Contents
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.days import DAY_START, day_of, local_now
from journal.model.program import PlannedSession, Program
from journal.model.record import Record
from journal.vault import KdfParams
from tests.bench import PASSPHRASE

CHEAP = KdfParams(19 * 1024, 1, 1)
"""Key derivation takes as long as it is made to, so it is kept out of the figures."""
TEN_YEARS = 3650
NOTE_WORDS = 45
WORDS = [
    *("called", "sponsor", "group", "rain", "bus", "dinner", "river"),
    *("dog", "sleep", "angry", "quiet", "garden", "money"),
]


def make(path: Path, days: int) -> Path:
    """A journal of ``days`` days up to yesterday at ``path``, saved."""
    now = local_now()
    today = day_of(now, DAY_START)
    start = today - timedelta(days=days)
    length = max(45, min(days + 5, 3650))
    program = Program(start=start, planned_days=length, weekly_hours=9, **_stamps(start, now))
    contents = Contents(records=(program, *_records(start, today, now)))
    Book.create_with(path, PASSPHRASE, contents, kdf=CHEAP)[0].close()
    return path


def _records(start: date, today: date, now: datetime) -> Iterator[Record]:
    chance = random.Random(1)
    content = load_content()
    planned = [
        PlannedSession(weekday=weekday, start=time(18), valid_from=start, **_stamps(start, now))
        for weekday in (0, 1, 3)
    ]
    yield from planned
    for number in range((today - start).days):
        day = start + timedelta(days=number)
        stamps = _stamps(day, now)
        entry = DayEntry(day=day, **stamps)
        yield entry.answer(
            entry.created_at,
            mood=chance.randrange(11),
            craving=chance.randrange(11),
            use=Use.YES if chance.random() < 0.02 else Use.NO,
            sleep_hours=chance.randrange(10, 18) / 2,
            sleep_quality=chance.randrange(5),
            note=_note(chance),
        )
        for _episode in range(3):
            episode = CravingEpisode(
                at=stamps["created_at"] - timedelta(hours=chance.randrange(1, 14)),
                day=day,
                before=chance.randrange(3, 11),
                after=chance.randrange(8),
                triggers=(chance.choice(content.triggers).key,),
                outcome=Outcome.RODE_OUT,
                finished=True,
                note=_note(chance),
                **stamps,
            )
            yield episode
            tool = chance.choice(content.tools).key
            yield ToolUse(day=day, tool=tool, helped=2, episode_id=episode.id, **stamps)
        yield from _sessions(chance, planned, day, stamps)
        for _time in range(2):
            tool = chance.choice(content.tools).key
            yield ToolUse(day=day, tool=tool, helped=chance.randrange(5), **stamps)


def _sessions(
    chance: random.Random, planned: list[PlannedSession], day: date, stamps: dict[str, datetime]
) -> Iterator[Record]:
    held = next((session for session in planned if session.weekday == day.weekday()), None)
    if held is not None:
        yield Attendance(
            id=attendance_id(held.id, day),
            day=day,
            planned_id=held.id,
            start=held.start,
            status=chance.choice([Status.ATTENDED, Status.ATTENDED, Status.MISSED]),
            note=_note(chance),
            **stamps,
        )
    for _meeting in range(2 if held is not None else 3):
        yield Meeting(day=day, fellowship="aa", minutes=60, note=_note(chance), **stamps)


def _stamps(day: date, now: datetime) -> dict[str, datetime]:
    at = datetime.combine(day, time(21, 30), now.tzinfo)
    return {"created_at": at, "edited_at": at}


def _note(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=NOTE_WORDS))
