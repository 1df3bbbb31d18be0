"""LengthSection: more days, pauses, days off, an early end, and aftercare."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, ClassVar

from journal.errors import InvalidInput
from journal.model.program import Extension, Pause
from ui.base.form_draft import FormDraft
from ui.base.section import PlanSection
from ui.base.words.lengths import full_day, listed
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.line_field import LineField
from ui.widgets.fields.number_field import NumberEdit
from ui.widgets.layout.rows import CursorRows
from ui.widgets.list_row import PlanRow
from ui.widgets.words.labels import Heading, Soft

TYPED_FIRST = ("_days", "_first", "_last", "_reason", "_off")
"""The fields that are filled in before their button keeps them."""


class LengthSection(PlanSection):
    """Changes over time. What is already written down is not touched by any of them."""

    key: ClassVar[str] = "length"

    def name(self) -> str:
        return self.tr("Longer, paused or over")

    def summary(self) -> str:
        program = self.live.ask.program
        said = [self.tr("Planned until {day}").format(day=full_day(program.planned_end))]
        if program.extensions:
            extra = sum(extension.days for extension in program.extensions)
            said.append(self.tr("{days} days added").format(days=extra))
        if program.ended_on:
            said = [self.tr("Ended on {day}").format(day=full_day(program.ended_on))]
        if program.aftercare_from:
            said.append(
                self.tr("aftercare from {day}").format(day=full_day(program.aftercare_from))
            )
        today = self.live.ask.today()
        if any(pause.first <= today <= pause.last for pause in program.pauses):
            said.append(self.tr("paused now"))
        return listed(said)

    def build(self) -> None:
        self.add(Soft(self.tr("Nothing that you wrote down changes. The plan does, from then on.")))
        self.add(Heading(self.tr("More days")))
        self._extensions = CursorRows(6)
        self.add(self._extensions)
        self._days = NumberEdit(self.tr("Days to add"), 1, 3650, self.tr("days"), first=15)
        self.add(self._days)
        self.add_button(self.tr("Make it longer"), self._extend)

        self.add(Heading(self.tr("A pause")))
        self.add(Soft(self.tr("You are ill or away. Sessions in a pause count for neither side.")))
        self._pauses = CursorRows(6)
        self.add(self._pauses)
        self._first = DateField(self.tr("From"))
        self._last = DateField(self.tr("To"))
        self._reason = LineField(self.tr("Why"), self.tr("If you like"))
        self.add_beside(self._first, self._last)
        self.add(self._reason)
        self.add_button(self.tr("Add the pause"), self._pause)

        self.add(Heading(self.tr("Days off")))
        self.add(Soft(self.tr("Holidays on which the program is closed.")))
        self._offs = CursorRows(6)
        self.add(self._offs)
        self._off = DateField(self.tr("Closed on"))
        self.add(self._off)
        self.add_button(self.tr("Add the day off"), self._close_day)

        self.add(Heading(self.tr("The end, and after it")))
        self._ended = DateField(self.tr("It ended on"))
        self._aftercare = DateField(self.tr("Aftercare from"))
        self.add_beside(self._ended, self._aftercare)
        self.add(
            Soft(
                self.tr(
                    "Leave both blank while it goes on. You can keep writing for as long as you"
                    " like; nothing runs out. Sessions planned from the first day of aftercare go"
                    " on after the end."
                )
            )
        )
        for field, name in ((self._ended, "ended_on"), (self._aftercare, "aftercare_from")):
            self.live.pending.watch(field)
            field.valueChanged.connect(partial(self._answer, field, name))
        self._draft = FormDraft(
            self.live, f"my_plan/{self.key}/{self.key}", self.name(), self, TYPED_FIRST
        )
        self._draft.restore()

    def show_now(self) -> None:
        program = self.live.ask.program
        for field in (self._first, self._last, self._off, self._ended, self._aftercare):
            field.set_range(program.start, None)
        self._extensions.renew(
            self._row(
                self.tr("{days} days more").format(days=extension.days),
                self.tr("agreed on {day}").format(day=full_day(extension.agreed_on)),
                extensions=_without(program.extensions, extension),
            )
            for extension in program.extensions
        )
        self._pauses.renew(
            self._row(
                self.tr("{first} to {last}").format(
                    first=full_day(pause.first), last=full_day(pause.last)
                ),
                pause.reason,
                pauses=_without(program.pauses, pause),
            )
            for pause in program.pauses
        )
        self._offs.renew(
            self._row(full_day(day), "", days_off=_without(program.days_off, day))
            for day in program.days_off
        )
        self._ended.follow(program.ended_on)
        self._aftercare.follow(program.aftercare_from)

    def flush(self) -> None:
        if self._built:
            self._ended.flush()
            self._aftercare.flush()

    # -- what the person meant -------------------------------------------------------------------

    def _extend(self) -> None:
        days = self._days.value
        if days is None or self._days.problem:
            self.refuse(self._days.problem or self.tr("Say how many days to add."))
            return
        extension = Extension(agreed_on=self.live.ask.today(), days=days)
        if self._set(extensions=(*self.live.ask.program.extensions, extension)):
            self._days.clear()
            self._draft.settle()

    def _pause(self) -> None:
        first, last = self._first.value, self._last.value
        problem = self._first.problem or self._last.problem
        if first is None or last is None or problem:
            self.refuse(problem or self.tr("A pause needs its first and its last day."))
            return
        try:
            pause = Pause(first, last, self._reason.text)
        except InvalidInput:
            self.refuse(self.tr("The last day of a pause comes after its first."))
            return
        pauses = sorted((*self.live.ask.program.pauses, pause), key=lambda one: one.first)
        if self._set(pauses=tuple(pauses)):
            self._first.clear()
            self._last.clear()
            self._reason.set_text("")
            self._draft.settle()

    def _close_day(self) -> None:
        day = self._off.value
        if day is None or self._off.problem:
            self.refuse(self._off.problem or self.tr("Say on which day it is closed."))
            return
        if self._set(days_off=tuple(sorted({*self.live.ask.program.days_off, day}))):
            self._off.clear()
            self._draft.settle()

    def _answer(self, field: DateField, name: str, day: date | None) -> None:
        """Keep what a field says of the end, or have it say why that cannot be."""
        program = self.live.ask.program
        self.keep_answer(field, lambda: [replace(program, **{name: day})])  # type: ignore[arg-type]

    def _set(self, **change: Any) -> bool:
        program = self.live.ask.program
        return self.keep_answer(self, lambda: [replace(program, **change)])

    # -- parts -----------------------------------------------------------------------------------

    def _row(self, title: str, about: str, **without: Any) -> PlanRow:
        row = PlanRow(title, about)
        row.add_action(self.tr("Remove"), partial(self._set, **without))
        return row


def _without(kept: tuple[Any, ...], gone: Extension | Pause | date) -> tuple[Any, ...]:
    """``kept`` without one that equals ``gone``."""
    index = kept.index(gone)
    return (*kept[:index], *kept[index + 1 :])
