"""QuestionsSection: what Today asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from journal.content.content import Content
from journal.model.plan import Preferences
from journal.model.questions import FIRST, MORE, QUESTIONS, Question
from journal.words.answers import question_name
from ui.base.section import PlanSection
from ui.widgets.fields.choice import TickRow
from ui.widgets.words.labels import Problem, Soft


class QuestionTicks(QVBoxLayout):
    """The questions of a day, ticked where they are asked. At least one stays.

    A layout, so that the rows are children of the page and keep their whole focus ring.
    """

    changed = Signal()

    def __init__(self, content: Content, craving_word: str) -> None:
        super().__init__()
        self._content = content
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(14)
        self._rows = [
            TickRow(self.tr("First"), self._options(FIRST, craving_word)),
            TickRow(self.tr("Under “More about today”"), self._options(MORE, craving_word)),
        ]
        self._problem = Problem()
        for row in self._rows:
            row.valuesChanged.connect(lambda _values: self._ticked())
            self.addWidget(row)
        self.addWidget(self._problem)

    def set_word(self, craving_word: str) -> None:
        """Change what a craving is called."""
        for row, questions in zip(self._rows, (FIRST, MORE), strict=True):
            row.set_options(self._options(questions, craving_word))

    @property
    def asked(self) -> tuple[str, ...]:
        """The ticked keys as preferences keep them: empty when all are ticked."""
        keys = tuple(key for row in self._rows for key in row.values)
        return () if len(keys) == len(QUESTIONS) else keys

    @property
    def is_blank(self) -> bool:
        """Whether nothing is ticked at all."""
        return not any(row.values for row in self._rows)

    def focus_first(self) -> None:
        """Put the cursor on the first row."""
        self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_asked(self, asked: Sequence[str]) -> None:
        """Tick the keys in ``asked``; all if it is empty."""
        for row, questions in zip(self._rows, (FIRST, MORE), strict=True):
            row.values = [one.key for one in questions if not asked or one.key in asked]
        self._problem.say("")

    def _ticked(self) -> None:
        blank = self.is_blank
        self._problem.say(self.tr("Keep one question at least.") if blank else "")
        if not blank:
            self.changed.emit()

    def _options(self, questions: Iterable[Question], craving_word: str) -> list[tuple[str, str]]:
        return [(one.key, question_name(self._content, one, craving_word)) for one in questions]


class QuestionsSection(PlanSection):
    """Fewer questions make a shorter evening. What was answered before is kept."""

    key: ClassVar[str] = "questions"

    def name(self) -> str:
        return self.tr("What Today asks")

    def summary(self) -> str:
        asked = self.live.ask.preferences.asked
        if not asked:
            return self.tr("All questions. Each can be skipped.")
        return self.tr("{count} of {all} questions").format(count=len(asked), all=len(QUESTIONS))

    def build(self) -> None:
        self.add(
            Soft(self.tr("Untick what you do not want to be asked. Old answers are all kept."))
        )
        self._ticks = QuestionTicks(self.content, self.live.ask.program.craving_word)
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
