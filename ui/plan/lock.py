"""LockSection: how long Daybook waits before it locks by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from ui.base.section import PlanSection
from ui.widgets.fields.number_field import NumberEdit
from ui.widgets.words.labels import Soft

MOST_MINUTES = 24 * 60


class LockSection(PlanSection):
    """Minutes without a key or the mouse."""

    key: ClassVar[str] = "lock"

    def name(self) -> str:
        return self.tr("Lock")

    def summary(self) -> str:
        minutes = self.live.ask.preferences.lock_after_minutes
        if not minutes:
            return self.tr("Does not lock by itself.")
        return self.tr("Locks after {minutes} quiet minutes.").format(minutes=minutes)

    def build(self) -> None:
        self._minutes = NumberEdit(
            self.tr("Lock after"), 0, MOST_MINUTES, self.tr("quiet minutes"), first=5
        )
        self._minutes.valueChanged.connect(self._changed)
        self.add(self._minutes)
        self.add(
            Soft(
                self.tr(
                    "0 never locks by itself. Ctrl+L locks at any time. What you were typing is"
                    " kept."
                )
            )
        )

    def show_now(self) -> None:
        minutes = self.live.ask.preferences.lock_after_minutes
        if self._minutes.value != minutes:
            self._minutes.value = minutes

    def _changed(self, minutes: int | None) -> None:
        if minutes is not None:
            self.keep(replace(self.live.ask.preferences, lock_after_minutes=minutes))
