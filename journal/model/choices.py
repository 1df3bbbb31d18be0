"""The answers that a question offers. Their words are in resources/content."""

from __future__ import annotations

from enum import StrEnum


class Use(StrEnum):
    """Any use on a day."""

    NO = "no"
    YES = "yes"
    SKIP = "skip"


class Medication(StrEnum):
    TAKEN = "taken"
    MISSED = "missed"
    NONE = "none"


class Home(StrEnum):
    """How home was on a day."""

    SUPPORTIVE = "supportive"
    OKAY = "okay"
    HARD = "hard"
    USING = "using"


class Halt(StrEnum):
    """Four ticks, never a score."""

    HUNGRY = "hungry"
    ANGRY = "angry"
    LONELY = "lonely"
    TIRED = "tired"


class Reached(StrEnum):
    """Someone the patient reached out to."""

    SPONSOR = "sponsor"
    FAMILY = "family"
    FRIEND = "friend"
    PEER = "peer"
    STAFF = "staff"


class Outcome(StrEnum):
    """What happened in a craving episode."""

    RODE_OUT = "rode_out"
    ACTED = "acted"
    SKIP = "skip"


class SessionKind(StrEnum):
    GROUP = "group"
    INDIVIDUAL = "individual"
    FAMILY = "family"
    OTHER = "other"


class Place(StrEnum):
    ON_SITE = "on_site"
    ONLINE = "online"


class Status(StrEnum):
    """What became of a session."""

    ATTENDED = "attended"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"
    MISSED = "missed"
    CANCELLED = "cancelled"
    TECHNICAL = "technical"

    @property
    def gone_to(self) -> bool:
        """Whether the patient was there, for a part of it at least."""
        return self in (Status.ATTENDED, Status.LATE, Status.LEFT_EARLY)


class Timeliness(StrEnum):
    """How soon after its day an answer was written (CLINICAL section 3)."""

    SAME_DAY = "same_day"
    LATER = "later"
    LOOKING_BACK = "looking_back"


class PointKind(StrEnum):
    QUESTION = "question"
    GOAL = "goal"
    HOMEWORK = "homework"
    HARD_TO_SAY = "hard_to_say"


class PointState(StrEnum):
    OPEN = "open"
    RAISED = "raised"
    DONE = "done"


class GoalState(StrEnum):
    OPEN = "open"
    REACHED = "reached"
    LET_GO = "let_go"
