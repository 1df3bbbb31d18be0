"""Day tables: days, the cravings of each, and the tools used."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from journal.content.content import ListName
from journal.exchange.table import Cell, Table, TableMaker, joined
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.span import counted_span


class DayTables(TableMaker):
    """Tables of what is written down day by day."""

    def days(self) -> Table:
        day_start = self._diary.program.day_start
        written = {entry.day: entry for entry in self._diary.days}
        every_day = sorted({*counted_span(self._diary), *written})

        def soon(name: str) -> Callable[[DayEntry], Cell]:
            return lambda entry: (
                entry.timeliness(name, day_start).value if entry.has(name) else None
            )

        return self._table(
            "days",
            "One row a day. A day with nothing written down has a row with empty cells.",
            DayEntry,
            (written.get(day, DayEntry(day=day)) for day in every_day),
            ("day", "The day, from its start to the start of the next", lambda e: e.day),
            ("program_day", "Day of the program; 1 is the first", self._program_day),
            ("mood", f"Mood, {self._scale('mood')}", lambda e: e.mood),
            ("mood_written", f"How soon mood was written: {self._timeliness}", soon("mood")),
            ("craving", f"Worst {self._word} of the day, {self._scale('craving')}", _craving),
            ("craving_written", "How soon craving was written, as above", soon("craving")),
            ("use", f"Any use: {self._answers('use')}", lambda e: e.use),
            ("use_written", "How soon use was written, as above", soon("use")),
            ("sleep_hours", "Hours of sleep", lambda e: e.sleep_hours),
            ("sleep_quality", f"Sleep, {self._scale('sleep_quality')}", lambda e: e.sleep_quality),
            ("medication", f"Medication: {self._answers('medication')}", lambda e: e.medication),
            ("halt", "Ticked, split by |", lambda e: joined(e.halt)),
            ("home", f"How home was: {self._answers('home')}", lambda e: e.home),
            (
                "reached",
                f"Reached out to: {self._answers('reached')}",
                lambda e: joined(e.reached),
            ),
            ("no_tool_reason", "Why no tool was used", self._named("no_tool", "no_tool_reason")),
            ("note", "Note", lambda e: e.note),
        )

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


def _craving(entry: DayEntry) -> Cell:
    return entry.craving


def _episode(use: ToolUse) -> Cell:
    return str(use.episode_id) if use.episode_id else None
