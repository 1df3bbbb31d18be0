"""Sessions by keyboard: a week is marked, the ledger follows, and nothing that was is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.attendance import Attendance, Meeting
from journal.model.choices import Place, SessionKind, Status
from journal.model.plan import OwnItem
from journal.model.program import PlannedSession
from journal.model.therapy import ShareReceipt
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook
from ui.sessions.day_marks import SessionMarks
from ui.sessions.meeting_dialog import MORE, OTHER, MeetingDialog
from ui.sessions.page import SessionsPage
from ui.sessions.session_dialog import SessionDialog
from ui.widgets.buttons import Button
from ui.widgets.words.labels import Words

Key = Qt.Key
MONDAY = date(2026, 3, 23)
"""Of the week of the clock's Tuesday, day 22 of the program."""


@pytest.fixture
def plan(live: LiveBook) -> tuple[PlannedSession, ...]:
    """Group on Monday, Tuesday and Thursday evenings, since the start on March 2."""
    sessions = tuple(
        PlannedSession(weekday=weekday, start=time(18), minutes=180, valid_from=date(2026, 3, 2))
        for weekday in (0, 1, 3)
    )
    live.record(*sessions)
    return sessions


@pytest.fixture
def page(
    qtbot: QtBot,
    live: LiveBook,
    content: Content,
    jobs: Jobs,
    tmp_path: Path,
    plan: tuple[PlannedSession, ...],
) -> SessionsPage:
    def target(_parent: QWidget, name: str) -> Path:
        return tmp_path / name

    made = SessionsPage(live, content, jobs, target, lambda _parent, _name: tmp_path / "in.ics")
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


def mark_of(live: LiveBook, session: PlannedSession, day: date) -> Attendance | None:
    marks = live.ask.between(Attendance, day, day)
    return next((mark for mark in marks if mark.planned_id == session.id), None)


def dialog(qtbot: QtBot, page: QWidget, kind: type[QDialog]) -> QDialog:
    (found,) = (one for one in page.findChildren(kind) if one.isVisible())
    in_sight(qtbot, found)
    return found


def test_a_week_is_marked_by_keyboard_and_the_ledger_follows(
    qtbot: QtBot, live: LiveBook, page: SessionsPage, plan: tuple[PlannedSession, ...]
) -> None:
    assert page.week.against_plan.startswith("Went to 0 of 2 planned sessions")
    # three weeks of 3, and 2
    qtbot.waitUntil(lambda: "11 sessions not marked yet" in page.ledger.text)
    press(qtbot, Key.Key_1, Key.Key_Down, Key.Key_5)
    monday, tuesday = mark_of(live, plan[0], MONDAY), mark_of(live, plan[1], MONDAY + timedelta(1))
    assert monday is not None
    assert monday.status is Status.ATTENDED
    assert tuesday is not None
    assert tuesday.status is Status.MISSED
    assert page.week.against_plan == (
        "Went to 1 of 2 planned sessions: 3 of 6 hours. 1 session to come."
    )
    qtbot.waitUntil(lambda: "1 missed." in page.ledger.text)
    assert page.ledger.cell(1, 1) == "1 · 3 h"  # went this week
    live.undo()
    qtbot.waitUntil(lambda: "missed" not in page.ledger.text)


def test_the_same_number_or_backspace_takes_a_mark_off(
    qtbot: QtBot, live: LiveBook, page: SessionsPage, plan: tuple[PlannedSession, ...]
) -> None:
    for keys in ((Key.Key_1, Key.Key_1), (Key.Key_4, Key.Key_Backspace)):
        press(qtbot, *keys)
        assert mark_of(live, plan[0], MONDAY) is None


def test_a_mark_can_be_changed_and_keeps_its_note(
    qtbot: QtBot, live: LiveBook, page: SessionsPage, plan: tuple[PlannedSession, ...]
) -> None:
    live.record(
        Attendance(
            day=MONDAY, planned_id=plan[0].id, status=Status.LATE, minutes=150, note="The bus."
        )
    )
    row = page.week.sessions.rows[0]
    row.setFocus()
    assert not row.unfolded
    press(qtbot, Key.Key_Space)
    assert row.unfolded
    press(qtbot, Key.Key_1)
    changed = mark_of(live, plan[0], MONDAY)
    assert changed is not None
    assert (changed.status, changed.minutes, changed.note) == (Status.ATTENDED, None, "The bus.")
    assert not row.unfolded


def test_what_is_to_come_can_only_be_called_off_or_excused(
    qtbot: QtBot, live: LiveBook, page: SessionsPage, plan: tuple[PlannedSession, ...]
) -> None:
    thursday = MONDAY + timedelta(3)
    page.week.sessions.rows[2].setFocus()
    press(qtbot, Key.Key_1)
    assert mark_of(live, plan[2], thursday) is None
    assert "to come" in page.week.sessions.rows[2].state_text
    press(qtbot, Key.Key_4)
    announced = mark_of(live, plan[2], thursday)
    assert announced is not None
    assert announced.status is Status.EXCUSED
    assert "Ahead of time" in page.week.sessions.rows[2].state_text


def test_other_weeks_by_arrow(qtbot: QtBot, page: SessionsPage) -> None:
    qtbot.keyClick(page, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.week.monday == MONDAY - timedelta(7)
    assert page.week.against_plan.startswith("Went to 0 of 3")
    for _ in range(2):
        qtbot.keyClick(page, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.week.monday == MONDAY + timedelta(7)
    assert [row.unfolded for row in page.week.sessions.rows] == [False, False, False]


def test_the_arrow_keeps_the_cursor_and_tab_goes_on_from_the_new_week(
    qtbot: QtBot, page: SessionsPage
) -> None:
    (arrow,) = [
        button
        for button in page.week.findChildren(QAbstractButton)
        if button.accessibleName() == "The week before"
    ]
    arrow.setFocus()
    press(qtbot, Key.Key_Space, Key.Key_Space)
    assert page.week.monday == MONDAY - timedelta(14)
    assert arrow.hasFocus()
    page.week.sessions.rows[-1].setFocus()
    press(qtbot, Key.Key_Tab)
    assert page.week.isAncestorOf(QApplication.focusWidget())


def test_tab_goes_from_the_week_to_its_sessions_before_the_rest(
    qtbot: QtBot, page: SessionsPage
) -> None:
    rows = page.week.sessions.rows
    rows[0].setFocus()
    press(qtbot, Key.Key_Tab)
    assert rows[1].hasFocus()
    press(qtbot, Key.Key_Tab, Key.Key_Tab)
    assert QApplication.focusWidget() not in rows
    assert page.week.isAncestorOf(QApplication.focusWidget())


def test_minutes_and_a_note_in_the_details(
    qtbot: QtBot, live: LiveBook, page: SessionsPage, plan: tuple[PlannedSession, ...]
) -> None:
    page.week.sessions.rows[0].setFocus()
    press(qtbot, Key.Key_2, Key.Key_Return)
    details = dialog(qtbot, page, SessionDialog)
    press(qtbot, Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "165")
    qtbot.keyClick(details, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = mark_of(live, plan[0], MONDAY)
    assert kept is not None
    assert (kept.status, kept.minutes) == (Status.LATE, 165)
    assert "2 h 45 min" in page.week.sessions.rows[0].state_text


def test_a_made_up_session_needs_a_missed_one_and_counts_as_extra_without(
    qtbot: QtBot, live: LiveBook, content: Content, plan: tuple[PlannedSession, ...]
) -> None:
    extra = SessionDialog(live, content)
    qtbot.addWidget(extra)
    said = [words.text() for words in extra.findChildren(Words)]
    assert any("counts as an extra" in words for words in said)
    with pytest.raises(InvalidInput, match="what kind"):
        extra.record()
    live.record(Attendance(day=MONDAY, planned_id=plan[0].id, status=Status.MISSED))
    made_up = SessionDialog(live, content)
    in_sight(qtbot, made_up)
    press(qtbot, Key.Key_1)
    made_up.save()
    (kept,) = (mark for mark in live.ask.all(Attendance) if mark.planned_id is None)
    assert kept.makes_up_for is not None
    assert (kept.session, kept.place, kept.day) == (
        SessionKind.GROUP,
        Place.ON_SITE,
        MONDAY + timedelta(1),
    )


@pytest.mark.parametrize("leave", ["escape", "close"])
def test_a_form_left_without_saving_writes_nothing_and_goes_on_where_it_was(
    qtbot: QtBot, live: LiveBook, content: Content, plan: tuple[PlannedSession, ...], leave: str
) -> None:
    live.record(Attendance(day=MONDAY, planned_id=plan[0].id, status=Status.LATE))
    details = SessionDialog(live, content, mark_of(live, plan[0], MONDAY))
    in_sight(qtbot, details)
    press(qtbot, Key.Key_4)
    if leave == "escape":
        press(qtbot, Key.Key_Escape)
    else:
        details.close()
    kept = mark_of(live, plan[0], MONDAY)
    assert kept is not None
    assert kept.status is Status.LATE
    again = SessionDialog(live, content, kept)
    in_sight(qtbot, again)
    again.save()
    kept = mark_of(live, plan[0], MONDAY)
    assert kept is not None
    assert kept.status is Status.EXCUSED
    assert live.ask.drafts() == ()


def test_a_day_to_come_is_refused_in_a_sentence_and_nothing_is_lost(
    qtbot: QtBot, live: LiveBook, content: Content, page: SessionsPage
) -> None:
    page.week.add_session()
    extra = dialog(qtbot, page, SessionDialog)
    assert isinstance(extra, SessionDialog)
    extra.save()
    assert "kind" in extra.problem.text()
    assert extra.isVisible()
    assert live.ask.all(Attendance) == ()
    extra.reject()


def test_marks_of_today_for_the_today_page(
    qtbot: QtBot, live: LiveBook, content: Content, plan: tuple[PlannedSession, ...]
) -> None:
    marks = SessionMarks(live, content)
    qtbot.addWidget(marks)
    in_sight(qtbot, marks)
    (row,) = marks.sessions.rows
    row.setFocus()
    press(qtbot, Key.Key_1)
    assert row.hasFocus()
    kept = mark_of(live, plan[1], MONDAY + timedelta(1))
    assert kept is not None
    assert "Went" in row.state_text
    marks.set_day(MONDAY + timedelta(2))
    assert marks.isHidden()


def test_a_pause_leaves_no_sessions_and_is_named(live: LiveBook, page: SessionsPage) -> None:
    live.record(replace(live.ask.program, days_off=(MONDAY,)))
    assert [row.line.day for row in page.week.sessions.rows] == [
        MONDAY + timedelta(1),
        MONDAY + timedelta(3),
    ]
    assert page.week.against_plan.startswith("Went to 0 of 1")


def test_without_a_weekly_plan_there_is_a_way_to_it(
    qtbot: QtBot, live: LiveBook, page: SessionsPage, plan: tuple[PlannedSession, ...]
) -> None:
    # "Write your weekly plan in My plan" led nowhere, over a table of zeros.
    (way,) = [b for b in page.findChildren(Button) if b.text() == "Open My plan"]
    (table,) = page.ledger.findChildren(QTableWidget)
    assert not way.isVisible()
    qtbot.waitUntil(table.isVisible)
    for session in plan:
        live.delete(session)
    qtbot.waitUntil(lambda: not table.isVisible())
    with qtbot.waitSignal(page.page_wanted) as wanted:
        qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    assert wanted.args == ["my_plan"]


def test_a_meeting_with_a_group_of_its_own(
    qtbot: QtBot, live: LiveBook, content: Content, page: SessionsPage
) -> None:
    page.meetings.add_meeting()
    made = dialog(qtbot, page, MeetingDialog)
    assert isinstance(made, MeetingDialog)
    keys = [key for key, _words in made._fellowships()]
    assert keys == ["aa", "na", "smart", MORE, OTHER]
    press(qtbot, Key.Key_5, Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Sunrise group")
    made.save()
    assert "on site or online" in made.problem.text()
    made._place.value = "online"
    made.save()
    (item,) = live.ask.all(OwnItem)
    (meeting,) = live.ask.all(Meeting)
    assert (item.name, meeting.fellowship, meeting.place) == (
        "Sunrise group",
        item.key,
        Place.ONLINE,
    )
    live.undo()
    assert live.ask.all(Meeting) == live.ask.all(OwnItem) == ()


def test_more_groups_show_the_whole_list(qtbot: QtBot, live: LiveBook, content: Content) -> None:
    made = MeetingDialog(live, content)
    qtbot.addWidget(made)
    in_sight(qtbot, made)
    press(qtbot, Key.Key_4)
    with pytest.raises(InvalidInput, match="which group"):
        made.record()
    assert len(made._fellowships(every=True)) > len(content.fellowships)


def test_the_log_and_the_calendar_are_written_with_a_receipt(
    qtbot: QtBot, live: LiveBook, page: SessionsPage, tmp_path: Path
) -> None:
    live.record(Meeting(day=MONDAY, fellowship="aa", minutes=60))
    page.files.save_log()
    qtbot.waitUntil(lambda: "log-2026-03-24.pdf" in page.files.said, timeout=10_000)
    page.files.export_ics()
    qtbot.waitUntil(lambda: "calendar.ics" in page.files.said, timeout=10_000)
    assert (tmp_path / "log-2026-03-24.pdf").read_bytes().startswith(b"%PDF")
    assert b"BEGIN:VEVENT" in (tmp_path / "calendar.ics").read_bytes()
    assert {receipt.what for receipt in live.ask.all(ShareReceipt)} == {"meeting log", "calendar"}
