"""Sharing: a diary without everything that its patient did not choose to share.

All words and figures of a summary are made from such a diary, so that none of them can tell what
was not shared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, Field, fields, replace
from datetime import date
from typing import Any, TypeVar

from journal.model.choices import Use
from journal.model.diary import Diary
from journal.model.plan import HardDayPlan
from journal.model.record import Record, Share
from journal.model.therapy import Goal, Score, TalkingPoint
from journal.report.choice import SummaryChoice
from journal.rules.days_of_use import shared_use
from journal.rules.sharing import share_flag, shared_row

R = TypeVar("R", bound=Record)
P = TypeVar("P", TalkingPoint, Goal, Score)


def shared(diary: Diary, choice: SummaryChoice) -> Diary:
    """``diary`` with all that is not shared blank, from ``choice.first`` to ``choice.last``.

    Contacts and preferences are never in it. Raises :class:`InvalidInput` for a span that ends
    before it starts.
    """
    return _Sharing(diary, choice).diary()


def use_to_tell(diary: Diary, choice: SummaryChoice) -> dict[date, Use]:
    """What may be told of use, day by day."""
    sharing = _Sharing(diary, choice)
    return shared_use(
        diary.days,
        diary.episodes,
        answers_shared=sharing.field("day_entry.use"),
        outcomes_shared=sharing.field("craving_episode.outcome"),
    )


class _Sharing:
    def __init__(self, diary: Diary, choice: SummaryChoice) -> None:
        self._diary = diary
        self._choice = choice

    def diary(self) -> Diary:
        whole, choice = self._diary, self._choice
        (program,) = self._without_unshared([whole.program])
        (plan,) = self._without_unshared([whole.hard_day_plan])
        return Diary(
            first=choice.first or whole.first,
            last=choice.last or whole.last,
            today=whole.today,
            program=program,
            planned=whole.planned,
            days=self._without_unshared(whole.days),
            episodes=self._without_unshared(whole.episodes),
            tool_uses=self._without_unshared(whole.tool_uses),
            attendances=self._without_unshared(whole.attendances),
            meetings=self._without_unshared(whole.meetings),
            scores=self._chosen(whole.scores),
            visits=self._without_unshared(whole.visits),
            points=self._chosen(whole.points),
            goals=self._chosen(whole.goals),
            own_items=whole.own_items,
            hard_day_plan=HardDayPlan(warning_signs=plan.warning_signs),
        )

    def _without_unshared(self, records: Iterable[R]) -> tuple[R, ...]:
        """``records`` with every field blank that may not be told."""
        return tuple(
            replace(record, **blank) if (blank := self._blank(record)) else record
            for record in records
        )

    def _blank(self, record: Record) -> dict[str, Any]:
        return {f.name: _default(f) for f in fields(record) if not self._tells(record, f.name)}

    def _tells(self, record: Record, name: str) -> bool:
        """Whether a field may be told; a note can also be named by the id of its record."""
        key = f"{record.kind}.{name}"
        return self.field(key) or (name == "note" and self.field(key, str(record.id)))

    def field(self, key: str, named: str = "") -> bool:
        """Whether the field ``key`` ("kind.field") may be told, by its row or as ``named``."""
        row = shared_row(key)
        if row is None:
            return True
        return self._allows(share_flag(self._diary.preferences, row), named or row.key)

    def _chosen(self, records: Iterable[P]) -> tuple[P, ...]:
        return tuple(one for one in records if self._allows(one.share, str(one.id)))

    def _allows(self, flag: Share, key: str) -> bool:
        return flag is Share.ALWAYS or (flag is Share.ASK and key in self._choice.included)


def _default(field: Field[Any]) -> Any:
    """What a field holds when nothing was written."""
    return None if field.default is MISSING else field.default
