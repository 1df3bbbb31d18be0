"""DayForm: the questions about one day, kept as they are answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.content.content import Content, Tool
from journal.errors import InvalidInput
from journal.model.change import Change
from journal.model.choices import Halt, Home, Medication, Reached, Use
from journal.model.craving import ToolUse
from journal.model.day import DayEntry
from journal.model.plan import OwnItem, Preferences
from ui.base.jobs import Debounce
from ui.base.live_book import LiveBook
from ui.widgets.buttons import QuietButton
from ui.widgets.fields.chips import ChipItem, ChipPicker
from ui.widgets.fields.choice import ChoiceRow, TickRow
from ui.widgets.fields.hours_field import HoursEdit
from ui.widgets.fields.note import NoteEdit
from ui.widgets.fields.parsed_field import ParsedField
from ui.widgets.fields.scale import ScaleInput
from ui.widgets.incremental import do_all
from ui.widgets.layout.card import Card
from ui.widgets.layout.tab_order import follow_layout

NOTE_AFTER_MS = 250
"""A note is kept this long after the last letter..."""
NOTE_LATEST_MS = 700
"""...and at the latest this long after the first."""

FIRST = ("mood", "craving", "use", "tools")
MORE = (
    "sleep_hours",
    "sleep_quality",
    "medication",
    "halt",
    "home",
    "reached",
    "no_tool_reason",
    "note",
)


class DayForm(QWidget):
    """Everything that can be said about one day. Nothing starts on a value.

    Each answer goes to the journal as soon as it is given; the note a moment after the typing
    stops. What changes the day from elsewhere (undo, a craving finished) is shown at once.
    """

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        day: date,
        parent: QWidget | None = None,
        *,
        whole: bool = True,
    ) -> None:
        """Without ``whole``, :meth:`building` is to make the questions."""
        super().__init__(parent)
        self._live = live
        self._content = content
        self._day = day
        self._parts: dict[str, QWidget] = {}
        self._tools: ChipPicker
        self._shown_items: list[ChipItem] = []
        self._note_later = self._debounced("note")
        self._reason_later = self._debounced("no_tool_reason")

        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        self._first = Card()
        self._more_button = QuietButton("")
        self._more_button.clicked.connect(self._toggle_more)
        self._more = Card()
        for part in (self._first, self._more_button, self._more):
            box.addWidget(part)
        self._pieces = self._building()
        if whole:
            do_all(self._pieces)

    def building(self) -> Iterator[object]:
        """Make the questions that are not made yet, one up to each ``yield``."""
        # Work that is dropped half-way must not close what is still to be made.
        while (question := next(self._pieces, None)) is not None:
            yield question

    @property
    def day(self) -> date:
        """The day that is asked about."""
        return self._day

    def part(self, name: str) -> QWidget:
        """The field of one answer."""
        if name not in self._parts:
            self._build_more()
        return self._parts[name]

    def focus_first(self) -> None:
        """Put the cursor on the first question."""
        self._focus(FIRST + MORE)

    def flush(self) -> None:
        """Keep what is still being typed, and try again what could not be kept."""
        if self._live.closed:
            return
        for name, part in self._parts.items():
            if isinstance(part, ParsedField):
                part.flush()
            elif isinstance(part, NoteEdit) and part in self._live.pending.refused:
                self._keep_text(name)
        self._note_later.flush()
        self._reason_later.flush()

    def show_day(self) -> None:
        """Show what the journal holds for the day, without touching what is being typed."""
        entry = self._live.ask.day(self._day) or DayEntry(day=self._day)
        for name in ("mood", "craving", "sleep_hours", "sleep_quality"):
            self._show(name, "value", getattr(entry, name))
        for name in ("use", "medication", "home"):
            value = getattr(entry, name)
            self._show(name, "value", None if value is None else str(value))
        for name in ("halt", "reached"):
            self._show(name, "values", tuple(map(str, getattr(entry, name))))
        for name, later in (("note", self._note_later), ("no_tool_reason", self._reason_later)):
            refused = self._parts.get(name) in self._live.pending.refused
            if not later.pending and not refused:
                self._show_text(name, getattr(entry, name))
        if "tools" in self._parts:
            self._show_tools()

    def _show_tools(self) -> None:
        items = self._tool_items()
        if items != self._shown_items:
            self._shown_items = items
            self._tools.set_items(items)
        chosen = tuple((use.tool, use.helped) for use in self._tool_uses())
        if chosen != self._tools.chosen:
            self._tools.chosen = chosen

    # -- the questions ---------------------------------------------------------------------------

    @property
    def _preferences(self) -> Preferences:
        return self._live.ask.preferences

    def _asked(self, names: Iterable[str]) -> list[str]:
        """Those of ``names`` that the patient wants to be asked about."""
        asked = self._preferences.asked
        return [name for name in names if not asked or name in asked]

    def _building(self) -> Iterator[object]:
        yield from self._fill(FIRST, self._first)
        if self._preferences.more_open:
            yield from self._fill(MORE, self._more)
        self._more_button.setVisible(bool(self._asked(MORE)))
        self._open_more(opened=self._preferences.more_open)
        self.show_day()
        self._live.changed.connect(self._changed)
        self._live.reloaded.connect(self.show_day)

    def _fill(self, names: Iterable[str], card: Card) -> Iterator[object]:
        for name in self._asked(names):
            self._parts[name] = self._make(name)
            card.add(self._parts[name])
            yield name
        card.setVisible(bool(self._asked(names)))

    def _build_more(self) -> None:
        """Make the questions that few evenings need, once they are wanted."""
        if not any(name in self._parts for name in MORE):
            do_all(self._fill(MORE, self._more))
            self._more.hide()
            self.show_day()

    def _make(self, name: str) -> QWidget:
        word = self._live.ask.program.craving_word
        made: dict[str, Callable[[], QWidget]] = {
            "mood": lambda: self._scale("mood", self.tr("Mood")),
            "craving": lambda: self._scale(
                "craving", self.tr("Worst {word} of the day").format(word=word)
            ),
            "use": lambda: self._choice("use", self.tr("Any use?"), Use),
            "tools": self._make_tools,
            "sleep_hours": self._make_hours,
            "sleep_quality": lambda: self._scale("sleep_quality", self.tr("How well I slept")),
            "medication": lambda: self._choice("medication", self.tr("Medication"), Medication),
            "halt": lambda: self._ticks("halt", self.tr("Was I…"), Halt),
            "home": lambda: self._choice("home", self.tr("Home was"), Home),
            "reached": lambda: self._ticks("reached", self.tr("I reached out to"), Reached),
            "no_tool_reason": lambda: self._text(
                "no_tool_reason", self.tr("If I used no tool: why"), self._reason_later, 1
            ),
            "note": lambda: self._text("note", self.tr("Note"), self._note_later, 3),
        }
        return made[name]()

    def _scale(self, name: str, label: str) -> ScaleInput:
        scale = self._content.scales[name]
        part = ScaleInput(label, scale.words[0], scale.words[-1], scale.high)
        part.valueChanged.connect(lambda value: self._answer(name, value))
        return part

    def _choice(self, name: str, label: str, kind: type[StrEnum]) -> ChoiceRow:
        part = ChoiceRow(label, [(str(v), self._content.label(name, v)) for v in kind])
        part.valueChanged.connect(
            lambda value: self._answer(name, None if value is None else kind(value))
        )
        return part

    def _ticks(self, name: str, label: str, kind: type[StrEnum]) -> TickRow:
        part = TickRow(label, [(str(v), self._content.label(name, v)) for v in kind])
        part.valuesChanged.connect(
            lambda values: self._answer(name, tuple(kind(value) for value in values))
        )
        return part

    def _text(self, name: str, label: str, later: Debounce, lines: int) -> NoteEdit:
        part = NoteEdit(label, lines=lines)
        part.textEdited.connect(lambda _text: later.poke())
        return part

    def _debounced(self, name: str) -> Debounce:
        later = Debounce(partial(self._keep_text, name), NOTE_AFTER_MS, NOTE_LATEST_MS, self)
        self._live.pending.follow(later)
        return later

    def _make_hours(self) -> HoursEdit:
        part = HoursEdit(self.tr("Hours of sleep"))
        self._live.pending.watch(part)
        part.valueChanged.connect(lambda value: self._answer("sleep_hours", value))
        return part

    def _make_tools(self) -> ChipPicker:
        self._shown_items = self._tool_items()
        self._tools = ChipPicker(
            self.tr("Tools I used"), self._shown_items, rated=True, allow_new=True
        )
        self._tools.chosenChanged.connect(self._tools_chosen)
        self._tools.newWanted.connect(self._new_tool)
        return self._tools

    # -- what the person meant -------------------------------------------------------------------

    def _answer(self, name: str, value: Any) -> None:
        part = self._parts[name]
        try:
            self._live.answer(self._day, **{name: value})
        except InvalidInput as error:
            self._live.pending.refuse(part, str(error))
            self.show_day()  # no control shows an answer that is not in the journal
        else:
            self._live.pending.accept(part)

    def _keep_text(self, name: str) -> None:
        part = self._parts[name]
        assert isinstance(part, NoteEdit)  # noqa: S101 (made so above)
        self._answer(name, part.text)

    def _tools_chosen(self, chosen: tuple[tuple[str, int | None], ...]) -> None:
        wanted = dict(chosen)
        held = {use.tool: use for use in self._tool_uses()}
        gone = [use for tool, use in held.items() if tool not in wanted]
        kept = [
            replace(held[tool], helped=helped)
            if tool in held
            else ToolUse(day=self._day, tool=tool, helped=helped)
            for tool, helped in wanted.items()
            if tool not in held or held[tool].helped != helped
        ]
        try:
            if gone:
                self._live.delete(*gone, text=self.tr("tools"))
            if kept:
                self._live.record(*kept, text=self.tr("tools"))
        except InvalidInput as error:
            self._live.pending.refuse(self._tools, str(error))
            self.show_day()
        else:
            self._live.pending.accept(self._tools)

    def _new_tool(self, name: str) -> None:
        try:
            item = OwnItem(list_name="tool", name=name)
            # The change puts it among the items.
            self._live.record(item, text=self.tr("new tool"))
        except InvalidInput as error:
            self._live.pending.refuse(self._tools, str(error))
        else:
            self._tools.add(item.key)

    # -- what the journal holds ------------------------------------------------------------------

    def _tool_uses(self) -> list[ToolUse]:
        uses = self._live.ask.between(ToolUse, self._day, self._day)
        return [use for use in uses if use.episode_id is None]

    def _tool_items(self) -> list[ChipItem]:
        preferences = self._preferences
        own = [Tool.from_own(i) for i in self._live.ask.all(OwnItem) if i.list_name == "tool"]
        tools = {tool.key: tool for tool in (*own, *self._content.tools)}
        in_use = {use.tool for use in self._tool_uses()}
        # A tool that is in no list (removed, or from an import) stays on the day it was used.
        lost = [
            Tool(key=key, name=self._content.name("tool", key), how="") for key in in_use - {*tools}
        ]
        return [
            ChipItem(tool.key, tool.name, tool.how, tool.key in preferences.favourite_tools)
            for tool in (*tools.values(), *lost)
            if tool.key not in preferences.hidden_tools or tool.key in in_use
        ]

    def _changed(self, change: Change) -> None:
        if self._day in change.days or {"own_item", "preferences", "program"} & change.kinds:
            self.show_day()

    def _show(self, name: str, attribute: str, value: object) -> None:
        part = self._parts.get(name)
        if isinstance(part, ParsedField):
            part.follow(value)
        elif part is not None and getattr(part, attribute) != value:
            setattr(part, attribute, value)

    def _show_text(self, name: str, text: str) -> None:
        part = self._parts.get(name)
        if isinstance(part, NoteEdit) and part.text != text:
            part.set_text(text)

    def _toggle_more(self) -> None:
        opened = not self._more.isVisibleTo(self)
        self._open_more(opened=opened)
        self._live.record(replace(self._preferences, more_open=opened), undoable=False)
        if opened:
            self._focus(MORE)

    def _focus(self, names: Iterable[str]) -> None:
        for part in [self._parts[name] for name in names if name in self._parts][:1]:
            part.setFocus()

    def _open_more(self, *, opened: bool) -> None:
        if opened:
            self._build_more()
        self._more.setVisible(opened and bool(self._asked(MORE)))
        self._more_button.setText(self.tr("Show less") if opened else self._more_words())
        follow_layout(self)

    def _more_words(self) -> str:
        today = self._day == self._live.ask.today()
        return self.tr("More about today") if today else self.tr("More about this day")
