"""Hours against plan, week by week (CLINICAL section 5, chart 3)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from journal.analysis.ledger import Ledger, Week
from journal.charts.chart import Chart, Drawing, Table
from journal.charts.marks import Rectangle
from journal.charts.paper import Paper, message
from journal.charts.style import ChartStyle
from journal.content.content import Content
from journal.model.choices import Place, SessionKind
from journal.model.span import Span
from journal.words.dates import period, short

TITLE = "Hours against plan"
NOTHING_YET = "No sessions yet. Mark one on Sessions, and your hours will show up here."
ONLINE_STRIPES = "////"
WORDS = 0.9

Part = tuple[SessionKind, Place]


@dataclass(frozen=True)
class _Hours:
    """What is drawn: weeks, the plan and what is still to come of each, and the words."""

    weeks: tuple[Week, ...]
    plan: tuple[float, ...]
    parts: tuple[Part, ...]
    told: tuple[str, ...]
    kind_names: dict[SessionKind, str]
    style: ChartStyle

    @property
    def top(self) -> float:
        """The tallest thing, in hours."""
        weeks = zip(self.weeks, self.plan, strict=True)
        return max(max(_spent(week), plan + week.coming_hours) for week, plan in weeks)


def hours_chart(ledger: Ledger, content: Content, style: ChartStyle) -> Chart:
    """The hours of each week by kind and place, with the hours planned for it as a line.

    The plan of a week is that of its sessions that have come, so that a part of a week has a
    part of the plan; without planned sessions it is what the program expects.
    """
    weeks = _come(ledger.weeks)
    scheduled = any(week.planned_hours or week.coming_hours for week in weeks)
    plan = tuple(w.planned_hours if scheduled else w.expected_hours or 0.0 for w in weeks)
    parts = tuple(
        (kind, place)
        for kind in SessionKind
        for place in Place
        if any(week.hours.get((kind, place)) for week in weeks)
    )
    if not parts and not any(plan) and not scheduled:
        return _nothing(style)

    def part_name(part: Part) -> str:
        return (
            f"{content.label('session_kind', part[0])}, {content.label('place', part[1]).lower()}"
        )

    rows = tuple(
        (
            week.first.isoformat(),
            *(_cell(week.hours.get(part, 0)) for part in parts),
            _number(_spent(week)),
            _number(planned),
        )
        for week, planned in zip(weeks, plan, strict=True)
    )
    told = tuple(
        _told(week, planned, parts, part_name) for week, planned in zip(weeks, plan, strict=True)
    )
    kinds = {kind: content.label("session_kind", kind) for kind in SessionKind}
    hours = _Hours(weeks, plan, parts, told, kinds, style)
    sentences = ledger.sentences
    spent = [_spent(week) for week in weeks]
    days = period(Span(weeks[0].first, weeks[-1].last))
    weeks_words = "1 week" if len(weeks) == 1 else f"{len(weeks)} weeks"
    return Chart(
        title=TITLE,
        sentences=sentences,
        alt=(
            f"{TITLE}, {days}, {weeks_words}. From {_number(min(spent))} to"
            f" {_number(max(spent))} hours a week; planned {_number(min(plan))} to"
            f" {_number(max(plan))}. {' '.join(sentences)}"
        ),
        table=Table(("Week from", *map(part_name, parts), "Hours", "Planned"), rows),
        min_height=round(style.em * 15),
        empty=False,
        paint=lambda width, height: _paint(hours, width, height),
    )


def _nothing(style: ChartStyle) -> Chart:
    return Chart(
        title=TITLE,
        sentences=(NOTHING_YET,),
        alt=f"{TITLE}. {NOTHING_YET}",
        table=Table(("Week from", "Hours", "Planned"), ()),
        min_height=round(style.em * 6),
        empty=True,
        paint=lambda width, height: message(NOTHING_YET, style, width, height),
    )


def _come(weeks: tuple[Week, ...]) -> tuple[Week, ...]:
    """``weeks`` without those at the end of which no day has come."""
    last = len(weeks)
    while last and not (weeks[last - 1].days or weeks[last - 1].hours):
        last -= 1
    return weeks[:last]


def _spent(week: Week) -> float:
    return math.fsum(week.hours.values())


def _number(hours: float) -> str:
    return f"{round(hours, 1):g}"


def _cell(hours: float) -> str:
    return _number(hours) if hours else ""


def _told(week: Week, plan: float, parts: tuple[Part, ...], name: Callable[[Part], str]) -> str:
    listed = [f"{name(part)} {_number(week.hours[part])}" for part in parts if part in week.hours]
    words = f"Week of {short(week.first)}: {_number(_spent(week))} of {_number(plan)} planned hours"
    if listed:
        words += f" ({'; '.join(listed)})"
    if week.coming_hours:
        words += f"; {_number(week.coming_hours)} hours to come"
    return words


# -- drawing -------------------------------------------------------------------------------------


def _paint(hours: _Hours, width: float, height: float) -> Drawing:
    style, em = hours.style, hours.style.em
    paper = Paper(width, height, style)
    left, right = 3.4 * em, width - 0.8 * em
    top, bottom = 3.2 * em, height - 2.2 * em
    ticks = _ticks(hours.top)
    step = (right - left) / max(len(hours.weeks), 4)
    bar = min(step * 0.62, 4.5 * em)

    def y(value: float) -> float:
        return bottom - (bottom - top) * value / ticks[-1]

    for tick in ticks:
        paper.line([left, right], [y(tick)] * 2, style.grid, layer=0.5)
        paper.text(
            left - 0.6 * em, y(tick), f"{tick:g}", size=WORDS, color=style.muted, across="right"
        )
    paper.text(0.7 * em, top - 1.3 * em, "hours", size=WORDS, color=style.muted)
    paper.line([left, right], [bottom, bottom], style.muted)
    stacks: dict[Part, list[Rectangle]] = {part: [] for part in hours.parts}
    for number, week in enumerate(hours.weeks):
        x = left + (number + 0.5) * step
        floor = 0.0
        for part in hours.parts:
            part_hours = week.hours.get(part, 0.0)
            if part_hours:
                above = y(floor + part_hours)
                stacks[part].append((x - bar / 2, above, bar, y(floor) - above))
                floor += part_hours
        _plan_line(paper, style, x, bar, y, hours.plan[number], week.coming_hours)
        if bar >= 1.6 * em:
            above, line = y(floor) - 0.75 * em, y(hours.plan[number])
            if abs(line - above) < 0.8 * em:
                above = line - 0.75 * em
            paper.text(x, above, _number(floor), size=WORDS, across="center", bold=True)
        paper.spot(x, y(floor), hours.told[number])
    thin = bar < 6
    for part, boxes in stacks.items():
        _boxes(paper, style, part, boxes, thin)
    widest = paper.measure("May 30", WORDS) + 0.6 * em
    every = max(math.ceil(widest / step), 1)
    for number, week in enumerate(hours.weeks):
        if number % every == 0:
            words = _week_name(week.first, every)
            furthest = width - paper.measure(words, WORDS) / 2 - 2
            x = min(left + (number + 0.5) * step, furthest)
            paper.text(x, bottom + 1.05 * em, words, size=WORDS, color=style.muted, across="center")
    _legend(paper, hours, right)
    return paper.drawing()


def _boxes(
    paper: Paper, style: ChartStyle, part: Part, boxes: list[Rectangle], thin: bool = False
) -> None:
    """Solid for on site, striped for online; the outline keeps pale colours apart."""
    color = style.kinds[part[0]]
    if part[1] is Place.ONLINE and not thin:
        paper.boxes(boxes, style.ground, color, 1, ONLINE_STRIPES, layer=1)
    else:
        paper.boxes(boxes, color, layer=1)
    if not thin:
        paper.boxes(boxes, "none", style.edge, 1.0, layer=1.5)


def _plan_line(
    paper: Paper,
    style: ChartStyle,
    x: float,
    bar: float,
    y: Callable[[float], float],
    plan: float,
    to_come: float,
) -> None:
    half = bar * 0.72
    if plan:
        paper.line([x - half, x + half], [y(plan)] * 2, style.ground, 5, layer=2)
        paper.line([x - half, x + half], [y(plan)] * 2, style.text, 2.4, layer=2.1)
    if to_come:
        height = y(plan + to_come)
        paper.line([x - half, x + half], [height] * 2, style.muted, 1.6, (3, 2.5), layer=2)


def _ticks(top: float) -> list[float]:
    """Round numbers from 0 to ``top`` or a little above."""
    size = next(size for size in (1, 2, 5, 10, 20, 50) if top / size <= 4 or size == 50)
    return [float(size * n) for n in range(max(math.ceil(top / size), 1) + 1)]


def _week_name(first: date, every: int) -> str:
    return short(first) if every < 27 else str(first.year)


def _legend(paper: Paper, hours: _Hours, right: float) -> None:
    """From the right, as far as there is room."""
    style, em = hours.style, hours.style.em
    x, y = right, 0.95 * em
    places = {place for _, place in hours.parts}
    kinds = list(dict.fromkeys(kind for kind, _ in hours.parts))
    items: list[tuple[str, str | Part]] = []
    if any(week.coming_hours for week in hours.weeks):
        items.append(("to come", "to come"))
    if any(hours.plan):
        items.append(("planned", "plan"))
    if Place.ONLINE in places:
        striped = next(part for part in hours.parts if part[1] is Place.ONLINE)
        items.append(("online", striped))
    items += [(hours.kind_names[kind], (kind, Place.ON_SITE)) for kind in reversed(kinds)]
    for name, sample in items:
        x -= paper.measure(name, WORDS)
        if x - 1.7 * em < 0.5 * em:
            break
        paper.text(x, y, name, size=WORDS, color=style.muted)
        x -= 1.7 * em
        if sample == "plan":
            paper.line([x, x + 1.2 * em], [y, y], style.text, 2.4)
        elif sample == "to come":
            paper.line([x, x + 1.2 * em], [y, y], style.muted, 1.6, (3, 2.5))
        elif isinstance(sample, tuple):
            _boxes(paper, style, sample, [(x, y - 0.42 * em, 1.2 * em, 0.84 * em)])
        x -= 1.3 * em
