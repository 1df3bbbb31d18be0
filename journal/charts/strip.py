"""The daily strip: mood and worst craving day by day (CLINICAL section 5, chart 1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from journal.analysis.completeness import completeness, filled_in
from journal.analysis.level import levels
from journal.analysis.sentences import change_sentence, measure_name
from journal.analysis.series import Measure, daily
from journal.analysis.trend import trend
from journal.analysis.windows import compare
from journal.charts.chart import Chart, Drawing, Table
from journal.charts.paper import message
from journal.charts.strip_drawing import Strip, StripLine, paint_strip
from journal.charts.style import ChartStyle
from journal.model.choices import Timeliness, Use
from journal.model.diary import Diary
from journal.model.span import Span, counted_span
from journal.rules.blank_days import blank_days, days_with_records
from journal.rules.days_of_use import use_by_day
from journal.words.blank import BLANK, NOT_WRITTEN
from journal.words.dates import full, period

TITLE = "Day by day"
NOTHING_YET = "Nothing written down yet. Your first day will show up here."

HOW_SOON = {
    Timeliness.SAME_DAY: "the same day",
    Timeliness.LATER: "later",
    Timeliness.LOOKING_BACK: "looking back",
}


def daily_strip(
    diary: Diary, style: ChartStyle, *, show_use: bool = False, with_late: bool = False
) -> Chart:
    """Mood and worst craving on 0 to 10, one mark a day, with gaps where nothing is written.

    Days of use are shown only with ``show_use``. The usual level and the sentences leave out what
    was written later, unless ``with_late``.
    """
    span = counted_span(diary)
    word = diary.program.craving_word
    lines = tuple(
        StripLine(
            series := daily(diary, measure),
            levels(series, with_late),
            measure_name(measure, word),
            change_sentence(trend(series, with_late), compare(series, with_late), measure, word),
        )
        for measure in (Measure.MOOD, Measure.CRAVING)
    )
    lanes = _lanes(diary, span, show_use)
    rows = _rows(diary, span, lines, lanes)
    blank = blank_days(span, days_with_records(diary), diary.program, diary.today)
    empty = not any(line.series.n for line in lines) and not any(lanes.values())
    strip = Strip(span, lines, blank, lanes, _told(rows, lines, lanes, blank), style)
    complete = f"{completeness(diary).sentence}."
    sentences = (complete, *(_captioned(line) for line in lines))
    ranges = tuple(_range(line, span.n) for line in lines)
    alt = (
        f"{TITLE}. {NOTHING_YET}"
        if empty
        else " ".join((f"{TITLE}, {period(span)}, {span.n} days.", complete, *ranges))
    )
    height = style.em * (6.2 + 2 * 5.5 + 1.5 * len(lanes))

    def paint(width: float, tall: float) -> Drawing:
        if empty:
            return message(NOTHING_YET, style, width, tall)
        return paint_strip(strip, width, tall)

    return Chart(
        TITLE,
        (NOTHING_YET,) if empty else sentences,
        alt,
        Table(("Day", *(line.name for line in lines), "Written", *lanes), rows),
        round(height),
        empty,
        paint,
    )


# -- words ---------------------------------------------------------------------------------------


def _captioned(line: StripLine) -> str:
    """What a line says; what would fit any line is said with its name."""
    nameless = line.sentence.startswith(("Too few", "No clear"))
    return f"{line.name}: {line.sentence}" if nameless else line.sentence


def _range(line: StripLine, days: int) -> str:
    points = line.series.points
    if not points:
        return f"{line.name}: not written on any of {days} days."
    low, high = min(p.value for p in points), max(p.value for p in points)
    span = f"from {low:g} to {high:g}" if low < high else f"{low:g}"
    on = f"{len(points)} of {days} days"
    return f"{line.name} {span} (0 to 10), on {on}. {_captioned(line)}"


def _lanes(diary: Diary, span: Span, show_use: bool) -> dict[str, dict[date, int]]:
    """What happened by day: the name of each lane, and how many times on which day."""
    sessions: defaultdict[date, int] = defaultdict(int)
    meetings: defaultdict[date, int] = defaultdict(int)
    for attendance in diary.attendances:
        if attendance.status.gone_to and attendance.day in span:
            sessions[attendance.day] += 1
    for meeting in diary.meetings:
        if meeting.day in span:
            meetings[meeting.day] += 1
    lanes = {"Sessions": dict(sessions), "Meetings": dict(meetings)}
    if show_use:
        known = use_by_day(diary.days, diary.episodes)
        lanes["Use"] = {day: 1 for day, use in known.items() if use is Use.YES and day in span}
    return lanes


def _rows(
    diary: Diary,
    span: Span,
    lines: tuple[StripLine, ...],
    lanes: Mapping[str, Mapping[date, int]],
) -> tuple[tuple[str, ...], ...]:
    """One row a day; an empty cell is not written."""
    values = [{point.day: f"{point.value:g}" for point in line.series.points} for line in lines]
    soon = {entry.day: filled_in(entry, diary) for entry in diary.days}
    rows = []
    for day in span:
        counts = (str(lane[day]) if lane.get(day) else "" for lane in lanes.values())
        written = soon.get(day)
        how = HOW_SOON[written] if written else ""
        rows.append((day.isoformat(), *(value.get(day, "") for value in values), how, *counts))
    return tuple(rows)


def _told(
    rows: tuple[tuple[str, ...], ...],
    lines: tuple[StripLine, ...],
    lanes: Mapping[str, Mapping[date, int]],
    blank: Collection[date],
) -> dict[date, str]:
    """What each day's mark says."""
    told = {}
    for row in rows:
        day = date.fromisoformat(row[0])
        values = row[1 : 1 + len(lines)]
        parts = [
            f"{line.name.lower()} {value}"
            for line, value in zip(lines, values, strict=True)
            if value
        ]
        how = row[1 + len(lines)]
        if parts and how != HOW_SOON[Timeliness.SAME_DAY]:
            parts.append(f"written {how}")
        for name, lane in lanes.items():
            if lane.get(day):
                many = lane[day] > 1
                one = name.lower().removesuffix("s")
                parts.append(f"{lane[day]} {name.lower()}" if many else one)
        nothing = BLANK if day in blank else NOT_WRITTEN
        told[day] = f"{full(day)}: {', '.join(parts) or nothing}"
    return told
