"""One line of the campaign's table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was tried, how often, what had to happen, and how often it did not."""

    fault: str
    tried: int
    expected: str
    lost: int
    note: str = ""
    control: bool = False  # a control must lose something, or the campaign could not fail

    @property
    def passed(self) -> bool:
        """Whether this row is as it has to be; a skipped one (nothing tried) says why."""
        if self.tried == 0:
            return bool(self.note)
        return (self.lost > 0) == self.control

    def __str__(self) -> str:
        verdict = "skipped" if self.tried == 0 else "ok" if self.passed else "FAILED"
        lost = f"{self.lost:,}" + (" (must be > 0)" if self.control else "")
        note = f"  [{self.note}]" if self.note else ""
        return f"{verdict:7} {self.fault}: tried {self.tried:,}; {self.expected}; lost {lost}{note}"


@dataclass(frozen=True)
class Scale:
    """How much to try: all of it, or a part that fits into the normal tests."""

    short: bool

    def of(self, full: int, short: int) -> int:
        """The count for this run."""
        return short if self.short else full
