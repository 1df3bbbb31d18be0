"""Hours, tools, triggers, times and the calendar: what they show is what was counted."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import time

import pytest

from journal.analysis.ledger import ledger
from journal.analysis.series import Measure
from journal.analysis.tools import ease_by_themselves
from journal.charts.calendar import calendar_chart
from journal.charts.chart import Chart
from journal.charts.hours import hours_chart
from journal.charts.render import to_rgba
from journal.charts.shade import shade
from journal.charts.tools import tools_chart
from journal.charts.triggers import triggers_chart
from journal.charts.when import block_name, when_chart
from journal.model.attendance import Attendance
from journal.model.choices import Place, SessionKind, Status
from journal.model.craving import ToolUse
from journal.model.program import Program
from tests.analysis.patients import PLANNED, START, day, diary, entry, episode, patient
from tests.charts.conftest import content
from tests.charts.test_strip import color_at
from tests.charts.themes import LIGHT


def test_hours_of_a_week_add_up_to_the_ledger() -> None:
    counted = ledger(patient())
    chart = hours_chart(counted, content(), LIGHT)
    parts = len(chart.table.headers) - 3
    assert parts == 3  # group on site and online, one-on-one
    for week, row in zip(counted.weeks, chart.table.rows, strict=True):
        cells = [float(cell or 0) for cell in row[1:]]
        assert math.fsum(cells[:parts]) == pytest.approx(cells[parts])
        assert cells[parts] == pytest.approx(sum(week.hours.values()))
        assert cells[-1] == pytest.approx(week.planned_hours)
    assert set(counted.sentences) <= set(chart.sentences)


def test_the_bar_ends_where_its_spot_is() -> None:
    mark = Attendance(day=START, status=Status.ATTENDED, minutes=240, session=SessionKind.OTHER)
    chart = hours_chart(ledger(diary((), 7, attendances=(mark,))), content(), LIGHT)
    image = to_rgba(chart, 760, 300)
    (spot,) = image.spots
    assert spot.text == "Week of Nov 2: 4 of 0 planned hours (Other, on site 4)"
    fill = LIGHT.kinds[SessionKind.OTHER]
    assert color_at(image, spot.x, spot.y + 0.03) == fill
    assert color_at(image, spot.x, spot.y - 0.03) != fill


def test_online_is_striped_and_on_site_solid() -> None:
    def pixels(place: Place) -> set[str]:
        mark = Attendance(day=START, status=Status.ATTENDED, minutes=240, place=place)
        whole = ledger(diary((), 7, attendances=(mark,)))
        image = to_rgba(hours_chart(whole, content(), LIGHT), 760, 300)
        (spot,) = image.spots
        return {color_at(image, spot.x, spot.y + 0.1 + n / 300) for n in range(30)}

    fill = LIGHT.kinds[SessionKind.GROUP]
    assert pixels(Place.ON_SITE) == {fill}
    assert {LIGHT.ground, fill} < pixels(Place.ONLINE)


def test_a_week_that_goes_on_names_the_hours_to_come() -> None:
    whole = diary((), 7, today=day(0), planned=PLANNED)
    chart = hours_chart(ledger(whole), content(), LIGHT)
    (spot,) = chart.draw(760, 300).spots
    assert spot.text == "Week of Nov 2: 0 of 3 planned hours; 7 hours to come"


def test_without_planned_sessions_the_plan_is_what_the_program_expects() -> None:
    whole = diary((), 7, program=Program(start=START, weekly_hours=10))
    chart = hours_chart(ledger(whole), content(), LIGHT)
    assert chart.table.rows[0][-1] == "10"


def test_weeks_to_come_are_left_out() -> None:
    whole = replace(patient(), last=day(200))
    assert len(hours_chart(ledger(whole), content(), LIGHT).table.rows) == 5


def test_tools_stand_in_order_of_use_with_n_and_the_caveat() -> None:
    chart = tools_chart(patient(), content(), LIGHT)
    times = [int(row[1]) for row in chart.table.rows]
    assert times == sorted(times, reverse=True)
    assert chart.table.rows[0][0] == "Urge surfing"
    assert ease_by_themselves("craving") in chart.sentences
    assert ease_by_themselves("craving") in chart.alt
    assert len(chart.draw(760, 300).spots) == len(times)


def test_tools_beyond_the_eighth_are_in_the_table() -> None:
    uses = tuple(ToolUse(day=day(n), tool=f"own tool {n}") for n in range(11))
    chart = tools_chart(diary(tool_uses=uses), content(), LIGHT)
    assert len(chart.draw(760, 400).spots) == 8
    assert len(chart.table.rows) == 11
    assert chart.sentences[-1] == "3 more in the table."


def test_triggers_are_drawn_from_ten_on_with_their_denominator() -> None:
    def chart(n: int) -> Chart:
        episodes = tuple(
            episode(number, triggers=("cue",) if number % 2 else ("cue", "payday"))
            for number in range(n)
        )
        return triggers_chart(diary(episodes=episodes), content(), LIGHT)

    assert chart(9).empty
    assert "9 so far; Daybook looks again at 10." in chart(9).alt
    texts = [spot.text for spot in chart(10).draw(760, 300).spots]
    assert texts == ["A cue, or out of nowhere: 10 of 10 cravings", "payday: 5 of 10 cravings"]


def test_a_time_with_two_cravings_is_grey() -> None:
    episodes = tuple(episode(7 * week, 19, before=8) for week in range(3))
    episodes += tuple(episode(7 * week + 1, 19, before=8) for week in range(2))
    chart = when_chart(diary((), 21, episodes=episodes), LIGHT)
    image = to_rgba(chart, 760, chart.min_height)
    monday, tuesday = (image.spots[number] for number in (2, 6))
    assert monday.text == "Mon, 4 pm to 10 pm: strength 8 in the middle of 3 cravings"
    assert tuesday.text == "Tue, 4 pm to 10 pm: 2 cravings, it takes 3"
    assert color_at(image, monday.x + 0.06, monday.y) == shade(8, LIGHT)[0]
    assert color_at(image, tuesday.x + 0.06, tuesday.y) == LIGHT.band


def test_blocks_are_named_for_the_clock() -> None:
    names = [block_name(Program(start=START).day_start, block) for block in range(4)]
    assert names == ["4 am to 10 am", "10 am to 4 pm", "4 pm to 10 pm", "10 pm to 4 am"]
    assert block_name(time(6), 1) == ("noon to 6 pm")


def test_a_calendar_cell_has_the_shade_of_its_day() -> None:
    days = [entry(0, craving=0), entry(1, craving=10), entry(3, days_later=1, craving=4)]
    chart = calendar_chart(diary(days, 5), Measure.CRAVING, LIGHT)
    image = to_rgba(chart, 760, 300)
    none, most, blank, late, _ = image.spots
    assert color_at(image, none.x + 0.03, none.y) == shade(0, LIGHT)[0]
    assert color_at(image, most.x + 0.03, most.y) == shade(10, LIGHT)[0]
    assert blank.text == "Wed, Nov 4: blank"
    assert late.text == "Thu, Nov 5: worst craving 4, written later"
    assert [row[1] for row in chart.table.rows] == ["0", "10", "", "4", ""]
