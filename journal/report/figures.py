"""Figures: what a summary says topic by topic, each number with its n.

Each is made from a diary that holds nothing but what is shared, and says nothing about an answer
that is nowhere in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from journal.analysis.ledger import ledger
from journal.analysis.level import levels
from journal.analysis.scores import ScoreHistory, score_histories
from journal.analysis.sentences import change_words, trend_sentence
from journal.analysis.series import Measure, Series, daily
from journal.analysis.trend import trend
from journal.analysis.triggers import trigger_counts
from journal.analysis.windows import compare
from journal.content.content import Content
from journal.model.choices import Home, Medication, Outcome, Use
from journal.model.craving import CravingEpisode
from journal.model.day import DayEntry
from journal.model.diary import Diary
from journal.model.questions import ANSWERED, BY_KEY, Kind, Question
from journal.model.span import counted_span
from journal.report.wording import about_it, capital, counted, label, own_words, tally, times
from journal.words.answers import question_name
from journal.words.craving_word import with_article
from journal.words.dates import full, short

MOST_SCORES = 4
MOST_TOTALS = 4
"""Of one questionnaire: the first and the latest."""

MOST_SIGNS = 4
MOST_TEXTS = 3

TOLD_ELSEWHERE = frozenset(
    {"mood", "craving", "use", "sleep_hours", "sleep_quality", "medication", "reached"}
    | {"no_tool_reason"}
)
"""Questions that a block on their subject tells of."""

SHORT_NIGHT = 6
"""Hours: less than adults are advised to sleep by any guideline."""


@dataclass(frozen=True)
class Block:
    """Lines under a title; without lines it is left out."""

    title: str
    lines: tuple[str, ...]


def cravings(diary: Diary, content: Content) -> Block:
    """The worst craving of each day, and the cravings written down as they came."""
    return Block(capital(diary.program.craving_word), tuple(_cravings(diary, content)))


def mood_and_sleep(diary: Diary, content: Content) -> Block:
    """Mood, hours of sleep and their quality; what was written later is in no median."""
    lines = [*_level_and_change(diary, Measure.MOOD, "Mood"), *_sleep(diary, content)]
    return Block("Mood and sleep", tuple(lines))


def attendance(diary: Diary, start: date) -> Block:
    """Sessions against the plan. Make-ups and absences are looked for back to ``start``."""
    whole = replace(diary, first=min(start, diary.first))
    return Block("Sessions against the plan", ledger(whole, diary.first, diary.last).sentences)


def people(diary: Diary, content: Content) -> Block:
    """Meetings, people reached, medication."""
    return Block("Meetings, people, medication", tuple(_people(diary, content)))


def use(diary: Diary, by_day: Mapping[date, Use]) -> Block:
    """Days of use, as far as they may be told, and how cravings ended."""
    return Block("Use", tuple(_use(diary, by_day)))


def safety(diary: Diary, content: Content) -> Block:
    """What bears on safety."""
    return Block("Safety, as I chose to share", tuple(_safety(diary, content)))


def scores(diary: Diary, content: Content) -> Block:
    """The totals that the clinic gave, up to the last day."""
    last = counted_span(diary).last
    known = replace(diary, scores=tuple(one for one in diary.scores if one.day <= last))
    histories = score_histories(known, content.instruments)
    return Block("Scores from the clinic", tuple(map(_score, histories[:MOST_SCORES])))


def other_answers(diary: Diary, content: Content) -> Block:
    """The questions that no other block tells of."""
    others = (one for one in ANSWERED if one.group == "days" and one.key not in TOLD_ELSEWHERE)
    lines = (line for one in others for line in _answers(diary, content, one))
    return Block("More from my days", tuple(lines))


def notes(diary: Diary) -> Block:
    """Notes of days."""
    shared_diary = [
        f"{full(one.day)}: {own_words(one.note, 200)}" for one in _days(diary) if one.note
    ]
    return Block("From my notes", tuple(shared_diary[-MOST_TEXTS:]))


def _cravings(diary: Diary, content: Content) -> Iterator[str]:
    yield from _level_and_change(diary, Measure.CRAVING, "Worst of a day")
    episodes = _episodes(diary)
    if episodes:
        yield f"Written down as it came: {times(len(episodes))}, by choice, so this is no rate."

    def named(lead: str, list_name: str, keys: list[str]) -> Iterator[str]:
        own = diary.own_items
        counts = tally(content.name(list_name, key, own) for key in keys)  # type: ignore[arg-type]
        if counts:
            yield f"{lead}: {counts}."

    triggers = trigger_counts(diary)
    if triggers.enough:
        keys = [key for key, n in triggers.counts for _ in range(n)]
        yield from named(f"Set off by ({triggers.n} that name it)", "trigger", keys)
    yield from named("Where", "place", [one.place for one in episodes if one.place])
    yield from named("Who was there", "role", [who for one in episodes for who in one.company])


def _level_and_change(diary: Diary, measure: Measure, name: str) -> Iterator[str]:
    series = daily(diary, measure)
    if not series.n:
        return
    level = levels(series)[-1]
    usual = (
        "too few days lately to say what is usual"
        if level.value is None
        else f"usually {level.value:g} lately ({level.n} of 7 days)"
    )
    yield f"{name}: {usual}, {_hardest(series)}."
    moved, against = trend(series), change_words(compare(series))
    if moved.direction != "none" or not against:
        yield about_it(trend_sentence(moved, measure, diary.program.craving_word))
    if against:
        yield f"Last two weeks: {against}."


def _hardest(series: Series) -> str:
    """The hardest day of all that is written down, late or not."""
    craving = series.measure == Measure.CRAVING
    pick: Callable[..., float] = max if craving else min
    value = pick(point.value for point in series.points)
    days = [point.day for point in series.points if point.value == value]
    on = f"on {len(days)} days" if len(days) > 1 else short(days[0])
    return f"{'highest' if craving else 'lowest'} {value:g} ({on})"


def _sleep(diary: Diary, content: Content) -> Iterator[str]:
    hours = [point.value for point in daily(diary, "sleep_hours").counted()]
    if hours:
        nights = sum(value < SHORT_NIGHT for value in hours)
        yield (
            f"Sleep: usually {median(hours):.1f} hours (n {len(hours)}), under {SHORT_NIGHT} hours"
            f" on {counted(nights, 'night')}."
        )
    yield from _answers(diary, content, BY_KEY["sleep_quality"])


def _people(diary: Diary, content: Content) -> Iterator[str]:
    span = counted_span(diary)
    meetings = [one for one in diary.meetings if one.day in span]
    shorts = {one.key: one.short for one in content.fellowships}
    if meetings:
        names = [
            shorts.get(one.fellowship)
            or content.name("fellowship", one.fellowship, diary.own_items)
            for one in meetings
        ]
        sponsor = sum(bool(one.sponsor_contact) for one in meetings)
        contact = f"; contact with a sponsor at {sponsor}" if sponsor else ""
        yield f"{counted(len(meetings), 'meeting')}: {tally(names)}{contact}."
    else:
        yield "No meeting written down."
    yield from _answers(diary, content, BY_KEY["reached"])
    answers = [one.medication for one in _days(diary)]
    taken, missed = answers.count(Medication.TAKEN), answers.count(Medication.MISSED)
    if taken + missed:
        yield (
            f"Medication taken on {taken} of {counted(taken + missed, 'day')} written down,"
            f" missed on {missed}."
        )


def _use(diary: Diary, by_day: Mapping[date, Use]) -> Iterator[str]:
    span = counted_span(diary)
    answers = [answer for day, answer in by_day.items() if day in span]
    no, yes, skipped = (answers.count(value) for value in (Use.NO, Use.YES, Use.SKIP))
    if no + yes:
        yield f"“No use” on {no} of {counted(no + yes, 'day')} written down, use on {yes}."
    if skipped:
        yield f"Would rather not say on {counted(skipped, 'day')}."
    ends = [one.outcome for one in _episodes(diary)]
    rode, acted = ends.count(Outcome.RODE_OUT), ends.count(Outcome.ACTED)
    if rode + acted:
        yield (
            f"When {with_article(diary.program.craving_word)} was written down with its end"
            f" ({times(rode + acted)}): rode it out {times(rode)}, acted on it {times(acted)}."
        )


def _safety(diary: Diary, content: Content) -> Iterator[str]:
    for asked in ANSWERED:
        if asked.group == "safety":
            yield from _home(diary) if asked.key == "home" else _answers(diary, content, asked)
    signs = diary.hard_day_plan.warning_signs
    if signs:
        more = f"; {len(signs) - MOST_SIGNS} more" if len(signs) > MOST_SIGNS else ""
        named = "; ".join(own_words(sign, 80).rstrip(".") for sign in signs[:MOST_SIGNS])
        yield f"My warning signs: {named}{more}."


def _home(diary: Diary) -> Iterator[str]:
    homes = [one.home for one in _days(diary) if one.home]
    if homes:
        using, hard = homes.count(Home.USING), homes.count(Home.HARD)
        yield (
            f"At home: someone was using near me on {using} of {counted(len(homes), 'day')} written"
            f" down, hard on {hard}."
        )


def _answers(diary: Diary, content: Content, asked: Question) -> Iterator[str]:
    """What was answered to a question that has no figure of its own."""
    name = question_name(content, asked, diary.program.craving_word)
    if asked.kind in (Kind.SCALE, Kind.HOURS):
        values = [point.value for point in daily(diary, asked.key).counted()]
        if values:
            yield f"{name}: usually {_usual(content, asked, median(values))} (n {len(values)})."
        return
    written = {
        entry.day: getattr(entry, asked.key) for entry in _days(diary) if entry.has(asked.key)
    }
    if asked.kind is Kind.TEXT:
        for day, text in list(written.items())[-MOST_TEXTS:]:
            yield f"{name}, {full(day)}: {own_words(text, 200)}"
    elif written:
        answers = (one if isinstance(one, tuple) else (one,) for one in written.values())
        each = (content.label(asked.key, one) for given in answers for one in given)
        yield f"{name}, on {counted(len(written), 'day')}: {tally(each)}."


def _usual(content: Content, asked: Question, value: float) -> str:
    """A median on its scale, with the words of its step if it has any."""
    if asked.kind is Kind.HOURS:
        return f"{value:.1f} hours"
    words = content.scales[asked.key].at(int(value)) if value == int(value) else ""
    return f"{value:g} on {asked.low}–{asked.high}{f', {words}' if words else ''}"


def _score(history: ScoreHistory) -> str:
    totals = [f"{value:g} ({short(day)})" for day, value in history.totals]
    if history.n > MOST_TOTALS:
        # The first is what the change is counted from.
        totals = [totals[0], "…", *totals[1 - MOST_TOTALS :]]
    dated = " → ".join(totals)
    known = history.known
    if known is None:
        return f"{label(history.name)}: {dated}."
    band = known.band(history.totals[-1][1])
    totals_line = (
        f"{known.name}, {known.low:g} to {known.high:g}: {dated}{f', {band}' if band else ''}."
    )
    if history.reliable is None:
        return totals_line
    least = f"{known.reliable_change:g}"
    return (
        f"{totals_line} A change of {least} or more is likely real."
        if history.reliable
        else f"{totals_line} A change of less than {least} can be chance."
    )


def _days(diary: Diary) -> list[DayEntry]:
    span = counted_span(diary)
    return [entry for entry in diary.days if entry.day in span]


def _episodes(diary: Diary) -> list[CravingEpisode]:
    span = counted_span(diary)
    return [episode for episode in diary.episodes if episode.day in span]
