"""Tables: everything that a diary holds, for other programs."""

from __future__ import annotations

from journal.content.content import Content
from journal.exchange.day_tables import DayTables
from journal.exchange.program_tables import ProgramTables
from journal.exchange.table import Table
from journal.model.diary import Diary


def tables(diary: Diary, content: Content) -> tuple[Table, ...]:
    """Everything of ``diary`` but contacts, preferences and the plan for hard days.

    Contacts are other people's names and numbers, and the other two are no data: the lossless
    JSON has them.
    """
    days = DayTables(diary, content)
    program = ProgramTables(diary, content)
    return (
        days.days(),
        days.episodes(),
        days.tool_uses(),
        program.planned(),
        program.sessions(),
        program.meetings(),
        program.scores(),
        program.points(),
        program.visits(),
        program.goals(),
    )
