"""Typed fields read what people write, say plainly what they cannot read, and can stay blank."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.look.theme import Theme, apply
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.hours_field import HoursEdit
from ui.widgets.fields.month_calendar import MonthCalendar
from ui.widgets.fields.number_field import NumberEdit
from ui.widgets.fields.parsed_field import ParsedField
from ui.widgets.fields.time_field import TimeField

Key = Qt.Key
US = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


def line(field: ParsedField) -> QLineEdit:
    found = field.findChild(QLineEdit)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("7", 7.0),
        ("7.5", 7.5),
        ("7,5", 7.5),
        ("7:30", 7.5),
        ("7h30", 7.5),
        ("7 h", 7.0),
        ("8 hours", 8.0),
        ("0", 0.0),
        ("24", 24.0),
        ("6.25", 6.25),
    ],
)
def test_hours_as_people_write_them(qtbot: QtBot, text: str, hours: float) -> None:
    field = HoursEdit("Hours of sleep")
    qtbot.addWidget(field)
    heard: list[object] = []
    field.valueChanged.connect(heard.append)
    qtbot.keyClicks(line(field), text)
    qtbot.keyClick(line(field), Key.Key_Return)
    assert field.value == hours
    assert heard[-1] == hours
    assert field.problem == ""


@pytest.mark.parametrize("text", ["25", "24:01", "seven", "7:5", "-1", "7..5", "1e1"])
def test_unreadable_hours_stay_with_a_sentence(qtbot: QtBot, text: str) -> None:
    field = HoursEdit("Hours of sleep")
    qtbot.addWidget(field)
    qtbot.keyClicks(line(field), text)
    assert field.problem == ""  # not while typing
    qtbot.keyClick(line(field), Key.Key_Return)
    assert field.value is None
    assert field.problem.endswith(".")
    assert line(field).text() == text
    line(field).clear()
    qtbot.keyClicks(line(field), "7")
    assert field.problem == ""


def test_arrows_step_hours(qtbot: QtBot) -> None:
    field = HoursEdit("Hours of sleep")
    qtbot.addWidget(field)
    field.value = 23.5
    for _ in range(3):
        qtbot.keyClick(line(field), Key.Key_Up)
    assert field.value == 24
    qtbot.keyClick(line(field), Key.Key_Down)
    assert field.value == 23.5
    assert line(field).text() == "23.5"


def test_emptying_is_blank_again(qtbot: QtBot) -> None:
    field = HoursEdit("Hours of sleep")
    qtbot.addWidget(field)
    field.value = 7
    heard: list[object] = []
    field.valueChanged.connect(heard.append)
    qtbot.keyClick(line(field), Key.Key_Backspace)
    assert heard == [None]
    assert field.value is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("7:30", dt.time(7, 30)),
        ("730", dt.time(7, 30)),
        ("19.30", dt.time(19, 30)),
        ("7 pm", dt.time(19, 0)),
        ("7:05p", dt.time(19, 5)),
        ("12 am", dt.time(0, 0)),
        ("12:15 PM", dt.time(12, 15)),
        ("0:00", dt.time(0, 0)),
        ("1930", dt.time(19, 30)),
    ],
)
def test_times_as_people_write_them(qapp: QApplication, text: str, time: dt.time) -> None:
    assert TimeField("When").read(text) == time


@pytest.mark.parametrize("text", ["25:00", "7:60", "13 pm", "0 am", "noon", "7:3"])
def test_unreadable_times_are_refused(qapp: QApplication, text: str) -> None:
    with pytest.raises(ValueError, match=r"7:30 pm\.$"):
        TimeField("When").read(text)


def test_arrows_step_a_quarter_of_an_hour(qapp: QApplication) -> None:
    field = TimeField("When")
    assert field.stepped(dt.time(23, 50), 1) == dt.time(0, 0)
    assert field.stepped(dt.time(0, 0), -1) == dt.time(23, 45)
    assert field.stepped(dt.time(7, 20), -1) == dt.time(7, 15)


def test_dates_keep_to_their_bounds(qtbot: QtBot) -> None:
    field = DateField("Day", dt.date(2026, 1, 1), dt.date(2026, 1, 31))
    field.setLocale(US)
    qtbot.addWidget(field)
    for text in ("12/31/2025", "2/1/2026", "tomorrow"):
        line(field).clear()
        qtbot.keyClicks(line(field), text)
        qtbot.keyClick(line(field), Key.Key_Return)
        assert field.value is None
        assert "2026" in field.problem
    line(field).clear()
    qtbot.keyClicks(line(field), "1/15/26")
    qtbot.keyClick(line(field), Key.Key_Return)
    assert field.value == dt.date(2026, 1, 15)
    assert field.stepped(dt.date(2026, 1, 31), 1) == dt.date(2026, 1, 31)
    assert field.stepped(dt.date(2026, 1, 1), -1) == dt.date(2026, 1, 1)


def test_the_calendar_stays_on_the_screen_and_names_whole_weekdays(
    qtbot: QtBot, qapp: QApplication
) -> None:
    # With large text half of it hung below the screen, and Monday was called "...".
    host = QWidget()
    qtbot.addWidget(host)
    apply(qapp, host, Theme.load("light"), 2.0)
    field = DateField("Day")
    QVBoxLayout(host).addWidget(field)
    screen = host.screen().availableGeometry()
    host.move(screen.bottomRight() - QPoint(60, 60))
    with qtbot.waitExposed(host):
        host.show()
    field.open_calendar()
    calendar = field.findChild(MonthCalendar)
    assert calendar is not None
    qtbot.waitUntil(calendar.isVisible)
    assert screen.contains(calendar.window().geometry())
    view = calendar.findChild(QTableView)
    assert view is not None
    names = [QLocale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
    widest = max(map(view.fontMetrics().horizontalAdvance, names))
    padding = 2 * 8  # of the cells of a table, in the style sheet
    assert min(view.columnWidth(n) for n in range(7)) > widest + padding


def test_the_calendar_picks_a_day(qtbot: QtBot) -> None:
    field = DateField("Day", dt.date(2026, 1, 1), dt.date(2026, 1, 31))
    qtbot.addWidget(field)
    field.show()
    field.value = dt.date(2026, 1, 10)
    heard: list[object] = []
    field.valueChanged.connect(heard.append)
    field.open_calendar()
    calendar = field.findChild(MonthCalendar)
    assert calendar is not None
    qtbot.waitUntil(calendar.isVisible)
    view = calendar.focusWidget() or calendar
    qtbot.keyClick(view, Key.Key_Right)
    qtbot.keyClick(view, Key.Key_Return)
    assert heard == [dt.date(2026, 1, 11)]


def test_numbers_keep_to_their_bounds(qtbot: QtBot) -> None:
    field = NumberEdit("Planned days", 1, 365, "days", first=45)
    qtbot.addWidget(field)
    qtbot.keyClick(line(field), Key.Key_Up)
    assert field.value == 45
    for text in ("0", "366", "4.5", "many"):
        line(field).clear()
        qtbot.keyClicks(line(field), text)
        qtbot.keyClick(line(field), Key.Key_Return)
        assert field.value == 45
        assert field.problem.endswith("from 1 to 365. Until then it stays 45.")
    with pytest.raises(ValueError, match="366"):
        field.value = 366


def test_setting_in_code_is_quiet(qtbot: QtBot) -> None:
    fields: list[ParsedField] = [
        HoursEdit("a"),
        TimeField("b"),
        DateField("c"),
        NumberEdit("d", 0, 9),
    ]
    values = [7.5, dt.time(7), dt.date(2026, 1, 1), 3]
    for field, value in zip(fields, values, strict=True):
        qtbot.addWidget(field)
        field.valueChanged.connect(lambda _value: pytest.fail("nobody did anything"))
        field.value = value  # type: ignore[attr-defined]
        assert line(field).text()
        field.clear()
        assert line(field).text() == ""
        assert line(field).accessibleName() == field.label
