"""Work leaves the GUI thread and its results come back to it, or nowhere."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from journal.errors import InternalError, JournalError, SaveFailed
from ui.base import jobs as jobs_module
from ui.base.jobs import Debounce, Jobs, Latest, done_within


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.shutdown()


def test_work_runs_elsewhere_and_comes_home(qtbot: QtBot, jobs: Jobs) -> None:
    here = threading.current_thread()
    threads: list[threading.Thread] = []
    results: list[int] = []

    def add(a: int, b: int) -> int:
        threads.append(threading.current_thread())
        return a + b

    def done(total: int) -> None:
        threads.append(threading.current_thread())
        results.append(total)

    job = jobs.run(add, 2, 3, done=done)
    qtbot.waitUntil(lambda: job.finished)
    assert results == [5]
    assert threads[0] is not here
    assert threads[1] is here
    assert not jobs.busy


def test_a_failure_a_person_can_act_on_goes_to_failed(qtbot: QtBot, jobs: Jobs) -> None:
    said: list[str] = []

    def save() -> None:
        raise SaveFailed("The disk is full.")

    def failed(error: JournalError) -> None:
        said.append(str(error))

    jobs.run(save, done=said.append, failed=failed)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert said == ["The disk is full."]


def test_a_bug_is_not_swallowed_and_whoever_waits_hears_of_it(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[BaseException] = []
    heard: list[JournalError] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: seen.append(error))
    jobs.run(lambda: {}["my own words"], failed=heard.append)
    jobs.run(lambda: (_ for _ in ()).throw(SaveFailed("Nobody handles this.")))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert {type(error) for error in seen} == {KeyError, SaveFailed}
    assert [type(error) for error in heard] == [InternalError]
    assert "my own words" not in str(heard[0])


@pytest.mark.parametrize("lane", ["disk", "charts"])
def test_a_lane_keeps_its_order_on_one_thread(qtbot: QtBot, jobs: Jobs, lane: Any) -> None:
    threads: set[int] = set()
    order: list[int] = []

    def work(number: int) -> int:
        threads.add(threading.get_ident())
        return number

    for number in range(20):
        jobs.run(work, number, done=order.append, lane=lane)
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))
    assert len(threads) == 1


def test_a_cancelled_job_says_nothing_more(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    heard: list[str] = []
    running = jobs.run(gate.wait, 5, done=lambda _on: heard.append("first"), lane="charts")
    waiting = jobs.run(heard.append, "ran", done=lambda _on: heard.append("second"), lane="charts")
    running.cancel()
    waiting.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert heard == []
    assert running.cancelled
    assert waiting.cancelled


def test_settle_delivers_before_it_returns(qtbot: QtBot, jobs: Jobs) -> None:
    saved: list[str] = []
    jobs.settle(jobs.run(str.upper, "saved", done=saved.append, lane="disk"))
    assert saved == ["SAVED"]
    qtbot.wait(10)  # the queued arrival comes too late to deliver twice
    assert saved == ["SAVED"]


def test_settle_waits_no_longer_than_it_may(qtbot: QtBot, jobs: Jobs) -> None:
    gate, saved = threading.Event(), list[bool]()
    job = jobs.run(gate.wait, done=saved.append, lane="disk")
    jobs.settle(job, 0.01)
    assert saved == []
    gate.set()
    jobs.settle(job)
    assert saved == [True]


def test_held_back_only_what_is_settled_arrives(qtbot: QtBot, jobs: Jobs) -> None:
    # While it locked, a dialog on what a worker had found could still come up.
    heard: list[str] = []
    found = jobs.run(str, "found", done=heard.append)
    saved = jobs.run(str, "saved", done=heard.append, lane="disk")
    jobs.hold_back()
    qtbot.wait(50)
    assert heard == []
    jobs.settle(saved)
    assert heard == ["saved"]
    assert not found.finished


def test_work_that_hangs_or_fails_is_not_waited_for() -> None:
    gate = threading.Event()
    assert done_within(5, lambda: "done")
    assert not done_within(0.01, gate.wait)
    assert not done_within(5, lambda: [][0])
    gate.set()
    for thread in threading.enumerate():
        if thread.name.startswith("daybook"):
            thread.join()


def test_shutdown_finishes_saving_and_drops_the_rest(qtbot: QtBot) -> None:
    jobs = Jobs()
    heard: list[str] = []
    jobs.run(str, "saved", done=heard.append, lane="disk")
    jobs.run(str, "drawn", done=heard.append, lane="charts")
    jobs.shutdown()
    assert heard == ["saved"]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("daybook")]
    with pytest.raises(RuntimeError):
        jobs.run(str, "late")


def test_work_that_hangs_does_not_hold_up_leaving(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "LONGEST_WAIT", 0.1)
    jobs = Jobs()
    gate = threading.Event()
    heard: list[object] = []
    jobs.run(gate.wait, done=heard.append)
    jobs.run(str, "saved", done=heard.append, lane="disk")
    jobs.shutdown()
    assert heard == ["saved"]
    gate.set()
    qtbot.waitUntil(lambda: not [t for t in threading.enumerate() if t.name.startswith("daybook")])
    assert heard == ["saved"]


def test_only_the_newest_request_arrives(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    latest = Latest(jobs)
    shown: list[str] = []

    def draw(name: str) -> str:
        gate.wait(5)
        return name

    for name in ("first", "second", "third"):
        latest.run(draw, name, done=shown.append)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert shown == ["third"]


def test_a_silenced_callback_stays_silent(jobs: Jobs) -> None:
    latest = Latest(jobs)
    heard: list[str] = []
    old = latest.only_newest(heard.append)
    latest.cancel()
    latest.only_newest(heard.append)("new")
    old("old")
    assert heard == ["new"]


def test_debounce_calls_once_and_flushes(qtbot: QtBot) -> None:
    calls: list[str] = []
    debounce = Debounce(lambda: calls.append("call"), delay_ms=10)
    for _ in range(5):
        debounce.poke()
    assert debounce.pending
    qtbot.waitUntil(lambda: bool(calls))
    assert calls == ["call"]
    debounce.poke()
    debounce.flush()
    debounce.flush()
    assert calls == ["call"] * 2
    debounce.poke()
    debounce.cancel()
    assert not debounce.pending


def test_debounce_does_not_wait_for_ever(qtbot: QtBot) -> None:
    calls: list[str] = []
    debounce = Debounce(lambda: calls.append("call"), delay_ms=5_000, longest_ms=5_000)
    steady = Debounce(lambda: calls.append("steady"), delay_ms=50, longest_ms=120)
    debounce.poke()

    def typing() -> bool:
        steady.poke()  # comes every 10 ms or so: it never is quiet for 50 ms
        return "steady" in calls

    qtbot.waitUntil(typing, timeout=5_000)
    assert calls == ["steady"]
    debounce.cancel()
    steady.cancel()
