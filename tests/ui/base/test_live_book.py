"""The open book on the screen: it tells what changed, undoes, and saves by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journal.book.book import Book
from journal.errors import InvalidInput, SaveFailed
from journal.model.change import Change
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.store.merge import merge_images
from tests.journals import CHEAP
from ui.base import live_book
from ui.base.jobs import Jobs
from ui.base.live_book import SAVE_LATEST_MS, LiveBook, SaveState

START = date(2026, 3, 2)
PASSPHRASE = "a passphrase for tests"


class Ear(QObject):
    """Keeps what a live book says."""

    def __init__(self, live: LiveBook) -> None:
        super().__init__(live)
        self.changes: list[Change] = []
        self.states: list[tuple[SaveState, str]] = []
        self.warnings: list[str] = []
        self.conflicts: list[Path] = []
        self.reloads = 0
        live.changed.connect(self.changes.append)
        live.save_state.connect(lambda state, words: self.states.append((state, words)))
        live.warned.connect(self.warnings.append)
        live.conflicted.connect(self.conflicts.append)
        live.reloaded.connect(self._reloaded)

    def _reloaded(self) -> None:
        self.reloads += 1


@pytest.fixture
def ear(live: LiveBook) -> Ear:
    return Ear(live)


def on_disk(live: LiveBook, day: date = START) -> DayEntry | None:
    reader = Book.open(live.path, PASSPHRASE, read_only=True)
    try:
        return reader.day(day)
    finally:
        reader.close()


def mood(live: LiveBook, day: date = START) -> int | None:
    entry = live.ask.day(day)
    return None if entry is None else entry.mood


# -- telling and undoing ---------------------------------------------------------------------------


def test_every_command_tells_what_it_changed(live: LiveBook, ear: Ear) -> None:
    made = live.answer(START, mood=4)
    use = ToolUse(day=START, tool="stop")
    recorded = live.record(use)
    deleted = live.delete(use)
    assert ear.changes == [made, recorded, deleted]
    assert made.kinds == {"day_entry"}
    assert [record.day for record in deleted.before] == [START]
    live.undo()
    live.redo()
    assert [change.kinds for change in ear.changes[3:]] == [{"tool_use"}] * 2


def test_a_refused_change_tells_nothing_and_cannot_be_undone(live: LiveBook, ear: Ear) -> None:
    with pytest.raises(InvalidInput):
        live.answer(live.ask.today() + timedelta(days=1), mood=4)
    with pytest.raises(InvalidInput):
        live.answer(START, mood=11)
    assert ear.changes == []
    assert live.undo_stack.count() == 0
    assert live.state is SaveState.SAVED


def test_answering_the_same_again_is_no_step_and_no_save(live: LiveBook, ear: Ear) -> None:
    live.answer(START, mood=4)
    assert live.save_now()
    ear.states.clear()
    live.answer(START, mood=4)
    assert live.undo_stack.count() == 1
    assert len(ear.changes) == 1
    assert ear.states == []


def test_fast_changes_of_one_answer_are_one_step(live: LiveBook, ear: Ear) -> None:
    for words in ("T", "Ti", "Tired"):
        live.answer(START, note=words)
    live.answer(START, mood=3)
    live.answer(START, mood=4)
    assert live.undo_stack.count() == 2
    live.undo()
    assert (mood(live), live.ask.day(START).note) == (None, "Tired")  # type: ignore[union-attr]
    live.undo()
    assert live.ask.day(START) is None
    live.redo()
    live.redo()
    assert (mood(live), live.ask.day(START).note) == (4, "Tired")  # type: ignore[union-attr]


def test_slow_changes_are_undone_one_by_one(
    live: LiveBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_book, "MERGE_TYPING_S", -1.0)
    live.answer(START, mood=3)
    live.answer(START, mood=4)
    live.undo()
    assert mood(live) == 3


def test_other_answers_and_other_days_are_steps_of_their_own(live: LiveBook) -> None:
    live.answer(START, mood=3)
    live.answer(START + timedelta(days=1), mood=3)
    live.answer(START, craving=3)
    assert live.undo_stack.count() == 3


def test_an_undone_step_makes_room_for_a_new_one(live: LiveBook) -> None:
    live.answer(START, mood=3)
    live.record(ToolUse(day=START, tool="stop"))
    live.undo()
    live.answer(START, craving=2)
    live.redo()
    assert live.ask.all(ToolUse) == ()
    live.undo()
    live.undo()
    assert live.ask.day(START) is None
    live.undo()  # nothing is left to undo
    assert live.undo_stack.index() == 0


def test_deleting_an_episode_comes_back_whole(live: LiveBook) -> None:
    now = live.ask.now()
    episode = CravingEpisode(at=now, day=live.ask.today(), before=8)
    live.record(episode, ToolUse(day=episode.day, tool="stop", episode_id=episode.id))
    live.delete(episode, text="Delete the craving")
    assert live.undo_stack.undoText() == "Delete the craving"
    assert live.ask.all(ToolUse) == ()
    live.undo()
    assert len(live.ask.tools_in(episode.id)) == 1


def test_what_is_not_the_persons_doing_is_no_step(live: LiveBook, ear: Ear) -> None:
    live.record(replace(live.ask.preferences, guide_done=True), undoable=False)
    assert live.undo_stack.count() == 0
    assert ear.changes[0].kinds == {"preferences"}


def test_a_merge_ends_what_can_be_undone(live: LiveBook, ear: Ear) -> None:
    live.answer(START, mood=3)
    live.take_in(merge_images(live.image(), live.image()))
    assert ear.reloads == 1
    live.undo()
    assert mood(live) == 3


# -- saving ----------------------------------------------------------------------------------------


def test_a_change_is_saved_by_itself(live: LiveBook, ear: Ear, qtbot: QtBot) -> None:
    live.answer(START, mood=7)
    assert live.state is SaveState.SAVING
    qtbot.waitUntil(lambda: live.state is SaveState.SAVED, timeout=SAVE_LATEST_MS + 5000)
    entry = on_disk(live)
    assert entry is not None
    assert entry.mood == 7
    assert ear.states[0][0] is SaveState.SAVING
    assert ear.states[-1] == (SaveState.SAVED, "")


def test_going_on_typing_does_not_put_saving_off_for_ever(
    live: LiveBook, book: Book, qtbot: QtBot
) -> None:
    def typed(words: list[str]) -> bool:
        words.append("x")
        live.answer(START, note=" ".join(words))
        QTest.qWait(150)
        return book.generation > 1

    words: list[str] = []
    qtbot.waitUntil(lambda: typed(words), timeout=SAVE_LATEST_MS + 5000)
    live.save_now()


def test_save_now_waits_until_all_is_on_the_disk(live: LiveBook) -> None:
    live.answer(START, mood=7)
    assert live.save_now()
    assert live.state is SaveState.SAVED
    assert on_disk(live) == live.ask.day(START)


def test_a_change_during_a_save_is_saved_as_well(live: LiveBook) -> None:
    live.answer(START, mood=1)
    live.save_soon()
    live.answer(START, mood=2)
    assert live.save_now()
    assert on_disk(live).mood == 2  # type: ignore[union-attr]


def test_nothing_is_saved_twice(live: LiveBook, book: Book, qtbot: QtBot) -> None:
    # A save that came back late used to leave a timer behind that saved the same again.
    live.answer(START, mood=1)
    live.save_soon()
    live.answer(START, mood=2)
    assert live.save_now()
    saves = book.generation
    QTest.qWait(SAVE_LATEST_MS + 300)
    assert book.generation == saves
    live.save_soon()
    assert book.generation == saves


def test_closing_during_a_save_leaves_no_timer_behind(book: Book, jobs: Jobs) -> None:
    # The save that came back while closing asked for another one, of a journal that was gone.
    live = LiveBook(book, jobs)
    live.answer(START, mood=1)
    live.save_soon()
    live.answer(START, mood=2)
    live.close()
    assert not any(timer.isActive() for timer in live.findChildren(QTimer))


def test_a_save_that_fails_says_so_until_one_works(
    live: LiveBook, ear: Ear, tmp_path: Path
) -> None:
    away = tmp_path.with_name("away")
    live.answer(START, mood=1)
    tmp_path.rename(away)
    assert not live.save_now()
    assert live.state is SaveState.UNSAVED
    assert ear.states[-1][0] is SaveState.UNSAVED
    assert ear.states[-1][1].endswith(".")
    live.answer(START, mood=2)
    assert live.state is SaveState.UNSAVED, "another change is not a save"
    away.rename(tmp_path)
    assert live.save_now()
    assert ear.states[-1] == (SaveState.SAVED, "")
    assert on_disk(live).mood == 2  # type: ignore[union-attr]


def test_saving_somewhere_else_goes_on_there(live: LiveBook, ear: Ear, tmp_path: Path) -> None:
    away = tmp_path.with_name("away")
    live.answer(START, mood=1)
    tmp_path.rename(away)
    assert not live.save_now()
    with pytest.raises(SaveFailed):
        live.save_elsewhere(tmp_path / "here.daybook")
    assert live.state is SaveState.UNSAVED
    live.save_elsewhere(away / "there.daybook")
    assert live.state is SaveState.SAVED
    live.answer(START, mood=2)
    assert live.save_now()
    assert live.path == (away / "there.daybook").resolve()
    assert on_disk(live).mood == 2  # type: ignore[union-attr]
    away.rename(tmp_path)


def test_a_conflict_is_told_and_both_files_are_there(live: LiveBook, ear: Ear) -> None:
    home = live.path
    changed = home.read_bytes()[:-1] + b"?"
    home.write_bytes(changed)
    live.answer(START, mood=1)
    assert live.save_now()
    assert ear.conflicts == [live.path]
    assert live.path != home
    assert home.read_bytes() == changed
    assert on_disk(live).mood == 1  # type: ignore[union-attr]


def test_a_reading_only_journal_saves_nothing_and_says_why(
    book: Book, jobs: Jobs, qtbot: QtBot
) -> None:
    book.close()
    before = book.file.path.read_bytes()
    live = LiveBook(Book.open(book.file.path, PASSPHRASE, read_only=True), jobs)
    ear = Ear(live)
    assert live.state is SaveState.READ_ONLY
    assert live.read_only_reason
    live.record(replace(live.ask.preferences, guide_done=True))
    assert not live.save_now(), "what was written is nowhere but here"
    live.save_soon()
    assert {state for state, _words in ear.states} == {SaveState.READ_ONLY}
    live.close()
    assert book.file.path.read_bytes() == before


def test_other_keys_are_saved_with(live: LiveBook) -> None:
    live.use_keys(live.ring.with_passphrase("an entirely other one", CHEAP))
    assert live.state is SaveState.SAVING
    assert live.save_now()
    Book.open(live.path, "an entirely other one", read_only=True).close()


def test_closing_lets_go_of_what_could_be_undone(live: LiveBook) -> None:
    # Left for Python's collector, steps were freed with their stack and then once more by it.
    for mood in range(3):
        live.answer(START + timedelta(days=mood), mood=mood)
    live.close()
    assert live.undo_stack.count() == 0
