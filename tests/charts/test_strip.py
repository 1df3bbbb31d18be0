"""The daily strip: marks where they belong, gaps where nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from journal.charts.render import Image, to_rgba
from journal.charts.strip import daily_strip
from journal.model.choices import Use
from tests.analysis.patients import diary, entry, patient
from tests.charts.themes import LIGHT


def color_at(image: Image, x: float, y: float) -> str:
    """The colour of the pixel at fractions of the width and height."""
    at = 4 * (round(y * image.height - 0.5) * image.width + round(x * image.width - 0.5))
    return "#" + image.rgba[at : at + 3].hex()


def colors(image: Image, spots: Sequence[int]) -> list[str]:
    return [color_at(image, image.spots[number].x, image.spots[number].y) for number in spots]


def test_same_day_is_filled_and_later_is_hollow() -> None:
    days = [entry(0, mood=7, craving=2), entry(1, days_later=1, mood=7, craving=2)]
    image = to_rgba(daily_strip(diary(days, 4), LIGHT), 760, 300, 2)
    assert colors(image, [0, 1]) == [LIGHT.mood, LIGHT.craving]
    assert colors(image, [2, 3]) == [LIGHT.ground, LIGHT.ground]


def test_scales_run_from_0_to_10_whatever_was_written() -> None:
    """0 and 10 are as far apart on a diary of fives as on any."""
    one = to_rgba(daily_strip(diary([entry(0, mood=0), entry(1, mood=10)], 2), LIGHT), 760, 300)
    other = to_rgba(daily_strip(diary([entry(0, mood=5), entry(1, mood=5)], 2), LIGHT), 760, 300)
    assert one.spots[0].y > other.spots[0].y > one.spots[1].y
    assert abs(one.spots[0].y + one.spots[1].y - 2 * other.spots[0].y) < 1e-9


def test_a_blank_day_is_a_gap_with_a_band_and_never_a_zero() -> None:
    days = [entry(number, mood=5, craving=0) for number in range(6) if number != 3]
    chart = daily_strip(diary(days, 6), LIGHT)
    image = to_rgba(chart, 760, 300)
    gap = next(spot for spot in image.spots if "blank" in spot.text)
    assert gap.text == "Thu, Nov 5: blank"
    assert color_at(image, gap.x, gap.y) == LIGHT.band
    assert len(image.spots) == 5 * 2 + 1
    assert chart.table.rows[3][1:4] == ("", "", "")
    assert chart.table.rows[2][1:4] == ("5", "0", "the same day")


def test_an_open_today_has_no_band() -> None:
    image = to_rgba(daily_strip(diary([entry(0, mood=5), entry(1, mood=5)], 3), LIGHT), 760, 300)
    today = image.spots[-1]
    assert color_at(image, today.x, today.y) == LIGHT.ground


def test_use_is_shown_only_when_asked_for() -> None:
    one = diary([entry(0, mood=5, use=Use.YES), entry(1, mood=5, use=Use.NO)], 2)
    quiet, shown = daily_strip(one, LIGHT), daily_strip(one, LIGHT, show_use=True)
    assert "Use" not in quiet.table.headers
    assert not any("use" in spot.text.split(": ")[1] for spot in quiet.draw(760, 300).spots)
    assert [row[-1] for row in shown.table.rows] == ["1", ""]
    assert [spot.text.endswith("use") for spot in shown.draw(760, 300).spots] == [True, False]


def test_days_tell_what_happened() -> None:
    chart = daily_strip(patient(), LIGHT)
    texts = list(dict.fromkeys(spot.text for spot in chart.draw(760, 300).spots))
    assert len(texts) == 33
    assert texts[0].startswith("Mon, Nov 2: mood ")
    assert texts[0].endswith("session, meeting")
    assert ", written looking back" in texts[25]
    assert sum(text.endswith("blank") for text in texts) == 5


def test_words_say_period_n_range_and_trend() -> None:
    days = [entry(n, mood=3 + n % 3, craving=8 - n // 6) for n in range(30)]
    chart = daily_strip(diary(days, 30), LIGHT)
    assert chart.alt.startswith(
        "Day by day, Nov 2 to Dec 1, 2026, 30 days. 30 of 30 days filled in: 30 the same day,"
        " 0 later, 0 blank. Mood from 3 to 5 (0 to 10), on 30 of 30 days. Mood: No clear change"
        " yet. The ups and downs are too big to tell. Worst craving from 4 to 8 (0 to 10), on 30"
        " of 30 days. Your worst craving went down about 1.1 points a week (likely between"
    )


def test_late_answers_join_the_sentence_only_when_asked() -> None:
    days = [entry(n, days_later=1, mood=n // 3, craving=5) for n in range(30)]
    whole = diary(days, 30)
    assert "Too few days to say. 0 so far" in daily_strip(whole, LIGHT).sentences[1]
    assert "went up" in daily_strip(whole, LIGHT, with_late=True).sentences[1]
