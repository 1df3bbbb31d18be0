"""Last visit: what happened since the last individual session, in three plain sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from journal.analysis.ledger import ledger
from journal.analysis.level import LEAST_VALUES
from journal.analysis.sentences import measure_name
from journal.analysis.series import Measure, Series, daily
from journal.analysis.session_lines import Counted
from journal.content.content import Content
from journal.model.choices import SessionKind
from journal.model.diary import Diary
from journal.model.span import Span
from journal.model.therapy import Visit
from journal.report.wording import counted, label
from journal.words.craving_word import with_article
from journal.words.dates import full

USUAL_DAYS = 7


@dataclass(frozen=True)
class SinceLastVisit:
    """``heading`` names the days levels about; ``sentences`` are three."""

    heading: str
    sentences: tuple[str, ...]


def last_visit(diary: Diary) -> Visit | None:
    """The latest return slip of a session before the last day of ``diary``."""
    earlier = [visit for visit in diary.visits if visit.day < _end(diary)]
    return max(earlier, key=lambda visit: visit.day, default=None)


def since_last_visit(diary: Diary, content: Content) -> SinceLastVisit:
    """The days after the last individual session, or else the last seven."""
    end = _end(diary)
    day = _last_session(diary)
    first = day + timedelta(days=1) if day else end - timedelta(days=USUAL_DAYS - 1)
    span = Span(max(first, diary.program.start), end)
    heading = f"Since the session on {full(day)}" if day else f"The last {counted(span.n, 'day')}"
    if not span.n:
        return SinceLastVisit(heading, ())
    sentences = (_levels(diary, span), _went(diary, span), _hardest(diary, content, span))
    return SinceLastVisit(heading, sentences)


def _end(diary: Diary) -> date:
    return min(diary.last, diary.today)


def _last_session(diary: Diary) -> date | None:
    end = _end(diary)
    held = {visit.day for visit in diary.visits} | {
        one.day
        for one in diary.attendances
        if one.session is SessionKind.INDIVIDUAL and one.status.gone_to
    }
    return max((day for day in held if day < end), default=None)


def _levels(diary: Diary, span: Span) -> str:
    """What was usual and what was in as many days before, or the few values that there are."""
    length = timedelta(days=span.n)
    before = Span(span.first - length, span.first - timedelta(days=1))
    whole = replace(diary, first=min(diary.first, before.first))
    levels = []
    for measure in (Measure.CRAVING, Measure.MOOD):
        name = measure_name(measure, diary.program.craving_word)
        series = daily(whole, measure)
        now, earlier = (_values(series, days) for days in (span, before))
        if len(now) >= LEAST_VALUES:
            levels.append(f"{name} was usually {median(now):g}")
            if len(earlier) >= LEAST_VALUES:
                levels[-1] += f" ({median(earlier):g} in the {span.n} days before)"
        elif now:
            levels.append(f"{name} was {', then '.join(f'{value:g}' for value in now)}")
    if not levels:
        return "Nothing was written down the same day."
    return f"{' and '.join(levels[:1] + [name[0].lower() + name[1:] for name in levels[1:]])}."


def _values(series: Series, span: Span) -> list[float]:
    return [point.value for point in series.counted() if point.day in span]


def _went(diary: Diary, span: Span) -> str:
    """Sessions and meetings; a session that was not marked is not one that was missed."""
    totals = ledger(diary, span.first, span.last).totals
    meetings = sum(meeting.day in span for meeting in diary.meetings)
    gone = f"{counted(meetings, 'meeting')}" if meetings else "no meeting written down"
    if not totals.held:
        return f"No planned session in these days; {gone}."
    unmarked = totals.sessions[Counted.UNMARKED]
    parts = [(totals.absent, "missed or excused"), (unmarked, "not marked yet")]
    absences = ", ".join(f"{n} {words}" for n, words in parts if n)
    held = counted(totals.held, "planned session")
    return f"Went to {totals.attended} of {held}{f' ({absences})' if absences else ''}; {gone}."


def _hardest(diary: Diary, content: Content, span: Span) -> str:
    """The strongest craving, from the days or from what was written as it came.

    Where the two say different things of the day, it tells which it means.
    """
    word = diary.program.craving_word
    worst = {
        entry.day: entry.craving
        for entry in diary.days
        if entry.craving is not None and entry.day in span
    }
    strengths = dict(worst)
    for episode in diary.episodes:
        if episode.strongest is not None and episode.day in span:
            strengths[episode.day] = max(strengths.get(episode.day, 0), episode.strongest)
    if not strengths:
        return f"No strength of {with_article(word)} was written down."
    day = max(strengths, key=lambda one: (strengths[one], one))
    if not strengths[day]:
        return f"Every {word} written down was a 0."
    tools = _tools_on(diary, content, day)
    tried = f"; tried: {tools}" if tools else "; no tool was written down"
    apart = worst.get(day, strengths[day]) < strengths[day]
    meant = f", as it came; the worst of that day was put at {worst[day]}" if apart else ""
    return f"The strongest {word} was {strengths[day]} on {full(day)}{meant}{tried}."


def _tools_on(diary: Diary, content: Content, day: date) -> str:
    used = dict.fromkeys(use.tool for use in diary.tool_uses if use.day == day)
    return _listed([content.name("tool", tool, diary.own_items) for tool in used])


def _listed(names: Sequence[str], most: int = 3) -> str:
    shown = [label(one) for one in names[:most]]
    more = len(names) - len(shown)
    return ", ".join([*shown, f"{more} more"] if more else shown)
