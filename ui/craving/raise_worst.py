"""RaiseWorst: asks whether a day's worst is to be as strong as a craving written down on it."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from journal.model.craving import CravingEpisode
from journal.rules.worst_craving import stronger_than_worst
from ui.base.live_book import LiveBook
from ui.widgets.banner import Banner


class RaiseWorst(Banner):
    """Hidden until :meth:`ask` finds the two apart. What is left as it is, is not asked again."""

    def __init__(self, live: LiveBook, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._live = live
        self._day = day
        self._left: int | None = None

    def ask(self) -> None:
        """Ask if there is something to ask; else be hidden."""
        entry, word = self._live.ask.day(self._day), self._live.ask.program.craving_word
        episodes = self._live.ask.between(CravingEpisode, self._day, self._day)
        strongest = stronger_than_worst(entry, episodes)
        if entry is None or strongest is None or strongest == self._left:
            self.dismiss()
            return
        words = self.tr(
            "The worst {word} of the day is {worst}, and one of {strongest} is written down."
            " Raise the worst to {strongest}?"
        )
        said = words.format(word=word, worst=entry.craving, strongest=strongest)
        if said == self.text:
            return
        self.clear_actions()
        self.say(said)
        raised = self.tr("Make it {strongest}").format(strongest=strongest)
        left = self.tr("Leave it at {worst}").format(worst=entry.craving)
        self.add_action(raised, partial(self._raise, strongest))
        self.add_action(left, partial(self._leave, strongest))

    def ask_no_more(self) -> None:
        """Be hidden once the two agree."""
        if self.text:
            self.ask()

    def _raise(self, strongest: int) -> None:
        self.dismiss()
        self._live.answer(self._day, craving=strongest)

    def _leave(self, strongest: int) -> None:
        self._left = strongest
        self.dismiss()
