"""A journal that another computer seems to have open: read here, and written when the person knows
better."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from journal.files import Disk
from journal.vault.file.lock import read_owner, this_host
from journal.vault.file.names import Places
from tests.end2end.test_accessible import problems
from tests.ui.conftest import Clock
from tests.ui.keys import ENTER
from tests.ui.running import CHEAP, PASSPHRASE, START, Running, running
from ui.journal_file.merge_report import MergeDialog

DOOR = "It is not open there"


@pytest.fixture
def daybook(qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock) -> Iterator[Running]:
    """A journal that a laptop was cut off from is open here."""
    with running(qtbot, qapp, tmp_path, clock) as app:
        app.make_journal().close()
        claim(app.path)
        app.open(app.reopen())
        app.back()
        yield app


def claim(path: Path) -> None:
    record = json.dumps({"host": "the-laptop", "pid": 1})
    Places(path).lock.write_bytes(b"\0" + record.encode())


def save_on_the_laptop(app: Running, mood: int) -> None:
    """What a synced folder brings: a later save of the same journal."""
    laptop = app.folder / "laptop.daybook"
    laptop.write_bytes(app.path.read_bytes())
    with closing(Book.open(laptop, PASSPHRASE, clock=app.clock)) as book:
        book.answer(START, mood=mood)
        book.record(replace(book.program, working_on="sleeping"))
        book.save()
    app.path.write_bytes(laptop.read_bytes())


def mood(app: Running, day: int) -> int | None:
    entry = app.desk.live.ask.day(START + timedelta(days=day))
    return entry.mood if entry else None


def moods_on_disk(app: Running) -> list[int | None]:
    with closing(Book.open(app.path, PASSPHRASE, read_only=True)) as book:
        days = [book.day(START + timedelta(days=number)) for number in range(3)]
    return [day.mood if day else None for day in days]


def test_one_press_makes_it_writable_and_keeps_what_was_typed(daybook: Running) -> None:
    assert "the-laptop" in daybook.words()
    assert "nothing is overwritten" in daybook.words()
    assert "Read only" in daybook.words()
    assert "Not saved" not in daybook.words(), "nothing was written yet"
    daybook.desk.live.answer(START, mood=3)
    assert moods_on_disk(daybook) == [None, None, None]
    daybook.keys.tab_to(daybook.button(DOOR))
    daybook.keys.press(ENTER)
    daybook.saved()
    assert moods_on_disk(daybook) == [3, None, None]
    assert "the-laptop" not in daybook.words()
    owner = read_owner(Places(daybook.path).lock)
    assert owner is not None
    assert owner.host == this_host()
    daybook.desk.live.undo()
    daybook.saved()
    assert moods_on_disk(daybook) == [None, None, None]


def test_pressing_twice_is_pressing_once(daybook: Running) -> None:
    button = daybook.button(DOOR)
    button.click()
    button.click()
    daybook.saved()
    assert not daybook.daybook.window.findChildren(QMessageBox)


def test_what_the_other_computer_saved_meanwhile_is_read(qtbot: QtBot, daybook: Running) -> None:
    save_on_the_laptop(daybook, mood=8)
    assert mood(daybook, 0) is None
    with qtbot.waitSignal(daybook.desk.live.reloaded, timeout=20_000):
        daybook.button(DOOR).click()
    daybook.saved()
    assert mood(daybook, 0) == 8
    live = daybook.desk.live
    assert live.ask.program.working_on == "sleeping"
    live.record(replace(live.ask.program, planned_days=50))
    assert live.ask.program.working_on == "sleeping", "a change is made to what is there now"
    assert not daybook.daybook.window.findChildren(MergeDialog)
    daybook.desk.live.answer(START + timedelta(days=1), mood=2)
    daybook.saved()
    assert moods_on_disk(daybook) == [8, 2, None]


def test_what_was_written_in_both_places_is_brought_together(daybook: Running) -> None:
    save_on_the_laptop(daybook, mood=8)
    daybook.desk.live.answer(START + timedelta(days=1), mood=2)
    daybook.button(DOOR).click()
    # It is decided on a worker; this comes before the answer does.
    daybook.desk.live.answer(START + timedelta(days=2), mood=1)
    daybook.saved()
    assert moods_on_disk(daybook) == [8, 2, 1]
    assert "New in this journal: 1." in daybook.words(daybook.dialog(MergeDialog))


def test_if_it_was_open_there_nothing_is_overwritten(qtbot: QtBot, daybook: Running) -> None:
    daybook.button(DOOR).click()
    daybook.saved()
    save_on_the_laptop(daybook, mood=8)
    theirs = daybook.path.read_bytes()
    with qtbot.waitSignal(daybook.desk.live.conflicted, timeout=20_000) as conflict:
        daybook.desk.live.answer(START, mood=1)
    assert daybook.path.read_bytes() == theirs
    with closing(Book.open(conflict.args[0], PASSPHRASE, read_only=True)) as copy:
        entry = copy.day(START)
    assert entry is not None
    assert entry.mood == 1


def said_by(daybook: Running) -> str:
    """What a message says, once it is read and gone."""
    daybook.until(lambda: daybook.daybook.window.findChildren(QMessageBox))
    box = daybook.dialog(QMessageBox)
    words = box.text()
    box.accept()
    daybook.back()
    return words


def test_keys_changed_there_are_a_reason_to_stay_reading(daybook: Running) -> None:
    laptop = Book.open(daybook.path, PASSPHRASE, clock=daybook.clock, take_over=True)
    with closing(laptop):
        ring, _recovery = laptop.ring.rekeyed("another four words here", CHEAP)
        laptop.use_keys(ring)
        laptop.save()
    claim(daybook.path)
    daybook.button(DOOR).click()
    assert "new keys" in said_by(daybook)
    assert daybook.desk.live.read_only_reason is not None


def test_if_its_lock_says_that_it_is_open_there_it_stays_so(daybook: Running) -> None:
    with Places(daybook.path).lock.open("r+b") as lock:
        Disk().lock(lock.fileno())
        daybook.button(DOOR).click()
        assert "close it there first" in said_by(daybook)
    assert daybook.desk.live.read_only_reason is not None
    daybook.button(DOOR).click()
    daybook.saved()


def test_it_is_not_offered_where_the_folder_is_the_reason(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock
) -> None:
    with running(qtbot, qapp, tmp_path, clock) as app:
        app.make_journal().close()
        lock = Places(app.path).lock
        lock.unlink()
        lock.mkdir()
        app.open(app.reopen())
        assert app.button("Save somewhere else")
        with pytest.raises(AssertionError):
            app.button(DOOR)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_banner_is_as_accessible_as_a_page(daybook: Running, scale: float) -> None:
    daybook.daybook.appearance.choose("light")
    daybook.daybook.appearance.set_text_scale(scale)
    daybook.daybook.window.resize(1024, 640)
    daybook.back()
    daybook.qtbot.wait(500)
    assert daybook.button(DOOR)
    assert problems(daybook.daybook.window) == []
