"""The calendar: one cell a day (CLINICAL section 5, chart 2)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from journal.analysis.completeness import completeness
from journal.analysis.sentences import measure_name
from journal.analysis.series import Measure, Point, Series, daily
from journal.charts.chart import Chart, Drawing, Table
from journal.charts.marks import Rectangle
from journal.charts.paper import Paper, message
from journal.charts.shade import shade
from journal.charts.style import ChartStyle
from journal.model.choices import Timeliness
from journal.model.diary import Diary
from journal.rules.blank_days import blank_days, days_with_records
from journal.words.blank import BLANK, NOT_WRITTEN
from journal.words.dates import WEEKDAYS, full, period, short

NOTHING_YET = "Nothing written down yet. Your first day will show up here."
HOW_SOON = {
    Timeliness.SAME_DAY: "",
    Timeliness.LATER: "written later",
    Timeliness.LOOKING_BACK: "written looking back",
}
WORDS = 0.9


@dataclass(frozen=True)
class _Weeks:
    """What is drawn: a series, its name, and the days that are blank (hatched)."""

    series: Series
    name: str
    blank: frozenset[date]
    style: ChartStyle

    @property
    def monday(self) -> date:
        """The Monday at or before the first day."""
        first = self.series.span.first
        return first - timedelta(days=first.weekday())

    @property
    def count(self) -> int:
        return (self.series.span.last - self.monday).days // 7 + 1


def calendar_chart(diary: Diary, measure: Measure, style: ChartStyle) -> Chart:
    """Mood or worst craving (0 to 10), a column for each week; blank days are hatched."""
    series = daily(diary, measure)
    name = measure_name(measure, diary.program.craving_word)
    title = f"{name}, calendar"
    blank = blank_days(series.span, days_with_records(diary), diary.program, diary.today)
    weeks = _Weeks(series, name, frozenset(blank), style)
    known = {point.day: point for point in series.points}
    rows = tuple((day.isoformat(), *_words(known.get(day))) for day in series.span)
    if series.n:
        low, high = min(p.value for p in series.points), max(p.value for p in series.points)
        sentences: tuple[str, ...] = (f"{completeness(diary).sentence}.",)
        alt = (
            f"{title}, {period(series.span)}. {name} on {series.n} of {series.span.n} days,"
            f" from {low:g} to {high:g} (0 to 10). {sentences[0]}"
        )
    else:
        sentences, alt = (NOTHING_YET,), f"{title}. {NOTHING_YET}"

    def paint(width: float, height: float) -> Drawing:
        if not series.n:
            return message(NOTHING_YET, style, width, height)
        return _paint(weeks, known, width, height)

    height = round(style.em * (17 if series.n else 6))
    return Chart(
        title, sentences, alt, Table(("Day", name, "Written"), rows), height, not series.n, paint
    )


def _words(point: Point | None) -> tuple[str, str]:
    if point is None:
        return "", ""
    return f"{point.value:g}", HOW_SOON[point.timeliness] or "the same day"


def _paint(weeks: _Weeks, known: dict[date, Point], width: float, height: float) -> Drawing:
    style, em = weeks.style, weeks.style.em
    paper = Paper(width, height, style)
    left = max(paper.measure(day, WORDS) for day in WEEKDAYS) + 1.6 * em
    top, bottom = 3.9 * em, height - 0.7 * em
    row = (bottom - top) / 7
    column = min((width - 0.8 * em - left) / weeks.count, 5.5 * em)
    inset = 1.0 if column > 8 else 0.0
    for number, day_name in enumerate(WEEKDAYS):
        paper.text(0.7 * em, top + (number + 0.5) * row, day_name, size=WORDS, color=style.muted)
    every = max(math.ceil((paper.measure("May 30", WORDS) + 0.8 * em) / column), 1)
    for week in range(0, weeks.count, every):
        monday = weeks.monday + timedelta(weeks=week)
        words = short(monday) if every < 20 else str(monday.year)
        x = left + week * column + (column / 2 if every == 1 else 0)
        across = "center" if every == 1 else "left"
        if x + paper.measure(words, WORDS) < width:
            paper.text(x, top - 0.8 * em, words, size=WORDS, color=style.muted, across=across)
    blank: list[Rectangle] = []
    filled: dict[float, list[Rectangle]] = {}
    for day in weeks.series.span:
        week, weekday = divmod((day - weeks.monday).days, 7)
        x, y = left + week * column, top + weekday * row
        box = (x + inset, y + 1, column - 2 * inset, row - 2)
        point = known.get(day)
        if point is None:
            if day in weeks.blank:
                blank.append(box)
            nothing = BLANK if day in weeks.blank else NOT_WRITTEN
            paper.spot(x + column / 2, y + row / 2, f"{full(day)}: {nothing}")
            continue
        filled.setdefault(point.value, []).append(box)
        _words_in(paper, point, box, style)
        how = HOW_SOON[point.timeliness]
        told = f"{full(day)}: {weeks.name.lower()} {point.value:g}{f', {how}' if how else ''}"
        paper.spot(x + column / 2, y + row / 2, told)
    for value, boxes in filled.items():
        edge = style.edge if column > 8 else "none"
        paper.boxes(boxes, shade(value, style)[0], edge, 0.6, layer=2)
    hatch = "////" if column > 8 else ""
    paper.boxes(
        blank, style.ground if hatch else style.band, style.grid if hatch else "none", 1, hatch
    )
    _legend(paper, weeks, width - 0.8 * em)
    return paper.drawing()


def _words_in(paper: Paper, point: Point, box: Rectangle, style: ChartStyle) -> None:
    """The number of a cell, and a ring in its corner when it was written later."""
    em = style.em
    x, y, width, height = box
    fill, ink = shade(point.value, style)
    if width >= 1.5 * em and height >= 1.1 * em:
        words = f"{point.value:g}"
        paper.text(
            x + width / 2, y + height / 2, words, size=WORDS, color=ink, across="center", bold=True
        )
        if not point.same_day:
            paper.marks([x + width - 0.5 * em], [y + 0.5 * em], "o", 0.42 * em, fill, ink, 1.2)


def _legend(paper: Paper, weeks: _Weeks, right: float) -> None:
    style, em = weeks.style, weeks.style.em
    x, y = right, 0.95 * em
    size = 0.9 * em
    if any(not point.same_day for point in weeks.series.points):
        x -= paper.measure("written later", WORDS)
        paper.text(x, y, "written later", size=WORDS, color=style.muted)
        x -= 0.7 * em
        paper.marks([x], [y], "o", 0.42 * em, style.ground, style.muted, 1.2)
        x -= 1.2 * em
    x -= paper.measure(BLANK, WORDS)
    paper.text(x, y, BLANK, size=WORDS, color=style.muted)
    x -= 1.3 * em
    paper.boxes([(x, y - size / 2, size, size)], style.ground, style.muted, 0.8, "////")
    x -= 1.2 * em
    for value in (10, 5, 0):
        x -= paper.measure(str(value), WORDS)
        paper.text(x, y, str(value), size=WORDS, color=style.muted)
        x -= 1.3 * em
        paper.boxes([(x, y - size / 2, size, size)], shade(value, style)[0], style.edge, 0.6)
        x -= 0.8 * em
    if x > paper.measure(weeks.name, bold=True) + 1.5 * em:
        paper.text(0.7 * em, y, weeks.name, bold=True)
