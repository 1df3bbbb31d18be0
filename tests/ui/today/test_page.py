"""Today: one page for the day that it is, with what is still open and help that is never forced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from journal.content.content import Content
from journal.model.choices import Outcome, Use
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from tests.ui.conftest import START, Clock
from tests.ui.keys import ENTER, Keys
from ui.base.live_book import LiveBook
from ui.today.page import TodayPage
from ui.widgets.fields.note import NoteEdit
from ui.widgets.fields.scale import ScaleInput

OFFER = "Help is here if you want it"


@pytest.fixture
def page(qtbot: QtBot, live: LiveBook, content: Content) -> Iterator[TodayPage]:
    made = TodayPage(live, content, content.country("US"))
    made.resize(900, 1400)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def keys(qtbot: QtBot, page: TodayPage) -> Keys:
    pressed = Keys(qtbot, page)
    page.focus_first()
    return pressed


def words(page: TodayPage) -> str:
    """Everything that can be read."""
    QApplication.processEvents()  # what is new in a layout shows in the next turn
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def buttons(page: TodayPage) -> list[str]:
    QApplication.processEvents()
    return [b.text() for b in page.findChildren(QPushButton) if b.isVisible()]


def press(page: TodayPage, text: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible()).click()


def test_it_begins_on_the_first_question(page: TodayPage, keys: Keys) -> None:
    assert keys.focus is page.form.part("mood")
    assert "Thank you" not in words(page)


def test_what_today_looked_like_is_said_in_one_quiet_line(page: TodayPage, keys: Keys) -> None:
    keys.press("6", ENTER, "3", ENTER, "1", ENTER, "stop", ENTER)
    said = "Today so far: mood 6, worst craving 3, no use, 1 tool. Thank you for writing it down."
    assert said in words(page)


@pytest.mark.parametrize(
    ("answers", "offered"),
    [
        ({"craving": 8}, False),
        ({"craving": 9}, True),
        ({"mood": 2}, False),
        ({"mood": 1}, True),
        ({"use": Use.NO}, False),
        ({"use": Use.SKIP}, False),
    ],
)
def test_help_is_offered_from_nine_and_from_one(
    page: TodayPage, keys: Keys, live: LiveBook, answers: dict[str, object], offered: bool
) -> None:
    live.answer(live.ask.today(), **answers)
    assert (OFFER in words(page)) == offered
    assert ("Help now" in buttons(page)) == offered


def test_the_offer_neither_takes_the_cursor_nor_stays_when_taken_back(
    page: TodayPage, keys: Keys, qtbot: QtBot
) -> None:
    keys.press("1")
    assert OFFER in words(page)
    assert keys.focus is page.form.part("mood")
    with qtbot.waitSignal(page.help_wanted):
        press(page, "Help now")
    keys.press("5")
    assert OFFER not in words(page)


def test_after_use_the_words_are_kind_and_name_the_danger(
    page: TodayPage, keys: Keys, live: LiveBook
) -> None:
    keys.press("5", ENTER, "5", ENTER, "2")
    said = words(page)
    assert "Thanks for writing it down. One day does not erase your progress." in said
    assert "naloxone" in said
    assert "call 911" in said
    assert "a few days this week" not in said
    assert keys.focus is page.form.part("use")


def test_use_on_several_days_of_a_week_says_that_the_team_can_help(
    page: TodayPage, keys: Keys, live: LiveBook
) -> None:
    for back in (2, 4):
        live.answer(live.ask.today() - timedelta(days=back), use=Use.YES)
    live.answer(live.ask.today(), use=Use.YES)
    assert "a few days this week" in words(page)


def test_a_day_begins_at_four(page: TodayPage, keys: Keys, live: LiveBook, clock: Clock) -> None:
    clock.move(hours=7, minutes=29)  # 03:59
    keys.press("4")
    page.follow_the_clock()
    assert page.form.day == date(2026, 3, 24)
    assert isinstance(page.form.part("mood"), ScaleInput)
    clock.move(minutes=1)
    page.follow_the_clock()
    assert page.form.day == date(2026, 3, 24), "the cursor is in it"
    page.hide()
    page.show()
    assert page.form.day == date(2026, 3, 25)
    assert page.form.part("mood").value is None  # type: ignore[attr-defined]
    QTest.keyClick(page.form.part("mood"), "8")
    assert [(e.day.day, e.mood) for e in live.ask.all(DayEntry)] == [(24, 4), (25, 8)]


def test_words_being_typed_at_four_belong_to_the_day_they_were_begun_on(
    page: TodayPage, keys: Keys, live: LiveBook, clock: Clock
) -> None:
    press(page, "More about today")
    clock.move(hours=7)
    note = page.form.part("note")
    assert isinstance(note, NoteEdit)
    keys.tab_to(note)
    keys.press("cannot sleep")
    clock.move(hours=1)
    page.follow_the_clock()
    page.leave()
    (entry,) = live.ask.all(DayEntry)
    assert (entry.day, entry.note) == (date(2026, 3, 24), "cannot sleep")


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 3, 24, 20, 30, tzinfo=UTC),
        datetime(2026, 3, 24, 20, 30, tzinfo=timezone(timedelta(hours=13))),
    ],
)
def test_the_wall_clock_decides_whatever_the_time_zone(
    page: TodayPage, keys: Keys, live: LiveBook, clock: Clock, now: datetime
) -> None:
    clock.now = now
    page.follow_the_clock()
    keys.press("4")
    (entry,) = live.ask.all(DayEntry)
    assert entry.day == date(2026, 3, 24)


def test_days_left_blank_are_told_gently_and_lead_to_the_day(
    page: TodayPage, keys: Keys, live: LiveBook, qtbot: QtBot
) -> None:
    assert "22 days are blank. You can still fill them in, or leave them." in words(page)
    assert "again" not in words(page), "nothing was ever written: nobody was away"
    for back in range(2, 9):
        live.answer(live.ask.today() - timedelta(days=back), mood=5)
    assert "Monday, March 23 is blank. You can still fill it in, or leave it." in words(page)
    with qtbot.waitSignal(page.day_wanted) as wanted:
        press(page, "Monday, March 23")
    assert wanted.args == [date(2026, 3, 23)]
    live.answer(date(2026, 3, 23), mood=5)
    assert "blank" not in words(page)


def test_after_three_months_there_is_one_kind_line_and_one_question(
    page: TodayPage, keys: Keys, live: LiveBook, clock: Clock, qtbot: QtBot
) -> None:
    live.answer(live.ask.today(), mood=5)
    clock.move(days=90)
    page.follow_the_clock()
    page.redraw()
    said = words(page)
    assert (
        "Good to see you again. This is day 113; 45 were planned. Does your program go on?" in said
    )
    assert said.count("?") == said.count("Did I use?") + 1
    assert "blank" not in said
    with qtbot.waitSignal(page.page_wanted) as wanted:
        press(page, "Open My plan")
    assert wanted.args == ["my_plan"]
    press(page, "Not now")
    assert "89 days are blank. You can still fill them in, or leave them." in words(page)
    live.answer(live.ask.today(), mood=6)
    assert "go on?" not in words(page), "it is asked once"


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({}, True),
        ({"ended_on": START + timedelta(days=44)}, False),
        ({"aftercare_from": START + timedelta(days=45)}, False),
        ({"planned_days": 46}, False),
    ],
)
def test_day_46_of_45_asks_whether_the_program_goes_on(
    page: TodayPage, keys: Keys, live: LiveBook, clock: Clock, change: dict[str, Any], asked: bool
) -> None:
    live.record(replace(live.ask.program, **change))
    clock.move(days=23)
    page.follow_the_clock()
    page.redraw()
    assert ("This is day 46; 45 were planned." in words(page)) is asked


def test_after_a_program_has_ended_no_day_is_called_blank(
    page: TodayPage, keys: Keys, live: LiveBook, clock: Clock
) -> None:
    live.answer(live.ask.today(), mood=5)
    live.record(replace(live.ask.program, ended_on=live.ask.today()))
    clock.move(days=60)
    page.follow_the_clock()
    page.redraw()
    assert "blank" not in words(page)
    assert "Good to see you" not in words(page)


def test_a_clock_set_back_by_a_year_is_said_and_nothing_else(
    page: TodayPage, keys: Keys, live: LiveBook, clock: Clock
) -> None:
    live.answer(live.ask.today(), mood=5)
    clock.move(days=-365)
    page.follow_the_clock()
    page.redraw()
    said = words(page)
    assert "your journal has days after that. Is its date right?" in said
    assert "24 March 2025" in said or "March 24, 2025" in said
    assert "blank" not in said
    clock.move(days=364)  # a day apart is a flight over the date line
    page.follow_the_clock()
    page.redraw()
    assert "Is its date right?" not in words(page)


def test_no_day_before_the_program_is_called_blank(
    qtbot: QtBot, live: LiveBook, content: Content, clock: Clock
) -> None:
    clock.now = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
    page = TodayPage(live, content)
    qtbot.addWidget(page)
    Keys(qtbot, page)
    assert live.ask.today() == START
    assert "blank" not in words(page)


def test_cravings_of_the_day_and_those_still_open_are_listed(
    page: TodayPage, keys: Keys, live: LiveBook, clock: Clock, qtbot: QtBot
) -> None:
    now, today = clock.now, live.ask.today()
    done = CravingEpisode(
        at=now, day=today, before=7, after=3, outcome=Outcome.RODE_OUT, finished=True
    )
    left = CravingEpisode(at=now - timedelta(days=1), day=today - timedelta(days=1), before=8)
    old = replace(done, id=left.id.__class__(int=7), day=today - timedelta(days=1))
    live.record(done, left, old)
    live.record(ToolUse(day=today, tool="urge-surfing", episode_id=done.id))
    assert "Craving today" in words(page)
    rows = [line for line in words(page).split("\n") if "strength" in line]
    assert len(rows) == 2
    assert "Monday, March 23" in rows[0]
    assert "strength 8" in rows[0]
    assert rows[1].endswith("strength 7 → 3 · Urge surfing")
    with qtbot.waitSignal(page.craving_wanted) as wanted:
        press(page, "Finish")
    assert wanted.args == [left.id]
    with qtbot.waitSignal(page.craving_wanted) as wanted:
        press(page, "Open")
    assert wanted.args == [done.id]


def test_a_word_of_ones_own_is_everywhere_on_the_page(
    page: TodayPage, keys: Keys, live: LiveBook, clock: Clock
) -> None:
    live.record(CravingEpisode(at=clock.now, day=live.ask.today(), before=4))
    live.record(replace(live.ask.program, craving_word="pull"))
    live.answer(live.ask.today(), craving=4)
    said = words(page)
    assert "Worst pull" in said
    assert "Pull today" in said
    assert "worst pull 4" in said
    assert "craving" not in said.casefold()


def test_changing_what_is_asked_keeps_what_is_being_typed(
    page: TodayPage, keys: Keys, live: LiveBook
) -> None:
    press(page, "More about today")
    keys.tab_to(page.form.part("note"))
    keys.press("still here")
    live.record(replace(live.ask.preferences, asked=("mood", "use")))
    with pytest.raises(KeyError):
        page.form.part("note")
    (entry,) = live.ask.all(DayEntry)
    assert entry.note == "still here"


def test_leaving_the_page_keeps_what_is_being_typed(
    page: TodayPage, keys: Keys, live: LiveBook
) -> None:
    press(page, "More about today")
    keys.tab_to(page.form.part("note"))
    keys.press("one last thing")
    page.leave()
    (entry,) = live.ask.all(DayEntry)
    assert entry.note == "one last thing"


def test_before_the_program_a_day_is_written_like_any_other(
    page: TodayPage, keys: Keys, live: LiveBook
) -> None:
    live.record(replace(live.ask.program, start=live.ask.today() + timedelta(days=3)))
    keys.press("4")
    (entry,) = live.ask.all(DayEntry)
    assert (entry.day, entry.mood) == (live.ask.today(), 4)


def test_a_worst_lower_than_a_craving_of_the_day_is_asked_about_once(
    page: TodayPage, keys: Keys, live: LiveBook, clock: Clock
) -> None:
    """One page said "strongest 10" and "highest 9"."""
    day = live.ask.today()
    live.record(CravingEpisode(at=clock.now, day=day, before=6, peak=9, after=2, finished=True))
    keys.press("5", ENTER, "7")
    question = "The worst craving of the day is 7, and one of 9 is written down."
    assert question in words(page)
    assert keys.focus is page.form.part("craving"), "the cursor is not taken"
    press(page, "Leave it at 7")
    assert question not in words(page)
    live.answer(day, mood=6)
    assert question not in words(page)
    assert live.ask.day(day).craving == 7  # type: ignore[union-attr]
    keys.tab_to(page.form.part("craving"))
    keys.press("8")
    assert "one of 9" not in words(page), "it was asked before"


def test_the_worst_can_be_raised_in_one_press(
    page: TodayPage, keys: Keys, live: LiveBook, clock: Clock
) -> None:
    day = live.ask.today()
    live.record(CravingEpisode(at=clock.now, day=day, before=9, finished=True))
    keys.press("5", ENTER, "7")
    press(page, "Make it 9")
    assert live.ask.day(day).craving == 9  # type: ignore[union-attr]
    assert page.form.part("craving").value == 9  # type: ignore[attr-defined]
    assert "Make it 9" not in buttons(page)
