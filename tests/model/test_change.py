"""Changes: two after each other are one, which undone leads back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from journal.model.change import Change
from journal.model.record import Record
from journal.model.therapy import Goal, TalkingPoint

GOALS = [Goal(text=str(number), set_on=date(2026, 3, 2)) for number in range(3)]

Holds = dict[UUID, Record]


@st.composite
def states(draw: st.DrawFn) -> Holds:
    held = draw(st.lists(st.sampled_from(GOALS), unique=True))
    return {one.id: replace(one, text=draw(st.sampled_from("ab"))) for one in held}


def between(one: Holds, other: Holds) -> Change:
    """What leads from one state to the other, as a command tells it."""
    touched = [key for key in one | other if one.get(key) != other.get(key)]
    return Change(
        tuple(one[key] for key in touched if key in one),
        tuple(other[key] for key in touched if key in other),
    )


def applied(state: Holds, before: tuple[Record, ...], after: tuple[Record, ...]) -> Holds:
    gone = {record.id for record in before}
    return {k: r for k, r in state.items() if k not in gone} | {r.id: r for r in after}


@given(states(), states(), states())
def test_two_changes_are_one(first: Holds, second: Holds, third: Holds) -> None:
    both = between(first, second) + between(second, third)
    assert applied(first, both.before, both.after) == third
    assert applied(third, both.after, both.before) == first
    assert {r.id for r in both.before} <= first.keys()
    assert {r.id for r in both.after} <= third.keys()


def test_a_change_that_changes_nothing_is_none() -> None:
    goal, point = GOALS[0], TalkingPoint(text="Sleep")
    assert not Change()
    assert not Change((goal,), (goal,))
    assert Change((), (goal,))
    assert Change((goal,), ())
    assert not Change((), (goal,)) + Change((goal,), ())
    assert Change((goal,), (point,)).kinds == {"goal", "talking_point"}
