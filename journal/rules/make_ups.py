"""Make-ups: how far from a missed session one that makes up for it is looked for."""

from __future__ import annotations

from datetime import date, timedelta

MAKE_UP_WINDOW = timedelta(days=180)
"""Before and after. CLINICAL section 1 names programs of 30 to 60 days and an absence rule of 12
weeks, and no limit; half a year leaves out none of their make-ups and keeps ten years quick."""


def can_make_up(missed: date, made_up: date) -> bool:
    """Whether a session on ``made_up`` is near enough to one missed on ``missed``."""
    return abs(made_up - missed) <= MAKE_UP_WINDOW
