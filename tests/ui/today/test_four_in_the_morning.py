"""Four in the morning while someone types: both days are right on the disk.

Digits typed into a note once overwrote the mood of the new day.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date, datetime, timedelta, timezone

import pytest

from journal.book.book import Book
from tests.ui.conftest import Clock
from tests.ui.keys import ENTER
from tests.ui.running import PASSPHRASE, Running
from ui.craving.dialog import CravingNowDialog
from ui.today.page import TodayPage

FRIDAY, SATURDAY = date(2026, 3, 27), date(2026, 3, 28)


@pytest.fixture(autouse=True)
def before_four(clock: Clock) -> None:
    clock.now = datetime(2026, 3, 28, 3, 58, tzinfo=timezone(timedelta(hours=-4)))


@pytest.fixture
def page(daybook: Running) -> TodayPage:
    today = daybook.go_to("today")
    assert isinstance(today, TodayPage)
    daybook.until(lambda: daybook.keys.focus is today.form.part("mood"))
    return today


def on_the_disk(daybook: Running, day: date) -> tuple[int | None, str]:
    daybook.desk.leave()
    assert daybook.desk.live.save_now()
    copy = daybook.folder / "copy.daybook"
    shutil.copy(daybook.path, copy)
    with closing(Book.open(copy, PASSPHRASE, clock=daybook.clock, read_only=True)) as book:
        entry = book.day(day)
    return (None, "") if entry is None else (entry.mood, entry.note)


def test_what_is_typed_stays_on_its_day_and_question(
    daybook: Running, page: TodayPage, clock: Clock
) -> None:
    daybook.keys.press("4", ENTER)
    daybook.button("More about today").click()
    daybook.keys.tab_to(page.form.part("note"))
    daybook.keys.press("slept at 3, up at ")
    clock.move(minutes=3)
    page.follow_the_clock()
    daybook.keys.press("6")
    page.follow_the_clock()
    daybook.keys.press("7")
    assert on_the_disk(daybook, FRIDAY) == (4, "slept at 3, up at 67")
    assert on_the_disk(daybook, SATURDAY) == (None, "")
    assert page.form.day == FRIDAY


def test_an_answer_given_after_four_belongs_to_the_page_it_was_given_on(
    daybook: Running, page: TodayPage, clock: Clock
) -> None:
    clock.move(minutes=3)
    page.follow_the_clock()
    daybook.keys.press("8")
    assert on_the_disk(daybook, FRIDAY) == (8, "")
    assert on_the_disk(daybook, SATURDAY) == (None, "")


def test_one_line_offers_the_new_day_and_leads_to_it(
    daybook: Running, page: TodayPage, clock: Clock
) -> None:
    daybook.keys.press("4")
    clock.move(minutes=3)
    for _look in range(3):
        page.follow_the_clock()
    line = "It is Saturday, March 28 now. You are still on the page of Friday, March 27."
    assert daybook.words().count(line) == 1
    daybook.button("Go to Saturday, March 28").click()
    assert line not in daybook.words()
    assert page.form.day == SATURDAY
    daybook.until(lambda: daybook.keys.focus is page.form.part("mood"))
    daybook.keys.press("9")
    assert on_the_disk(daybook, FRIDAY) == (4, "")
    assert on_the_disk(daybook, SATURDAY) == (9, "")


def test_who_leaves_the_page_comes_back_to_the_new_day(
    daybook: Running, page: TodayPage, clock: Clock
) -> None:
    daybook.keys.press("4")
    clock.move(minutes=3)
    page.follow_the_clock()
    daybook.go_to("sessions")
    assert "You are still on the page" not in daybook.words()
    daybook.go_to("today")
    assert page.form.day == SATURDAY
    daybook.keys.press("2")
    assert on_the_disk(daybook, FRIDAY) == (4, "")
    assert on_the_disk(daybook, SATURDAY) == (2, "")


def test_a_page_that_nobody_is_on_goes_on_by_itself(
    daybook: Running, page: TodayPage, clock: Clock
) -> None:
    daybook.button("Lock").setFocus()
    clock.move(minutes=3)
    page.follow_the_clock()
    assert page.form.day == SATURDAY
    assert daybook.keys.focus is daybook.button("Lock"), "the cursor is not taken"


def test_a_craving_begun_before_four_is_written_whole_on_its_night(
    daybook: Running, page: TodayPage, clock: Clock
) -> None:
    daybook.desk.show_craving(None)
    dialog = daybook.dialog(CravingNowDialog)
    daybook.until(dialog.isActiveWindow)
    daybook.keys.press("7", ENTER)
    clock.move(minutes=3)
    page.follow_the_clock()
    daybook.keys.press("1", ENTER, "3", ENTER)
    dialog.close()
    (episode,) = daybook.desk.live.ask.unfinished_episodes()
    assert (episode.day, episode.before) == (FRIDAY, 7)
    assert [use.day for use in daybook.desk.live.ask.tools_in(episode.id)] == [FRIDAY]
