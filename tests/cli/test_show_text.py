"""A diary for the terminal: in words, and as values for other programs."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.cli.show_text import FORMAT, VERSION, diary_text, diary_values
from journal.content.content import Content, load_content
from journal.model.attendance import Attendance, Meeting
from journal.model.choices import (
    Halt,
    Home,
    Medication,
    Place,
    Reached,
    SessionKind,
    Status,
    Use,
)
from journal.model.codec import from_plain
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.diary import Diary
from journal.model.program import Program
from journal.model.therapy import Score, Visit
from tests.strategies import records_of

DAY = date(2026, 3, 2)


def at(hour: int) -> datetime:
    return datetime(2026, 3, 2, hour, tzinfo=UTC)


@pytest.fixture(scope="session")
def words() -> Content:
    return load_content()


def span(diary: Diary, days: int) -> Diary:
    """The last ``days`` of ``diary``."""
    first = diary.last - timedelta(days=days - 1)
    return replace(
        diary, first=first, days=tuple(entry for entry in diary.days if entry.day >= first)
    )


def test_the_values_are_json_and_hold_every_record(diary: Diary, words: Content) -> None:
    values = json.loads(msgspec.json.encode(diary_values(diary, words)))
    assert (values["format"], values["version"]) == (FORMAT, VERSION)
    assert (values["from"], values["to"]) == (str(diary.first), str(diary.last))
    for name, records in {
        "days": diary.days,
        "episodes": diary.episodes,
        "attendance": diary.attendances,
        "meetings": diary.meetings,
        "talking_points": diary.points,
        "plan": diary.planned,
    }.items():
        assert [kept["id"] for kept in values[name]] == [str(record.id) for record in records]


def test_a_day_comes_back_from_its_values(diary: Diary, words: Content) -> None:
    values = json.loads(msgspec.json.encode(diary_values(diary, words)))
    for entry, kept in zip(diary.days, values["days"], strict=True):
        assert set(kept.pop("written").values()) <= {"same_day", "later", "looking_back"}
        assert from_plain("day_entry", kept) == entry


def test_when_answers_were_written_is_told_for_those_that_are(words: Content) -> None:
    program = Program(start=DAY)
    entry = DayEntry(day=DAY).answer(at(21), mood=5, note="x").answer(at(22), note="")
    diary = Diary(first=DAY, last=DAY, today=DAY, program=program, days=(entry,))
    (kept,) = diary_values(diary, words)["days"]
    assert kept["written"] == {"mood": "same_day"}


def test_tools_are_named_by_key_and_in_words(diary: Diary, words: Content) -> None:
    for use in diary_values(diary, words)["tools"]:
        assert use["tool"]
        assert use["name"]
        assert use["name"] != use["tool"] or " " not in use["tool"]


def test_a_ledger_of_a_span_looks_back_over_the_whole_program(diary: Diary, words: Content) -> None:
    part = span(diary, 7)
    values = diary_values(part, words, diary)["ledger"]
    assert values["planned"] <= diary_values(diary, words)["ledger"]["planned"]
    assert values["sentences"]


def test_every_answer_of_a_day_is_said(words: Content) -> None:
    entry = DayEntry(
        day=DAY,
        mood=0,
        craving=10,
        use=Use.YES,
        sleep_hours=6.5,
        sleep_quality=1,
        medication=Medication.MISSED,
        halt=(Halt.TIRED,),
        home=Home.USING,
        reached=(Reached.SPONSOR,),
        no_tool_reason="It came too fast",
        note="It rained",
    )
    episode = CravingEpisode(
        at=at(15), day=DAY, before=0, after=0, note="At the bus stop", no_tool_reason="forgot"
    )
    diary = Diary(
        first=DAY,
        last=DAY,
        today=DAY,
        program=Program(start=DAY, craving_word="pull"),
        days=(entry,),
        episodes=(episode,),
        tool_uses=(
            ToolUse(day=DAY, tool="stop", helped=0),
            ToolUse(day=DAY, tool="urge-surfing", episode_id=episode.id),
        ),
    )
    text = diary_text(diary, words)
    for said in (
        f"{DAY:%A} {DAY}",
        "mood: 0 of 10",
        "worst pull: 10 of 10",
        "sleep: 6.5 hours",
        words.label("use", Use.YES).lower(),
        words.label("medication", Medication.MISSED).lower(),
        words.label("home", Home.USING).lower(),
        words.label("halt", Halt.TIRED),
        words.label("reached", Reached.SPONSOR),
        f"how I slept: {words.scales['sleep_quality'].at(1).lower()}",
        "why I used no tool: It came too fast",
        "note: It rained",
        "pull at 15:00, strength 0, 0 after",
        "why I used no tool: I did not think of it",
        "note: At the bus stop",
        words.name("tool", "urge-surfing", ()),
        f"{words.name('tool', 'stop', ())} ({words.scales['helped'].at(0)})",
    ):
        assert said in text, said
    assert "craving" not in text


def test_sessions_meetings_scores_and_visits_are_said(words: Content) -> None:
    # `show` said nothing of them; only --json did.
    yesterday = DAY - timedelta(days=1)
    missed = Attendance(day=yesterday, status=Status.MISSED, start=time(18))
    made_up = Attendance(
        day=DAY,
        session=SessionKind.INDIVIDUAL,
        place=Place.ONLINE,
        start=time(10),
        status=Status.LATE,
        minutes=40,
        makes_up_for=missed.id,
        note="The bus\nagain",
    )
    diary = Diary(
        first=yesterday,
        last=DAY,
        today=DAY,
        program=Program(start=yesterday),
        attendances=(missed, Attendance(day=DAY, status=Status.EXCUSED), made_up),
        meetings=(
            Meeting(day=DAY, fellowship="aa", start=time(19, 30), minutes=60, step=3),
            Meeting(day=DAY, fellowship="My Circle", sponsor_contact=True, note="Warm"),
        ),
        scores=(
            Score(day=DAY, instrument="phq-9", value=9),
            Score(day=DAY, instrument="Their own", value=2.5, low=0, high=10),
        ),
        visits=(Visit(day=DAY, focus="Home", next_visit=DAY + timedelta(days=7)),),
    )
    assert diary_text(diary, words).splitlines()[2:] == [
        f"{yesterday:%A} {yesterday}",
        "  session: group, 18:00, missed",
        "",
        f"{DAY:%A} {DAY}",
        f"  session: one-on-one, 10:00, online, 40 minutes, came late, makes up for {yesterday}",
        "    note: The bus",
        "    again",
        "  session: group, excused",
        f"  meeting: {words.name('fellowship', 'aa', ())}, 19:30, 60 minutes, step 3",
        "  meeting: My Circle, in touch with the sponsor",
        "    note: Warm",
        "  score: PHQ-9 9",
        "  score: Their own 2.5 (0 to 10)",
        "  therapy, focus: Home",
        f"  therapy, next visit: {DAY + timedelta(days=7)}",
    ]


@given(records_of(Attendance), records_of(Meeting), records_of(Score), records_of(Visit))
def test_whatever_became_of_a_session_can_be_told(
    session: Attendance, meeting: Meeting, score: Score, visit: Visit
) -> None:
    diary = Diary(
        first=session.day,
        last=session.day,
        today=session.day,
        program=Program(start=session.day),
        attendances=(session,),
        meetings=(meeting,),
        scores=(score,),
        visits=(visit,),
    )
    text = diary_text(diary, load_content())
    for said in (session.note, meeting.note, visit.focus):
        assert said.replace("\n", "\n    ").rstrip() in text


def test_blank_days_are_not_listed(words: Content) -> None:
    program = Program(start=DAY - timedelta(days=3))
    diary = Diary(
        first=program.start, last=DAY, today=DAY, program=program, days=(DayEntry(day=DAY),)
    )
    assert diary_text(diary, words).count("\n") == 0


@given(records_of(DayEntry), records_of(CravingEpisode), st.text(max_size=20))
def test_anything_that_can_be_written_can_be_told(
    entry: DayEntry, episode: CravingEpisode, tool: str
) -> None:
    content = load_content()
    episode = replace(episode, day=entry.day)
    uses = (
        tuple(
            ToolUse(day=entry.day, tool=tool or "stop", episode_id=key)
            for key in (None, episode.id)
        )
        if tool.strip() and tool.isprintable()
        else ()
    )
    diary = Diary(
        first=entry.day,
        last=entry.day,
        today=entry.day,
        program=Program(start=entry.day),
        days=(entry,),
        episodes=(episode,),
        tool_uses=uses,
    )
    text = diary_text(diary, content)
    assert entry.note.replace("\n", "\n    ").strip() in text
    assert msgspec.json.decode(msgspec.json.encode(diary_values(diary, content)))
    assert {f.name for f in fields(entry)} <= diary_values(diary, content)["days"][0].keys()
