"""What the journals of tests are made with: keys that cost little, and clocks of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from journal.vault import KdfParams

CHEAP: Final = KdfParams(19 * 1024, 1, 1)
"""The least that a reader accepts."""


@dataclass
class Clock:
    """Stands still until it is moved or set."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        """Let time pass: ``clock.move(hours=8)``."""
        self.now += timedelta(**span)


@dataclass
class TickingClock:
    """Goes on by a minute whenever it is asked."""

    now: datetime

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now
