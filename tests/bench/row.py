"""Row: one line of the table of speeds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """``what`` was measured, the figure, the most that it should be, and what it rests on.

    A row without a ``target`` only tells.
    """

    what: str
    figure: float
    target: float | None
    unit: str = ""
    more: str = ""

    def __str__(self) -> str:
        verdict = "" if self.target is None else "ok" if self.figure <= self.target else "OVER"
        target = "" if self.target is None else f"{self.target:g}"
        figure = f"{self.figure:.2f}" if self.figure < 10 else f"{self.figure:.0f}"
        return f"{self.what:44} {figure:>7} {target:>6} {self.unit:4} {verdict:5} {self.more}"


HEADER = f"{'what':44} {'figure':>7} {'most':>6} {'':4} {'':5} resting on"
