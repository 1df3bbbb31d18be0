"""Day tables: days, the cravings of each, and the tools used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from journal.content.content import ListName
from journal.exchange.table import Cell, Table, TableMaker, joined
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.questions import ANSWERED, Kind, Question
from journal.model.span import counted_span
from journal.words.answers import answer_words, named, question_name


class DayTables(TableMaker):
    """Tables of what is written down day by day."""

    def days(self) -> Table:
        written = {entry.day: entry for entry in self._diary.days}
        every_day = sorted({*counted_span(self._diary), *written})
        return self._table(
            "days",
            "One row a day. A day with nothing written down has a row with empty cells.",
            DayEntry,
            (written.get(day, DayEntry(day=day)) for day in every_day),
            ("day", "The day, from its start to the start of the next", lambda e: e.day),
            ("program_day", "Day of the program; 1 is the first", self._program_day),
            *(column for question in ANSWERED for column in self._answer(question)),
        )

    def _answer(self, question: Question) -> Iterator[tuple[str, str, Callable[[DayEntry], Cell]]]:
        """The column of one question; of a first one, also how soon it was written."""
        key, day_start = question.key, self._diary.program.day_start
        name = question_name(self._content, question, self._word)

        def cell(entry: DayEntry) -> Cell:
            answer: Cell | tuple[str, ...] = getattr(entry, key)
            if question.names:
                return answer_words(self._content, question, answer)
            return joined(answer) if isinstance(answer, tuple) else answer

        def soon(entry: DayEntry) -> Cell:
            return entry.timeliness(key, day_start).value if entry.has(key) else None

        match question.kind:
            case Kind.SCALE:
                about = f"{name}, {self._scale(key)}"
            case Kind.HOURS:
                about = f"{name}, in hours"
            case Kind.CHOICE:
                about = named(name, self._answers(key))
            case Kind.TICKS:
                about = named(f"{name}, split by |", self._answers(key))
            case _:
                about = name
        yield key, about, cell
        if question.first:
            yield f"{key}_written", f"How soon “{name}” was written: {self._timeliness}", soon

    def episodes(self) -> Table:
        own = self._diary.own_items

        def names(list_name: ListName, keys: Iterable[str]) -> str:
            return joined(self._content.name(list_name, key, own) for key in keys)

        return self._table(
            "episodes",
            f"One row for each {self._word} that was written down as it came. Written by choice, so"
            " their number is no rate.",
            CravingEpisode,
            self._diary.episodes,
            ("id", "Names this row in other tables", lambda e: str(e.id)),
            ("at", "When it began, with the local offset", lambda e: e.at),
            ("day", "The day it counts for", lambda e: e.day),
            ("before", "Strength before, 0 to 10", lambda e: e.before),
            ("peak", "Strength at its peak, 0 to 10", lambda e: e.peak),
            ("after", "Strength after, 0 to 10", lambda e: e.after),
            ("minutes", "How long it went on", lambda e: e.minutes),
            ("triggers", "What set it off, split by |", lambda e: names("trigger", e.triggers)),
            ("place", "Where", self._named("place", "place")),
            ("company", "Who was there, by role, split by |", lambda e: names("role", e.company)),
            (
                "tools",
                "Tools used in it, split by |",
                lambda e: names("tool", (use.tool for use in self._diary.tools_in(e.id))),
            ),
            ("no_tool_reason", "Why no tool was used", self._named("no_tool", "no_tool_reason")),
            ("outcome", f"What happened: {self._answers('outcome')}", lambda e: e.outcome),
            ("finished", "false while it waits to be finished", lambda e: e.finished),
            ("note", "Note", lambda e: e.note),
        )

    def tool_uses(self) -> Table:
        return self._table(
            "tool_uses",
            "One row each time a coping tool was used.",
            ToolUse,
            self._diary.tool_uses,
            ("day", "The day", lambda use: use.day),
            ("tool", "The tool", self._named("tool", "tool")),
            ("helped", f"How much it helped, {self._scale('helped')}", lambda use: use.helped),
            ("episode", "The id of the row in episodes it was used in", _episode),
        )

    def _program_day(self, entry: DayEntry) -> int:
        return self._diary.program.day_number(entry.day)


def _episode(use: ToolUse) -> Cell:
    return str(use.episode_id) if use.episode_id else None
