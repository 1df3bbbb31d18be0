"""EpisodeDraft: one craving in the journal, kept answer by answer while the dialog is open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from journal.errors import InvalidInput
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.record import Record
from ui.base.live_book import LiveBook

ANSWERS = (
    "before",
    "peak",
    "after",
    "minutes",
    "triggers",
    "place",
    "company",
    "no_tool_reason",
    "outcome",
    "note",
)


class EpisodeDraft(QObject):
    """Reads and changes one episode and its tools. Begins a new one when given no id.

    What the journal cannot keep (the clock was set back) stays here as long as the dialog is
    open, and ``problem(str)`` says why; an empty one says that all is well.
    """

    problem = Signal(str)

    def __init__(
        self, live: LiveBook, episode_id: UUID | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._trouble = ""
        self._undone_to: int | None = None
        held = live.ask.get(CravingEpisode, episode_id) if episode_id is not None else None
        self._uses = {use.id: use for use in live.ask.tools_in(held.id)} if held else {}
        self._strongest_before = held.strongest if held else None
        if held is not None:
            self._episode = held
            return
        self._undone_to = live.undo_stack.index()
        self._episode = CravingEpisode(at=live.ask.now(), day=live.ask.today())
        self._keep(self._episode)

    @property
    def live(self) -> LiveBook:
        """The journal."""
        return self._live

    @property
    def episode(self) -> CravingEpisode:
        """The craving as it stands."""
        return self._episode

    @property
    def uses(self) -> tuple[ToolUse, ...]:
        """The tools used in it, in the order they were picked."""
        return tuple(self._uses.values())

    @property
    def word(self) -> str:
        """What the patient calls a craving."""
        return self._live.ask.program.craving_word

    @property
    def trouble(self) -> str:
        """Why the last answer could not be kept, or nothing."""
        return self._trouble

    @property
    def strength_is_new(self) -> bool:
        """Whether it has become as strong as it is since the dialog came up."""
        return self._episode.strongest != self._strongest_before

    def is_blank(self) -> bool:
        """Whether nothing at all was answered."""
        blank = (None, (), "")
        return not self._uses and all(getattr(self._episode, name) in blank for name in ANSWERS)

    def answer(self, **answers: Any) -> None:
        """Change some answers."""
        try:
            changed = replace(self._episode, **answers)
        except InvalidInput as error:
            self._say(str(error))
            return
        if changed != self._episode:
            self._episode = changed
            self._keep(changed)

    def use_tool(self, tool: str) -> ToolUse:
        """A tool was picked; the use of it that is already there, or a new one."""
        for use in self._uses.values():
            if use.tool == tool:
                return use
        # The clock may have been set back past the start of the day; no tool is lost for that.
        day = min(self._episode.day, self._live.ask.today())
        made = ToolUse(day=day, tool=tool, episode_id=self._episode.id)
        self._uses[made.id] = made
        self._keep(made)
        return made

    def rate(self, use: ToolUse, helped: int | None) -> None:
        """Say how much a tool helped."""
        if self._uses[use.id].helped != helped:
            self._uses[use.id] = replace(self._uses[use.id], helped=helped)
            self._keep(self._uses[use.id])

    def leave_out(self, use: ToolUse) -> None:
        """The tool was not used after all."""
        if self._uses.pop(use.id, None) is not None and not self._trouble:
            self._live.delete(use, text=self.word)

    def drop(self) -> None:
        """Take a craving away again that was opened and left without an answer."""
        stack = self._live.undo_stack
        if self._undone_to is not None:
            # Nothing else can change while the dialog is open, so these steps are its own.
            while stack.index() > self._undone_to:
                self._live.undo()
        if self._live.ask.get(CravingEpisode, self._episode.id) is not None:
            self._live.delete(self._episode, text=self.word)

    def _keep(self, record: Record) -> None:
        try:
            self._live.record(record, text=self.word, joins=f"craving {self._episode.id}")
        except InvalidInput as error:
            self._say(str(error))
        else:
            self._say("")

    def _say(self, trouble: str) -> None:
        self._trouble = trouble
        self.problem.emit(trouble)
