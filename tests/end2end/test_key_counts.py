"""A day in under a minute: how many keys it takes, counted as they are pressed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.model.choices import Outcome, Use
from journal.model.craving import CravingEpisode, ToolUse
from tests.ui.conftest import Clock
from tests.ui.keys import CONTROL, DOWN, ENTER
from tests.ui.running import Running, running


@pytest.fixture
def daybook(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Running]:
    clock = Clock()
    with running(qtbot, qapp, tmp_path, clock) as made:
        book = made.make_journal()
        book.record(replace(book.preferences, guide_done=True, recovery_kept=True))
        made.open(book)
        made.until(lambda: made.keys.focus.accessibleName().startswith("Mood"))
        yield made


def test_the_four_main_answers_take_at_most_twelve_keys(daybook: Running) -> None:
    daybook.keys.press("6", ENTER, "4", ENTER, "1", ENTER, DOWN, ENTER)
    print(f"\nmood, worst craving, use and a tool: {daybook.keys.presses} key presses")
    ask = daybook.desk.live.ask
    entry = ask.day(ask.today())
    assert entry is not None
    assert (entry.mood, entry.craving, entry.use) == (6, 4, Use.NO)
    assert len(ask.all(ToolUse)) == 1
    assert daybook.keys.presses <= 12


def test_a_whole_day_with_a_craving_and_two_tools_takes_at_most_forty(daybook: Running) -> None:
    keys = daybook.keys
    keys.press("n", held=CONTROL)  # a craving, from any page
    daybook.until(lambda: keys.focus.accessibleName().startswith("Strength now"))
    keys.press("7", ENTER, "1", ENTER, "3", ENTER, "4", ENTER, "8", ENTER, "1", ENTER, ENTER)
    daybook.back()
    daybook.until(lambda: keys.focus.accessibleName().startswith("Mood"))
    keys.press("6", ENTER, "7", ENTER, "1", ENTER, DOWN, ENTER)
    keys.press("stop", ENTER)
    print(f"\na whole day, a craving and two tools: {keys.presses} key presses")
    ask = daybook.desk.live.ask
    entry = ask.day(ask.today())
    assert entry is not None
    assert (entry.mood, entry.craving, entry.use) == (6, 7, Use.NO)
    (episode,) = ask.all(CravingEpisode)
    assert (episode.before, episode.after, episode.peak) == (7, 4, 8)
    assert episode.finished
    assert episode.outcome is Outcome.RODE_OUT
    assert [use.helped for use in ask.tools_in(episode.id)] == [3]
    of_the_day = [use for use in ask.all(ToolUse) if use.episode_id is None]
    assert len(of_the_day) == 2
    assert keys.presses <= 40
