"""VisitCard: the return slip of an individual session, typed in at home."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from journal.errors import InvalidInput
from journal.model.therapy import Visit
from ui.base.jobs import Debounce
from ui.base.live_book import LiveBook
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.note import NoteEdit
from ui.widgets.layout.card import Card

KEEP_AFTER_MS, KEEP_LATEST_MS = 250, 700


class VisitCard(Card):
    """The newest visit: focus, homework, next date, and what became of the homework."""

    def __init__(self, live: LiveBook, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("What we agreed on"))
        self.set_hint(self.tr("Copy the slip from your last session. It opens your next summary."))
        self._live = live
        self._visit: Visit | None = None
        self._fresh = False
        self._later = Debounce(self._keep, KEEP_AFTER_MS, KEEP_LATEST_MS, self)
        live.pending.follow(self._later)
        self._day = DateField(self.tr("Day of the session"), None, live.ask.today())
        self._focus = NoteEdit(self.tr("Focus"), lines=1, most_lines=6)
        self._homework = NoteEdit(self.tr("Homework"), lines=1, most_lines=6)
        self._happened = NoteEdit(self.tr("What came of it"), lines=1, most_lines=6)
        self._next = DateField(self.tr("Next session"))
        for part in (
            self._day,
            self._focus,
            self._homework,
            self._happened,
            self._next,
        ):
            self.add(part)
        for note in (self._focus, self._homework, self._happened):
            note.textEdited.connect(lambda _text: self._later.poke())
        for field in (self._day, self._next):
            live.pending.watch(field)
            field.valueChanged.connect(lambda _day: self._later.poke())
        self.add_action(self.tr("A new session"), self._new)

    def flush(self) -> None:
        """Keep what is still being typed."""
        self._day.flush()
        self._next.flush()
        self._later.flush()

    def redraw(self) -> None:
        """Show the newest visit, without touching what is being typed."""
        self._day.set_range(None, self._live.ask.today())
        if self._later.pending or self in self._live.pending.refused or self._fresh:
            return
        visits = sorted(self._live.ask.all(Visit), key=lambda visit: visit.day)
        newest = visits[-1] if visits else None
        if self._visit is not None and self._live.ask.get(Visit, self._visit.id) is not None:
            newest = self._live.ask.get(Visit, self._visit.id)
        self._show(newest)

    def _show(self, visit: Visit | None) -> None:
        self._visit = visit
        self._day.follow(visit.day if visit else None)
        self._next.follow(visit.next_visit if visit else None)
        for note, text in (
            (self._focus, visit.focus if visit else ""),
            (self._homework, visit.homework if visit else ""),
            (self._happened, visit.what_happened if visit else ""),
        ):
            if note.text != text:
                note.set_text(text)

    def _new(self) -> None:
        self.flush()
        self._show(None)
        self._fresh = True
        self._day.value = self._live.ask.today()
        self._focus.setFocus()

    def _keep(self) -> None:
        held = self._visit if self._visit is not None else Visit(day=self._live.ask.today())
        words = replace(
            held,
            focus=self._focus.text,
            homework=self._homework.text,
            what_happened=self._happened.text,
        )
        problem = ""
        try:
            visit = replace(words, day=self._day.value or held.day, next_visit=self._next.value)
        except InvalidInput:
            # Days that do not fit each other are no reason to let go of the words.
            visit, problem = words, self.tr("The next session cannot be before this one.")
            self._live.pending.refuse(self, problem)  # before the words are told of, and redrawn
        self._visit, self._fresh = visit, False
        try:
            self._live.record(visit, text=self.tr("session slip"), joins=f"visit {visit.id}")
        except InvalidInput as error:
            problem = str(error)
            self._live.pending.refuse(self, problem)
        if not problem:
            self._live.pending.accept(self)
