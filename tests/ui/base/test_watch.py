"""Whoever cares about some kinds of record hears of those, once, as long as they are there."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QObject

from journal.model.plan import Contact
from journal.store.merge import merge_images
from ui.base.live_book import LiveBook
from ui.base.watch import Watch


@pytest.mark.parametrize(("kinds", "hears"), [((), True), (("contact",), True), (("goal",), False)])
def test_a_watch_hears_of_its_kinds_by_command_undo_and_redo(
    live: LiveBook, kinds: tuple[str, ...], hears: bool
) -> None:
    heard: list[str] = []
    owner = QObject()
    Watch(live, lambda: heard.append("changed"), kinds, owner)
    live.record(Contact(name="Ann"))
    live.undo()
    live.redo()
    assert heard == ["changed"] * 3 * hears


def test_a_watch_hears_when_everything_is_read_anew_and_ends_with_its_owner(live: LiveBook) -> None:
    heard: list[str] = []
    owner = QObject()
    Watch(live, lambda: heard.append("changed"), ("goal",), owner)
    live.take_in(merge_images(live.image(), live.image()))
    assert heard == ["changed"]
    shiboken6.delete(owner)
    live.take_in(merge_images(live.image(), live.image()))
    assert heard == ["changed"]
