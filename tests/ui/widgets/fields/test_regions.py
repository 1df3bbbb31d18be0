"""A field reads what it wrote, and what people type, in every region that Qt knows.

In 133 of 711 locales a time of day could not be read back, so a time that was shown from the
journal was lost by going through its field.
"""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keys import TAB, Keys
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.date_format import FIRST_YEAR, LAST_YEAR, DateFormat
from ui.widgets.fields.hours_field import HoursEdit
from ui.widgets.fields.line_field import WeekHours
from ui.widgets.fields.number_field import NumberEdit
from ui.widgets.fields.parsed_field import ParsedField
from ui.widgets.fields.time_field import TimeField
from ui.widgets.fields.time_format import TimeFormat
from ui.widgets.fields.typed_text import UnreadableText

REGIONS = QLocale.matchingLocales(
    QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
)
NEAR = dt.date(2026, 8, 1)

regions = st.sampled_from(REGIONS)
times = st.times().map(lambda time: time.replace(second=0, microsecond=0))
days = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31))
hundredths = st.integers(0, 2400).map(lambda number: number / 100)
clock_hours = st.integers(0, 24 * 60).map(lambda minutes: minutes / 60)


@pytest.fixture(scope="module")
def fields(qapp: object) -> dict[str, ParsedField]:
    return {
        "day": DateField("Day"),
        "time": TimeField("Start"),
        "hours": HoursEdit("Hours of sleep"),
        "week": WeekHours("Hours a week"),
        "number": NumberEdit("Planned days", 0, 3650),
    }


def reads_back(field: ParsedField, value: object, region: QLocale) -> bool:
    field.setLocale(region)
    return bool(field.read(field.written(value)) == value)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("day", (dt.date(2026, 11, 5), dt.date(1999, 2, 28), dt.date(2011, 12, 10))),
        ("time", (dt.time(0, 30), dt.time(12, 0), dt.time(19, 5))),
        ("hours", (7.0, 6.25, 7 + 20 / 60)),
        ("week", (10.5,)),
        ("number", (1234,)),
    ],
)
def test_every_region_reads_what_it_wrote(
    fields: dict[str, ParsedField], name: str, values: tuple[object, ...]
) -> None:
    assert len(REGIONS) > 500
    failed = [
        (region.name(), value)
        for region in REGIONS
        for value in values
        if not reads_back(fields[name], value, region)
    ]
    assert failed == []


@given(regions, days, times, hundredths | clock_hours, st.integers(0, 3650))
def test_any_value_reads_back(
    fields: dict[str, ParsedField],
    region: QLocale,
    day: dt.date,
    time: dt.time,
    hours: float,
    number: int,
) -> None:
    assert reads_back(fields["day"], day, region)
    assert fields["day"].read(day.isoformat()) == day
    assert reads_back(fields["time"], time, region)
    assert fields["time"].read(f"{time:%H:%M}") == time
    assert reads_back(fields["hours"], hours, region)
    assert reads_back(fields["week"], round(hours, 2), region)
    assert reads_back(fields["number"], number, region)


@pytest.mark.parametrize(
    ("region", "day"),
    [
        ("es_MX", dt.date(2026, 11, 5)),
        ("pt_BR", dt.date(2026, 11, 5)),
        ("ru_RU", dt.date(2026, 11, 5)),
        ("tr_TR", dt.date(2026, 11, 5)),
        ("ko_KR", dt.date(2026, 5, 11)),
        ("en_US", dt.date(2026, 5, 11)),
    ],
)
def test_five_eleven_means_what_the_region_means(region: str, day: dt.date) -> None:
    assert DateFormat(QLocale(region)).parse("5/11", NEAR) == day


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("en_GB", "5/11/2026"),
        ("en_GB", "5/11/26"),
        ("en_GB", "05-11-2026"),
        ("en_GB", "5 Nov"),
        ("en_GB", "5 Sept"),
        ("en_US", "11/5/2026"),
        ("en_US", "Nov 5, 2026"),
        ("en_US", "november 5"),
        ("en_US", "Thursday, November 5, 2026"),
        ("de_DE", "5.11.2026"),
        ("de_DE", "5.11."),
        ("de_DE", "5. November 2026"),
        ("fr_FR", "5 nov. 2026"),
        ("es_MX", "5 de noviembre de 2026"),
        ("es_MX", "Nov 5 2026"),  # the words on the screen are English
        ("ja_JP", "2026/11/5"),
        ("ja_JP", "2026年11月5日"),
        ("ja_JP", "２０２６／１１／５"),
        ("ja_JP", "2026年11月5日木曜日"),
        ("ko_KR", "2026년 11월 5일"),
        ("ar_EG", "٥/١١/٢٠٢٦"),
        ("fa_IR", "۲۰۲۶/۱۱/۵"),
        ("hi_IN", "५/११/२०२६"),
        ("sv_SE", "26-11-05"),
        ("sv_SE", "2026-11-5"),
        ("vi_VN", "5 tháng 11, 2026"),
        ("ru_RU", "5 ноября 2026 г."),
    ],
)
def test_dates_as_people_type_them(region: str, text: str) -> None:
    month = 9 if "Sept" in text else 11
    assert DateFormat(QLocale(region)).parse(text, NEAR) == dt.date(2026, month, 5)


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("en_US", "13/5/2026"),
        ("en_US", "2/30/2026"),
        ("en_US", "5:11"),
        ("en_US", "5/11/202"),
        ("en_US", "11"),
        ("en_US", "Ma 5"),
        ("en_US", "tomorrow"),
        ("en_US", "1/2/3/2026"),
        ("en_US", "5²/11"),  # the key ² lies beside 1 in France; NFKC would make 52 of it
        ("sv_SE", "5/11/2026"),  # which is the day, and which the month?
    ],
)
def test_a_date_that_could_mean_several_or_none_is_refused(region: str, text: str) -> None:
    with pytest.raises(UnreadableText):
        DateFormat(QLocale(region)).parse(text, NEAR)


def test_a_date_without_a_year_is_the_nearest_inside_the_bounds() -> None:
    read = DateFormat(QLocale("en_US")).parse
    january = dt.date(2026, 1, 10)
    assert read("12/28", january) == dt.date(2025, 12, 28)
    assert read("6/30", january) == dt.date(2026, 6, 30)
    assert read("6/30", january, latest=january) == dt.date(2025, 6, 30)
    assert read("2/29", january) == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("en_US", "7:30pm"),
        ("en_US", "7.30 p.m."),
        ("fr_CA", "19 h 30"),
        ("fr_FR", "19h30"),
        ("ko_KR", "오후 7:30"),
        ("ko_KR", "7:30 pm"),
        ("zh_TW", "下午7:30"),
        ("el_GR", "7:30 μμ"),
        ("fi_FI", "19.30"),
        ("ar_EG", "٧:٣٠ م"),
        ("de_DE", "1930"),
        ("ja_JP", "１９：３０"),
    ],
)
def test_times_as_people_type_them(region: str, text: str) -> None:
    assert TimeFormat(QLocale(region)).parse(text) == dt.time(19, 30)


def line(field: ParsedField) -> QLineEdit:
    found = field.findChild(QLineEdit)
    assert found is not None
    return found


@pytest.mark.parametrize("region", ["en_US", "fr_CA", "ko_KR", "zh_TW", "el_GR", "ms_MY", "ar_EG"])
def test_going_through_a_field_changes_nothing(qtbot: QtBot, region: str) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    box = QVBoxLayout(form)
    shown: list[tuple[ParsedField, object]] = [
        (TimeField("Start"), dt.time(19, 30)),
        (DateField("Day"), dt.date(2026, 11, 5)),
        (HoursEdit("Hours"), 7.123),
        (NumberEdit("Days", 1, 3650), 45),
    ]
    heard: list[object] = []
    for field, value in shown:
        field.setLocale(QLocale(region))
        field.value = value  # type: ignore[attr-defined]
        field.valueChanged.connect(heard.append)
        box.addWidget(field)
    keys = Keys(qtbot, form)
    shown[0][0].setFocus()
    keys.press(TAB, TAB, TAB, TAB, TAB)
    assert heard == []
    assert [field.problem for field, _value in shown] == [""] * 4


def test_the_region_is_the_systems_whatever_the_language_is(qtbot: QtBot) -> None:
    # QLocale(English, Mexico) falls back to the order of the United States.
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.Mexico))
    try:
        field = DateField("Day")
        qtbot.addWidget(field)
        assert field.locale() == QLocale.system()
    finally:
        QLocale.setDefault(before)


def test_what_cannot_be_read_keeps_the_value_and_says_so(qtbot: QtBot) -> None:
    field = HoursEdit("Hours of sleep")
    field.setLocale(QLocale("de_DE"))
    qtbot.addWidget(field)
    field.value = 7.5
    heard: list[object] = []
    field.valueChanged.connect(heard.append)
    line(field).selectAll()
    qtbot.keyClicks(line(field), "25")  # 2 was read on the way
    qtbot.keyClick(line(field), Qt.Key.Key_Return)
    assert field.value == heard[-1] == 7.5
    assert None not in heard
    assert line(field).text() == "25"
    assert field.problem == "A day has 24 hours. Until then it stays 7,5."


def test_a_date_or_time_is_not_heard_half_typed(qtbot: QtBot) -> None:
    day, start = DateField("Day"), TimeField("Start")
    heard: list[object] = []
    for field, region, text in ((day, "en_US", "11/5/2026"), (start, "de_DE", "19:30")):
        field.setLocale(QLocale(region))
        qtbot.addWidget(field)
        field.valueChanged.connect(heard.append)
        qtbot.keyClicks(line(field), text)
    assert heard == [dt.date(2026, 11, 5), dt.time(19, 30)]
    line(day).clear()
    qtbot.keyClicks(line(day), "11/6/26")
    assert day.value == dt.date(2026, 11, 5)
    qtbot.keyClick(line(day), Qt.Key.Key_Return)
    assert day.value == dt.date(2026, 11, 6)
    assert line(day).text() == "11/6/2026"
