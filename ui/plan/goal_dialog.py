"""GoalDialog: a goal, and what became of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.choices import GoalState
from journal.model.record import Share
from journal.model.therapy import Goal
from ui.base.form_dialog import NEW, FormDialog
from ui.base.live_book import LiveBook
from ui.widgets.fields.choice import ChoiceRow
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.note import NoteEdit


class GoalDialog(FormDialog):
    """Own words, since when, and, once it is over, what happened."""

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        goal: Goal | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(live, "", "", parent)
        self.draft_key = f"my_plan/goal/{goal.id if goal else NEW}"
        self.set_title(self.tr("A goal"), self.tr("Small ones count. Letting one go is fine."))
        self._kept = goal or Goal(text="-", set_on=live.ask.today())
        self._text = NoteEdit(self.tr("What I want"), self.tr("In my own words"), lines=2)
        self._set_on = DateField(self.tr("I set it on"), None, live.ask.today())
        self._set_on.value = self._kept.set_on
        self._state = ChoiceRow(
            self.tr("Where it stands"),
            [(str(s), content.label("goal_state", s)) for s in GoalState],
        )
        self._state.value = str(self._kept.state)
        self._closed_on = DateField(self.tr("Reached or let go on"), None, live.ask.today())
        self._closed_on.value = self._kept.closed_on
        self._outcome = NoteEdit(self.tr("What happened with it"), lines=2)
        self._outcome.set_text(self._kept.outcome)
        self._share = ChoiceRow(
            self.tr("In my summary"), [(str(s), content.label("share", s)) for s in Share]
        )
        self._share.value = str(self._kept.share)
        for part in (
            self._text, self._state, self._closed_on, self._outcome, self._set_on, self._share,
        ):  # fmt: skip
            self.add(part)
        if goal is not None:
            self._text.set_text(goal.text)
            gone = self.tr("goal")
            self.add_remove(self.tr("Remove"), lambda: live.delete(goal, text=gone))
        self._state.valueChanged.connect(lambda _value: self._follow_state())
        self._show_end()

    def record(self) -> Goal:
        state = GoalState(self._state.value or GoalState.OPEN)
        set_on, closed_on = self.read(self._set_on), self.read(self._closed_on)
        over = state is not GoalState.OPEN
        if over and closed_on and set_on and closed_on < set_on:
            raise InvalidInput(self.tr("It cannot be over before it began."))
        return replace(
            self._kept,
            text=self._text.text.strip(),
            set_on=set_on or self._kept.set_on,
            state=state,
            closed_on=closed_on if over else None,
            outcome=self._outcome.text.strip(),
            share=Share(self._share.value or Share.ASK),
        )

    def _follow_state(self) -> None:
        over = self._state.value not in (None, str(GoalState.OPEN))
        if over and self._closed_on.value is None:
            self._closed_on.value = self.live.ask.today()
        self._show_end()

    def _show_end(self) -> None:
        over = self._state.value not in (None, str(GoalState.OPEN))
        self._closed_on.setVisible(over)
        self._outcome.setVisible(over or bool(self._outcome.text))
