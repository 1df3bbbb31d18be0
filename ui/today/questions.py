"""QuestionsSection: what Today asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from journal.model.plan import Preferences
from ui.base.section import PlanSection
from ui.today.day_form import FIRST, MORE
from ui.widgets.fields.choice import TickRow
from ui.widgets.words.labels import Problem, Soft


class QuestionTicks(QVBoxLayout):
    """The questions of a day, ticked where they are asked. At least one stays.

    A layout, so that the rows are children of the page and keep their whole focus ring.
    """

    changed = Signal()

    def __init__(self, craving_word: str) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(14)
        words = self._words(craving_word)
        self._rows = [
            TickRow(self.tr("First"), [(name, words[name]) for name in FIRST]),
            TickRow(self.tr("Under “More about today”"), [(name, words[name]) for name in MORE]),
        ]
        self._problem = Problem()
        for row in self._rows:
            row.valuesChanged.connect(lambda _values: self._ticked())
            self.addWidget(row)
        self.addWidget(self._problem)

    @property
    def names(self) -> tuple[str, ...]:
        """Every question there is."""
        return (*FIRST, *MORE)

    def set_word(self, craving_word: str) -> None:
        """Change what a craving is called."""
        words = self._words(craving_word)
        for row, names in zip(self._rows, (FIRST, MORE), strict=True):
            row.set_options([(name, words[name]) for name in names])

    @property
    def asked(self) -> tuple[str, ...]:
        """The ticked names as preferences keep them: empty when all are ticked."""
        names = tuple(name for row in self._rows for name in row.values)
        return () if set(names) == {*FIRST, *MORE} else names

    @property
    def is_blank(self) -> bool:
        """Whether nothing is ticked at all."""
        return not any(row.values for row in self._rows)

    def focus_first(self) -> None:
        """Put the cursor on the first row."""
        self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_asked(self, asked: Sequence[str]) -> None:
        """Tick the names in ``asked``; all if it is empty."""
        for row, names in zip(self._rows, (FIRST, MORE), strict=True):
            row.values = [name for name in names if not asked or name in asked]
        self._problem.say("")

    def _ticked(self) -> None:
        blank = self.is_blank
        self._problem.say(self.tr("Keep one question at least.") if blank else "")
        if not blank:
            self.changed.emit()

    def _words(self, craving_word: str) -> dict[str, str]:
        return {
            "mood": self.tr("Mood"),
            "craving": self.tr("Worst {word}").format(word=craving_word),
            "use": self.tr("Any use"),
            "tools": self.tr("Tools I used"),
            "sleep_hours": self.tr("Hours of sleep"),
            "sleep_quality": self.tr("How I slept"),
            "medication": self.tr("Medication"),
            "halt": self.tr("Hungry, angry, lonely, tired"),
            "home": self.tr("How home was"),
            "reached": self.tr("Who I reached out to"),
            "no_tool_reason": self.tr("Why I used no tool"),
            "note": self.tr("A note"),
        }


class QuestionsSection(PlanSection):
    """Fewer questions make a shorter evening. What was answered before is kept."""

    key: ClassVar[str] = "questions"

    def name(self) -> str:
        return self.tr("What Today asks")

    def summary(self) -> str:
        asked = self.live.ask.preferences.asked
        if not asked:
            return self.tr("All questions. Each can be skipped.")
        return self.tr("{count} of {all} questions").format(
            count=len(asked), all=len(FIRST) + len(MORE)
        )

    def build(self) -> None:
        self.add(
            Soft(self.tr("Untick what you do not want to be asked. Old answers are all kept."))
        )
        self._ticks = QuestionTicks(self.live.ask.program.craving_word)
        self._ticks.changed.connect(self._keep_ticks)
        self.add(self._ticks)

    def show_now(self) -> None:
        self._ticks.set_word(self.live.ask.program.craving_word)
        asked = self.live.ask.preferences.asked
        if self._ticks.asked != asked or self._ticks.is_blank:
            self._ticks.show_asked(asked)

    def _keep_ticks(self) -> None:
        preferences: Preferences = self.live.ask.preferences
        if self._ticks.asked != preferences.asked:
            self.keep(replace(preferences, asked=self._ticks.asked))
