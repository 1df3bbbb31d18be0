"""The sample patient is the promised one on any day, anywhere, and reads as a person."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.book.book import Book
from journal.content.content import load_content
from journal.demo import SAMPLE_PASSPHRASE, sample_records, write_sample
from journal.errors import InvalidInput
from journal.model.attendance import Attendance, Meeting
from journal.model.choices import (
    Home,
    Medication,
    Outcome,
    Place,
    PointKind,
    PointState,
    SessionKind,
    Status,
    Timeliness,
    Use,
)
from journal.model.codec import from_plain, to_plain
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry, answer_names
from journal.model.days import DAY_START, day_of
from journal.model.plan import Contact, HardDayPlan, OwnItem, Preferences
from journal.model.program import PlannedSession, Program
from journal.model.record import Record
from journal.model.therapy import Goal, Score, TalkingPoint, Visit

R = TypeVar("R", bound=Record)
Records = tuple[Record, ...]

NEW_YORK = ZoneInfo("America/New_York")
ZONES = [
    NEW_YORK,
    ZoneInfo("Europe/London"),
    ZoneInfo("Australia/Lord_Howe"),  # half an hour of summer time
    ZoneInfo("America/Santiago"),  # its clocks change at midnight
    ZoneInfo("Asia/Kathmandu"),
    UTC,
    timezone(timedelta(hours=-5)),
]
# Today on each weekday, the day after both changes of the clocks, leap days, new year, and nights.
NOWS = [
    *(datetime(2026, 6, 1 + n, 20, 15, tzinfo=NEW_YORK) for n in range(7)),
    datetime(2024, 2, 29, 12, 0, tzinfo=NEW_YORK),
    datetime(2024, 3, 10, 2, 0, tzinfo=NEW_YORK),
    datetime(2026, 3, 8, 3, 30, tzinfo=NEW_YORK),
    datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=NEW_YORK),
    datetime(2027, 1, 1, 0, 5, tzinfo=NEW_YORK),
    datetime(2026, 9, 6, 4, 0, tzinfo=ZoneInfo("America/Santiago")),
]
moments = st.builds(
    lambda naive, zone: naive.replace(tzinfo=zone),
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001 - the zone follows
    st.sampled_from(ZONES),
)
seeds = st.integers(0, 10_000)


def of(kind: type[R], records: Records) -> list[R]:
    return [record for record in records if isinstance(record, kind)]


def one(kind: type[R], records: Records) -> R:
    (found,) = of(kind, records)
    return found


def days(records: Records) -> dict[date, DayEntry]:
    return {entry.day: entry for entry in of(DayEntry, records)}


def when(entry: DayEntry) -> Timeliness:
    return entry.timeliness("craving", DAY_START)


def check_facts(now: datetime, records: Records) -> None:
    """What was promised of the sample patient, on whatever day it is."""
    today = day_of(now, DAY_START)
    yesterday = today - timedelta(days=1)
    program = one(Program, records)
    assert (program.day_number(today), program.length) == (33, 45)
    assert program.day_start == DAY_START

    # The days: today open, yesterday written, 5 of the 32 blank, 4 filled in later.
    entries = days(records)
    past = [program.start + timedelta(days=n) for n in range(32)]
    assert today not in entries
    assert entries[yesterday].has("mood")
    assert set(entries) < set(past)
    assert len(set(past) - set(entries)) == 5
    written = Counter(when(entry) for entry in entries.values())
    assert written == {
        Timeliness.SAME_DAY: 23,
        Timeliness.LATER: 2,
        Timeliness.LOOKING_BACK: 2,
    }
    assert not any(entry.is_blank() for entry in entries.values())
    assert all(entry.has("mood") and entry.has("craving") for entry in entries.values())

    # The plan: three group evenings, one individual session, some online.
    planned = {session.id: session for session in of(PlannedSession, records)}
    assert Counter(session.session for session in planned.values()) == {
        SessionKind.GROUP: 3,
        SessionKind.INDIVIDUAL: 1,
    }
    assert {session.place for session in planned.values()} == set(Place)
    attendances = of(Attendance, records)
    expected = {
        (session.id, day)
        for session in planned.values()
        for day in past
        if day.weekday() == session.weekday
    }
    marked = [a for a in attendances if a.planned_id is not None]
    assert {(a.planned_id, a.day) for a in marked} == expected
    assert len(marked) == len(expected)
    away = [a for a in attendances if a.status in (Status.EXCUSED, Status.MISSED)]
    assert sorted(a.status for a in away) == [Status.EXCUSED, Status.MISSED]
    (made_up,) = (a for a in attendances if a.makes_up_for is not None)
    (missed,) = (a for a in away if a.status is Status.MISSED)
    assert made_up.makes_up_for == missed.id
    assert made_up.planned_id is None
    assert missed.day < made_up.day < today

    # One day of use, told the day after, and harder days behind it.
    (used,) = (entry for entry in entries.values() if entry.use is Use.YES)
    after = [entries[used.day + timedelta(days=n)] for n in (1, 2, 3)]
    (acted,) = (e for e in of(CravingEpisode, records) if e.outcome is Outcome.ACTED)
    assert acted.day == used.day
    assert missed.day in [entry.day for entry in after]
    assert used.craving == max(entry.craving or 0 for entry in entries.values())
    assert mean(entry.mood or 0 for entry in after) < 4.5
    before = [e for day, e in entries.items() if timedelta() < used.day - day <= timedelta(days=4)]
    assert mean(e.mood or 0 for e in after) < mean(e.mood or 0 for e in before) - 1
    assert mean(e.craving or 0 for e in after) > mean(e.craving or 0 for e in before)
    assert (entries[yesterday].mood or 0) > mean(e.mood or 0 for e in after)

    # Cravings mostly ease, in every program week and in most hours.
    first, last = past[:10], past[-10:]
    level = [mean(entries[d].craving or 0 for d in ten if d in entries) for ten in (first, last)]
    assert level[1] < level[0] - 1
    eased = [
        e.before > e.after for e in of(CravingEpisode, records) if e.after is not None and e.before
    ]
    assert 0.8 < mean(eased) < 1

    check_records(now, records)


def check_records(now: datetime, records: Records) -> None:
    """Every record holds together: times in order, days inside the program, links that lead on."""
    program = one(Program, records)
    today = day_of(now, DAY_START)
    assert len({record.id for record in records}) == len(records)
    for record in records:
        plain = to_plain(record)
        assert set(plain) == {f.name for f in fields(record)}
        assert from_plain(record.kind, plain) == record
        assert record.created_at <= record.edited_at < now
        assert program.start <= day_of(record.created_at, DAY_START)
        assert record.created_at.utcoffset() == record.created_at.astimezone(now.tzinfo).utcoffset()
        day = getattr(record, "day", None)
        assert day is None or program.start <= day < today
    assert [r.created_at for r in records] == sorted(r.created_at for r in records)
    for entry in of(DayEntry, records):
        answered = {name for name in entry.answered_at if entry.has(name)}
        assert answered == {name for name in answer_names() if entry.has(name)}
        assert all(entry.created_at <= at <= entry.edited_at for at in entry.answered_at.values())
    episodes = {episode.id: episode for episode in of(CravingEpisode, records)}
    entries = days(records)
    for episode in episodes.values():
        assert episode.day == day_of(episode.at, DAY_START)
        assert episode.before is not None
        assert episode.peak is not None
        assert episode.before <= episode.peak <= (entries[episode.day].craving or 0)
        assert episode.at <= episode.created_at
        assert episode.finished
    for use in of(ToolUse, records):
        if use.episode_id is not None:
            assert episodes[use.episode_id].day == use.day


@given(moments, seeds)
def test_it_is_the_promised_patient_on_any_day(now: datetime, seed: int) -> None:
    check_facts(now, sample_records(now, seed))


@pytest.mark.parametrize("now", NOWS, ids=str)
def test_it_is_the_promised_patient_on_awkward_days(now: datetime) -> None:
    check_facts(now, sample_records(now))


def test_the_same_seed_and_day_give_the_same_journal() -> None:
    morning = datetime(2026, 6, 3, 9, 0, tzinfo=NEW_YORK)
    after_midnight = datetime(2026, 6, 4, 2, 0, tzinfo=NEW_YORK)
    assert sample_records(morning) == sample_records(after_midnight)
    assert sample_records(morning) != sample_records(morning, seed=8)
    ids = {record.id for record in of(CravingEpisode, sample_records(morning))}
    next_day = of(CravingEpisode, sample_records(morning + timedelta(days=1)))
    assert ids.isdisjoint(record.id for record in next_day)


def test_the_offset_follows_the_clocks() -> None:
    # New York went to summer time on 8 March 2026.
    records = sample_records(datetime(2026, 3, 20, 20, 0, tzinfo=NEW_YORK))
    offsets = {entry.edited_at.utcoffset() for entry in of(DayEntry, records)}
    assert offsets == {timedelta(hours=-5), timedelta(hours=-4)}


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(InvalidInput, match="time zone"):
        sample_records(datetime(2026, 6, 3, 9, 0))  # noqa: DTZ001 - that is the mistake


def test_the_file_opens_with_its_passphrase_and_holds_every_record(tmp_path: Path) -> None:
    now = datetime(2026, 6, 3, 9, 0, tzinfo=NEW_YORK)
    path = tmp_path / "sample.daybook"
    write_sample(path, clock=lambda: now)
    book = Book.open(path, SAMPLE_PASSPHRASE, clock=lambda: now)
    try:
        kept = book.everything()
        assert {record.id: record for record in kept.records} == {
            record.id: record for record in sample_records(now)
        }
        assert kept.tombstones == ()
    finally:
        book.close()
    with pytest.raises(InvalidInput, match="already"):
        write_sample(path, clock=lambda: now)


# --- one day looked at closely ----------------------------------------------------------------

NOW = datetime(2026, 6, 5, 20, 15, tzinfo=NEW_YORK)
SAMPLE = sample_records(NOW)


def test_every_key_is_in_the_content() -> None:
    content = load_content()
    own = {item.key for item in of(OwnItem, SAMPLE) if item.list_name == "tool"}
    tools = own | {tool.key for tool in content.tools}
    company = {role.key for role in content.roles_for("company")}
    preferences = one(Preferences, SAMPLE)
    assert {use.tool for use in of(ToolUse, SAMPLE)} <= tools
    assert set(preferences.favourite_tools + preferences.hidden_tools) <= tools
    reasons = {choice.key for choice in content.no_tool} | {""}
    for episode in of(CravingEpisode, SAMPLE):
        assert set(episode.triggers) <= {choice.key for choice in content.triggers}
        assert episode.place in {choice.key for choice in content.places}
        assert set(episode.company) <= company
        assert episode.no_tool_reason in reasons
    assert {entry.no_tool_reason for entry in of(DayEntry, SAMPLE)} <= reasons
    for meeting in of(Meeting, SAMPLE):
        assert meeting.fellowship in {fellowship.key for fellowship in content.fellowships}
        assert meeting.format in {choice.key for choice in content.formats}
    contacts = {role.key for role in content.roles_for("contact")}
    assert {contact.role for contact in of(Contact, SAMPLE)} <= contacts
    for score in of(Score, SAMPLE):
        instrument = content.instrument(score.instrument)
        assert instrument.low <= score.value <= instrument.high


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner)]
    return [value] if isinstance(value, str) else []


def test_its_words_judge_nobody() -> None:
    judging = re.compile(
        r"\b(clean\w*|dirty|addict\w*|abus\w*|relaps\w*|fail\w*|(non-?)?complian\w*|streaks?"
        r"|junkie\w*|alcoholic\w*|drunk\w*|sober\w*|slipp?\w*|users?)\b",
        re.IGNORECASE,
    )
    found = {
        text: judging.findall(text.replace("slippers", ""))
        for now in NOWS
        for record in sample_records(now)
        for text in texts(to_plain(record))
    }
    assert len(found) > 500
    assert {text: words for text, words in found.items() if words} == {}


def test_phone_numbers_belong_to_no_one() -> None:
    numbers = [contact.phone for contact in of(Contact, SAMPLE)]
    assert len(set(numbers)) == len(numbers) == 5
    assert all(re.fullmatch(r"555-01\d\d", number) for number in numbers)


def test_there_is_life_in_the_notes() -> None:
    notes = [entry.note for entry in of(DayEntry, SAMPLE)]
    assert all(notes)
    assert len(set(notes)) == len(notes)
    for name in ("Theo", "Pickle", "Okafor", "Rena", "Cal", "Bev"):
        assert any(name in note for note in notes)


def test_a_day_in_the_story_is_that_day_on_the_calendar() -> None:
    # Notes name weekdays; they have to be right whatever day it is today.
    for now in NOWS:
        for entry in of(DayEntry, sample_records(now)):
            if said := re.search(r"Wrote this on (\w+day)|write it on (\w+day)", entry.note):
                day = said.group(1) or said.group(2)
                assert f"{entry.edited_at:%A}" == day
            if re.search(r"^Friday|fix a Friday|Payday", entry.note):
                assert f"{entry.day:%A}" == "Friday"


def test_sleep_follows_mood() -> None:
    # Over many seeds, so that the jitter of one journal decides nothing.
    after: dict[bool, list[float]] = {True: [], False: []}
    for seed in range(20):
        entries = days(sample_records(NOW, seed))
        for today, tomorrow in pairwise(sorted(entries)):
            hours, mood = entries[tomorrow].sleep_hours, entries[today].mood
            if tomorrow - today == timedelta(days=1) and hours is not None and mood is not None:
                after[mood >= 5].append(hours)
    assert mean(after[True]) > mean(after[False]) + 0.5


def test_tools_differ_in_what_they_do() -> None:
    fell: dict[str, list[int]] = {}
    helped: dict[str, list[int]] = {}
    for seed in range(20):
        records = sample_records(NOW, seed)
        uses = [use for use in of(ToolUse, records) if use.episode_id is not None]
        by_episode = {
            e.id: [u for u in uses if u.episode_id == e.id] for e in of(CravingEpisode, records)
        }
        for episode in of(CravingEpisode, records):
            for use in by_episode[episode.id]:
                helped.setdefault(use.tool, []).append(use.helped or 0)
                if (
                    len(by_episode[episode.id]) == 1
                    and episode.before
                    and episode.after is not None
                ):
                    fell.setdefault(use.tool, []).append(episode.before - episode.after)
    assert mean(fell["urge-surfing"]) > mean(fell["delay-15"]) > 0
    assert mean(helped["call-support"]) > mean(helped["urge-surfing"]) > mean(helped["delay-15"])
    assert mean(helped["delay-15"]) > mean(helped["distract"])


def test_there_is_enough_to_count() -> None:
    # CLINICAL section 4: 8 pairs for a mean, 10 episodes for triggers, 14 same-day entries.
    episodes = {e.id: e for e in of(CravingEpisode, SAMPLE) if e.after is not None}
    used = Counter(use.tool for use in of(ToolUse, SAMPLE) if use.episode_id in episodes)
    assert used["urge-surfing"] >= 8
    assert len(episodes) >= 10
    same = sorted(e.day for e in of(DayEntry, SAMPLE) if when(e) is Timeliness.SAME_DAY)
    assert len(same) >= 14
    assert sum(b - a == timedelta(days=1) for a, b in pairwise(same)) >= 8


def test_the_rest_of_a_life_is_there() -> None:
    entries = of(DayEntry, SAMPLE)
    assert 2 <= sum(entry.home is Home.USING for entry in entries) <= 6
    assert sum(entry.medication is Medication.MISSED for entry in entries) == 2
    assert any(entry.use is None for entry in entries)
    assert {place.place for place in of(Meeting, SAMPLE)} == set(Place)
    points = of(TalkingPoint, SAMPLE)
    hard = [point for point in points if point.point is PointKind.HARD_TO_SAY]
    assert sum(point.state is PointState.OPEN for point in hard) == 2
    assert any(point.state is PointState.DONE and point.agreed for point in points)
    assert all((point.state is PointState.OPEN) == (point.raised_on is None) for point in points)
    assert len(of(Goal, SAMPLE)) == 4
    visits = sorted(of(Visit, SAMPLE), key=lambda visit: visit.day)
    assert all(a.next_visit == b.day for a, b in pairwise(visits))
    kept = {a.day for a in of(Attendance, SAMPLE) if a.session is SessionKind.INDIVIDUAL}
    assert {visit.day for visit in visits} <= kept
    scores = sorted(of(Score, SAMPLE), key=lambda score: score.day)
    for name in ("phq-9", "gad-7"):
        first, last = (score.value for score in scores if score.instrument == name)
        assert last < first
    plan = one(HardDayPlan, SAMPLE)
    assert all(getattr(plan, f.name) for f in fields(plan))
