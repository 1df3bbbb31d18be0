"""SharingSection: what may go into a summary."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from journal.model.record import Share
from journal.report.choice import share_flag
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
        self._rows: dict[str, ChoiceRow] = {}
        for title, fields in self._groups():
            self.add(Heading(title))
            for key, words in fields:
                row = ChoiceRow(words, [(str(s), self.content.label("share", s)) for s in Share])
                row.valueChanged.connect(partial(self._choose, key))
                self._rows[key] = row
                self.add(row)

    def show_now(self) -> None:
        diary = self.live.ask.diary(self.live.ask.today())
        for key, row in self._rows.items():
            flag = str(share_flag(diary, key))
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

    def _groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        word = self.live.ask.program.craving_word
        days = [
            ("day_entry.mood", self.tr("Mood")),
            ("day_entry.craving", self.tr("Worst {word} of a day").format(word=word)),
            ("day_entry.use", self.tr("Days of use")),
            ("day_entry.sleep_hours", self.tr("Hours of sleep")),
            ("day_entry.sleep_quality", self.tr("How I slept")),
            ("day_entry.medication", self.tr("Medication")),
            ("day_entry.halt", self.tr("Hungry, angry, lonely, tired")),
            ("day_entry.home", self.tr("How home was")),
            ("day_entry.reached", self.tr("Who I reached out to")),
            ("day_entry.no_tool_reason", self.tr("Why I used no tool")),
            ("day_entry.note", self.tr("My notes on a day")),
        ]
        cravings = [
            ("craving_episode.peak", self.tr("How strong it was")),
            ("craving_episode.triggers", self.tr("Triggers")),
            ("craving_episode.place", self.tr("Where it was")),
            ("craving_episode.company", self.tr("Who was there, by role")),
            ("craving_episode.outcome", self.tr("What happened")),
            ("craving_episode.no_tool_reason", self.tr("Why I used no tool then")),
            ("tool_use.helped", self.tr("How much a tool helped")),
        ]
        rest = [
            ("program.working_on", self.tr("What I am working on")),
            ("hard_day_plan.warning_signs", self.tr("My warning signs")),
        ]
        return [
            (self.tr("My days"), days),
            (self.tr("Hard moments"), cravings),
            (self.tr("The rest"), rest),
        ]
