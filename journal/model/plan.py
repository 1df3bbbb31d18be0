"""My plan: the plan for hard days, contacts, own tools, and what to ask and to share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from journal.model.record import Record, Share, named_id, require, require_range

HARD_DAY_PLAN_ID = named_id("hard_day_plan")
PREFERENCES_ID = named_id("preferences")


@dataclass(frozen=True, kw_only=True, slots=True)
class HardDayPlan(Record):
    """Signs, situations and steps for hard days, a line each. A journal has one."""

    kind: ClassVar[str] = "hard_day_plan"

    id: UUID = HARD_DAY_PLAN_ID
    warning_signs: tuple[str, ...] = ()
    risky_situations: tuple[str, ...] = ()
    green: tuple[str, ...] = ()
    yellow: tuple[str, ...] = ()
    red: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    def check(self) -> None:
        self._set("id", HARD_DAY_PLAN_ID)
        self._tidy("warning_signs", "risky_situations", "green", "yellow", "red", "reasons")


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact(Record):
    """Someone to call. ``on_unlock_screen`` puts it where anyone at the computer can read it."""

    kind: ClassVar[str] = "contact"

    role: str = ""
    name: str
    phone: str = ""
    on_unlock_screen: bool = False
    position: int = 0

    def check(self) -> None:
        self._tidy("role", "name", "phone")
        require(bool(self.name.strip() or self.role.strip()), "A contact needs a name or a role.")
        require_range("The place of a contact", self.position, -1_000_000, 1_000_000)


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnItem(Record):
    """A tool, trigger, place or fellowship in the patient's own words.

    ``list_name`` is "tool", "trigger", "place" or "fellowship"; ``how`` is one line on how to do
    it (tools only). Records refer to it by :attr:`key`.
    """

    kind: ClassVar[str] = "own_item"

    list_name: str
    name: str
    how: str = ""

    def check(self) -> None:
        self._tidy("name", "how")
        require(
            self.list_name in ("tool", "trigger", "place", "fellowship"),
            "An own word belongs to tools, triggers, places or fellowships.",
        )
        require(bool(self.name.strip()), "It needs a name.")

    @property
    def key(self) -> str:
        return f"own-{self.id}"

    @staticmethod
    def is_key(value: str) -> bool:
        """Whether ``value`` is the :attr:`key` of some own item, there or removed."""
        return re.fullmatch(r"own-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value) is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Preferences(Record):
    """How the patient wants this journal to be. A journal has one.

    ``asked`` names the day's answers that Today asks, in order (empty: all). ``shares`` maps
    "kind.field" to a share flag that replaces the field's own.
    """

    kind: ClassVar[str] = "preferences"

    id: UUID = PREFERENCES_ID
    asked: tuple[str, ...] = ()
    more_open: bool = False
    favourite_tools: tuple[str, ...] = ()
    hidden_tools: tuple[str, ...] = ()
    lock_after_minutes: int = 5
    guide_done: bool = False
    recovery_kept: bool = False
    shares: dict[str, Share] = field(default_factory=dict)

    def check(self) -> None:
        self._set("id", PREFERENCES_ID)
        self._tidy("asked", "favourite_tools", "hidden_tools")
        require(0 <= self.lock_after_minutes <= 24 * 60, "Locking can wait up to a day.")
