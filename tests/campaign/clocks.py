"""Clocks that jump: order is kept, and no backup goes because of the date."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from journal.vault import KeyRing, VaultFile, unseal_with
from tests.campaign.row import Row, Scale
from tests.campaign.scene import PASSPHRASE, folder, generation_at, image
from tests.journals import CHEAP

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)


def rows(scale: Scale) -> Iterator[Row]:
    """The row about clocks."""
    ring, _ = KeyRing.create(PASSPHRASE, CHEAP)
    stories = _stories()[: scale.of(20, 5)]
    lost = sum(_told(ring, times) for times in stories)
    expected = "order kept, nothing pruned wrongly"
    fault = "a clock moved by years, by summer time, backwards"
    yield Row(fault, len(stories), expected, lost)


def _stories() -> list[list[datetime]]:
    chance = random.Random(11)
    week = [START + timedelta(days=d) for d in range(7)]
    minutes = [timedelta(minutes=m) for m in range(30)]
    jumps = [-56 * 365, -10 * 365, -365, -30, -1, 1, 30, 365, 10 * 365, 70 * 365]
    stories = [week + [START + timedelta(days=j) + m for m in minutes] for j in jumps]
    fall, spring = datetime(2026, 10, 24, 23, 50), datetime(2026, 3, 29, 0, 50)  # noqa: DTZ001
    for switch in (fall, spring):
        utc = switch.replace(tzinfo=UTC)
        stories.append(week + [(utc + 5 * m).astimezone(BERLIN) for m in minutes])
    stories.append([START - timedelta(days=d) for d in range(40)])
    stories.append([START.astimezone(timezone(timedelta(hours=h % 24 - 12))) for h in range(40)])
    while len(stories) < 20:
        stories.append([START + timedelta(days=chance.randrange(-999, 999)) for _ in range(40)])
    return stories


def _told(ring: KeyRing, times: list[datetime]) -> int:
    """Save once at each of the times; returns what went wrong."""
    at = iter([times[0], *times])
    with folder() as home:
        path = home / "evening.daybook"
        current = times[0]
        file = VaultFile.create(path, image(0), ring, clock=lambda: current)
        for generation, current in enumerate(times, 1):  # noqa: B007 - read by the clock
            file.save(image(generation), ring)
        backups = file.backups()
        file.close()
        kept = [int(unseal_with(b.path.read_bytes(), ring)[:12]) for b in backups]
        wrong = generation_at(path, ring) != len(times)
        wrong += kept != sorted(kept, reverse=True)
        wrong += kept[:10] != list(range(len(times) - 1, len(times) - 11, -1))
        # What each backup was written at, in the order of writing: the last of each of the last
        # 14 days must be there still.
        written = [next(at) for _ in times]
        last: dict[str, int] = {}
        for generation in range(len(times) - 1, -1, -1):
            last.setdefault(f"{written[generation]:%Y%m%d}", generation)
        wrong += not set(list(last.values())[:14]) <= set(kept)
        return int(wrong)
