"""When cravings come, by weekday and time of day (CLINICAL section 5, chart 6)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from journal.analysis.when import BLOCK_MINUTES, BLOCKS, LEAST_IN_CELL, Cell, Covered, When, when
from journal.charts.chart import Chart, Drawing, Table
from journal.charts.paper import Paper, message
from journal.charts.shade import shade
from journal.charts.style import ChartStyle
from journal.model.diary import Diary
from journal.model.span import counted_span
from journal.words.craving_word import counted, several
from journal.words.dates import WEEKDAYS, period

WORDS = 0.85


def when_chart(diary: Diary, style: ChartStyle) -> Chart:
    """The median strength and n of each weekday and block of the day.

    Blocks with fewer than three cravings are grey. Below each row run the hours that sessions and
    meetings covered, so that strong hours without either show.
    """
    found = when(diary)
    word = diary.program.craving_word
    title = f"When {several(word)} come"
    nothing_yet = f"No {several(word)} written down yet. Their times will show up here."
    names = tuple(block_name(found.day_start, block) for block in range(BLOCKS))
    rows = tuple(
        (WEEKDAYS[day], *(_cell_words(found.cell(day, block)) for block in range(BLOCKS)))
        for day in range(7)
    )
    told = [cell for cell in found.cells if cell.strength is not None]
    strongest = max(told, key=lambda cell: (cell.strength or 0, cell.n), default=None)
    sentence = found.sentence(word) if found.n else nothing_yet
    days = f", {period(counted_span(diary))}" if found.n else ""
    alt = f"{title}{days}. {sentence}"
    if strongest:
        alt += f" Strongest: {_told(found, strongest, word)}."

    def paint(width: float, height: float) -> Drawing:
        if not found.n:
            return message(nothing_yet, style, width, height)
        return _paint(found, names, word, style, width, height)

    return Chart(
        title=title,
        sentences=(sentence,),
        alt=alt,
        table=Table(("Day", *names), rows),
        min_height=round(style.em * (24 if found.n else 6)),
        empty=not found.n,
        paint=paint,
    )


def block_name(day_start: time, block: int) -> str:
    """For example "4 am to 10 am"."""
    start = datetime.combine(date.min, day_start) + timedelta(minutes=block * BLOCK_MINUTES)
    return f"{_clock(start)} to {_clock(start + timedelta(minutes=BLOCK_MINUTES))}"


def _clock(at: datetime) -> str:
    minutes = f":{at.minute:02}" if at.minute else ""
    if not minutes and at.hour in (0, 12):
        return "noon" if at.hour else "midnight"
    return f"{at.hour % 12 or 12}{minutes} {'am' if at.hour < 12 else 'pm'}"


def _cell_words(cell: Cell) -> str:
    if not cell.n:
        return ""
    return f"n {cell.n}" if cell.strength is None else f"{cell.strength:g} (n {cell.n})"


def _told(found: When, cell: Cell, word: str) -> str:
    place = f"{WEEKDAYS[cell.weekday]}, {block_name(found.day_start, cell.block)}"
    if cell.strength is None:
        them = counted(cell.n, word) if cell.n else f"no {several(word)}"
        return f"{place}: {them}" + (f", it takes {LEAST_IN_CELL}" if cell.n else "")
    return f"{place}: strength {cell.strength:g} in the middle of {counted(cell.n, word)}"


def _paint(
    found: When,
    names: tuple[str, ...],
    word: str,
    style: ChartStyle,
    width: float,
    height: float,
) -> Drawing:
    em = style.em
    paper = Paper(width, height, style)
    left = max(paper.measure(day) for day in WEEKDAYS) + 1.8 * em
    right = width - 0.8 * em
    top, bottom = 4.0 * em, height - 0.8 * em
    row = (bottom - top) / 7
    column = (right - left) / BLOCKS
    tall = row * 0.66
    for block, name in enumerate(names):
        words = paper.fit(name, column, WORDS)
        x = left + (block + 0.5) * column
        paper.text(x, top - 0.8 * em, words, size=WORDS, color=style.muted, across="center")
    for cell in found.cells:
        x, y = left + cell.block * column, top + cell.weekday * row
        box = (x + 1, y + 1, column - 2, tall - 1)
        fill, ink = style.band, style.muted
        if cell.strength is not None:
            fill, ink = shade(cell.strength, style)
        paper.boxes([box], fill, style.edge if cell.strength is not None else "none", 0.7)
        middle = x + column / 2, y + tall / 2
        paper.text(middle[0], middle[1], _cell_words(cell), size=WORDS, color=ink, across="center")
        paper.spot(middle[0], middle[1], _told(found, cell, word))
    for number, day in enumerate(WEEKDAYS):
        paper.text(0.7 * em, top + number * row + tall / 2, day)
    for covered in found.covered:
        _cover(paper, covered, style, (left, right), top + covered.weekday * row + tall, row - tall)
    _legend(paper, found, style, right)
    return paper.drawing()


def _cover(
    paper: Paper,
    covered: Covered,
    style: ChartStyle,
    across: tuple[float, float],
    top: float,
    room: float,
) -> None:
    """The hours of a session (solid, upper) or a meeting (dashed, lower) as a line in ``room``."""
    left, right = across
    a_minute = (right - left) / (24 * 60)
    y = top + room * (0.62 if covered.meeting else 0.28)
    color = style.meeting if covered.meeting else style.edge
    ends = [left + covered.first * a_minute, left + covered.last * a_minute]
    thick = max(room * 0.22, 2.0)
    paper.line(ends, [y, y], color, thick, (thick, thick * 0.6) if covered.meeting else (), 2)


def _legend(paper: Paper, found: When, style: ChartStyle, right: float) -> None:
    em = style.em
    y = em
    x = right
    items = [("meetings", True), ("sessions", False)]
    for name, meeting in items:
        if not any(covered.meeting is meeting for covered in found.covered):
            continue
        x -= paper.measure(name, WORDS)
        paper.text(x, y, name, size=WORDS, color=style.muted)
        x -= 1.7 * em
        color = style.meeting if meeting else style.edge
        paper.line([x, x + 1.2 * em], [y, y], color, 3.0, (3, 2) if meeting else ())
        x -= 1.3 * em
    words = f"middle strength, 0 to 10 (n); grey: fewer than {LEAST_IN_CELL}"
    if paper.measure(words, WORDS) + 0.7 * em <= x:
        paper.text(0.7 * em, y, words, size=WORDS, color=style.muted)
