"""SharingSection: what may go into a summary."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.record import Share
from journal.rules.sharing import ROWS, SharedRow, share_flag
from journal.words.answers import shared_name
from ui.base.section import PlanSection
from ui.widgets.fields.choice import ChoiceRow
from ui.widgets.words.labels import Heading, Soft


class SharingSection(PlanSection):
    """Always, ask, or never, for each thing that could hurt."""

    key: ClassVar[str] = "sharing"

    def name(self) -> str:
        return self.tr("What I share")

    def summary(self) -> str:
        changed = len(self.live.ask.preferences.shares)
        if not changed:
            return self.tr("Notes stay here. What could hurt is asked about each time.")
        return self.tr("{count} changed by you").format(count=changed)

    def build(self) -> None:
        self.add(
            Soft(
                self.tr(
                    "This is about the summary for your therapist. “Ask me” means a tick for each"
                    " summary. Nothing leaves this computer by itself."
                )
            )
        )
        options = [(str(share), self.content.label("share", share)) for share in Share]
        word = self.live.ask.program.craving_word
        self._rows: dict[SharedRow, ChoiceRow] = {}
        shown = ""
        for shared in ROWS:
            if shared.group is None:
                continue
            if (title := self._title(shared.key.partition(".")[0])) != shown:
                shown = title
                self.add(Heading(title))
            row = ChoiceRow(shared_name(self.content, shared.key, word), options)
            row.valueChanged.connect(partial(self._choose, shared.key))
            self._rows[shared] = row
            self.add(row)

    def show_now(self) -> None:
        for shared, row in self._rows.items():
            flag = str(share_flag(self.live.ask.preferences, shared))
            if row.value != flag:
                row.value = flag

    # -- parts -----------------------------------------------------------------------------------

    def _choose(self, key: str, value: str | None) -> None:
        preferences = self.live.ask.preferences
        shares = dict(preferences.shares)
        if value is None:
            shares.pop(key, None)  # back to what it was before anyone chose
        else:
            shares[key] = Share(value)
        self.keep(replace(preferences, shares=shares))

    def _title(self, kind: str) -> str:
        titles = {
            DayEntry.kind: self.tr("My days"),
            CravingEpisode.kind: self.tr("Hard moments"),
            ToolUse.kind: self.tr("Hard moments"),
        }
        return titles.get(kind, self.tr("The rest"))
