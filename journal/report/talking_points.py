"""Talking points: what the patient wants to bring up, and what became of what was agreed."""

from __future__ import annotations

from dataclasses import dataclass

from journal.content.content import Content
from journal.model.choices import GoalState, PointKind, PointState
from journal.model.diary import Diary
from journal.report.choice import open_points
from journal.report.last_visit import last_visit
from journal.report.wording import counted, own_words
from journal.words.dates import full, short

MOST_POINTS = 3
MOST_GOALS = 3
MOST_AGREED = 3
ROOM = 280
"""Characters of one line of talk."""

GOAL_ROOM = 140
"""Characters of one goal."""


@dataclass(frozen=True)
class TalkLine:
    """Something to bring up; ``kind`` names it where it is no plain question."""

    kind: str
    text: str


@dataclass(frozen=True)
class Agreed:
    """What was agreed, and what happened; "" where that is not written down."""

    lead: str
    agreed: str
    happened: str


@dataclass(frozen=True)
class Talk:
    """What opens a summary. ``more`` says what there was no room for."""

    title: str
    points: tuple[TalkLine, ...]
    goals_title: str
    goals: tuple[str, ...]
    working_on_title: str
    working_on: str
    more: str


def talk(diary: Diary, content: Content) -> Talk:
    """Up to three points, up to three that are hard to say in group, up to three goals."""
    kinds = content.labels["point_kind"]
    points = open_points(diary)
    plain = [one for one in points if one.point in (PointKind.QUESTION, PointKind.HOMEWORK)]
    hard = [one for one in points if one.point is PointKind.HARD_TO_SAY]
    chosen = plain[:MOST_POINTS] + hard[:MOST_POINTS]
    goals = [one.text for one in points if one.point is PointKind.GOAL]
    goals += [one.text for one in diary.goals if one.state is GoalState.OPEN]
    more = len(plain) + len(hard) - len(chosen) + max(len(goals) - MOST_GOALS, 0)
    return Talk(
        title="What I want to talk about",
        points=tuple(
            TalkLine(
                "" if one.point is PointKind.QUESTION else kinds[one.point],
                own_words(one.text, ROOM),
            )
            for one in chosen
        ),
        goals_title="My goals",
        goals=tuple(own_words(goal, GOAL_ROOM) for goal in goals[:MOST_GOALS]),
        working_on_title="Working on",
        working_on=own_words(diary.program.working_on, GOAL_ROOM),
        more=f"{counted(more, 'more line')} chosen, no room here." if more else "",
    )


def agreed_last_time(diary: Diary) -> tuple[Agreed, ...]:
    """The homework of the last return slip, what was agreed on points, goals that were closed."""
    found = []
    visit = last_visit(diary)
    if visit is not None and (visit.homework or visit.what_happened or visit.focus):
        found.append(
            Agreed(
                f"{full(visit.day)}{f', {own_words(visit.focus, 80)}' if visit.focus else ''}",
                own_words(visit.homework, ROOM),
                own_words(visit.what_happened, ROOM),
            )
        )
    since_last_visit = visit.day if visit is not None else diary.first
    for point in diary.points:
        raised = point.raised_on
        if (
            point.state is not PointState.OPEN
            and point.agreed
            and raised
            and raised >= since_last_visit
        ):
            text = own_words(point.text, 120)
            found.append(Agreed(f"{short(raised)}, {text}", own_words(point.agreed, ROOM), ""))
    for goal in diary.goals:
        closed = goal.closed_on
        if goal.state is not GoalState.OPEN and closed and closed >= since_last_visit:
            reached = "reached" if goal.state is GoalState.REACHED else "let go"
            text = own_words(goal.text, 120)
            found.append(
                Agreed(f"Goal {reached}, {short(closed)}", text, own_words(goal.outcome, ROOM))
            )
    return tuple(found[:MOST_AGREED])
