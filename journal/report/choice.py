"""Choice: what goes into a summary, and what a patient can be asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from journal.content.content import Content
from journal.model.choices import GoalState, PointKind, PointState
from journal.model.diary import Diary
from journal.model.record import Share
from journal.model.therapy import Score, TalkingPoint
from journal.rules.sharing import ROWS, Group, share_flag
from journal.words.answers import shared_name

Paper = Literal["letter", "a4"]

_LETTER_COUNTRIES = frozenset(
    ["US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "NI", "PA", "PR", "SV"]
) | frozenset(["UNITED STATES", "CANADA", "MEXICO", "PHILIPPINES"])
"""By code, and those of the most people by name, as Windows calls them."""


@dataclass(frozen=True)
class SummaryChoice:
    """What goes into one summary.

    ``included`` names what has to be asked for and was said yes to: "kind.field" (such as
    "day_entry.use") for a field, the id as text for one talking point, goal, score or note.
    What is flagged *always* needs no naming, and naming does not open what is flagged *never*.
    ``first`` and ``last`` are the days to tell about; None is all that the diary has.
    """

    included: frozenset[str] = frozenset()
    paper: Paper = "letter"
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Offer:
    """Something that can be named in ``included``: its key, and its words for a checkbox."""

    key: str
    group: Group
    words: str


def default_paper(locale_name: str) -> Paper:
    """The paper that is usual for a locale name, such as "en_US", "de-AT.UTF-8" or
    "English_United States.1252"."""
    country = locale_name.replace("-", "_").partition(".")[0].partition("_")[2].upper()
    return "letter" if country in _LETTER_COUNTRIES else "a4"


def offers(diary: Diary, content: Content) -> tuple[Offer, ...]:
    """Everything of ``diary`` that is flagged *ask*, for the patient to say yes to."""
    word = diary.program.craving_word
    kinds = content.labels["point_kind"]
    offered = [
        Offer(str(point.id), "talk", f"{kinds[point.point]}: {point.text}")
        for point in open_points(diary)
        if point.share is Share.ASK
    ]
    offered += [
        Offer(str(goal.id), "goals", goal.text)
        for goal in diary.goals
        if goal.state is GoalState.OPEN and goal.share is Share.ASK
    ]
    for row in ROWS:
        if share_flag(diary.preferences, row) is not Share.ASK:
            continue
        if row.group == "notes":
            offered += [
                Offer(str(entry.id), "notes", f"{entry.day.isoformat()}: {entry.note}")
                for entry in diary.days
                if entry.note
            ]
        elif row.group is not None:
            offered.append(Offer(row.key, row.group, shared_name(content, row.key, word)))
    offered += [
        Offer(
            str(score.id),
            "scores",
            f"{score_name(content, score)}: {score.value:g} on {score.day.isoformat()}",
        )
        for score in diary.scores
        if score.share is Share.ASK
    ]
    return tuple(offered)


def open_points(diary: Diary) -> tuple[TalkingPoint, ...]:
    """Talking points still to bring up: hard ones last but for goals, as a summary has them."""
    order = [PointKind.QUESTION, PointKind.HOMEWORK, PointKind.HARD_TO_SAY, PointKind.GOAL]
    still_open = [point for point in diary.points if point.state is PointState.OPEN]
    return tuple(sorted(still_open, key=lambda point: order.index(point.point)))


def score_name(content: Content, score: Score) -> str:
    """What the questionnaire of ``score`` is called."""
    names = {instrument.key: instrument.name for instrument in content.instruments}
    return names.get(score.instrument, score.instrument)
