"""Steps of Craving now: one question at a time, each of them can be left blank."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.content.content import Content, Tool
from journal.model.craving import ToolUse
from journal.model.plan import Contact, OwnItem
from ui.craving.clocks import BreathTimer, CountDown
from ui.craving.draft import EpisodeDraft
from ui.craving.tool_choice import ToolChoice
from ui.widgets.banner import Banner
from ui.widgets.buttons import QuietButton
from ui.widgets.fields.marked_row import MarkedRow
from ui.widgets.fields.scale import ScaleInput
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.words.labels import Soft, Title, Words

FIRST_TOOLS = 5
"""How many tools are offered before asking for all of them."""

CALLING, REASONS = "call-support", "my-reasons"
"""The tools for which the journal itself holds something: people to call, one's own reasons."""


class Step(QWidget):
    """One question. ``answered`` tells the dialog what its way on should be called."""

    onward = Signal()
    """The person is done here."""
    answered = Signal()
    """An answer was given or taken back."""
    tool_wanted = Signal(object)
    """A :class:`ToolUse` to look at."""
    tools_wanted = Signal()
    """Another tool is to be tried."""

    def __init__(self, draft: EpisodeDraft, content: Content, title: str, hint: str = "") -> None:
        super().__init__()
        self.draft = draft
        self.content = content
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(8, 8, 8, 8)  # room for a focus ring
        self.box.setSpacing(16)
        self._title = Title(title)
        self.box.addWidget(self._title)
        if hint:
            self.box.addWidget(Soft(hint))

    @property
    def title(self) -> str:
        """The question."""
        return self._title.text()

    def set_title(self, title: str) -> None:
        """Ask something else."""
        self._title.setText(title)

    def begin(self) -> None:
        """Put the cursor where the answer goes."""

    def has_answer(self) -> bool:
        """Whether something is answered here."""
        return False

    def onward_text(self) -> str:
        """What the button that goes on says."""
        return self.tr("Go on") if self.has_answer() else self.tr("Skip")

    def digit(self, digit: int) -> bool:
        """A digit was pressed that no field took; whether it meant something here."""
        return False

    def flush(self) -> None:
        """Keep what is still being typed."""

    def enter_goes_on(self, widget: QWidget) -> None:
        """Have Enter in ``widget`` leave the step, once it has nothing to answer with."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if isinstance(watched, MarkedRow) and watched.has_moved_mark:
            return False  # Enter answers with it first
        if pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self.onward.emit()
            return True
        return super().eventFilter(watched, event)

    def strength(self, label: str, name: str) -> ScaleInput:
        """A 0 to 10 scale for the strength kept as ``name``."""
        words = self.content.scales["craving"].words
        scale = ScaleInput(label, words[0], words[-1])
        scale.value = getattr(self.draft.episode, name)
        scale.valueChanged.connect(lambda value: self._answer(name, value))
        return scale

    def _answer(self, name: str, value: object) -> None:
        self.draft.answer(**{name: value})
        self.answered.emit()


class StrengthStep(Step):
    """How strong it is now."""

    def __init__(self, draft: EpisodeDraft, content: Content) -> None:
        # The word is put in by hand: a word of one's own has no plural and no article to bend.
        super().__init__(
            draft,
            content,
            self.tr("How strong is the {word} right now?").format(word=draft.word),
            self.tr("You can stop at any time. What you wrote stays."),
        )
        self._scale = self.strength(self.tr("Strength now"), "before")
        self.enter_goes_on(self._scale)
        self.box.addWidget(self._scale)

    def begin(self) -> None:
        self._scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_answer(self) -> bool:
        return self.draft.episode.before is not None


class ToolsStep(Step):
    """The patient's own tools first: favourites, then those used most."""

    def __init__(self, draft: EpisodeDraft, content: Content) -> None:
        super().__init__(
            draft,
            content,
            self.tr("What could help right now?"),
            self.tr("Pick one and try it. You do not have to do it well."),
        )
        self._tools = offered_tools(draft, content)
        used = {use.tool for use in draft.uses}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.box.addLayout(self._rows)
        self._choices: list[ToolChoice] = []
        for index, tool in enumerate(self._tools):
            digit = str(index + 1) if index < 9 else ""
            choice = ToolChoice(tool.name, tool.how, digit, self, used=tool.key in used)
            choice.clicked.connect(lambda _on=False, key=tool.key: self._pick(key))
            self._rows.addWidget(choice)
            choice.setVisible(index < FIRST_TOOLS)
            self._choices.append(choice)
        self._all = QuietButton(self.tr("Show all my tools"))
        self._all.clicked.connect(self._show_all)
        row = FlowLayout()
        row.addWidget(self._all)
        self.box.addLayout(row)
        self._all.setVisible(len(self._tools) > FIRST_TOOLS)

    def begin(self) -> None:
        if self._choices:
            self._choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def has_answer(self) -> bool:
        return bool(self.draft.uses)

    def onward_text(self) -> str:
        return self.tr("Go on") if self.has_answer() else self.tr("Go on without a tool")

    def digit(self, digit: int) -> bool:
        if not 1 <= digit <= len(self._tools):
            return False
        if self._choices[digit - 1].isVisibleTo(self):
            self._pick(self._tools[digit - 1].key)
        return True

    def _pick(self, key: str) -> None:
        self.tool_wanted.emit(self.draft.use_tool(key))

    def _show_all(self) -> None:
        for choice in self._choices:
            choice.show()
        self._all.hide()
        self._choices[FIRST_TOOLS].setFocus(Qt.FocusReason.OtherFocusReason)


class DoingStep(Step):
    """One tool: how it is done, what to take care of, and a timer if it has one."""

    def __init__(
        self,
        draft: EpisodeDraft,
        content: Content,
        tool: Tool,
        use: ToolUse,
        *,
        reduced_motion: bool,
    ) -> None:
        super().__init__(draft, content, tool.name)
        self._use = use
        self._timer: BreathTimer | CountDown | None = None
        if tool.timer is not None and tool.timer.kind == "box":
            seconds = tool.timer.steps[0].seconds
            self._timer = BreathTimer(seconds, reduced_motion=reduced_motion)
        elif tool.timer is not None:
            self._timer = CountDown(tool.timer.minutes, reduced_motion=reduced_motion)
            self._timer.finished.connect(self._waited)
        self._waited_words = Words(self.tr("The time is up. You waited it out."))
        self._waited_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._waited_words.hide()
        if self._timer is not None:  # first, so that it is in sight however large the text is
            self.box.addWidget(self._timer)
            self.box.addWidget(self._waited_words)
        if tool.how:
            self.box.addWidget(Words(tool.how))
        if tool.caution:
            caution = Banner()
            self.box.addWidget(caution)
            caution.say(tool.caution, "warning")
        for line in self._own_lines(tool.key):
            self.box.addWidget(Words(line))
        if self._timer is not None:
            self.box.addWidget(Soft(self.tr("You can go on before the time is up.")))
        other = QuietButton(self.tr("Pick another one"))
        other.clicked.connect(self._other)
        row = FlowLayout()
        row.addWidget(other)
        self.box.addLayout(row)

    @property
    def timer(self) -> BreathTimer | CountDown | None:
        """The clock, for a tool that has one."""
        return self._timer

    def begin(self) -> None:
        if self._timer is not None:
            self._timer.start()

    def onward_text(self) -> str:
        return self.tr("I did this")

    def _own_lines(self, key: str) -> list[str]:
        ask = self.draft.live.ask
        if key == CALLING:
            people = sorted(ask.all(Contact), key=lambda contact: contact.position)
            return [" · ".join(filter(None, (c.name or c.role, c.phone))) for c in people]
        return list(ask.hard_day_plan.reasons) if key == REASONS else []

    def _waited(self) -> None:
        self._waited_words.show()

    def _other(self) -> None:
        if self._use.helped is None:
            self.draft.leave_out(self._use)
        self.tools_wanted.emit()


class HelpedStep(Step):
    """How much the tool helped."""

    def __init__(self, draft: EpisodeDraft, content: Content, tool: Tool, use: ToolUse) -> None:
        super().__init__(
            draft,
            content,
            self.tr("How much did it help?"),
            self.tr("Some tools do not help every time. That is good to know, too."),
        )
        self._use = use
        helped = content.scales["helped"]
        self._scale = ScaleInput(tool.name, helped.words[0], helped.words[-1], helped.high)
        self._scale.value = use.helped
        self._scale.valueChanged.connect(self._rated)
        self.enter_goes_on(self._scale)
        self.box.addWidget(self._scale)

    def begin(self) -> None:
        self._scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_answer(self) -> bool:
        return self._scale.value is not None

    def _rated(self, value: int | None) -> None:
        self.draft.rate(self._use, value)
        self.answered.emit()


class AfterStep(Step):
    """How strong it is after, and how strong it got."""

    def __init__(self, draft: EpisodeDraft, content: Content) -> None:
        super().__init__(
            draft,
            content,
            self.tr("How strong is the {word} now?").format(word=draft.word),
        )
        self._after = self.strength(self.tr("Strength now"), "after")
        self._peak = self.strength(self.tr("At its strongest"), "peak")
        self.enter_goes_on(self._peak)
        other = QuietButton(self.tr("Try another tool"))
        other.clicked.connect(self.tools_wanted)
        row = FlowLayout()
        row.addWidget(other)
        self.box.addWidget(self._after)
        self.box.addWidget(self._peak)
        self.box.addLayout(row)

    def begin(self) -> None:
        self._after.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_answer(self) -> bool:
        return self.draft.episode.after is not None or self.draft.episode.peak is not None


def offered_tools(draft: EpisodeDraft, content: Content) -> list[Tool]:
    """Favourites in their own order, then by how often they were used; no hidden ones."""
    ask = draft.live.ask
    preferences = ask.preferences
    own = [Tool.from_own(item) for item in ask.all(OwnItem) if item.list_name == "tool"]
    tools = [t for t in (*own, *content.tools) if t.key not in preferences.hidden_tools]
    favourites = {key: place for place, key in enumerate(preferences.favourite_tools)}
    times = ask.tool_counts()
    tools.sort(key=lambda t: (favourites.get(t.key, len(favourites)), -times.get(t.key, 0)))
    return tools
