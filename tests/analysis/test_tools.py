"""Before and after a tool, triggers, times of the week and clinic scores."""

from __future__ import annotations

from collections import Counter
from datetime import time
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.analysis.interval import signed
from journal.analysis.scores import score_histories
from journal.analysis.tools import tool_histories
from journal.analysis.triggers import trigger_counts
from journal.analysis.when import Cell, Covered, when
from journal.content.content import load_content
from journal.model.attendance import Meeting
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.program import PlannedSession, Program
from journal.model.therapy import Score
from tests.analysis.patients import START, at, day, diary, episode

strength = st.none() | st.integers(0, 10)
cravings = st.lists(st.tuples(strength, strength, st.sets(st.sampled_from("abc"))), max_size=40)


@given(cravings, st.lists(st.sampled_from("abcd"), max_size=10))
def test_tools_agree_with_a_count_one_by_one(
    made: list[tuple[int | None, int | None, set[str]]], alone: list[str]
) -> None:
    episodes = [episode(n % 33, before=b, after=a) for n, (b, a, _) in enumerate(made)]
    uses = [
        ToolUse(day=one.day, tool=tool, episode_id=one.id)
        for one, (_, _, tools) in zip(episodes, made, strict=True)
        for tool in sorted(tools)
    ]
    uses += [ToolUse(day=day(3), tool=tool, helped=2) for tool in alone]
    found = tool_histories(diary(episodes=tuple(episodes), tool_uses=tuple(uses)))
    times = Counter(use.tool for use in uses)
    assert {one.tool: one.times for one in found} == times
    assert [one.times for one in found] == sorted(times.values(), reverse=True)
    for one in found:
        changes = [
            a - b for b, a, tools in made if one.tool in tools and a is not None and b is not None
        ]
        assert sorted(pair.after - pair.before for pair in one.pairs) == sorted(changes)
        assert (one.change is not None) == (len(changes) >= 8)
        assert len(one.helped) == alone.count(one.tool)
        if one.change:
            assert one.change.value == pytest.approx(np.mean(changes))
            if len(changes) == 9:  # t with 8 degrees of freedom, from the tables
                half = 2.306004 * np.std(changes, ddof=1) / 3
                assert one.change.high - one.change.value == pytest.approx(half, rel=1e-5)


def test_the_interval_of_eight_pairs() -> None:
    """Changes -1, -1, -2, -2, -3, -3, -4, -4: mean -2.5, SD 1.195, t(7) 2.3646."""
    episodes = [episode(n, before=8, after=7 - n // 2) for n in range(8)]
    uses = tuple(ToolUse(day=e.day, tool="stop", episode_id=e.id) for e in episodes)
    (found,) = tool_histories(diary(episodes=tuple(episodes), tool_uses=uses))
    assert found.change is not None
    assert (found.change.value, found.change.low) == pytest.approx((-2.5, -3.4993), abs=1e-4)
    assert found.sentence("STOP", "craving") == (
        "STOP: used 8 times. Strength was about 2.5 points lower after than before in"
        " 8 cravings (likely between 1.5 and 3.5)."
    )


def test_a_change_of_nothing_has_no_sign() -> None:
    assert [signed(value) for value in (-1.84, 0.4, -0.04, 0.04, 0)] == [
        "−1.8",
        "+0.4",
        "0",
        "0",
        "0",
    ]


def test_a_tool_written_twice_in_one_craving_is_one_pair() -> None:
    one = episode(0, before=8, after=2)
    uses = tuple(ToolUse(day=day(0), tool="stop", episode_id=one.id) for _ in range(2))
    (found,) = tool_histories(diary(episodes=(one,), tool_uses=uses))
    assert (found.times, found.n) == (2, 1)
    assert "Too few cravings to say. 1 so far; it takes 8." in found.sentence("STOP", "craving")


def test_a_tool_of_a_craving_that_is_gone_makes_no_pair() -> None:
    (found,) = tool_histories(
        diary(tool_uses=(ToolUse(day=day(0), tool="stop", episode_id=uuid4()),))
    )
    assert (found.times, found.n, found.change) == (1, 0, None)


@given(st.lists(st.sets(st.sampled_from(["place", "payday", "cue"])), max_size=40))
def test_triggers_are_out_of_those_that_name_any(named: list[set[str]]) -> None:
    episodes = [episode(n % 33, triggers=tuple(one)) for n, one in enumerate(named)]
    found = trigger_counts(diary(episodes=tuple(episodes)))
    assert found.n == sum(map(bool, named))
    assert found.unnamed == len(named) - found.n
    assert dict(found.counts) == Counter(trigger for one in named for trigger in one)
    assert [n for _, n in found.counts] == sorted((n for _, n in found.counts), reverse=True)
    assert found.enough == (found.n >= 10)
    assert found.sentence("urge").startswith("Too few urges") != found.enough


def test_a_trigger_named_twice_counts_once() -> None:
    assert trigger_counts(diary(episodes=(episode(0, triggers=("a", "a")),))).counts == (("a", 1),)


@given(st.lists(st.tuples(st.integers(0, 27), st.floats(0, 23.9), strength), max_size=60))
def test_times_of_the_week_hold_every_craving_once(
    made: list[tuple[int, float, int | None]],
) -> None:
    episodes = tuple(
        # Before four in the morning it is still the day before.
        CravingEpisode(at=at(n + (hour < 4), hour), day=day(n), peak=peak)
        for n, hour, peak in made
    )
    found = when(diary(episodes=episodes))
    for weekday in range(7):
        for block in range(4):
            inside = [
                peak
                for n, hour, peak in made
                if peak is not None and n % 7 == weekday and (hour - 4) % 24 // 6 == block
            ]
            middle = float(np.median(inside)) if len(inside) >= 3 else None
            assert found.cell(weekday, block) == Cell(weekday, block, len(inside), middle)
    assert found.n == sum(peak is not None for _, _, peak in made)


def test_one_in_the_morning_belongs_to_the_evening_before() -> None:
    night = CravingEpisode(at=at(1, 1), day=day(0), before=3, peak=8, after=2)
    found = when(diary(episodes=(night,) * 3))
    assert found.cell(0, 3).strength == 8  # Monday, 10 pm to 4 am


def test_covered_hours_are_those_held_in_the_span() -> None:
    planned = (
        PlannedSession(weekday=0, start=time(18), minutes=180, valid_from=START),
        PlannedSession(
            weekday=1, start=time(18), minutes=60, valid_from=START, skipped=(day(1), day(8))
        ),
    )
    meetings = tuple(
        Meeting(day=day(n), fellowship="aa", start=time(12, 30), minutes=minutes)
        for n, minutes in ((5, 90), (12, 90), (6, None))
    )
    found = when(diary((), 14, planned=planned, meetings=meetings))
    assert found.covered == (
        Covered(0, 14 * 60, 17 * 60, meeting=False, times=2),
        Covered(5, 8 * 60 + 30, 10 * 60, meeting=True, times=2),
        Covered(6, 8 * 60 + 30, 9 * 60 + 30, meeting=True, times=1),
    )


def test_scores_say_whether_a_change_is_beyond_chance() -> None:
    instruments = load_content().instruments
    scores = tuple(
        Score(instrument=name, day=day(n), value=value)
        for name, n, value in (
            ("phq-9", 20, 9),
            ("phq-9", 0, 15),
            ("gad-7", 0, 12),
            ("gad-7", 20, 10),
            ("Clinic's own", 3, 40),
            ("Clinic's own", 9, 31),
            ("pacs", 3, 17),
            ("phq-9", 90, 27),
        )
    )
    phq, gad, own, pacs = score_histories(diary((), scores=scores), instruments)
    assert (phq.change, phq.reliable, phq.n) == (-6, True, 2)
    assert phq.sentence == (
        "PHQ-9 went from 15 to 9 over 2 scores. A change of 6 points or more is likely real."
    )
    assert (gad.change, gad.reliable) == (-2, False)
    assert gad.sentence.endswith("Less than 4 points can be chance.")
    assert (own.name, own.change, own.reliable) == ("Clinic's own", -9, None)
    assert (pacs.change, pacs.sentence) == (None, "PACS: 17. One score so far; a change takes 2.")


def test_what_lies_after_today_or_before_the_program_is_not_counted() -> None:
    outside = diary(
        (),
        33,
        first=day(-5),
        today=day(3),
        program=Program(start=START),
        episodes=(episode(-2, before=5, triggers=("a",)), episode(9, before=5, triggers=("a",))),
        tool_uses=(ToolUse(day=day(-2), tool="a"), ToolUse(day=day(9), tool="a")),
    )
    assert tool_histories(outside) == ()
    assert (trigger_counts(outside).n, when(outside).n) == (0, 0)
