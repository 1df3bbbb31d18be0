"""Diary: a part of it, and the tools of an episode."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from journal.errors import InvalidInput
from journal.model.attendance import Attendance, Meeting
from journal.model.choices import Status
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.diary import Diary
from journal.model.program import Program
from journal.model.therapy import Goal, Score, Visit

FIRST = date(2026, 3, 2)


def test_a_part_holds_what_was_on_its_first_day_and_after() -> None:
    days = [FIRST + timedelta(days=number) for number in range(3)]
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    whole = Diary(
        days[0],
        days[-1],
        days[-1],
        Program(start=FIRST),
        days=tuple(DayEntry(day=day) for day in days),
        episodes=tuple(CravingEpisode(at=noon, day=day) for day in days),
        tool_uses=tuple(ToolUse(day=day, tool="walk") for day in days),
        attendances=tuple(Attendance(day=day, status=Status.ATTENDED) for day in days),
        meetings=tuple(Meeting(day=day, fellowship="aa") for day in days),
        scores=tuple(Score(instrument="phq-9", day=day, value=9) for day in days),
        visits=tuple(Visit(day=day) for day in days),
        goals=(Goal(text="Rest", set_on=FIRST),),
    )
    part = whole.since(days[1])
    assert (part.first, part.last, part.today, part.goals) == (
        days[1],
        days[2],
        days[2],
        whole.goals,
    )
    dated = ["days", "episodes", "tool_uses", "attendances", "meetings", "scores", "visits"]
    for name in dated:
        assert getattr(part, name) == getattr(whole, name)[1:]


def test_a_diary_ends_no_earlier_than_it_begins() -> None:
    program = Program(start=FIRST)
    assert Diary(FIRST, FIRST, FIRST, program, days=(DayEntry(day=FIRST),)).days
    with pytest.raises(InvalidInput):
        Diary(FIRST, FIRST - timedelta(days=1), FIRST, program)


def test_the_tools_of_an_episode_are_found_in_their_order() -> None:
    one, other = uuid4(), uuid4()
    uses = tuple(
        ToolUse(day=FIRST, tool=tool, episode_id=episode)
        for tool, episode in [("walk", one), ("call", None), ("wait", other), ("breathe", one)]
    )
    diary = Diary(FIRST, FIRST, FIRST, Program(start=FIRST), tool_uses=uses)
    assert [use.tool for use in diary.tools_in(one)] == ["walk", "breathe"]
    assert [use.tool for use in diary.tools_in(other)] == ["wait"]
    assert diary.tools_in(uuid4()) == ()
