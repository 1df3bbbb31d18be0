"""Blank days: those for which nothing at all is kept (CLINICAL section 3, DESIGN section 5).

An answer that is not there is *not written*, which is another thing: a day with a meeting alone
has no mood written, and is not blank.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from journal.model.diary import Dated, Diary
from journal.model.program import Program
from journal.model.span import Span


def days_with_records(diary: Diary) -> frozenset[date]:
    """The days that anything is kept for; an entry whose answers were all taken back is nothing."""
    records: list[Dated] = [entry for entry in diary.days if not entry.is_blank()]
    records += [*diary.episodes, *diary.tool_uses, *diary.attendances]
    records += [*diary.meetings, *diary.scores, *diary.visits]
    return frozenset(record.day for record in records)


def blank_days(
    span: Span, with_records: Collection[date], program: Program, today: date
) -> tuple[date, ...]:
    """The blank days of ``span``, oldest first.

    Today is not over, and what was before the program, nobody was asked to write.
    """
    return tuple(day for day in span if program.start <= day < today and day not in with_records)
