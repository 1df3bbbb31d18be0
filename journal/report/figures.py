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
from journal.model.span import counted_span
from journal.report.wording import about_it, capital, counted, label, own_words, tally, times
from journal.words.craving_word import with_article
from journal.words.dates import full, short

MOST_SCORES = 4
MOST_TOTALS = 4
"""Of one questionnaire: the first and the latest."""

MOST_SIGNS = 4

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


def notes(diary: Diary) -> Block:
    """Notes of days."""
    shared_diary = [
        f"{full(one.day)}: {own_words(one.note, 200)}" for one in _days(diary) if one.note
    ]
    return Block("From my notes", tuple(shared_diary[-3:]))


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
    craving = series.measure is Measure.CRAVING
    pick: Callable[..., float] = max if craving else min
    value = pick(point.value for point in series.points)
    days = [point.day for point in series.points if point.value == value]
    on = f"on {len(days)} days" if len(days) > 1 else short(days[0])
    return f"{'highest' if craving else 'lowest'} {value:g} ({on})"


def _sleep(diary: Diary, content: Content) -> Iterator[str]:
    hours = [point.value for point in daily(diary, Measure.SLEEP_HOURS).counted()]
    if hours:
        nights = sum(value < SHORT_NIGHT for value in hours)
        yield (
            f"Sleep: usually {median(hours):.1f} hours (n {len(hours)}), under {SHORT_NIGHT} hours"
            f" on {counted(nights, 'night')}."
        )
    quality = [point.value for point in daily(diary, Measure.SLEEP_QUALITY).counted()]
    if quality:
        usual = median(quality)
        words = content.scales["sleep_quality"].at(int(usual)) if usual == int(usual) else ""
        said = f", {words}" if words else ""
        yield f"Sleep quality: usually {usual:g} on 0–4{said} (n {len(quality)})."


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
    reached = [one.reached for one in _days(diary) if one.reached]
    if reached:
        named = tally(content.label("reached", who) for one in reached for who in one)
        yield f"Reached out on {counted(len(reached), 'day')}: {named}."
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
    homes = [one.home for one in _days(diary) if one.home]
    if homes:
        using, hard = homes.count(Home.USING), homes.count(Home.HARD)
        yield (
            f"Home: someone was using near me on {using} of {counted(len(homes), 'day')} written"
            f" down, hard on {hard}."
        )
    ticks = tally(content.label("halt", tick) for one in _days(diary) for tick in one.halt)
    if ticks:
        yield f"HALT ticks: {ticks}."
    signs = diary.hard_day_plan.warning_signs
    if signs:
        more = f"; {len(signs) - MOST_SIGNS} more" if len(signs) > MOST_SIGNS else ""
        named = "; ".join(own_words(sign, 80).rstrip(".") for sign in signs[:MOST_SIGNS])
        yield f"My warning signs: {named}{more}."


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
