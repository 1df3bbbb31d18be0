"""Text: a diary for the terminal, in words and as values for other programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from journal.analysis.completeness import completeness
from journal.analysis.ledger import Ledger, ledger
from journal.content.content import Content
from journal.model.attendance import Attendance, Meeting
from journal.model.choices import Place
from journal.model.codec import to_plain
from journal.model.craving import CravingEpisode
from journal.model.day import DayEntry
from journal.model.days import wall_clock
from journal.model.diary import Diary
from journal.model.questions import Kind
from journal.model.record import Record
from journal.model.therapy import Score, Visit
from journal.words.answers import answers_in_words, field_name, named, question_name

FORMAT = "daybook-show"
VERSION = 1


def diary_values(diary: Diary, content: Content, whole: Diary | None = None) -> dict[str, Any]:
    """``diary`` as JSON values, for `show --json`.

    ``whole`` reaches back to the start of the program; the ledger needs it for make-ups and the
    absence rule. Tools are named by their key and in words.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "from": diary.first.isoformat(),
        "to": diary.last.isoformat(),
        "completeness": completeness(diary).sentence,
        "program": to_plain(diary.program),
        "plan": _plain(diary.planned),
        "days": [_day_values(entry, diary) for entry in diary.days],
        "episodes": _plain(diary.episodes),
        "tools": [
            to_plain(use) | {"name": content.name("tool", use.tool, diary.own_items)}
            for use in diary.tool_uses
        ],
        "attendance": _plain(diary.attendances),
        "ledger": _ledger_values(ledger(whole or diary, diary.first, diary.last)),
        "meetings": _plain(diary.meetings),
        "scores": _plain(diary.scores),
        "visits": _plain(diary.visits),
        "talking_points": _plain(diary.points),
        "goals": _plain(diary.goals),
        "plan_for_hard_days": to_plain(diary.hard_day_plan),
        "contacts": _plain(diary.contacts),
        "own_words": _plain(diary.own_items),
    }


def diary_text(diary: Diary, content: Content) -> str:
    """``diary`` in words, a paragraph a day, for `show`."""
    said: defaultdict[date, list[str]] = defaultdict(list)
    for entry in diary.days:
        said[entry.day] += _day_lines(entry, diary, content)
    for episode in diary.episodes:
        said[episode.day].append(_episode_line(episode, diary, content))
    tools: defaultdict[date, list[str]] = defaultdict(list)
    for use in diary.tool_uses:
        if use.episode_id is None:
            helped = "" if use.helped is None else f" ({content.scales['helped'].at(use.helped)})"
            tools[use.day].append(content.name("tool", use.tool, diary.own_items) + helped)
    used = field_name(content, DayEntry.kind, "tools", diary.program.craving_word)
    for day, names in tools.items():
        said[day].append(_own(used, ", ".join(names)))

    def by_start(one: Attendance | Meeting) -> tuple[bool, datetime]:
        """For putting those of a day in order; one without a time comes last."""
        at = wall_clock(one.day, one.start or time(), diary.program.day_start)
        return one.start is None, at

    for session in sorted(diary.attendances, key=by_start):
        said[session.day].append(_session_line(session, diary, content))
    for meeting in sorted(diary.meetings, key=by_start):
        said[meeting.day].append(_meeting_line(meeting, diary, content))
    for score in diary.scores:
        said[score.day].append(_score_line(score, content))
    for visit in diary.visits:
        said[visit.day] += _visit_lines(visit)
    lines = [f"{diary.first} to {diary.last}: {completeness(diary).sentence}."]
    for day in sorted(said):
        if said[day]:
            lines += ["", f"{day:%A} {day}", *(f"  {line}" for line in said[day])]
    return "\n".join(lines)


def _plain(records: Iterable[Record]) -> list[dict[str, Any]]:
    return [to_plain(record) for record in records]


def _day_values(entry: DayEntry, diary: Diary) -> dict[str, Any]:
    start = diary.program.day_start
    written = {
        name: str(entry.timeliness(name, start)) for name in entry.answered_at if entry.has(name)
    }
    return to_plain(entry) | {"written": written}


def _ledger_values(found: Ledger) -> dict[str, Any]:
    totals = found.totals
    return {
        "sentences": list(found.sentences),
        "sessions": {str(counted): n for counted, n in totals.sessions.items()},
        "planned": totals.planned,
        "attended": totals.attended,
        "absent": totals.absent,
        "not_held": totals.not_held,
        "planned_hours": totals.planned_hours,
        "attended_hours": totals.attended_hours,
        "added_hours": totals.added_hours,
        "expected_hours": found.expected_hours,
        "allowance": None
        if found.allowance is None
        else {"used": found.allowance.used, "allowed": found.allowance.allowed},
        "weeks": [
            {
                "from": week.first.isoformat(),
                "to": week.last.isoformat(),
                "planned_hours": week.planned_hours,
                "expected_hours": week.expected_hours,
                "hours": sum(week.hours.values()),
            }
            for week in found.weeks
        ],
    }


def _day_lines(entry: DayEntry, diary: Diary, content: Content) -> Iterator[str]:
    word = diary.program.craving_word
    short: list[str] = []
    long: list[str] = []
    for question, words in answers_in_words(content, entry):
        name = question_name(content, question, word)
        if question.kind in (Kind.TICKS, Kind.TEXT):
            long.append(_own(name, words))
        else:
            short.append(_own(name, words.lower()))
    if short:
        yield ", ".join(short)
    yield from long


def _own(name: str, words: str) -> str:
    """What something is called and what was said of it, further lines set in."""
    return named(name[:1].lower() + name[1:], words).replace("\n", "\n    ")


def _episode_line(episode: CravingEpisode, diary: Diary, content: Content) -> str:
    said = [f"{diary.program.craving_word} at {episode.at:%H:%M}"]
    if episode.before is not None:
        after = "" if episode.after is None else f", {episode.after} after"
        said.append(f"strength {episode.before}{after}")
    said += [content.name("tool", use.tool, diary.own_items) for use in diary.tools_in(episode.id)]
    if episode.outcome is not None:
        said.append(content.label("outcome", episode.outcome).lower())
    line = ", ".join(said)
    why = field_name(content, episode.kind, "no_tool_reason", diary.program.craving_word)
    reason = content.name("no_tool", episode.no_tool_reason)
    for name, words in ((why, reason), ("note", episode.note)):
        if words:
            line += "\n    " + _own(name, words)
    return line


def _session_line(session: Attendance, diary: Diary, content: Content) -> str:
    said = [f"session: {content.label('session_kind', session.session).lower()}"]
    said += _held(session)
    said.append(content.label("status", session.status).lower())
    if session.makes_up_for is not None:
        missed = {one.id: one.day for one in diary.attendances}.get(session.makes_up_for)
        said.append(f"makes up for {missed or 'another session'}")
    return _noted(", ".join(said), session.note)


def _meeting_line(meeting: Meeting, diary: Diary, content: Content) -> str:
    said = [f"meeting: {content.name('fellowship', meeting.fellowship, diary.own_items)}"]
    if meeting.format:
        said.append(content.name("format", meeting.format))
    said += _held(meeting)
    if meeting.step is not None:
        said.append(f"step {meeting.step}")
    if meeting.sponsor_contact:
        said.append("in touch with the sponsor")
    return _noted(", ".join(said), meeting.note)


def _held(one: Attendance | Meeting) -> Iterator[str]:
    """When, where if it was not on site, and how long."""
    if one.start is not None:
        yield f"{one.start:%H:%M}"
    if one.place is Place.ONLINE:
        yield "online"
    if one.minutes is not None:
        yield f"{one.minutes} minutes"


def _noted(line: str, note: str) -> str:
    return line + "\n    " + _own("note", note) if note else line


def _score_line(score: Score, content: Content) -> str:
    try:
        name = content.instrument(score.instrument).name
    except LookupError:
        name = score.instrument
    known = score.low is not None and score.high is not None
    span = f" ({score.low:g} to {score.high:g})" if known else ""
    return f"score: {name} {score.value:g}{span}"


def _visit_lines(visit: Visit) -> Iterator[str]:
    for name, words in (
        ("therapy, focus", visit.focus),
        ("therapy, homework", visit.homework),
        ("therapy, what happened", visit.what_happened),
    ):
        if words:
            yield _own(name, words)
    if visit.next_visit is not None:
        yield f"therapy, next visit: {visit.next_visit}"
