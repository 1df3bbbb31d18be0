"""Guide: the few things that make a new journal one's own. Every step can be skipped."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.record import Record
from ui.base.form_draft import GUIDE_PAGE, FormDraft
from ui.base.live_book import LiveBook
from ui.base.section import RING
from ui.start.guide_steps import (
    CountStep,
    GuideStep,
    LengthStep,
    MedicationStep,
    QuestionsStep,
    WeekStep,
    WordsStep,
)
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, PrimaryButton, QuietButton
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.page import Page
from ui.widgets.words.labels import Heading, Problem, Soft


class GuidePage(Page):
    """One step in sight at a time. What was answered is kept when its step is left."""

    finished = Signal()
    """The person is through, or wants no more of it."""

    def __init__(self, live: LiveBook, content: Content, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent, max_em=40)
        self.set_title(
            self.tr("Make it yours"),
            self.tr("Six short steps. Skip any of them; all of it can be changed in My plan."),
        )
        self._live = live
        self._steps: list[GuideStep] = [
            WordsStep(live),
            LengthStep(live),
            WeekStep(live, content),
            CountStep(live),
            MedicationStep(live),
            QuestionsStep(live, content),
        ]
        self._at = 0
        self._drafts: dict[int, FormDraft] = {}
        self._heading = Heading()
        self._hint = Soft()
        self._problem = Problem()
        card = QFrame()
        card.setProperty("surface", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(20 - RING, 18, 20 - RING, 18)
        box.setSpacing(6)
        for part in (self._heading, self._hint, *self._steps, self._problem):
            if part not in self._steps:
                part.setContentsMargins(RING, 0, RING, 0)
            box.addWidget(part)
        self.add(card)
        row = FlowLayout(spacing=10)
        self._next: Button = PrimaryButton("")
        self._next.clicked.connect(self.go_on)
        self._skip = Button(self.tr("Skip this step"))
        self._skip.clicked.connect(self.skip)
        self._back = Button(self.tr("Back"))
        self._back.clicked.connect(self.go_back)
        self._leave = QuietButton(self.tr("Skip the rest"))
        self._leave.clicked.connect(self.finish)
        for button in (self._next, self._skip, self._back, self._leave):
            row.addWidget(button)
        self.add(row)
        self._at = self._left_at()
        self._show()

    @property
    def step(self) -> GuideStep:
        """The step in sight."""
        return self._steps[self._at]

    @property
    def number(self) -> int:
        """1 for the first step."""
        return self._at + 1

    @property
    def problem(self) -> str:
        """What is to be put right in this step, if anything."""
        return self._problem.text()

    def go_on(self) -> None:
        """Keep this step and go to the next, or finish."""
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._keep():
            self._drafts[self._at].let_go()
            self.skip()

    def skip(self) -> None:
        """Go to the next step and keep nothing of this one."""
        if self._at + 1 < len(self._steps):
            self._at += 1
            self._show()
        else:
            self.finish()

    def go_back(self) -> None:
        """Go to the step before."""
        if self._at:
            self._at -= 1
            self._show()

    def finish(self) -> None:
        """Remember that the guide is through."""
        for draft in self._drafts.values():
            draft.let_go()
        done = replace(self._live.ask.preferences, guide_done=True)
        self._live.record(done, undoable=False)
        self.finished.emit()

    def flush(self) -> None:
        """Keep what stands in the step at hand as a draft; before locking."""
        self._drafts[self._at].flush()

    # -- parts -----------------------------------------------------------------------------------

    def _left_at(self) -> int:
        """The step that was typed in last, where the guide was broken off; else the first."""
        typed = (draft for draft in self._live.ask.drafts() if draft.page == GUIDE_PAGE)
        return next((int(draft.what) - 1 for draft in typed), 0)

    def _keep(self) -> bool:
        try:
            records: tuple[Record, ...] = self.step.records()
            if records:
                self._live.record(*records, undoable=False)
        except InvalidInput as error:
            self._problem.say(str(error))
            announce(self._problem, str(error), urgent=True)
            return False
        self._problem.say("")
        return True

    def _show(self) -> None:
        self._problem.say("")
        for step in self._steps:
            step.setVisible(step is self.step)
        last = self.number == len(self._steps)
        self._heading.setText(
            self.tr("{number} of {all}. {title}").format(
                number=self.number, all=len(self._steps), title=self.step.title
            )
        )
        self._hint.setText(self.step.hint)
        self._next.setText(self.tr("Done") if last else self.tr("Next"))
        self._back.setVisible(self._at > 0)
        self._skip.setVisible(not last)
        self.step.show_now()
        if self._at not in self._drafts:
            key = f"{GUIDE_PAGE}/step/{self.number}"
            self._drafts[self._at] = FormDraft(self._live, key, self.step.title, self.step)
        self._drafts[self._at].restore()
        self.step.focus_first()
        self.verticalScrollBar().setValue(0)
