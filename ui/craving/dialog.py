"""CravingNowDialog: through a craving, one step at a time."""

from __future__ import annotations

from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from journal.content.content import Content, Country, Tool
from journal.model.choices import Outcome
from journal.model.craving import ToolUse
from journal.model.plan import OwnItem
from journal.rules.help_offer import reasons_for_help
from ui.base.live_book import LiveBook
from ui.base.words.dates import day_words, time_words
from ui.craving.draft import EpisodeDraft
from ui.craving.last_steps import DoneStep, MoreStep
from ui.craving.steps import (
    AfterStep,
    DoingStep,
    HelpedStep,
    Step,
    StrengthStep,
    ToolsStep,
)
from ui.desktop.keyboard import digit_of, is_command
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, PrimaryButton, QuietButton
from ui.widgets.layout.scroll_content import PlainScrollArea, ScrollContent
from ui.widgets.layout.window_size import size_in_letters
from ui.widgets.window_name import name_window
from ui.widgets.words.labels import Problem, Soft


class At(IntEnum):
    """Where in the dialog one is, in the order of the steps."""

    STRENGTH = 0
    TOOLS = 1
    DOING = 2
    HELPED = 3
    AFTER = 4
    MORE = 5
    DONE = 6


class CravingNowDialog(QDialog):
    """Strength, a tool, strength again, and what happened. Every step can be skipped or left.

    Each answer goes to the journal as it is given, so that closing at any step loses nothing; a
    craving left without a single answer is taken away again. ``episode_id`` goes on with one
    begun before, at its first open question. ``country`` is whose emergency number is named.
    """

    help_wanted = Signal()
    """The person wants Help now."""

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        episode_id: UUID | None = None,
        parent: QWidget | None = None,
        *,
        country: Country | None = None,
        reduced_motion: bool = False,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._country = country
        self._still = reduced_motion
        self._draft = EpisodeDraft(live, episode_id, self)
        self._use: ToolUse | None = None
        self._way: list[tuple[At, ToolUse | None]] = []
        word = self._draft.word
        name_window(self, self.tr("{word} now").format(word=word[:1].upper() + word[1:]))
        self._build()
        self._say_problem(self._draft.trouble)
        self._draft.problem.connect(self._say_problem)
        self._at = self._first_open()
        self._step = self._make(self._at)
        self._show_step()

    @property
    def episode_id(self) -> UUID:
        """The craving that this is about."""
        return self._draft.episode.id

    @property
    def at(self) -> At:
        """The step in sight."""
        return self._at

    @property
    def step(self) -> Step:
        """The question in sight."""
        return self._step

    def flush(self) -> None:
        """Keep what is still being typed."""
        self._step.flush()

    def done(self, result: int) -> None:
        """Close; called for Escape, Finish later and Close alike."""
        self.flush()
        if not self._draft.live.pending.may_close(self):
            return
        if self._draft.is_blank():
            self._draft.drop()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._step.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = None if is_command(event) or event.isAutoRepeat() else digit_of(event)
        if digit is not None and self._step.digit(digit):
            return
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            bar = self._scroll.verticalScrollBar()
            page = bar.pageStep() * 3 // 4
            bar.setValue(bar.value() + (page if event.key() == Qt.Key.Key_PageDown else -page))
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    # -- the frame -------------------------------------------------------------------------------

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(24, 14, 16, 0)
        self._when = Soft(self._when_words())
        help_now = QuietButton(self.tr("Help now"))
        help_now.clicked.connect(self.help_wanted)
        head.addWidget(self._when, 1)
        head.addWidget(help_now, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = PlainScrollArea()
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet = ScrollContent()
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(16, 6, 16, 10)
        self._offer = Banner()
        around = QHBoxLayout()
        around.setContentsMargins(8, 8, 8, 0)
        around.addWidget(self._offer)
        self._column.addLayout(around)
        self._column.addStretch(1)
        self._scroll.setWidget(sheet)
        self._problem = Problem()
        below = QVBoxLayout()
        below.setContentsMargins(24, 0, 24, 0)
        below.addWidget(self._problem)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 24, 18)
        foot.setSpacing(10)
        self._later = QuietButton("")
        self._later.clicked.connect(self.reject)
        self._back = Button(self.tr("Back"))
        self._back.clicked.connect(self._go_back)
        self._onward = PrimaryButton("")
        self._onward.clicked.connect(self._go_on)
        foot.addWidget(self._later)
        foot.addStretch(1)
        foot.addWidget(self._back)
        foot.addWidget(self._onward)
        outer.addLayout(head)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(below)
        outer.addLayout(foot)
        self._fit()

    def _fit(self) -> None:
        size_in_letters(self, 46, 44)

    def _when_words(self) -> str:
        episode = self._draft.episode
        at = time_words(episode.at)
        if episode.day == self._draft.live.ask.today():
            return self.tr("Today at {time}").format(time=at)
        return self.tr("{day} at {time}").format(day=day_words(episode.day), time=at)

    # -- going through ---------------------------------------------------------------------------

    def _first_open(self) -> At:
        """The first step whose question is open."""
        episode, uses = self._draft.episode, self._draft.uses
        if episode.before is None:
            return At.STRENGTH
        if not uses and not episode.no_tool_reason:
            return At.MORE if episode.finished else At.TOOLS
        self._use = next((use for use in uses if use.helped is None), None)
        if self._use is not None:
            return At.HELPED
        return At.AFTER if episode.after is None else At.MORE

    def _next(self) -> At:
        if self._at is At.TOOLS:
            return At.AFTER
        return At(self._at + 1)

    def _go_on(self) -> None:
        if self._at is At.DONE:
            self.accept()
            return
        self._way.append((self._at, self._use))
        self._go(self._next())

    def _go_back(self) -> None:
        if self._way:
            at, self._use = self._way.pop()
            self._go(at)

    def _look_at(self, use: ToolUse) -> None:
        self._way.append((self._at, self._use))
        self._use = use
        self._go(At.DOING)

    def _pick_another(self) -> None:
        if self._at is At.AFTER:
            self._way.append((self._at, self._use))
        self._go(At.TOOLS)

    def _go(self, at: At) -> None:
        self._step.flush()
        if at is At.DONE and not self._draft.is_blank():
            self._draft.answer(finished=True)
        former = self._step
        self._at = at
        self._step = self._make(at)
        self._show_step()
        former.hide()
        former.deleteLater()  # later: it may be handling the key that led here

    def _show_step(self) -> None:
        self._step.onward.connect(self._go_on)
        self._step.answered.connect(self._show_state)
        self._step.tool_wanted.connect(self._look_at)
        self._step.tools_wanted.connect(self._pick_another)
        self._onward.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.insertWidget(0, self._step)
        self._step.show()
        self._scroll.verticalScrollBar().setValue(0)
        self._order_tabs()
        self._show_state()
        announce(self, self._step.title)
        if self.isVisible():
            self.activateWindow()
            self._step.begin()

    def _make(self, at: At) -> Step:
        draft, content = self._draft, self._content
        if at is At.STRENGTH:
            return StrengthStep(draft, content)
        if at in (At.DOING, At.HELPED) and self._use is not None:
            tool = self._tool(self._use.tool)
            if at is At.DOING:
                return DoingStep(draft, content, tool, self._use, reduced_motion=self._still)
            return HelpedStep(draft, content, tool, self._use)
        if at is At.AFTER:
            return AfterStep(draft, content)
        if at is At.MORE:
            return MoreStep(draft, content)
        if at is At.DONE:
            return DoneStep(draft, content, self._country)
        return ToolsStep(draft, content)

    def _tool(self, key: str) -> Tool:
        own = self._draft.live.ask.all(OwnItem)
        tools = [*self._content.tools, *(Tool.from_own(i) for i in own if i.list_name == "tool")]
        named = Tool(key=key, name=self._content.name("tool", key, own), how="")
        return next((tool for tool in tools if tool.key == key), named)

    def _order_tabs(self) -> None:
        """After the step come the ways on, then the ways out."""
        QWidget.setTabOrder(self._onward, self._back)
        QWidget.setTabOrder(self._back, self._later)

    # -- what is shown around the step -------------------------------------------------------------

    def _show_state(self) -> None:
        episode = self._draft.episode
        self._onward.setText(self._step.onward_text())
        self._back.setVisible(bool(self._way) and self._at is not At.DONE)
        self._later.setText(self.tr("Close") if episode.finished else self.tr("Finish later"))
        self._later.setVisible(self._at is not At.DONE)
        strongest_now = episode.after if episode.after is not None else episode.before
        reasons = reasons_for_help(
            self._content.help_offer,
            craving=strongest_now,
            used=episode.outcome is Outcome.ACTED,
        )
        # While a tool is being tried, the quiet Help now at the top is enough.
        apart = self._at in (At.TOOLS, At.DOING, At.HELPED)
        self._offer_help(bool(reasons) and not apart)

    def _offer_help(self, offered: bool) -> None:
        if offered and not self._offer.text:
            self._offer.add_action(self.tr("Help now"), self.help_wanted.emit)
            self._offer.say(self._content.safety(self._country).offer)
        elif not offered and self._offer.text:
            self._offer.dismiss()

    def _say_problem(self, sentence: str) -> None:
        if sentence:
            self._draft.live.pending.refuse(self, sentence)
        else:
            self._draft.live.pending.accept(self)
