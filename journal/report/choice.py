"""Choice: what goes into a summary, and what a patient can be asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Literal

from journal.content.content import Content
from journal.model.choices import GoalState, PointKind, PointState
from journal.model.codec import KINDS
from journal.model.diary import Diary
from journal.model.record import Share
from journal.model.therapy import Score, TalkingPoint
from journal.words.craving_word import with_article

Paper = Literal["letter", "a4"]
Group = Literal["talk", "goals", "safety", "days", "scores", "notes"]

_LETTER_COUNTRIES = frozenset(
    ["US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "NI", "PA", "PR", "SV"]
) | frozenset(["UNITED STATES", "CANADA", "MEXICO", "PHILIPPINES"])
"""By code, and those of the most people by name, as Windows calls them."""

_OF_RECORDS: Mapping[str, Share] = MappingProxyType(
    {
        "program.working_on": Share.ASK,
        "visit.focus": Share.ALWAYS,
        "visit.homework": Share.ALWAYS,
        "visit.what_happened": Share.ALWAYS,
        "hard_day_plan.warning_signs": Share.ASK,
    }
)
"""Share flags of fields that carry none of their own in the model."""

_WORDS: Mapping[str, tuple[Group, str]] = MappingProxyType(
    {
        "program.working_on": ("talk", "What I am working on"),
        "day_entry.home": ("safety", "How home was"),
        "day_entry.halt": ("safety", "Hungry, angry, lonely, tired"),
        "hard_day_plan.warning_signs": ("safety", "My warning signs"),
        "day_entry.mood": ("days", "Mood"),
        "day_entry.craving": ("days", "Worst {craving} of a day"),
        "day_entry.use": ("days", "Days of use"),
        "craving_episode.peak": ("days", "How strong {a craving} was"),
        "craving_episode.triggers": ("days", "What set {a craving} off"),
        "craving_episode.outcome": ("days", "What happened in {a craving}"),
        "tool_use.helped": ("days", "How much a tool helped"),
        "day_entry.sleep_hours": ("days", "Hours of sleep"),
        "day_entry.sleep_quality": ("days", "How I slept"),
        "day_entry.reached": ("days", "Who I reached out to"),
        "day_entry.medication": ("days", "Medication"),
        "craving_episode.place": ("days", "Where {a craving} came"),
        "craving_episode.company": ("days", "Who was there, by role"),
        "craving_episode.no_tool_reason": ("days", "Why no tool was used in {a craving}"),
        "day_entry.no_tool_reason": ("days", "Why no tool was used on a day"),
    }
)
"""What can be asked for, in the order of a summary."""

_GOES_WITH: Mapping[str, str] = MappingProxyType(
    {
        "craving_episode.before": "craving_episode.peak",
        "craving_episode.after": "craving_episode.peak",
    }
)
"""Fields that are shared when another is: all that tells how strong a craving was."""


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


def share_flag(diary: Diary, key: str) -> Share:
    """The flag of the field ``key`` ("kind.field"), as the patient set it or by default.

    Raises LookupError for a field that carries none.
    """
    key = asked_as(key)
    return diary.preferences.shares.get(key) or _defaults()[key]


def asked_as(key: str) -> str:
    """The field that the patient is asked about when it comes to the field ``key``."""
    return _GOES_WITH.get(key, key)


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
    offered += [
        Offer(
            key,
            group,
            words.replace("{a craving}", with_article(word)).replace("{craving}", word),
        )
        for key, (group, words) in _WORDS.items()
        if share_flag(diary, key) is Share.ASK
    ]
    offered += [
        Offer(
            str(score.id),
            "scores",
            f"{score_name(content, score)}: {score.value:g} on {score.day.isoformat()}",
        )
        for score in diary.scores
        if score.share is Share.ASK
    ]
    if share_flag(diary, "day_entry.note") is Share.ASK:
        offered += [
            Offer(str(entry.id), "notes", f"{entry.day.isoformat()}: {entry.note}")
            for entry in diary.days
            if entry.note
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


@cache
def _defaults() -> Mapping[str, Share]:
    """The share flag of every field that has one."""
    flags = {
        f"{kind}.{f.name}": f.metadata["share"]
        for kind, record in KINDS.items()
        for f in fields(record)
        if "share" in f.metadata
    }
    return MappingProxyType({**flags, **_OF_RECORDS})
