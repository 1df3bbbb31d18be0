"""A calendar file is looked at before anything is added, and a bad one changes nothing."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from journal.content.content import Content
from journal.exchange.ics import LeftOut, Reason, write_ics
from journal.model.choices import Place, SessionKind
from journal.model.program import PlannedSession
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook
from ui.sessions.calendar_file_dialog import CalendarFileDialog
from ui.sessions.left_out_words import LeftOutWords
from ui.widgets.words.labels import Words

NEW_YORK = ZoneInfo("America/New_York")

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Clinic//EN
BEGIN:VEVENT
UID:group@clinic
DTSTART:20260302T230000Z
DTEND:20260303T020000Z
RRULE:FREQ=WEEKLY;COUNT=1
SUMMARY:IOP group
END:VEVENT
BEGIN:VEVENT
UID:talk@clinic
DTSTART:20260304T170000
DTEND:20260304T180000
RRULE:FREQ=WEEKLY
EXDATE:20260318T170000
SUMMARY:Individual & video call
LOCATION:Zoom
END:VEVENT
BEGIN:VEVENT
UID:holiday@clinic
DTSTART;VALUE=DATE:20260310
SUMMARY:Holiday
END:VEVENT
END:VCALENDAR
"""


def opened(
    qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs, path: Path
) -> CalendarFileDialog:
    dialog = CalendarFileDialog(live, content, jobs, path, zone=NEW_YORK)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)
    return dialog


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.ics"
    path.write_text(CALENDAR.replace("\n", "\r\n"), "utf-8")
    return path


def test_what_will_be_added_is_shown_and_nothing_else_is(
    qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs, file: Path
) -> None:
    dialog = opened(qtbot, live, content, jobs, file)
    assert dialog.summary == "2 sessions can be added:"
    words = [box.text() for box in dialog.boxes]
    assert "18:00, 3 h" in words[0].replace("6:00 PM", "18:00")  # UTC read as local time
    assert "&&" in words[1]  # an ampersand is shown as one, and is no shortcut
    assert "1 day left out" in words[1]
    assert live.ask.all(PlannedSession) == ()
    dialog.boxes[0].click()
    dialog.save()
    (session,) = live.ask.all(PlannedSession)
    assert (session.weekday, session.start, session.minutes) == (2, time(17), 60)
    assert (session.session, session.place) == (SessionKind.INDIVIDUAL, Place.ONLINE)
    assert session.skipped == (date(2026, 3, 18),)
    live.undo()
    assert live.ask.all(PlannedSession) == ()


def words_of(dialog: CalendarFileDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(Words) if label.isVisibleTo(dialog)]


def test_each_event_that_is_left_out_is_named_with_its_day(
    qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs, tmp_path: Path
) -> None:
    path = tmp_path / "clinic.ics"
    other = (
        "BEGIN:VEVENT\nDTSTART:20260305T100000\nDURATION:PT1H\nSUMMARY:Annulé : yoga\nEND:VEVENT"
    )
    path.write_text(CALENDAR.replace("END:VCALENDAR\n", other + "\nBEGIN:VEVENT\n"), "utf-8")
    words = words_of(opened(qtbot, live, content, jobs, path))
    assert words[words.index("3 events are left out:") + 1 :][:3] == [
        "“Holiday” on March 10, 2026 has no time of day.",
        "“Annulé : yoga” on March 5, 2026 is cancelled.",
        "An event without a title and a day cannot be read.",
    ]
    assert "The end of this file is missing, and with it what stood there." in words


def test_hundreds_of_events_for_other_days_are_named_some_at_a_time(
    qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs, tmp_path: Path
) -> None:
    event = "BEGIN:VEVENT\nUID:{n}\nDTSTART:19990302T100000\nSUMMARY:Old {n}\nEND:VEVENT\n"
    past = "".join(event.format(n=n) for n in range(300))
    path = tmp_path / "clinic.ics"
    path.write_text(CALENDAR.replace("BEGIN:VEVENT", past + "BEGIN:VEVENT", 1), "utf-8")
    dialog = opened(qtbot, live, content, jobs, path)
    words = words_of(dialog)
    assert "301 events are left out:" in words
    assert "“Holiday” on March 10, 2026 has no time of day." in words  # before all the old ones
    assert "“Old 0” on March 2, 1999 is on no day of the program." in words
    assert "“Old 299” on March 2, 1999 is on no day of the program." not in words
    (more,) = (b for b in dialog.findChildren(QPushButton) if b.text().startswith("Show"))
    while more.isVisibleTo(dialog):
        more.click()
    assert "“Old 299” on March 2, 1999 is on no day of the program." in words_of(dialog)


def test_each_reason_has_words_of_its_own() -> None:
    sentences = {LeftOutWords().sentence(LeftOut("Yoga", None, reason)) for reason in Reason}
    assert len(sentences) == len(Reason)
    assert all(one.startswith("“Yoga” ") and one.endswith(".") for one in sentences)


def test_closing_ends_the_reading_of_a_long_file(
    qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs, tmp_path: Path
) -> None:
    event = "BEGIN:VEVENT\nUID:{n}\nDTSTART:20260302T100000\nDURATION:PT1H\n{rule}\nEND:VEVENT\n"
    rule = "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU"  # never comes true
    path = tmp_path / "long.ics"
    events = "".join(event.format(n=n, rule=rule) for n in range(4_000))
    path.write_text(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n", "utf-8")
    dialog = CalendarFileDialog(live, content, jobs, path, zone=NEW_YORK)
    dialog.show()
    qtbot.wait(300)
    assert jobs.busy  # it is under way
    dialog.close()
    # Reading all of it would go on for 20 seconds of work.
    qtbot.waitUntil(lambda: not jobs.busy, timeout=15_000)


def test_by_keyboard(
    qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs, file: Path
) -> None:
    dialog = opened(qtbot, live, content, jobs, file)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.waitUntil(dialog.boxes[0].isVisible)
    dialog.boxes[0].setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert len(live.ask.all(PlannedSession)) == 1


def test_the_same_file_again_adds_nothing(
    qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs, file: Path
) -> None:
    opened(qtbot, live, content, jobs, file).save()
    before = live.ask.all(PlannedSession)
    again = opened(qtbot, live, content, jobs, file)
    assert "nothing new" in again.summary
    assert not again.save_button.isEnabled()
    again.save()
    assert live.ask.all(PlannedSession) == before
    again.close()
    assert live.ask.all(PlannedSession) == before


def test_closing_adds_nothing(
    qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs, file: Path
) -> None:
    opened(qtbot, live, content, jobs, file).close()
    assert live.ask.all(PlannedSession) == ()


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff" * 100, b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART"]
)
def test_a_bad_file_changes_nothing(
    qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "bad.ics"
    path.write_bytes(data)
    dialog = opened(qtbot, live, content, jobs, path)
    assert dialog.problem.text() or "nothing new" in dialog.summary
    assert not dialog.save_button.isEnabled()
    dialog.close()
    assert live.ask.all(PlannedSession) == ()


def test_a_missing_file_is_said(
    qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs, tmp_path: Path
) -> None:
    dialog = opened(qtbot, live, content, jobs, tmp_path / "gone.ics")
    assert "gone.ics cannot be read" in dialog.problem.text()
    dialog.close()


def test_an_overlap_with_the_plan_is_told(
    qtbot: QtBot, live: LiveBook, content: Content, jobs: Jobs, tmp_path: Path
) -> None:
    mine = PlannedSession(weekday=2, start=time(16, 30), valid_from=date(2026, 3, 2))
    live.record(mine)
    theirs = PlannedSession(weekday=2, start=time(18), valid_from=date(2026, 3, 2))
    path = tmp_path / "clinic.ics"
    path.write_bytes(write_ics(live.ask.program, [theirs]))
    dialog = opened(qtbot, live, content, jobs, path)
    assert "overlap on Wednesday" in dialog.warning
    dialog.save()
    assert len(live.ask.all(PlannedSession)) == 2
