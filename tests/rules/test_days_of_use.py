"""Days of use: a day's own answer first, then a craving acted on; nothing is turned into a yes.

Today said 1 day of use in a week where Craving now said 3: each counted by itself.
"""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.book.queries import Queries
from journal.model.choices import Outcome, Use
from journal.model.craving import CravingEpisode
from journal.model.day import DayEntry
from journal.model.program import Program
from journal.rules.days_of_use import shared_use, use_by_day
from journal.rules.help_offer import week_up_to
from journal.store.database import Database

FIRST = date(2026, 11, 2)
NOW = datetime(2026, 11, 16, 20, tzinfo=UTC)

some_days = st.integers(0, 13).map(lambda n: FIRST + timedelta(days=n))
entries = st.dictionaries(some_days, st.none() | st.sampled_from(Use)).map(
    lambda use: [DayEntry(day=day, use=answer, note="x") for day, answer in use.items()]
)
episodes = st.lists(
    st.builds(
        CravingEpisode, at=st.just(NOW), day=some_days, outcome=st.none() | st.sampled_from(Outcome)
    ),
    max_size=12,
)


def entry(answer: Use | None) -> DayEntry:
    return DayEntry(day=FIRST, use=answer)


def ended(outcome: Outcome | None) -> CravingEpisode:
    return CravingEpisode(at=NOW, day=FIRST, outcome=outcome)


@pytest.mark.parametrize(
    ("answer", "outcomes", "known"),
    [
        (Use.YES, [], Use.YES),
        (Use.YES, [Outcome.RODE_OUT], Use.YES),
        (Use.NO, [Outcome.ACTED], Use.NO),
        (Use.SKIP, [Outcome.ACTED], Use.SKIP),
        (None, [Outcome.ACTED], Use.YES),
        (None, [Outcome.SKIP, Outcome.ACTED, Outcome.RODE_OUT], Use.YES),
        (None, [Outcome.SKIP], None),
        (None, [Outcome.RODE_OUT], None),
        (None, [None], None),
        (None, [], None),
    ],
)
def test_what_is_known_of_a_day(
    answer: Use | None, outcomes: list[Outcome | None], known: Use | None
) -> None:
    assert use_by_day([entry(answer)], map(ended, outcomes)).get(FIRST) is known
    if answer is None:
        assert use_by_day([], map(ended, outcomes)).get(FIRST) is known


@given(entries, episodes)
def test_the_journal_finds_the_days_that_the_rule_names(
    days: list[DayEntry], cravings: list[CravingEpisode]
) -> None:
    used = {day for day, use in use_by_day(days, cravings).items() if use is Use.YES}
    with closing(Database()) as database:
        database.put([Program(start=FIRST), *days, *cravings])
        ask = Queries(database, lambda: NOW)
        assert set(ask.days_with(use=True)) == used
        for last in (FIRST, FIRST + timedelta(days=6), FIRST + timedelta(days=13)):
            first, last = week_up_to(last)
            assert ask.days_of_use_in_week(last) == sum(first <= day <= last for day in used)


@given(entries, episodes, st.booleans(), st.booleans())
def test_what_is_kept_back_is_in_no_count_that_leaves(
    days: list[DayEntry], cravings: list[CravingEpisode], answers: bool, outcomes: bool
) -> None:
    told = shared_use(days, cravings, answers_shared=answers, outcomes_shared=outcomes)
    known = use_by_day(days, cravings)
    assert told.items() <= known.items()
    if answers and outcomes:
        assert told == known
    # Whatever is kept back may be anything: what is told stays the same.
    other_days = days if answers else []
    other_cravings = cravings if outcomes else []
    assert told == shared_use(
        other_days, other_cravings, answers_shared=answers, outcomes_shared=outcomes
    )
