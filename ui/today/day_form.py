"""DayForm: the questions about one day, kept as they are answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.content.content import Content, Tool
from journal.errors import InvalidInput
from journal.model.craving import ToolUse
from journal.model.day import DayEntry
from journal.model.plan import OwnItem, Preferences
from journal.model.questions import ANSWERED, FIRST, MORE, QUESTIONS, Kind, Question
from journal.words.answers import question_name
from ui.base.jobs import Debounce
from ui.base.live_book import LiveBook
from ui.base.watch import Watch
from ui.base.words.dates import day_words
from ui.craving.raise_worst import RaiseWorst
from ui.widgets.buttons import QuietButton
from ui.widgets.fields.chips import ChipItem, ChipPicker
from ui.widgets.fields.choice import ChoiceRow, TickRow
from ui.widgets.fields.hours_field import HoursEdit
from ui.widgets.fields.note import NoteEdit
from ui.widgets.fields.parsed_field import ParsedField
from ui.widgets.fields.scale import ScaleInput
from ui.widgets.incremental import do_all, in_pieces
from ui.widgets.layout.card import Card
from ui.widgets.layout.tab_order import follow_layout

NOTE_AFTER_MS = 250
"""A note is kept this long after the last letter..."""
NOTE_LATEST_MS = 700
"""...and at the latest this long after the first."""

WATCHES = frozenset({"day_entry", "tool_use", "own_item", "preferences", "program"})


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
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._content = content
        self._day = day
        self._parts: dict[str, QWidget] = {}
        self._raise_worst = RaiseWorst(live, day, self)
        self._tools: ChipPicker
        self._shown_items: list[ChipItem] = []
        self._later = {
            asked.key: self._debounced(asked.key) for asked in QUESTIONS if asked.kind is Kind.TEXT
        }

        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        self._first = Card()
        self._more_button = QuietButton("")
        self._more_button.clicked.connect(self._toggle_more)
        self._more = Card()
        for part in (self._first, self._more_button, self._more):
            box.addWidget(part)
        self.building = in_pieces(self._make_questions())
        """Makes the questions that are not made yet, one at a time."""

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
        self._focus(QUESTIONS)

    def flush(self) -> None:
        """Keep what is still being typed, and try again what could not be kept."""
        if self._live.closed:
            return
        for name, part in self._parts.items():
            if isinstance(part, ParsedField):
                part.flush()
            elif isinstance(part, NoteEdit) and part in self._live.pending.refused:
                self._keep_text(name)
        for later in self._later.values():
            later.flush()
        self._keep_refused()

    def show_refused(self) -> None:
        """Put the cursor on the first answer that could not be kept."""
        for part in [one for one in self._parts.values() if one in self._live.pending.refused][:1]:
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_refused(self) -> None:
        """Keep as a draft what was typed and cannot be kept as an answer; a lock loses no word."""
        typed = {
            name: part.typed if isinstance(part, ParsedField) else part.text
            for name, part in self._parts.items()
            if part in self._live.pending.refused and isinstance(part, ParsedField | NoteEdit)
        }
        if typed:
            self._live.keep_draft(self._draft_key, day_words(self._day), typed)
        elif self._live.ask.draft(self._draft_key) is not None:
            self._live.drop_draft(self._draft_key)

    def _restore_refused(self) -> None:
        """Type again what was refused before a lock."""
        draft = self._live.ask.draft(self._draft_key)
        fields = draft.fields if draft is not None else {}
        for asked in self._asked(QUESTIONS):
            if asked.key not in fields:
                continue
            if asked in MORE:
                self._open_more(opened=True)
            part, typed = self._parts[asked.key], fields[asked.key]
            if isinstance(part, ParsedField):
                part.type(typed)
            elif isinstance(part, NoteEdit):
                part.set_text(typed)
                self._keep_text(asked.key)

    @property
    def _draft_key(self) -> str:
        return f"today/day/{self._day}"

    def show_day(self) -> None:
        """Show what the journal holds for the day, without touching what is being typed."""
        entry = self._live.ask.day(self._day) or DayEntry(day=self._day)
        for asked in ANSWERED:
            self._show_answer(asked, getattr(entry, asked.key))
        if "tools" in self._parts:
            self._show_tools()
        self._raise_worst.ask_no_more()

    def _show_answer(self, asked: Question, answer: Any) -> None:
        part: Any = self._parts.get(asked.key)
        if part is None:
            return
        if asked.kind is Kind.TEXT:
            typing = self._later[asked.key].pending or part in self._live.pending.refused
            if not typing and part.text != answer:
                part.set_text(answer)
            return
        if isinstance(part, ParsedField):
            part.follow(answer)
            return
        shown = "values" if asked.kind is Kind.TICKS else "value"
        if getattr(part, shown) != answer:  # a StrEnum equals its key
            setattr(part, shown, answer)

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

    def _asked(self, questions: Iterable[Question]) -> list[Question]:
        """Those of ``questions`` that the patient wants to be asked about."""
        asked = self._preferences.asked
        return [one for one in questions if not asked or one.key in asked]

    def _make_questions(self) -> Iterator[object]:
        yield from self._fill(FIRST, self._first)
        if self._preferences.more_open:
            yield from self._fill(MORE, self._more)
        self._more_button.setVisible(bool(self._asked(MORE)))
        self._open_more(opened=self._preferences.more_open)
        self.show_day()
        self._restore_refused()
        Watch(self._live, self.show_day, WATCHES, self)

    def _fill(self, questions: Iterable[Question], card: Card) -> Iterator[object]:
        for asked in self._asked(questions):
            self._parts[asked.key] = self._make(asked)
            card.add(self._parts[asked.key])
            if asked.key == "craving":
                card.add(self._raise_worst)
            yield asked
        card.setVisible(bool(self._asked(questions)))

    def _build_more(self) -> None:
        """Make the questions that few evenings need, once they are wanted."""
        if not any(asked.key in self._parts for asked in MORE):
            do_all(self._fill(MORE, self._more))
            self._more.hide()
            self.show_day()

    def _make(self, asked: Question) -> QWidget:
        name = question_name(self._content, asked, self._live.ask.program.craving_word)
        make = {
            Kind.SCALE: self._scale,
            Kind.HOURS: self._hours,
            Kind.CHOICE: self._choice,
            Kind.TICKS: self._ticks,
            Kind.TEXT: self._text,
            Kind.TOOLS: self._tool_picker,
        }[asked.kind]
        return make(asked, name)

    def _scale(self, asked: Question, label: str) -> QWidget:
        ends = self._content.scales[asked.key].words
        part = ScaleInput(label, ends[0], ends[-1], asked.high)
        part.valueChanged.connect(partial(self._answer, asked.key))
        return part

    def _hours(self, asked: Question, label: str) -> QWidget:
        part = HoursEdit(label)
        self._live.pending.watch(part)
        part.valueChanged.connect(partial(self._answer, asked.key))
        return part

    def _choice(self, asked: Question, label: str) -> QWidget:
        part = ChoiceRow(label, self._options(asked))
        part.valueChanged.connect(
            lambda key: self._answer(asked.key, None if key is None else asked.choices(key))
        )
        return part

    def _ticks(self, asked: Question, label: str) -> QWidget:
        part = TickRow(label, self._options(asked))
        part.valuesChanged.connect(
            lambda keys: self._answer(asked.key, tuple(map(asked.choices, keys)))
        )
        return part

    def _options(self, asked: Question) -> list[tuple[str, str]]:
        return [(str(one), self._content.label(asked.key, one)) for one in asked.choices]

    def _text(self, asked: Question, label: str) -> QWidget:
        part = NoteEdit(label, lines=1 if asked.names else 3)
        part.textEdited.connect(lambda _text: self._later[asked.key].poke())
        return part

    def _debounced(self, name: str) -> Debounce:
        later = Debounce(partial(self._keep_text, name), NOTE_AFTER_MS, NOTE_LATEST_MS, self)
        self._live.pending.follow(later)
        return later

    def _tool_picker(self, _asked: Question, label: str) -> QWidget:
        self._shown_items = self._tool_items()
        self._tools = ChipPicker(label, self._shown_items, rated=True, allow_new=True)
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
            if name == "craving":
                self._raise_worst.ask()

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

    def _toggle_more(self) -> None:
        opened = not self._more.isVisibleTo(self)
        self._open_more(opened=opened)
        self._live.record(replace(self._preferences, more_open=opened), undoable=False)
        if opened:
            self._focus(MORE)

    def _focus(self, questions: Iterable[Question]) -> None:
        for part in [self._parts[one.key] for one in questions if one.key in self._parts][:1]:
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
