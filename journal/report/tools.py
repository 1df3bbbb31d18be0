"""Tools: the coping tools used, with every craving before and after them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journal.analysis.interval import signed
from journal.analysis.tools import ToolHistory, ease_by_themselves, tool_histories
from journal.content.content import Content
from journal.model.diary import Diary
from journal.model.questions import BY_KEY
from journal.model.span import counted_span
from journal.report.wording import label, tally
from journal.words.answers import question_name

MOST_TOOLS = 4


@dataclass(frozen=True)
class ToolRow:
    """One tool: each pair of a craving before and after it, their change, how much it helped."""

    name: str
    times: int
    pairs: tuple[tuple[int, int], ...]
    change: str
    helped: str


@dataclass(frozen=True)
class ToolTable:
    """The tools used most, never ranked by what they did, and the lines to read beside them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[ToolRow, ...]
    lines: tuple[str, ...]


def tool_table(diary: Diary, content: Content) -> ToolTable:
    """The tools of ``diary``."""
    histories = tool_histories(diary)
    return ToolTable(
        title="Coping tools, most used first",
        columns=("Tool, uses", "Before → after", "Mean change", "Helped, 0–4"),
        rows=tuple(_row(diary, content, one) for one in histories[:MOST_TOOLS]),
        lines=tuple(_lines(diary, content, histories)),
    )


def _row(diary: Diary, content: Content, tool: ToolHistory) -> ToolRow:
    change = tool.change
    return ToolRow(
        name=label(content.name("tool", tool.tool, diary.own_items)),
        times=tool.times,
        pairs=tuple((pair.before, pair.after) for pair in tool.pairs),
        change=(
            f"{signed(change.value)}, n {tool.n} ({signed(change.low)} to {signed(change.high)})"
            if change
            else f"too few, n {tool.n}"
        ),
        helped=f"{tool.usual_help:g}" if tool.helped else "–",
    )


def _lines(diary: Diary, content: Content, histories: tuple[ToolHistory, ...]) -> Iterator[str]:
    if histories:
        yield ease_by_themselves(diary.program.craving_word)
    more = histories[MOST_TOOLS:]
    if more:
        used = [
            content.name("tool", one.tool, diary.own_items)
            for one in more
            for _ in range(one.times)
        ]
        yield f"Also used: {tally(used, 2)}."
    span = counted_span(diary)
    reasons = [one.no_tool_reason for one in diary.days if one.day in span]
    reasons += [one.no_tool_reason for one in diary.episodes if one.day in span]
    reason_counts = tally(content.name("no_tool", reason) for reason in reasons if reason)
    if reason_counts:
        why = question_name(content, BY_KEY["no_tool_reason"], diary.program.craving_word)
        yield f"{why}: {reason_counts}."
