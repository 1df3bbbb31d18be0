"""Long work on widgets is cut into pieces, and is whole when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ui.widgets.incremental import IncrementalWork, do_all, in_pieces


def steps(done: list[str], *names: str) -> Iterator[None]:
    for name in names:
        done.append(name)
        yield


def test_each_piece_has_a_turn_of_its_own(qtbot: QtBot) -> None:
    work, done = IncrementalWork(), list[str]()
    work.begin(steps(done, "one", "two", "three"))
    QTimer.singleShot(0, lambda: done.append("something else"))
    assert done == ["one"]
    qtbot.waitUntil(lambda: not work.pending)
    assert [name for name in done if name != "something else"] == ["one", "two", "three"]
    assert done[-1] != "something else"


def test_what_is_left_can_be_done_at_once(qtbot: QtBot) -> None:
    work, done = IncrementalWork(), list[str]()
    work.begin(steps(done, "one", "two", "three"))
    work.finish()
    assert done == ["one", "two", "three"]
    assert not work.pending


def test_other_work_takes_the_place_of_what_was_left(qtbot: QtBot) -> None:
    work, done = IncrementalWork(), list[str]()
    work.begin(steps(done, "one", "two"))
    work.begin(steps(done, "three", "four"))
    work.finish()
    assert done == ["one", "three", "four"]


def test_a_last_piece_may_begin_other_work(qtbot: QtBot) -> None:
    work, done = IncrementalWork(), list[str]()

    def first() -> Iterator[None]:
        work.begin(steps(done, "one", "two"))
        return
        yield

    work.begin(first())
    qtbot.waitUntil(lambda: not work.pending)
    assert done == ["one", "two"]


def test_what_was_stopped_is_gone_on_with(qtbot: QtBot) -> None:
    work, done = IncrementalWork(), list[str]()
    work.begin(steps(done, "one", "two"))
    work.stop()
    qtbot.wait(20)
    assert done == ["one"]
    work.go_on()
    qtbot.waitUntil(lambda: not work.pending)
    assert done == ["one", "two"]


def test_work_is_gone_on_with_after_whoever_did_it_was_dropped() -> None:
    done = list[str]()
    building = in_pieces(steps(done, "one", "two", "three"))

    def other() -> Iterator[object]:
        yield from building

    dropped = other()
    next(dropped)
    del dropped
    do_all(building)
    assert done == ["one", "two", "three"]


def test_work_that_fails_is_not_tried_again(qtbot: QtBot) -> None:
    def fails() -> Iterator[None]:
        raise ValueError("no")
        yield

    work = IncrementalWork()
    with pytest.raises(ValueError, match="no"):
        work.begin(fails())
    assert not work.pending
