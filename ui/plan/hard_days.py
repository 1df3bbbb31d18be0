"""HardDaysSection: warning signs, risky situations, and what I do at green, yellow and red."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from journal.errors import InvalidInput
from ui.base.jobs import Debounce
from ui.base.section import PlanSection
from ui.widgets.fields.note import NoteEdit
from ui.widgets.words.labels import Soft

KEEP_AFTER_MS = 400
KEEP_LATEST_MS = 1500


class HardDaysSection(PlanSection):
    """Lists of own words, a line each, kept while they are typed."""

    key: ClassVar[str] = "hard_days"

    def name(self) -> str:
        return self.tr("My plan for hard days")

    def summary(self) -> str:
        plan = self.live.ask.hard_day_plan
        if plan.red:
            return self.tr("On red, first: {step}").format(step=plan.red[0])
        lines = (*plan.warning_signs, *plan.risky_situations, *plan.green, *plan.yellow)
        if lines or plan.reasons:
            return self.tr("Started. What do you do on red?")
        return self.tr("What helps when it gets hard, in your own words.")

    def build(self) -> None:
        self._later = Debounce(self._keep_lines, KEEP_AFTER_MS, KEEP_LATEST_MS, self)
        self.live.pending.follow(self._later)
        self._lists = {
            "reasons": NoteEdit(
                self.tr("My reasons"), self.tr("Who and what I am doing this for"), lines=2
            ),
            "warning_signs": NoteEdit(
                self.tr("My warning signs"),
                self.tr("How do I notice, or how do others notice?"),
                lines=2,
            ),
            "risky_situations": NoteEdit(
                self.tr("Risky for me"), self.tr("Places, people, times, feelings"), lines=2
            ),
            "green": NoteEdit(
                self.tr("Green: I am okay. What keeps me well"),
                self.tr("Sleep, meetings, a walk, people"),
                lines=2,
            ),
            "yellow": NoteEdit(
                self.tr("Yellow: it is getting hard. What I do"),
                self.tr("Tell someone, leave, use a tool"),
                lines=2,
            ),
            "red": NoteEdit(
                self.tr("Red: I may use, or I did. What I do now"),
                self.tr("Who do I call first? Where do I go?"),
                lines=2,
            ),
        }
        self.add(Soft(self.tr("A line for each thing. Press Enter for the next one.")))
        for part in self._lists.values():
            part.textEdited.connect(lambda _text: self._later.poke())
            self.add(part)

    def show_now(self) -> None:
        if self._later.pending or self in self.live.pending.refused:
            return
        plan = self.live.ask.hard_day_plan
        for name, part in self._lists.items():
            lines = getattr(plan, name)
            # An empty line that is about to be written on is not swept away.
            if _lines(part.text) != lines:
                part.set_text("\n".join(lines))

    def flush(self) -> None:
        if self._built:
            self._later.flush()

    def _keep_lines(self) -> None:
        plan = self.live.ask.hard_day_plan
        changes: dict[str, Any] = {name: _lines(part.text) for name, part in self._lists.items()}
        try:
            changed = replace(plan, **changes)
            if changed != plan:
                self.live.record(changed, text=self.title, joins="hard_day_plan")
        except InvalidInput as error:
            self.live.pending.refuse(self, str(error))
        else:
            self.live.pending.accept(self)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())
