"""My plan: every part can be changed, and no change rewrites what was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from journal.analysis.ledger import ledger
from journal.analysis.plan_changes import revised, stopped
from journal.analysis.schedule import planned_days
from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.attendance import Attendance, attendance_id
from journal.model.choices import GoalState, Place, Status
from journal.model.craving import ToolUse
from journal.model.plan import Contact, OwnItem
from journal.model.program import Extension, Pause, PlannedSession
from journal.model.record import Share
from journal.model.therapy import Goal, Score
from journal.rules.sharing import shared_row
from journal.rules.unlock_screen import unlock_lines
from tests.ui.running import Running
from ui.base.live_book import LiveBook, SaveState
from ui.plan.contact_dialog import ContactDialog
from ui.plan.goal_dialog import GoalDialog
from ui.plan.own_item_dialog import OwnItemDialog
from ui.plan.page import SECTIONS, MyPlanPage
from ui.plan.score_dialog import ScoreDialog
from ui.sessions.planned_dialog import FROM_THE_START, PlannedSessionDialog
from ui.widgets.fields.date_field import DateField

Key = Qt.Key
START = date(2026, 3, 2)
TODAY = date(2026, 3, 24)
"""A Tuesday."""
TUESDAYS = PlannedSession(
    weekday=1, start=time(18), minutes=180, valid_from=START, place=Place.ONLINE
)


@pytest.fixture
def page(qtbot: QtBot, live: LiveBook, content: Content) -> MyPlanPage:
    made = MyPlanPage(live, content)
    qtbot.addWidget(made)
    made.resize(900, 700)
    in_sight(qtbot, made)
    made.focus_first()
    return made


def in_sight(qtbot: QtBot, widget: QWidget) -> None:
    """Show ``widget`` and have it take keys."""
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        held = QApplication.focusWidget()
        assert held is not None
        qtbot.keyClick(held, key)


def typed(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def chip(page: MyPlanPage, name: str) -> QToolButton:
    buttons = page.findChildren(QToolButton)
    (found,) = (b for b in buttons if b.accessibleName() == name and b.isVisible())
    return found


def marked(live: LiveBook, session: PlannedSession, day: date) -> None:
    live.record(
        Attendance(
            id=attendance_id(session.id, day), day=day, planned_id=session.id,
            status=Status.ATTENDED,
        )
    )  # fmt: skip


# --- sections -------------------------------------------------------------------------------------


def test_sections_open_by_key_and_say_what_is_in_them(qtbot: QtBot, page: MyPlanPage) -> None:
    assert [page.section(made.key).is_open for made in SECTIONS] == [False] * len(SECTIONS)
    assert all(page.section(made.key).summary_text for made in SECTIONS)
    press(qtbot, Key.Key_Return)
    assert page.section("hard_days").is_open
    press(qtbot, Key.Key_Tab)
    typed(qtbot, "Theo")
    press(qtbot, Key.Key_Return)
    typed(qtbot, "Bread")
    page.leave()
    assert page.live.ask.hard_day_plan.reasons == ("Theo", "Bread")


def test_every_section_opens_and_follows_undo(page: MyPlanPage) -> None:
    for made in SECTIONS:
        page.open_section(made.key)
    page.live.record(replace(page.live.ask.program, planned_days=60))
    assert "60 days" in page.section("program").summary_text
    page.live.undo()
    assert "45 days" in page.section("program").summary_text
    assert all(page.section(made.key).is_open for made in SECTIONS)
    assert not any(page.section(made.key).problem for made in SECTIONS)


def test_the_program_is_kept_field_by_field(qtbot: QtBot, live: LiveBook, page: MyPlanPage) -> None:
    page.open_section("program")
    press(qtbot, Key.Key_Tab)
    typed(qtbot, "Sleeping at night")
    press(qtbot, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    QApplication.focusWidget().selectAll()  # type: ignore[union-attr]
    typed(qtbot, "60")
    press(qtbot, Key.Key_Tab)
    typed(qtbot, "9.5")
    assert live.ask.program.working_on == "Sleeping at night"
    assert (live.ask.program.planned_days, live.ask.program.weekly_hours) == (60, 9.5)
    assert "60 days" in page.section("program").summary_text


def test_longer_paused_and_over(live: LiveBook, page: MyPlanPage) -> None:
    live.record(TUESDAYS)
    marked(live, TUESDAYS, date(2026, 3, 3))
    written = live.ask.all(Attendance)
    page.open_section("length")
    section = page.section("length")
    section._days.value = 15
    section._extend()
    section._first.value, section._last.value = date(2026, 3, 9), date(2026, 3, 15)
    section._pause()
    section._off.value = date(2026, 3, 17)
    section._close_day()
    program = live.ask.program
    assert program.extensions == (Extension(TODAY, 15),)
    assert program.pauses == (Pause(date(2026, 3, 9), date(2026, 3, 15)),)
    assert program.days_off == (date(2026, 3, 17),)
    assert program.length == 60
    assert live.ask.all(Attendance) == written
    assert ledger(live.ask.diary()).totals.planned == 2  # March 3 and 24


def test_a_pause_that_ends_before_it_starts_is_refused(live: LiveBook, page: MyPlanPage) -> None:
    page.open_section("length")
    section = page.section("length")
    section._pause()
    assert section.problem == "A pause needs its first and its last day."
    section._first.value, section._last.value = date(2026, 3, 15), date(2026, 3, 9)
    section._pause()
    assert section.problem == "The last day of a pause comes after its first."
    assert section._first.value == date(2026, 3, 15)
    assert live.ask.program.pauses == ()


# --- the weekly plan ------------------------------------------------------------------------------


def test_a_session_changes_from_a_day_on_and_what_was_stays(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    live.record(TUESDAYS)
    marked(live, TUESDAYS, date(2026, 3, 17))
    before = ledger(live.ask.diary(), last=date(2026, 3, 23)).totals
    dialog = PlannedSessionDialog(live, content, live.ask.get(PlannedSession, TUESDAYS.id))
    in_sight(qtbot, dialog)
    press(qtbot, Key.Key_3)  # Wednesday
    dialog.save()
    old, new = sorted(live.ask.all(PlannedSession), key=lambda one: one.valid_from)
    assert (old.id, old.weekday, old.valid_until) == (TUESDAYS.id, 1, TODAY - timedelta(1))
    assert (new.weekday, new.valid_from, new.valid_until) == (2, TODAY, None)
    assert ledger(live.ask.diary(), last=date(2026, 3, 23)).totals == before
    live.undo()
    (undone,) = live.ask.all(PlannedSession)
    assert undone.valid_until is None


def test_a_change_cannot_start_before_the_last_mark(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    live.record(TUESDAYS)
    marked(live, TUESDAYS, TODAY)
    dialog = PlannedSessionDialog(live, content, live.ask.get(PlannedSession, TUESDAYS.id))
    qtbot.addWidget(dialog)
    assert dialog._change_day.value == TODAY + timedelta(1)
    dialog._weekday.value = "4"
    dialog._change_day.value = date(2026, 3, 10)
    with pytest.raises(InvalidInput, match="The change can start on Wed, Mar 25"):
        dialog.keep()
    assert len(live.ask.all(PlannedSession)) == 1


def test_what_was_written_down_wrong_is_put_right_for_all_days(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    live.record(TUESDAYS)
    marked(live, TUESDAYS, date(2026, 3, 17))
    dialog = PlannedSessionDialog(live, content, live.ask.get(PlannedSession, TUESDAYS.id))
    qtbot.addWidget(dialog)
    dialog._when.value = FROM_THE_START
    dialog._end.value = time(20)
    dialog.keep()
    (session,) = live.ask.all(PlannedSession)
    assert (session.id, session.minutes, session.valid_from) == (TUESDAYS.id, 120, START)
    dialog._weekday.value = "4"
    with pytest.raises(InvalidInput, match="Pick a day"):
        dialog.keep()


def test_stopping_a_session_keeps_what_was(qtbot: QtBot, live: LiveBook, content: Content) -> None:
    live.record(TUESDAYS)
    marked(live, TUESDAYS, TODAY)
    dialog = PlannedSessionDialog(live, content, live.ask.get(PlannedSession, TUESDAYS.id))
    qtbot.addWidget(dialog)
    dialog._stop()
    (session,) = live.ask.all(PlannedSession)
    assert session.valid_until == TODAY
    assert ledger(live.ask.diary()).totals.attended == 1


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (time(18), time(18), "ends when it starts"),
        (time(18), time(9), "ends before it starts"),
        (time(18), None, "when it ends"),
        (None, time(20), "when it starts"),
    ],
)
def test_times_that_cannot_be_are_refused_in_one_sentence(
    qtbot: QtBot,
    live: LiveBook,
    content: Content,
    start: time | None,
    end: time | None,
    said: str,
) -> None:
    dialog = filled(qtbot, live, content, start, end)
    dialog.save()
    assert said in dialog.problem.text()
    assert live.ask.all(PlannedSession) == ()
    assert dialog._start.value == start


def test_a_session_across_midnight_counts_for_the_day_it_starts_on(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    dialog = filled(qtbot, live, content, time(22, 30), time(1))
    assert "ends after midnight" in dialog._length.text()
    dialog.keep()
    (session,) = live.ask.all(PlannedSession)
    assert (session.weekday, session.minutes) == (0, 150)


def filled(
    qtbot: QtBot, live: LiveBook, content: Content, start: time | None, end: time | None
) -> PlannedSessionDialog:
    """A new session on Mondays."""
    dialog = PlannedSessionDialog(live, content)
    qtbot.addWidget(dialog)
    dialog._weekdays.values = ("0",)
    dialog._start.value, dialog._end.value = start, end
    dialog._kind.value, dialog._place.value = "group", "on_site"
    dialog._look()
    return dialog


def test_an_overlap_is_told_and_let_be(
    qtbot: QtBot, live: LiveBook, content: Content, page: MyPlanPage
) -> None:
    live.record(replace(TUESDAYS, weekday=0))
    page.open_section("week")
    dialog = filled(qtbot, live, content, time(20), time(22))
    assert "overlap on Monday" in dialog.warning
    dialog.keep()
    assert len(live.ask.all(PlannedSession)) == 2
    assert "overlap on Monday" in page.section("week").warning


@given(
    every=st.integers(1, 4),
    weekday=st.integers(0, 6),
    new_weekday=st.integers(0, 6),
    change=st.integers(0, 120),
)
def test_a_change_leaves_every_day_before_it_alone(
    every: int, weekday: int, new_weekday: int, change: int
) -> None:
    held = replace(TUESDAYS, weekday=weekday, every_weeks=every)
    wanted = replace(held, weekday=new_weekday)
    day = START + timedelta(change)
    after = revised(held, wanted, day)
    last = START + timedelta(200)
    was = [d for d in planned_days(held, START, last) if d < day]
    now = sorted(d for one in after for d in planned_days(one, START, last))
    assert [d for d in now if d < day] == was
    assert all(d.weekday() == new_weekday for d in now if d >= day)
    if new_weekday == weekday:  # then nothing changed, in rhythm as well
        assert now == list(planned_days(held, START, last))
    rest = stopped(held, day)
    assert list(planned_days(rest, START, last)) == was if rest else was == []


# --- people ---------------------------------------------------------------------------------------


def test_a_contact_is_off_the_unlock_screen_until_ticked_with_a_true_preview(
    qtbot: QtBot, content: Content, daybook: Running
) -> None:
    live, settings = daybook.desk.live, daybook.settings
    dialog = ContactDialog(live, content)
    in_sight(qtbot, dialog)
    press(qtbot, Key.Key_1, Key.Key_Tab)
    typed(qtbot, "Ann")
    press(qtbot, Key.Key_Tab)
    typed(qtbot, "555-0100")
    assert dialog.preview == ""
    dialog.save()
    assert settings.shown_contacts == ()
    (contact,) = live.ask.all(Contact)
    again = ContactDialog(live, content, contact)
    in_sight(qtbot, again)
    press(qtbot, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, Key.Key_Space)
    assert again.preview == "Ann · Sponsor · 555-0100"
    again.save()
    assert settings.shown_contacts == ("Ann · Sponsor · 555-0100",)
    live.undo()
    assert settings.shown_contacts == ()


def test_a_name_over_two_lines_cannot_make_two_lines_on_the_unlock_screen(
    content: Content,
) -> None:
    contact = Contact(name="Ann\nCall 911", role="", phone=" 1\n2 ", on_unlock_screen=True)
    assert unlock_lines([contact, replace(contact, on_unlock_screen=False)], content) == (
        "Ann Call 911 · 1 2",
    )


def test_a_contact_without_anything_is_refused(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    dialog = ContactDialog(live, content)
    qtbot.addWidget(dialog)
    dialog.save()
    assert dialog.problem.text() == "A contact needs a name or a role."


def test_people_move_up(live: LiveBook, page: MyPlanPage) -> None:
    live.record(Contact(name="Ann", position=1), Contact(name="Bo", position=1))
    page.open_section("people")
    chip(page, "Up: Bo").click()
    assert page.section("people").summary_text == "Bo, Ann"


# --- tools, lists, goals, scores ------------------------------------------------------------------


def test_favourites_and_hidden_tools(
    qtbot: QtBot, live: LiveBook, page: MyPlanPage, content: Content
) -> None:
    page.open_section("tools")
    tool = content.tools[3]
    chip(page, f"Favorite: {tool.name}").setFocus()
    press(qtbot, Key.Key_Space)
    assert chip(page, f"Favorite: {tool.name}").hasFocus()
    assert live.ask.preferences.favourite_tools == (tool.key,)
    chip(page, f"Hide: {tool.name}").click()
    assert live.ask.preferences.favourite_tools == ()
    assert live.ask.preferences.hidden_tools == (tool.key,)
    chip(page, f"Show: {tool.name}").click()
    assert live.ask.preferences.hidden_tools == ()


def test_an_own_word_in_use_is_renamed_and_not_removed(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    unused, used = (OwnItem(list_name="tool", name=name) for name in ("Knit", "Walk"))
    live.record(unused, used, ToolUse(day=TODAY, tool=used.key))
    for item, removable in ((unused, True), (used, False)):
        dialog = OwnItemDialog(live, content, item)
        qtbot.addWidget(dialog)
        words = [button.text() for button in dialog.findChildren(QPushButton)]
        assert ("Remove" in words) is removable
    dialog._name.set_text("A long walk")
    dialog.keep()
    kept = live.ask.get(OwnItem, used.id)
    assert kept is not None
    assert kept.name == "A long walk"


def test_a_goal_and_what_happened_to_it(
    qtbot: QtBot, live: LiveBook, content: Content, page: MyPlanPage
) -> None:
    dialog = GoalDialog(live, content)
    in_sight(qtbot, dialog)
    dialog.save()
    assert dialog.problem.text() == "A goal needs a few words."
    dialog._text.setFocus()
    typed(qtbot, "Call Rena")
    press(qtbot, Key.Key_Tab, Key.Key_2)
    assert dialog._closed_on.value == TODAY
    dialog._outcome.set_text("She came over.")
    dialog.save()
    (goal,) = live.ask.all(Goal)
    assert (goal.state, goal.closed_on) == (GoalState.REACHED, TODAY)
    assert goal.outcome == "She came over."
    assert "1 reached" in page.section("goals").summary_text


def test_a_score_in_its_range_with_its_published_words(
    qtbot: QtBot, live: LiveBook, content: Content, page: MyPlanPage
) -> None:
    dialog = ScoreDialog(live, content)
    in_sight(qtbot, dialog)
    press(qtbot, Key.Key_1, Key.Key_Tab)
    typed(qtbot, "28")
    dialog.save()
    assert "goes from 0 to 27" in dialog.problem.text()
    assert live.ask.all(Score) == ()
    dialog._value.set_text("12")
    dialog._look()
    assert "moderate" in dialog.band
    dialog.save()
    later = ScoreDialog(live, content)
    qtbot.addWidget(later)
    later._instrument.value = "phq-9"
    later._value.set_text("5")
    later.keep()
    page.open_section("scores")
    said = [words.text() for words in page.section("scores").findChildren(QLabel)]
    assert any("A change of 6 points or more is likely real." in words for words in said)


def test_an_own_questionnaire_brings_its_own_range(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    dialog = ScoreDialog(live, content)
    qtbot.addWidget(dialog)
    dialog._instrument.value = "another"
    dialog._name.set_text("Hope scale")
    dialog._value.set_text("7")
    with pytest.raises(InvalidInput, match="lowest and its highest"):
        dialog.record()
    dialog._low.set_text("0")
    dialog._high.set_text("8,5")
    dialog.keep()
    (score,) = live.ask.all(Score)
    assert (score.instrument, score.low, score.high) == ("Hope scale", 0, 8.5)
    again = ScoreDialog(live, content)
    qtbot.addWidget(again)
    again._instrument.value = "Hope scale"
    again._value.set_text("9")
    with pytest.raises(InvalidInput, match=r"goes from 0 to 8\.5"):
        again.record()


# --- choices --------------------------------------------------------------------------------------


def test_questions_are_taken_out_but_never_all(
    qtbot: QtBot, live: LiveBook, page: MyPlanPage
) -> None:
    page.open_section("questions")
    press(qtbot, Key.Key_Tab, Key.Key_3)
    assert "use" not in live.ask.preferences.asked
    assert "mood" in live.ask.preferences.asked
    assert page.section("questions").summary_text == "11 of 12 questions"
    press(qtbot, Key.Key_3)
    assert live.ask.preferences.asked == ()
    press(qtbot, Key.Key_Backspace, Key.Key_Tab, Key.Key_Backspace)
    assert live.ask.preferences.asked  # the last answer that left a question


def test_an_end_before_the_start_is_refused_where_it_is_typed(
    qtbot: QtBot, live: LiveBook, page: MyPlanPage
) -> None:
    page.open_section("length")
    field = page.section("length").findChildren(DateField)[3]
    assert field.label == "It ended on"
    field.setFocus()
    qtbot.keyClicks(field.focusProxy(), f"{START - timedelta(1)}")
    qtbot.keyClick(field.focusProxy(), Key.Key_Tab)
    assert "or later" in field.problem
    assert live.ask.program.ended_on is None
    assert live.state is SaveState.REFUSED
    qtbot.keyClick(field.focusProxy(), Key.Key_Down)
    assert live.state is not SaveState.REFUSED


def test_a_first_day_can_be_changed_and_not_emptied(
    qtbot: QtBot, live: LiveBook, page: MyPlanPage
) -> None:
    # The field went blank, and the journal held another day than it showed.
    page.open_section("program")
    field = page.section("program").findChildren(DateField)[0]
    line = field.focusProxy()
    field.setFocus()
    qtbot.keyClick(line, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(line, Key.Key_Delete)
    qtbot.keyClick(line, Key.Key_Tab)
    assert field.problem == f"This cannot be blank. Until then it stays {START}."
    assert field.value == live.ask.program.start == START


def test_sharing_is_chosen_field_by_field(qtbot: QtBot, live: LiveBook, page: MyPlanPage) -> None:
    page.open_section("sharing")
    row = page.section("sharing")._rows[shared_row("day_entry.mood")]
    assert row.value == "always"
    qtbot.keyClick(row, Key.Key_3)
    assert live.ask.preferences.shares == {"day_entry.mood": Share.NEVER}
    qtbot.keyClick(row, Key.Key_Backspace)
    assert live.ask.preferences.shares == {}
    assert row.value == "always"


def test_lock_after_minutes(qtbot: QtBot, live: LiveBook, page: MyPlanPage) -> None:
    page.open_section("lock")
    press(qtbot, Key.Key_Tab)
    QApplication.focusWidget().selectAll()  # type: ignore[union-attr]
    typed(qtbot, "15")
    assert live.ask.preferences.lock_after_minutes == 15
    QApplication.focusWidget().selectAll()  # type: ignore[union-attr]
    typed(qtbot, "0")
    assert page.section("lock").summary_text == "Does not lock by itself."
