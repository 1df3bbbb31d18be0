"""GoalsSection: goals, open ones first, with what happened to them."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from journal.model.choices import GoalState
from journal.model.therapy import Goal
from ui.base.section import PlanSection
from ui.base.words.lengths import full_day, listed
from ui.plan.goal_dialog import GoalDialog
from ui.widgets.layout.rows import CursorRows
from ui.widgets.list_row import PlanRow


class GoalsSection(PlanSection):
    """What I want, and what became of it."""

    key: ClassVar[str] = "goals"

    def name(self) -> str:
        return self.tr("My goals")

    def summary(self) -> str:
        goals = self.live.ask.all(Goal)
        still_open = [goal.text for goal in goals if goal.state is GoalState.OPEN]
        reached = sum(goal.state is GoalState.REACHED for goal in goals)
        said = [", ".join(" ".join(text.split()) for text in still_open[:2])]
        if reached:
            said.append(self.tr("{count} reached").format(count=reached))
        return listed(said) or self.tr("What do you want to get to?")

    def build(self) -> None:
        self._rows = CursorRows(6)
        self.add(self._rows)
        self.add_button(self.tr("Add a goal"), lambda: self._open(None))

    def show_now(self) -> None:
        goals = sorted(
            self.live.ask.all(Goal), key=lambda one: (one.state is not GoalState.OPEN, one.set_on)
        )
        self._rows.renew(self._row(goal) for goal in goals)

    def _row(self, goal: Goal) -> PlanRow:
        state = self.content.label("goal_state", goal.state)
        closed = full_day(goal.closed_on) if goal.closed_on else ""
        since = self.tr("since {day}").format(day=full_day(goal.set_on))
        row = PlanRow(
            goal.text, listed((state, closed, goal.outcome) if closed else (state, since))
        )
        row.add_action(self.tr("Change"), partial(self._open, goal))
        return row

    def _open(self, goal: Goal | None) -> None:
        GoalDialog(self.live, self.content, goal, self).open()
