"""Craving now, by keyboard: nothing is lost wherever it is left, and nothing is forced."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from journal.content.content import Content
from journal.model.choices import Outcome
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.plan import Contact, HardDayPlan, OwnItem, Preferences
from journal.model.program import Program
from tests.ui.conftest import START, Clock
from ui.base.live_book import LiveBook
from ui.craving.dialog import At, CravingNowDialog
from ui.craving.steps import DoingStep
from ui.craving.tool_choice import ToolChoice
from ui.widgets.fields.note import NoteEdit
from ui.widgets.fields.scale import ScaleInput

ENTER, ESCAPE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


class Driver:
    """Presses keys where the cursor is, and counts them."""

    def __init__(self, qtbot: QtBot, dialog: CravingNowDialog) -> None:
        self.dialog = dialog
        self.presses = 0
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    def press(self, *keys: str | Qt.Key) -> None:
        for key in keys:
            focus = QApplication.focusWidget() or self.dialog
            QTest.keyClick(focus, key)
            QApplication.processEvents()
            self.presses += 1

    def words(self) -> str:
        """Everything that can be read."""
        labels = self.dialog.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def button(self, text: str) -> QPushButton:
        buttons = self.dialog.findChildren(QPushButton)
        return next(b for b in buttons if b.text() == text and b.isVisible())


@pytest.fixture
def drive(qtbot: QtBot, live: LiveBook, content: Content) -> Driver:
    return Driver(qtbot, CravingNowDialog(live, content, country=content.country("US")))


def reopened(qtbot: QtBot, live: LiveBook, content: Content, episode_id: UUID) -> Driver:
    return Driver(qtbot, CravingNowDialog(live, content, episode_id))


def the_episode(live: LiveBook) -> CravingEpisode:
    (episode,) = live.ask.all(CravingEpisode)
    return episode


def offered(drive: Driver) -> list[str]:
    choices = drive.dialog.findChildren(ToolChoice)
    return [choice.text() for choice in choices if choice.isVisible()]


def test_strength_a_tool_and_strength_after_take_twelve_keys(drive: Driver, live: LiveBook) -> None:
    drive.press("7", ENTER, "1", ENTER, "3", ENTER, "4", ENTER, ENTER, ENTER, ENTER)
    print(f"\nCraving now, whole: {drive.presses} key presses")
    assert drive.presses <= 12
    assert not drive.dialog.isVisible()
    episode = the_episode(live)
    assert (episode.before, episode.after, episode.peak) == (7, 4, None)
    assert episode.finished
    (use,) = live.ask.tools_in(episode.id)
    assert (use.helped, use.day) == (3, live.ask.today())
    assert live.ask.unfinished_episodes() == ()


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5, 6, 7])
def test_escape_at_any_step_loses_nothing(
    drive: Driver, live: LiveBook, qtbot: QtBot, content: Content, step: int
) -> None:
    way: list[str | Qt.Key] = ["7", ENTER, "1", ENTER, "3", ENTER, "4"]
    drive.press(*way[:step], ESCAPE)
    assert not drive.dialog.isVisible()
    episode = the_episode(live)
    assert not episode.finished
    assert live.ask.unfinished_episodes() == (episode,)
    tools = live.ask.tools_in(episode.id)
    assert episode.before == 7
    assert len(tools) == (1 if step >= 3 else 0)
    assert [use.helped for use in tools] == ([3] if step >= 5 else [None] * len(tools))
    assert episode.after == (4 if step >= 7 else None)

    again = reopened(qtbot, live, content, episode.id)
    first_open = {1: At.TOOLS, 2: At.TOOLS, 3: At.HELPED, 4: At.HELPED, 5: At.AFTER, 6: At.AFTER}
    assert again.dialog.at is first_open.get(step, At.MORE)
    again.press(ESCAPE)
    assert the_episode(live) == episode


def test_left_without_an_answer_nothing_stays(drive: Driver, live: LiveBook) -> None:
    assert len(live.ask.unfinished_episodes()) == 1
    drive.press(ESCAPE)
    assert live.ask.all(CravingEpisode) == ()
    assert not live.undo_stack.canUndo()


def test_answers_taken_back_leave_nothing_either(drive: Driver, live: LiveBook) -> None:
    drive.press("5", Qt.Key.Key_Backspace, ENTER, "1", ENTER)
    drive.press(ESCAPE)  # a tool was picked, so this one stays
    (episode,) = live.ask.all(CravingEpisode)
    assert (episode.before, len(live.ask.tools_in(episode.id))) == (None, 1)


def test_everything_skipped_to_the_end_leaves_nothing(drive: Driver, live: LiveBook) -> None:
    while drive.dialog.at is not At.DONE:
        drive.button(drive.dialog.step.onward_text()).click()
    assert "Nothing was written down" in drive.words()
    drive.press(ENTER)
    assert live.ask.all(CravingEpisode) == ()


def test_tools_come_by_favourites_then_by_use_and_hidden_ones_do_not(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    own = OwnItem(list_name="tool", name="Walk the dog", how="To the river and back.")
    live.record(own)
    live.record(
        Preferences(favourite_tools=("stop", own.key), hidden_tools=("tipp", "urge-surfing"))
    )
    for _time in range(3):
        live.record(ToolUse(day=live.ask.today(), tool="exercise"))
    live.record(ToolUse(day=live.ask.today(), tool="leave"))
    drive = Driver(qtbot, CravingNowDialog(live, content))
    drive.press("6", ENTER)
    assert offered(drive)[:4] == ["STOP", "Walk the dog", "Move my body", "Leave the place"]
    drive.button("Show all my tools").click()
    assert len(offered(drive)) == len(content.tools) + 1 - 2
    assert not {"TIPP", "Urge surfing"} & set(offered(drive))
    drive.press(ESCAPE)


@pytest.mark.parametrize("key", ["delay-15", "box-breathing"])
def test_a_tool_with_a_timer_runs_it_and_can_be_left(
    qtbot: QtBot, live: LiveBook, content: Content, key: str
) -> None:
    live.record(Preferences(favourite_tools=(key,)))
    drive = Driver(qtbot, CravingNowDialog(live, content))
    drive.press("6", ENTER, "1")
    step = drive.dialog.step
    assert isinstance(step, DoingStep)
    assert step.timer is not None
    assert step.timer.running
    assert content.tool(key).how in drive.words()
    drive.press(ENTER)
    assert drive.dialog.at is At.HELPED
    assert not step.timer.running
    drive.press(ESCAPE)


def test_care_is_said_and_a_tool_not_used_is_not_kept(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    live.record(Preferences(favourite_tools=("tipp",)))
    drive = Driver(qtbot, CravingNowDialog(live, content))
    drive.press("6", ENTER, "1")
    assert content.tool("tipp").caution in drive.words()
    assert len(live.ask.all(ToolUse)) == 1
    drive.button("Pick another one").click()
    assert drive.dialog.at is At.TOOLS
    assert live.ask.all(ToolUse) == ()
    drive.press(ESCAPE)


def test_people_and_reasons_are_at_hand(qtbot: QtBot, live: LiveBook, content: Content) -> None:
    live.record(
        Preferences(favourite_tools=("call-support", "my-reasons")),
        Contact(name="Sam", role="Sponsor", phone="555 0100"),
        HardDayPlan(reasons=("My daughter",)),
    )
    drive = Driver(qtbot, CravingNowDialog(live, content))
    drive.press("6", ENTER, "1")
    assert "Sam · 555 0100" in drive.words()
    drive.button("Pick another one").click()
    drive.press("2")
    assert "My daughter" in drive.words()
    drive.press(ESCAPE)


def test_a_strong_craving_offers_help_and_does_not_force_it(
    drive: Driver, content: Content, qtbot: QtBot
) -> None:
    drive.press("8")
    assert content.safety_words.offer not in drive.words()
    drive.press("9")
    assert content.safety_words.offer in drive.words()
    with qtbot.waitSignal(drive.dialog.help_wanted):
        drive.dialog.findChildren(QPushButton)
        drive.button("Help now").click()
    drive.press(ENTER)
    assert drive.dialog.at is At.TOOLS
    drive.press(ESCAPE)


def test_acted_on_it_leads_to_the_words_of_the_country_and_does_not_block(
    drive: Driver, live: LiveBook, content: Content
) -> None:
    drive.press("7", ENTER)
    drive.button("Go on without a tool").click()
    drive.press("5", ENTER, ENTER, "2", ENTER)
    words, said = content.safety(content.country("US")), drive.words()
    for sentence in (words.after_use, words.overdose, words.withdrawal, words.offer):
        assert sentence in said
    assert words.several_days not in said
    drive.press(ENTER)
    assert the_episode(live).outcome is Outcome.ACTED
    assert the_episode(live).finished


def test_use_on_several_days_is_met_with_more_support(
    qtbot: QtBot, live: LiveBook, content: Content, clock: Clock
) -> None:
    for back in (1, 3):
        day = live.ask.today() - timedelta(days=back)
        at = clock() - timedelta(days=back)
        live.record(CravingEpisode(at=at, day=day, outcome=Outcome.ACTED, finished=True))
    drive = Driver(qtbot, CravingNowDialog(live, content))
    drive.press("7", ENTER)
    drive.button("Go on without a tool").click()
    drive.press(ENTER, ENTER, "2", ENTER)
    assert content.safety_words.several_days in drive.words()
    drive.press(ENTER)


def test_more_about_it_is_kept(drive: Driver, live: LiveBook, qtbot: QtBot) -> None:
    drive.press("7", ENTER)
    drive.button("Go on without a tool").click()
    drive.press("5", ENTER, "8", ENTER, "1")
    drive.button("Add more about it").click()
    qtbot.keyClicks(QApplication.focusWidget(), "money")
    drive.press(ENTER)
    qtbot.keyClicks(QApplication.focusWidget(), "The bus shelter")
    drive.press(ENTER, ENTER)  # adds it as an own trigger, then goes on to where
    QTest.keyClick(QApplication.focusWidget(), TAB)
    note = drive.dialog.findChild(NoteEdit)
    assert note is not None
    note.setFocus()
    QApplication.clipboard().setText("Rain all day 🌧")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    drive.press(ESCAPE)  # at once: nothing waits for a timer

    episode = the_episode(live)
    (own,) = live.ask.all(OwnItem)
    assert (own.list_name, own.name) == ("trigger", "The bus shelter")
    assert episode.triggers == ("money", own.key)
    assert (episode.before, episode.after, episode.peak) == (7, 5, 8)
    assert episode.outcome is Outcome.RODE_OUT
    assert episode.note == "Rain all day 🌧"


def test_one_place_at_most(drive: Driver, live: LiveBook, qtbot: QtBot) -> None:
    drive.press("7", ENTER)
    drive.button("Go on without a tool").click()
    drive.press(ENTER, ENTER)
    drive.button("Add more about it").click()
    drive.press(ENTER)  # no trigger
    for place in ("home", "work"):
        qtbot.keyClicks(QApplication.focusWidget(), place)
        drive.press(ENTER)
    assert the_episode(live).place == "work"
    drive.press(ESCAPE)


def test_ones_own_word_is_used(qtbot: QtBot, live: LiveBook, content: Content) -> None:
    live.record(Program(start=START, craving_word="pull"))
    drive = Driver(qtbot, CravingNowDialog(live, content))
    assert drive.dialog.accessibleName() == "Pull now"
    while drive.dialog.at is not At.DONE:
        assert "craving" not in drive.words().lower()
        drive.button(drive.dialog.step.onward_text()).click()
    drive.press(ENTER)


def test_several_a_day_and_back_again(
    drive: Driver, live: LiveBook, qtbot: QtBot, content: Content, clock: Clock
) -> None:
    drive.press("7", ENTER)
    drive.button("Back").click()
    scale = QApplication.focusWidget()
    assert isinstance(scale, ScaleInput)
    assert scale.value == 7
    drive.press("5", ESCAPE)
    clock.move(hours=1)
    second = Driver(qtbot, CravingNowDialog(live, content))
    second.press("3", ESCAPE)
    first, later = live.ask.unfinished_episodes()
    assert (first.before, later.before) == (5, 3)
    assert later.at - first.at == timedelta(hours=1)


def test_after_midnight_it_belongs_to_the_evening_before(
    qtbot: QtBot, live: LiveBook, content: Content, clock: Clock
) -> None:
    evening = live.ask.today()
    clock.move(hours=6)
    drive = Driver(qtbot, CravingNowDialog(live, content))
    drive.press("6", ESCAPE)
    assert (the_episode(live).day, the_episode(live).at) == (evening, clock.now)


def test_before_the_program_it_is_written_like_any_other(
    qtbot: QtBot, live: LiveBook, content: Content, clock: Clock
) -> None:
    clock.move(days=-60)
    drive = Driver(qtbot, CravingNowDialog(live, content))
    drive.press("6", ENTER, "1", ENTER, "2", ENTER)
    assert drive.dialog.at is At.AFTER
    drive.press(ESCAPE)
    assert (the_episode(live).before, the_episode(live).day) == (6, live.ask.today())
    assert len(live.ask.all(ToolUse)) == 1


def test_a_finished_one_can_be_looked_at_and_stays_finished(
    drive: Driver, live: LiveBook, qtbot: QtBot, content: Content
) -> None:
    drive.press("7", ENTER, "1", ENTER, "3", ENTER, "4", ENTER, ENTER, ENTER, ENTER)
    episode = the_episode(live)
    again = reopened(qtbot, live, content, episode.id)
    assert again.dialog.at is At.MORE
    again.press("1", ESCAPE)
    assert the_episode(live).finished
    assert the_episode(live).outcome is Outcome.RODE_OUT


def test_a_craving_can_be_undone_step_by_step(drive: Driver, live: LiveBook) -> None:
    drive.press("7", ENTER, "1", ENTER, "3", ESCAPE)
    held = live.ask.counts()
    while live.undo_stack.canUndo():
        live.undo()
    assert live.ask.all(CravingEpisode) == live.ask.all(ToolUse) == ()
    while live.undo_stack.canRedo():
        live.redo()
    assert live.ask.counts() == held
    assert the_episode(live).before == 7


def test_a_clock_set_back_in_the_middle_keeps_every_answer(
    drive: Driver, live: LiveBook, clock: Clock
) -> None:
    drive.press("7", ENTER)
    clock.move(hours=-30)
    drive.press("1", ENTER, "3", ENTER, "4", ENTER, ENTER, ENTER, ENTER)
    episode = the_episode(live)
    assert (episode.before, episode.after, episode.finished) == (7, 4, True)
    assert episode.edited_at > episode.created_at
    assert [use.helped for use in live.ask.tools_in(episode.id)] == [3]


def test_a_note_of_any_length_and_make_is_kept(
    drive: Driver, live: LiveBook, qtbot: QtBot, content: Content
) -> None:
    drive.press("7", ENTER)
    drive.button("Go on without a tool").click()
    drive.press(ENTER, ENTER)
    drive.button("Add more about it").click()
    note = drive.dialog.findChild(NoteEdit)
    assert note is not None
    note.setFocus()
    pasted = "يوم صعب \x00\x1b[31m 🏃🏽‍♀️ " + "long " * 30_000
    QApplication.clipboard().setText(pasted)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    drive.press(ESCAPE)
    kept = the_episode(live).note
    assert 99_990 < len(kept) <= 100_000
    assert kept.startswith("يوم صعب [31m 🏃🏽‍♀️ long long")
    again = reopened(qtbot, live, content, the_episode(live).id)
    again.press(ESCAPE)
    assert the_episode(live).note == kept


def test_one_stronger_than_the_worst_of_the_day_asks_once_whether_to_raise_it(
    drive: Driver, live: LiveBook, qtbot: QtBot, content: Content
) -> None:
    day = live.ask.today()
    live.answer(day, craving=6)
    drive.press("9", ENTER, "1", ENTER, "3", ENTER, "4", ENTER, ENTER, ENTER)
    assert drive.dialog.at is At.DONE
    assert "The worst craving of the day is 6, and one of 9 is written down." in drive.words()
    drive.button("Leave it at 6").click()
    assert "Make it 9" not in drive.words()
    drive.press(ESCAPE)
    again = reopened(qtbot, live, content, the_episode(live).id)
    again.press("1", ENTER)
    assert again.dialog.at is At.DONE
    assert "one of 9" not in again.words(), "only a note or an end was added"
    assert live.ask.day(day).craving == 6  # type: ignore[union-attr]


@pytest.mark.parametrize("worst", [None, 9, 10])
def test_nothing_is_asked_where_the_two_agree(
    drive: Driver, live: LiveBook, worst: int | None
) -> None:
    live.answer(live.ask.today(), craving=worst, mood=5)
    drive.press("9", ENTER, "1", ENTER, "3", ENTER, "4", ENTER, ENTER, ENTER)
    assert drive.dialog.at is At.DONE
    assert "is written down. Raise" not in drive.words()


def test_the_worst_of_the_day_is_raised_with_one_press(drive: Driver, live: LiveBook) -> None:
    day = live.ask.today()
    live.answer(day, craving=6)
    drive.press("9", ENTER, "1", ENTER, "3", ENTER, "4", ENTER, ENTER, ENTER)
    drive.button("Make it 9").click()
    assert live.ask.day(day).craving == 9  # type: ignore[union-attr]
    assert "one of 9" not in drive.words()
