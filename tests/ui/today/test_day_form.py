"""The questions of a day, answered by keyboard: what is kept, what stays blank, what is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from journal.content.content import Content
from journal.model.choices import Halt, Home, Medication, Reached, Timeliness, Use
from journal.model.craving import ToolUse
from journal.model.day import DayEntry, answer_names
from journal.model.plan import OwnItem
from journal.model.questions import BY_KEY, QUESTIONS
from tests.ui.conftest import Clock
from tests.ui.keys import BACKSPACE, DOWN, ENTER, SPACE, TAB, Keys
from ui.base.live_book import LiveBook
from ui.today.day_form import DayForm
from ui.widgets.fields.chips import ChipPicker
from ui.widgets.fields.note import NoteEdit
from ui.widgets.fields.scale import ScaleInput
from ui.widgets.incremental import do_all

Show = Callable[..., tuple[DayForm, Keys]]


@pytest.fixture
def show(qtbot: QtBot, live: LiveBook, content: Content) -> Show:
    def shown(day: date | None = None, *, more: bool = True) -> tuple[DayForm, Keys]:
        if more:
            live.record(replace(live.ask.preferences, more_open=True), undoable=False)
        form = DayForm(live, content, day or live.ask.today())
        do_all(form.building)
        form.resize(860, 1500)
        qtbot.addWidget(form)
        keys = Keys(qtbot, form)
        form.focus_first()
        return form, keys

    return shown


def entry(live: LiveBook, day: date | None = None) -> DayEntry:
    return live.ask.day(day or live.ask.today()) or DayEntry(day=live.ask.today())


def problem(form: DayForm) -> str:
    labels = form.findChildren(QLabel)
    return " ".join(x.text() for x in labels if x.property("rank") == "problem" and x.text())


def test_every_question_is_answered_by_keyboard_in_the_order_of_the_page(
    show: Show, live: LiveBook
) -> None:
    form, keys = show()
    keys.press("7", ENTER, "1", "0", ENTER, "1", ENTER)  # mood, craving ten, no use
    keys.press("urge", ENTER, TAB, "3", TAB, TAB)  # a tool that helped, past its Remove
    keys.tab_to(form.part("sleep_hours"))
    keys.press("7.5", ENTER, "4", ENTER)  # sleep and how well
    keys.press("1", ENTER, "2", "4", ENTER, "3", ENTER, "5", ENTER)
    keys.tab_to(form.part("no_tool_reason"))
    keys.press("forgot", TAB)
    keys.press("Rain all day")
    form.flush()
    assert entry(live) == replace(
        entry(live),
        mood=7,
        craving=10,
        use=Use.NO,
        sleep_hours=7.5,
        sleep_quality=4,
        medication=Medication.TAKEN,
        halt=(Halt.ANGRY, Halt.TIRED),
        home=Home.HARD,
        reached=(Reached.STAFF,),
        no_tool_reason="forgot",
        note="Rain all day",
    )
    (use,) = live.ask.all(ToolUse)
    assert (use.tool, use.helped, use.episode_id) == ("urge-surfing", 3, None)


def test_nothing_starts_on_a_value_and_walking_through_leaves_all_blank(
    show: Show, live: LiveBook
) -> None:
    _form, keys = show()
    keys.press(*[TAB] * 20)
    assert live.ask.day(live.ask.today()) is None
    assert not live.undo_stack.canUndo()


def test_an_answer_says_nothing_of_the_others(show: Show, live: LiveBook) -> None:
    _form, keys = show()
    keys.press("0")
    answered = {name for name in answer_names() if entry(live).has(name)}
    assert answered == {"mood"}
    assert entry(live).mood == 0


@pytest.mark.parametrize(
    ("name", "key"),
    [("mood", "4"), ("craving", "0"), ("use", "2"), ("sleep_quality", "3"), ("home", "1")],
)
def test_backspace_takes_an_answer_back_to_blank(
    show: Show, live: LiveBook, name: str, key: str
) -> None:
    form, keys = show()
    keys.tab_to(form.part(name))
    keys.press(key)
    assert entry(live).has(name)
    keys.press(BACKSPACE)
    assert not entry(live).has(name)


def test_hours_emptied_are_blank_again(show: Show, live: LiveBook) -> None:
    form, keys = show()
    keys.tab_to(form.part("sleep_hours"))
    keys.press("8")
    assert entry(live).sleep_hours == 8
    keys.press(BACKSPACE)
    assert entry(live).sleep_hours is None


def test_undo_and_redo_show_at_once(show: Show, live: LiveBook) -> None:
    form, keys = show()
    mood: Any = form.part("mood")
    keys.press("7", ENTER, "3")
    live.undo()
    live.undo()
    assert (mood.value, form.part("craving").value) == (None, None)  # type: ignore[attr-defined]
    live.redo()
    assert mood.value == 7


def test_a_tool_taken_back_by_undo_leaves_the_list(show: Show, live: LiveBook) -> None:
    form, keys = show()
    tools = form.part("tools")
    assert isinstance(tools, ChipPicker)
    keys.tab_to(tools)
    keys.press("stop", ENTER)
    assert tools.keys == ("stop",)
    live.undo()
    assert tools.keys == ()
    assert live.ask.all(ToolUse) == ()
    live.redo()
    assert tools.keys == ("stop",)


def test_rating_a_tool_keeps_the_cursor_on_its_scale(
    show: Show, live: LiveBook, clock: Clock
) -> None:
    """Each answer redraws the form; that must not take the field away under the fingers."""
    form, keys = show()
    keys.tab_to(form.part("tools"))
    keys.press("urge", ENTER)
    clock.move(seconds=2)
    keys.press("box", ENTER, TAB)
    scale = keys.focus
    keys.press("2", "3")
    assert keys.focus is scale
    keys.press(TAB, TAB, "4")
    helped = {use.tool: use.helped for use in live.ask.all(ToolUse)}
    assert helped == {"urge-surfing": 3, "box-breathing": 4}


def test_removing_a_tool_and_rating_it_again(show: Show, live: LiveBook) -> None:
    form, keys = show()
    keys.tab_to(form.part("tools"))
    keys.press("urge", ENTER, TAB, "3", TAB, SPACE)
    assert live.ask.all(ToolUse) == ()
    assert keys.focus is form.part("tools").focusProxy()


def test_a_tool_of_ones_own_is_made_and_used(show: Show, live: LiveBook) -> None:
    form, keys = show()
    keys.tab_to(form.part("tools"))
    keys.press("knit a row", ENTER)
    (own,) = live.ask.all(OwnItem)
    assert (own.list_name, own.name) == ("tool", "knit a row")
    assert [use.tool for use in live.ask.all(ToolUse)] == [own.key]


def test_a_suggestion_is_picked_by_arrow(show: Show, live: LiveBook) -> None:
    form, keys = show()
    keys.tab_to(form.part("tools"))
    keys.press(DOWN, ENTER)
    assert len(live.ask.all(ToolUse)) == 1


def test_a_note_is_kept_while_the_typing_goes_on(show: Show, live: LiveBook, qtbot: QtBot) -> None:
    form, keys = show()
    keys.tab_to(form.part("note"))
    keys.press("Bus was late")
    qtbot.waitUntil(lambda: entry(live).note == "Bus was late", timeout=2000)
    keys.press(", walked")
    qtbot.waitUntil(lambda: entry(live).note == "Bus was late, walked", timeout=2000)
    live.undo()
    assert entry(live).note == ""  # one piece of typing is one step


def test_a_note_being_typed_is_not_overwritten_from_elsewhere(show: Show, live: LiveBook) -> None:
    form, keys = show()
    note = form.part("note")
    assert isinstance(note, NoteEdit)
    keys.tab_to(note)
    keys.press("half a wo")
    live.answer(live.ask.today(), mood=3)
    assert note.text == "half a wo"
    form.flush()
    assert entry(live).note == "half a wo"


@pytest.mark.parametrize(
    "text", ["🙂👩‍👩‍👧", "שלום, hello, سلام", "a\u200db\u00a0c", "x" * 100_000]
)
def test_words_of_all_kinds_come_back_as_they_were_written(
    show: Show, live: LiveBook, content: Content, qtbot: QtBot, text: str
) -> None:
    form, _keys = show()
    note = form.part("note")
    assert isinstance(note, NoteEdit)
    note.set_text(text)
    note.textEdited.emit(text)
    form.flush()
    again = DayForm(live, content, live.ask.today())
    do_all(again.building)
    qtbot.addWidget(again)
    shown = again.part("note")
    assert isinstance(shown, NoteEdit)
    assert shown.text == text == entry(live).note


def test_hours_that_cannot_be_read_say_one_sentence_and_keep_nothing(
    show: Show, live: LiveBook
) -> None:
    form, keys = show()
    keys.tab_to(form.part("sleep_hours"))
    keys.press("99", TAB)
    assert problem(form) == "A day has 24 hours."
    assert not entry(live).has("sleep_hours")


def test_a_day_that_cannot_be_written_says_why_and_keeps_the_words(
    show: Show, live: LiveBook, clock: Clock
) -> None:
    today = live.ask.today()
    form, keys = show(today)
    clock.move(days=-2)  # the clock was set back
    keys.press("5")
    assert "still to come" in problem(form)
    note = form.part("note")
    assert isinstance(note, NoteEdit)
    keys.tab_to(note)
    keys.press("I am nervous")
    form.flush()
    live.record(OwnItem(list_name="tool", name="Walk"))  # redraws the form
    assert note.text == "I am nervous"
    clock.move(days=2)
    form.flush()
    assert entry(live, today).note == "I am nervous"


def test_an_earlier_day_is_marked_as_written_later(
    show: Show, live: LiveBook, clock: Clock
) -> None:
    yesterday = live.ask.today() - timedelta(days=1)
    _form, keys = show(yesterday)
    keys.press("6")
    start = live.ask.program.day_start
    assert entry(live, yesterday).timeliness("mood", start) is Timeliness.LATER
    assert live.ask.day(live.ask.today()) is None


def test_more_is_remembered_open_or_closed(
    show: Show, live: LiveBook, content: Content, qtbot: QtBot
) -> None:
    form, keys = show(more=False)
    (button,) = [b for b in form.findChildren(QPushButton) if b.text() == "More about today"]
    assert not form.part("note").isVisible()
    keys.tab_to(button)
    keys.press(ENTER)
    assert form.part("note").isVisible()
    assert keys.focus is form.part("sleep_hours").focusProxy()
    assert live.ask.preferences.more_open
    assert not live.undo_stack.canUndo()
    again, _keys = show(more=False)
    assert again.part("note").isVisible()
    button = next(b for b in again.findChildren(QPushButton) if b.text() == "Show less")
    button.click()
    assert not live.ask.preferences.more_open


def test_questions_made_one_by_one_show_what_was_answered_meanwhile(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    live.record(replace(live.ask.preferences, more_open=True), undoable=False)
    form = DayForm(live, content, live.ask.today())
    qtbot.addWidget(form)
    made = []
    for question in form.building:
        made.append(question)
        live.answer(form.day, mood=4)
    assert tuple(made) == QUESTIONS
    mood = form.part("mood")
    assert isinstance(mood, ScaleInput)
    assert mood.value == 4
    live.answer(form.day, mood=6)
    assert mood.value == 6


def test_only_the_questions_chosen_are_asked(show: Show, live: LiveBook) -> None:
    live.record(replace(live.ask.preferences, asked=("mood", "note"), more_open=True))
    form, _keys = show()
    for name in BY_KEY:
        if name in ("mood", "note"):
            assert form.part(name).isVisible()
        else:
            with pytest.raises(KeyError):
                form.part(name)


def test_a_word_of_ones_own_is_in_the_question(show: Show, live: LiveBook) -> None:
    live.record(replace(live.ask.program, craving_word="urge"))
    form, _keys = show()
    labels = {label.text() for label in form.findChildren(QLabel)}
    assert "Worst urge" in labels


def test_letters_on_a_scale_are_left_alone(show: Show, live: LiveBook) -> None:
    _form, keys = show()
    keys.press("x", Qt.Key.Key_Insert)
    assert live.ask.day(live.ask.today()) is None


def test_a_tool_that_is_in_no_list_stays_when_another_is_added(show: Show, live: LiveBook) -> None:
    own = OwnItem(list_name="tool", name="Walk the dog")
    live.record(own, ToolUse(day=live.ask.today(), tool=own.key, helped=4))
    form, keys = show()
    live.delete(own)
    keys.tab_to(form.part("tools"))
    keys.press("stop", ENTER)
    assert {use.tool: use.helped for use in live.ask.all(ToolUse)} == {own.key: 4, "stop": None}
