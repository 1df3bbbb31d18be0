"""The window around an open journal: rail, header, shortcuts, and banners that stay."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from journal.book.book import Book
from journal.model.plan import Contact
from tests.ui.conftest import START, Clock
from tests.ui.keys import CONTROL, DOWN, ENTER, ESCAPE, SHIFT, TAB
from tests.ui.running import PASSPHRASE, Running
from ui.craving.dialog import CravingNowDialog
from ui.help.dialog import HelpNowDialog
from ui.look_back.page import LookBackPage
from ui.plan.contact_dialog import ContactDialog
from ui.plan.page import MyPlanPage
from ui.progress.page import ProgressPage
from ui.sessions.page import SessionsPage
from ui.therapy.page import TherapyPage
from ui.today.page import TodayPage
from ui.widgets.rail import RailEntry

PAGES = [TodayPage, SessionsPage, ProgressPage, TherapyPage, LookBackPage, MyPlanPage]


def current(daybook: Running) -> object:
    return daybook.desk.view.current


# -- getting about -------------------------------------------------------------------------------


def test_it_opens_on_today_with_the_cursor_on_the_first_question(daybook: Running) -> None:
    assert isinstance(current(daybook), TodayPage)
    assert daybook.keys.focus.accessibleName().startswith("Mood")


def test_control_and_a_number_leads_to_each_page(daybook: Running) -> None:
    for number, page in enumerate(PAGES, start=1):
        daybook.keys.press(str(number), held=CONTROL)
        shown = current(daybook)
        assert isinstance(shown, page)
        assert shown.isAncestorOf(daybook.keys.focus)


def test_the_rail_is_walked_by_arrows_and_tells_where_one_is(daybook: Running) -> None:
    keys = daybook.keys
    entries = [e for e in daybook.page.findChildren(RailEntry) if e.isVisible()]
    keys.tab_to(entries[0])
    keys.press(DOWN, DOWN, ENTER)
    assert isinstance(current(daybook), ProgressPage)
    assert [e.words for e in entries if e.isChecked()] == ["Progress"]
    names = ["Today", "Sessions", "Progress", "For therapy", "Look back", "My plan"]
    assert [e.words for e in entries] == [*names, "Help now", "Lock"]


def test_a_letter_with_alt_opens_a_page(daybook: Running) -> None:
    entry = next(e for e in daybook.page.findChildren(RailEntry) if e.words == "For therapy")
    daybook.keys.press(entry.mnemonic, held=Qt.KeyboardModifier.AltModifier)
    daybook.until(lambda: isinstance(current(daybook), TherapyPage))


def test_help_and_a_craving_are_one_key_away(daybook: Running) -> None:
    daybook.keys.press(Qt.Key.Key_F1)
    daybook.dialog(HelpNowDialog).close()
    daybook.back()
    daybook.keys.press("n", held=CONTROL)
    assert daybook.dialog(CravingNowDialog).episode_id
    daybook.dialog(CravingNowDialog).close()
    daybook.back()
    daybook.button("Craving now").click()
    daybook.dialog(CravingNowDialog).close()


def test_undo_and_redo_work_by_key_on_every_page(daybook: Running) -> None:
    live = daybook.desk.live
    daybook.keys.press("4")
    daybook.keys.press("3", held=CONTROL)
    daybook.keys.press("z", held=CONTROL)
    assert live.ask.day(live.ask.today()) is None
    for held, key in ((CONTROL | SHIFT, "z"), (CONTROL, "y")):
        daybook.keys.press(key, held=held)
        entry = live.ask.day(live.ask.today())
        assert entry is not None
        assert entry.mood == 4
        live.undo()


def test_going_to_another_page_keeps_what_is_being_typed(daybook: Running) -> None:
    daybook.button("More about today").click()
    form = current(daybook).form  # type: ignore[attr-defined]
    daybook.keys.tab_to(form.part("note"))
    daybook.keys.press("on my way")
    daybook.keys.press("2", held=CONTROL)
    live = daybook.desk.live
    entry = live.ask.day(live.ask.today())
    assert entry is not None
    assert entry.note == "on my way"


def test_a_craving_put_away_unanswered_leaves_the_note_that_was_being_typed(
    daybook: Running,
) -> None:
    live, keys = daybook.desk.live, daybook.keys
    page = daybook.go_to("today")
    assert isinstance(page, TodayPage)
    daybook.button("More about today").click()
    keys.tab_to(page.form.part("note"))
    keys.press("it was close")
    keys.press("n", held=CONTROL)
    daybook.dialog(CravingNowDialog)
    keys.press(ESCAPE)
    entry = live.ask.day(live.ask.today())
    assert entry is not None
    assert entry.note == "it was close"


def test_a_row_changed_in_its_dialog_has_the_cursor_afterwards(daybook: Running) -> None:
    live = daybook.desk.live
    live.record(Contact(role="sponsor", name="Ann"), Contact(role="friend", name="Bo"))
    page = daybook.go_to("my_plan")
    assert isinstance(page, MyPlanPage)
    page.open_section("people")
    button = daybook.button("Change: Bo")
    button.setFocus()
    button.click()
    dialog = daybook.dialog(ContactDialog)
    dialog.activateWindow()
    daybook.until(dialog.isActiveWindow)
    daybook.keys.press(TAB, "Bob")
    daybook.button("Save", dialog).click()
    daybook.back()
    row = daybook.button("Change: Bob").parentWidget()
    assert row.isAncestorOf(daybook.keys.focus)


def test_look_back_follows_the_colours_while_it_is_in_sight(daybook: Running) -> None:
    daybook.go_to("look_back")
    earlier = daybook.button("Earlier")
    before = earlier.icon().pixmap(24).toImage()
    dark = daybook.daybook.appearance.theme.dark
    daybook.daybook.appearance.choose("light" if dark else "dark")
    assert earlier.icon().pixmap(24).toImage() != before


# -- the header ----------------------------------------------------------------------------------


def test_the_day_is_counted_in_words(daybook: Running, clock: Clock) -> None:
    live = daybook.desk.live
    for today, said in {
        date(2026, 2, 27): "Starts in 3 days",
        date(2026, 3, 1): "Starts tomorrow",
        date(2026, 3, 2): "Day 1 of 45",
        date(2026, 3, 24): "Day 23 of 45",
        date(2026, 4, 15): "Day 45 of 45",
        date(2026, 4, 20): "Day 50, 45 were planned",
    }.items():
        clock.now = clock.now.replace(year=today.year, month=today.month, day=today.day)
        # any change looks at the clock
        live.record(replace(live.ask.preferences, more_open=not live.ask.preferences.more_open))
        assert said in daybook.words().split("\n")
        assert f"{today:%A, %B} {today.day}" in daybook.words()


def test_after_midnight_it_says_which_night_it_is_until_the_day_begins(
    daybook: Running, clock: Clock
) -> None:
    live = daybook.desk.live

    def header() -> list[str]:
        # any change looks at the clock
        live.record(replace(live.ask.preferences, more_open=not live.ask.preferences.more_open))
        return daybook.words().split("\n")

    clock.now = clock.now.replace(day=27, hour=23, minute=59)
    assert "Friday, March 27" in header()
    clock.move(minutes=1)
    assert "Friday night (until 4:00)" in header()
    clock.move(hours=3, minutes=59)
    assert "Friday night (until 4:00)" in header()
    clock.move(minutes=1)
    assert "Saturday, March 28" in header()


def test_aftercare_is_said_and_never_called_complete(daybook: Running) -> None:
    live = daybook.desk.live
    live.record(replace(live.ask.program, aftercare_from=START + timedelta(days=20)))
    assert "Day 23, aftercare" in daybook.words()


def test_a_word_of_ones_own_is_on_the_button(daybook: Running) -> None:
    live = daybook.desk.live
    live.record(replace(live.ask.program, craving_word="urge"))
    daybook.button("Urge now").click()
    assert daybook.dialog(CravingNowDialog).accessibleName() == "Urge now"
    daybook.dialog(CravingNowDialog).close()


# -- saving --------------------------------------------------------------------------------------


def test_it_says_when_everything_is_saved(daybook: Running) -> None:
    daybook.keys.press("4")
    assert "… Saving" in daybook.words()
    daybook.saved()
    assert "✓ Saved" in daybook.words()


def take_away(daybook: Running) -> Path:
    """Move the folder of the journal away, as when a drive is pulled out."""
    aside = daybook.folder.with_name(daybook.folder.name + " aside")
    daybook.folder.rename(aside)
    return aside


@pytest.mark.skipif(os.name == "nt", reason="a folder with an open file stays where it is there")
def test_what_is_not_saved_is_said_until_it_is(daybook: Running) -> None:
    aside = take_away(daybook)
    daybook.keys.press("4")
    daybook.until(lambda: "What you wrote is not saved yet." in daybook.words())
    assert "! Not saved" in daybook.words()
    daybook.keys.press("3", held=CONTROL)
    assert "What you wrote is not saved yet." in daybook.words()
    daybook.button("Try again").click()
    daybook.until(lambda: daybook.desk.live.state.name == "UNSAVED")
    assert "What you wrote is not saved yet." in daybook.words()
    aside.rename(daybook.folder)
    daybook.button("Try again").click()
    daybook.saved()
    assert "not saved" not in daybook.words().casefold()


@pytest.mark.skipif(os.name == "nt", reason="a folder with an open file stays where it is there")
def test_it_can_be_saved_somewhere_else(
    daybook: Running, tmp_path_factory: pytest.TempPathFactory
) -> None:
    aside = take_away(daybook)
    daybook.keys.press("4")
    daybook.until(lambda: "What you wrote is not saved yet." in daybook.words())
    other = tmp_path_factory.mktemp("stick") / "mine.daybook"
    daybook.desk.live.save_elsewhere(other)
    assert "not saved" not in daybook.words().casefold()
    aside.rename(daybook.folder)
    book = Book.open(other, PASSPHRASE, read_only=True)
    entry = book.day(daybook.desk.live.ask.today())
    assert entry is not None
    assert entry.mood == 4
    book.close()


def test_a_conflict_is_said_and_nothing_is_lost(daybook: Running) -> None:
    other = daybook.path.with_name("other.daybook")
    other.write_bytes(daybook.path.read_bytes())
    with_more = Book.open(other, PASSPHRASE, clock=daybook.clock)
    with_more.answer(with_more.today(), craving=8)
    with_more.save()
    with_more.close()
    daybook.path.write_bytes(other.read_bytes())
    daybook.keys.press("4")
    daybook.until(lambda: "Something else changed the journal file" in daybook.words())
    assert daybook.desk.live.path != daybook.path
    daybook.button("Bring both together").click()
    daybook.until(lambda: daybook.desk.live.path == daybook.path)
    entry = daybook.desk.live.ask.day(daybook.clock().date())
    assert entry is not None
    assert (entry.mood, entry.craving) == (4, 8)
    assert "Something else changed" not in daybook.words(daybook.page)


def test_a_warning_stays_until_it_is_read(daybook: Running) -> None:
    daybook.desk.live.warned.emit("The backup could not be made: the disk is full.")
    assert "The backup could not be made" in daybook.words()
    daybook.keys.press("2", held=CONTROL)
    daybook.button("All right").click()
    assert "The backup could not be made" not in daybook.words()


# -- closing -------------------------------------------------------------------------------------


def test_closing_saves_what_is_being_typed(daybook: Running) -> None:
    daybook.button("More about today").click()
    form = current(daybook).form  # type: ignore[attr-defined]
    daybook.keys.tab_to(form.part("note"))
    daybook.keys.press("good night")
    daybook.daybook.window.close()
    assert not daybook.daybook.window.isVisible()
    daybook.daybook.finish()
    book = daybook.reopen()
    entry = book.day(book.today())
    assert entry is not None
    assert entry.note == "good night"
    book.close()


@pytest.mark.skipif(os.name == "nt", reason="a folder with an open file stays where it is there")
@pytest.mark.parametrize(
    ("keys", "stays"), [([ENTER], True), ([ESCAPE], True), ([TAB, ENTER], False)]
)
def test_closing_with_something_unsaved_asks_first(
    daybook: Running, keys: list[Qt.Key], stays: bool
) -> None:
    aside = take_away(daybook)
    daybook.keys.press("4")
    asked: list[str] = []

    def reply() -> None:
        box = daybook.dialog(QMessageBox)
        asked.append(box.text())
        for key in keys:
            QTest.keyClick(box.focusWidget() or box, key)

    QTimer.singleShot(200, reply)
    daybook.daybook.window.close()
    assert asked == ["What you wrote last could not be saved yet. If you close now, it is gone."]
    assert daybook.daybook.window.isVisible() == stays
    aside.rename(daybook.folder)
    if stays:
        daybook.button("Try again").click()
        daybook.saved()


def test_the_reminder_of_the_recovery_key_can_be_put_off(daybook: Running) -> None:
    daybook.desk.view.remind("You have not kept it yet.", "Make one", lambda: None)
    daybook.button("Not now").click()
    assert "You have not kept it yet." not in daybook.words()


def test_tab_goes_round_the_whole_window_and_comes_back(daybook: Running) -> None:
    first = daybook.keys.focus
    for _tab in range(80):
        daybook.keys.press(TAB)
        if daybook.keys.focus is first:
            break
    assert daybook.keys.focus is first
