"""Sessions and meetings after midnight: dated as the calendar has them, counted for their night."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.attendance import Attendance, Meeting
from journal.model.choices import Place, Status
from journal.model.program import PlannedSession
from journal.report.meeting_log import meeting_log
from journal.store.merge import Merged
from tests.ui.conftest import Clock
from tests.ui.keys import TAB, Keys
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook
from ui.sessions.day_marks import SessionMarks
from ui.sessions.files_card import FilesCard
from ui.sessions.meeting_dialog import MeetingDialog
from ui.sessions.planned_dialog import PlannedSessionDialog
from ui.sessions.session_dialog import SessionDialog
from ui.sessions.week import WeekCard
from ui.widgets.words.labels import Soft

FRIDAY, SATURDAY = date(2026, 3, 27), date(2026, 3, 28)
LATE = PlannedSession(weekday=5, start=time(0, 15), minutes=60, valid_from=date(2026, 3, 2))
"""Each Saturday from a quarter past midnight to a quarter past one."""


@pytest.fixture(autouse=True)
def half_past_one(clock: Clock) -> None:
    """Friday night, a day after midnight by the calendar."""
    clock.move(days=3, hours=5)


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Soft) if label.isVisible()]


def meeting_dialog(
    qtbot: QtBot, live: LiveBook, content: Content, meeting: Meeting | None = None
) -> tuple[MeetingDialog, Keys]:
    dialog = MeetingDialog(live, content, meeting)
    qtbot.addWidget(dialog)
    return dialog, Keys(qtbot, dialog)


def test_a_meeting_at_five_past_midnight_has_its_own_date_and_counts_for_the_night(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    dialog, keys = meeting_dialog(qtbot, live, content)
    assert dialog._when.date.value == FRIDAY
    keys.press("1")
    keys.tab_to(dialog._when.start)
    keys.press("00:05", TAB)
    assert dialog._when.date.value == SATURDAY, "the date goes by the start until it is typed"
    assert any("night of Fri, Mar 27" in words or "27" in words for words in said(dialog))
    dialog._place.value = str(Place.ON_SITE)
    dialog.save()
    (meeting,) = live.ask.all(Meeting)
    assert (meeting.day, meeting.start) == (FRIDAY, time(0, 5))
    (line,) = meeting_log(live.ask.diary(), content).lines
    assert (line.day, line.start) == ("Sat Mar 28, 2026", "00:05")


@pytest.mark.parametrize("typed", ["date first", "start first"])
def test_the_date_of_the_calendar_can_be_typed(
    qtbot: QtBot, live: LiveBook, content: Content, typed: str
) -> None:
    dialog, keys = meeting_dialog(qtbot, live, content)
    fields = [(dialog._when.date, "2026-03-28"), (dialog._when.start, "00:05")]
    keys.press("1")
    for field, words in fields if typed == "date first" else reversed(fields):
        field.setFocus()
        for widget in field.findChildren(QWidget):
            if widget.hasFocus():
                widget.selectAll()  # type: ignore[attr-defined]
        keys.press(words, TAB)
    dialog._place.value = str(Place.ONLINE)
    dialog.save()
    (meeting,) = live.ask.all(Meeting)
    assert (meeting.day, meeting.start) == (FRIDAY, time(0, 5))


def test_a_date_that_the_night_has_not_reached_asks_when_it_was(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    dialog, keys = meeting_dialog(qtbot, live, content)
    keys.press("1")
    dialog._place.value = str(Place.ONLINE)
    dialog._when.date.value = SATURDAY
    dialog._when._date_typed()
    with pytest.raises(InvalidInput, match="still Friday night"):
        dialog.record()


def test_opened_again_it_shows_the_same_date_and_saves_the_same_day(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    kept = Meeting(day=FRIDAY, start=time(0, 5), fellowship="aa")
    live.record(kept)
    dialog, _keys = meeting_dialog(qtbot, live, content, live.ask.get(Meeting, kept.id))
    assert dialog._when.date.value == SATURDAY
    dialog.save()
    assert live.ask.all(Meeting)[0].day == FRIDAY


def test_an_extra_session_after_midnight_is_dated_the_same_way(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    dialog = SessionDialog(live, content, None, day=FRIDAY)
    qtbot.addWidget(dialog)
    dialog._when.start.value = time(1, 0)
    dialog._when._follow_start()
    assert dialog._when.date.value == SATURDAY
    dialog._kind.value, dialog._place.value = "group", "on_site"
    dialog.save()
    (extra,) = live.ask.all(Attendance)
    assert (extra.day, extra.start) == (FRIDAY, time(1))


def test_a_session_of_the_night_can_be_marked_when_it_is_over(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    """It was "still to come" until four in the morning."""
    live.record(LATE)
    marks = SessionMarks(live, content)
    qtbot.addWidget(marks)
    keys = Keys(qtbot, marks)
    (row,) = marks.sessions.rows
    row.setFocus()
    keys.press("1")
    (mark,) = live.ask.all(Attendance)
    assert (mark.day, mark.status) == (FRIDAY, Status.ATTENDED)
    assert "Went" in row.state_text


def test_it_stands_in_the_week_of_its_night_with_its_own_date(
    qtbot: QtBot, live: LiveBook, content: Content, clock: Clock
) -> None:
    live.record(LATE, PlannedSession(weekday=0, start=time(1), valid_from=date(2026, 3, 2)))
    week = WeekCard(live, content)
    qtbot.addWidget(week)
    week.show_week(FRIDAY)
    assert [(row.line.day, row.line.date) for row in week.sessions.rows] == [
        (FRIDAY, SATURDAY),
        (date(2026, 3, 29), date(2026, 3, 30)),
    ]
    assert "28" in week.sessions.rows[0].accessibleName()
    clock.move(days=2, hours=23)  # Tuesday, 00:30: Monday night of the week after
    assert live.ask.today() == date(2026, 3, 30)


def test_a_mark_written_by_its_date_is_still_found(live: LiveBook, content: Content) -> None:
    live.record(LATE)
    old = Attendance(day=SATURDAY, planned_id=LATE.id, start=LATE.start, status=Status.ATTENDED)
    live.take_in(Merged(put=(old,)))
    marks = SessionMarks(live, content)
    (row,) = marks.sessions.rows
    assert row.line.attendance is not None
    marks.set_day(SATURDAY)
    assert marks.sessions.rows == ()
    marks.deleteLater()


def test_a_change_of_plan_leaves_a_marked_night_its_session(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    live.record(LATE)
    held = live.ask.get(PlannedSession, LATE.id)
    assert held is not None
    dialog = PlannedSessionDialog(live, content, held)
    qtbot.addWidget(dialog)
    dialog.show()
    assert any("counts for the night before" in words for words in said(dialog))
    assert dialog._change_day.value == SATURDAY
    marks = SessionMarks(live, content)
    qtbot.addWidget(marks)
    marks.sessions.rows[0].marked.emit(Status.ATTENDED)
    dialog._weekday.value = "6"
    with pytest.raises(InvalidInput, match="marked this session"):
        dialog._records()
    dialog._change_day.value = SATURDAY + timedelta(days=1)
    old, _new = dialog._records()
    assert old.valid_until == SATURDAY


def test_a_file_is_named_by_the_day_that_it_still_is(
    qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs
) -> None:
    names: list[str] = []

    def target(_parent: QWidget, name: str) -> None:
        names.append(name)

    live.record(Meeting(day=FRIDAY, start=time(0, 5), fellowship="aa"))
    card = FilesCard(live, content, jobs, target, target)
    qtbot.addWidget(card)
    card.save_log()
    assert names == ["log-2026-03-27.pdf"]


def test_a_draft_comes_back_with_the_date_that_was_typed(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    """The date of the day before, typed with a start after midnight, means the night before."""
    dialog, keys = meeting_dialog(qtbot, live, content)
    keys.tab_to(dialog._start)
    keys.press("00:05", TAB)
    dialog._day.type("2026-03-27")
    dialog.close()
    again, _keys = meeting_dialog(qtbot, live, content)
    assert (again._day.value, again._start.value) == (FRIDAY, time(0, 5))
    assert again._when.day() == FRIDAY - timedelta(days=1)
    again.reject()
