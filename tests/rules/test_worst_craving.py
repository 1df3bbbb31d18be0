"""A day's worst beside its cravings: asked about where one of them is stronger, and only there."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from journal.model.craving import CravingEpisode
from journal.model.day import DayEntry
from journal.rules.worst_craving import stronger_than_worst

DAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 20, tzinfo=UTC)

strength = st.none() | st.integers(0, 10)
cravings = st.lists(
    st.builds(
        CravingEpisode,
        at=st.just(NOW),
        day=st.just(DAY),
        before=strength,
        peak=strength,
        after=strength,
    ),
    max_size=4,
)


@given(strength, cravings)
def test_the_strongest_is_told_where_it_is_above_the_worst(
    worst: int | None, episodes: list[CravingEpisode]
) -> None:
    stronger = stronger_than_worst(DayEntry(day=DAY, craving=worst), episodes)
    written = [s for e in episodes for s in (e.before, e.peak, e.after) if s is not None]
    apart = worst is not None and any(s > worst for s in written)
    assert stronger == (max(written) if apart else None)
    assert stronger_than_worst(None, episodes) is None
    if stronger is not None:
        assert stronger_than_worst(DayEntry(day=DAY, craving=stronger), episodes) is None
