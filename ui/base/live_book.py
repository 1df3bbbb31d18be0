"""LiveBook: an open book on the screen. Tells what changed, can undo, and saves by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from journal.book.book import Book
from journal.book.newer_save import NewerSave
from journal.book.queries import Queries, read_diary
from journal.book.snapshot import Snapshot
from journal.errors import JournalError
from journal.model.change import Change
from journal.model.diary import Diary
from journal.model.earlier_version import EarlierVersion
from journal.model.record import Record
from journal.store.merge import Merged
from journal.vault import KeyRing, SaveReport, Seen
from ui.base.jobs import Debounce, Job, Jobs, Latest
from ui.base.pending_input import PendingInput

SAVE_AFTER_MS = 800
"""A change is saved this long after the last one..."""
SAVE_LATEST_MS = 1200
"""...and at the latest this long after the first."""
MERGE_TYPING_S = 10.0
"""Changes of one answer that follow each other this fast are undone together."""


class SaveState(Enum):
    """Where the changes are."""

    SAVED = auto()
    SAVING = auto()
    REFUSED = auto()
    """Something that was typed cannot be kept as it is; its control says why."""
    UNSAVED = auto()
    """The last save did not work; the sentence with it says why."""
    READ_ONLY = auto()


@dataclass(frozen=True)
class Moment:
    """One step of undo: the words for it, and what it belongs to for joining fast typing."""

    text: str
    joins: str
    at: float


class LiveBook(QObject):
    """The one way that pages change the journal.

    ``ask`` is for reading. Each command returns its :class:`Change` and emits it; saving follows
    by itself within :data:`SAVE_LATEST_MS`. Belongs to the GUI thread.
    """

    changed = Signal(object)
    """A :class:`Change`, after each command, undo and redo."""
    reloaded = Signal()
    """Everything may be different: a merge, an import."""
    save_state = Signal(object, str)
    """A :class:`SaveState` and a sentence."""
    warned = Signal(str)
    """A save worked, and something beside it did not."""
    conflicted = Signal(object)
    """The path of a conflict copy that a save had to be written to."""

    def __init__(self, book: Book, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._jobs = jobs
        self._save_job: Job | None = None
        self._failure = ""
        self.closed = False
        """Whether nothing can be asked or told any more."""
        self.pending = PendingInput(self)
        """What stands in controls and is not in the journal yet."""
        self.pending.changed.connect(self._tell)
        self._autosave = Debounce(self.save_soon, SAVE_AFTER_MS, SAVE_LATEST_MS, self)
        self.undo_stack = QUndoStack(self)

    @property
    def ask(self) -> Queries:
        """The reading side of the journal."""
        return self._book

    @property
    def path(self) -> Path:
        """The file that the journal lies in."""
        return self._book.file.path

    @property
    def home(self) -> Path:
        """The file that was opened; after a conflict the journal lies in a copy beside it."""
        return self._book.file.home

    @property
    def ring(self) -> KeyRing:
        """The keys, for work on passphrases and backups."""
        return self._book.ring

    @property
    def seen(self) -> Seen | None:
        """What this computer remembers of journals, for opening this one again."""
        return self._book.seen

    def ask_about_newer(self) -> NewerSave | None:
        """The later save of which this file is an older one; asked about once and then known."""
        newer = self._book.newer_save
        if newer is not None:
            self._book.accept_older()
        return newer

    def image(self) -> bytes:
        """The journal as it is now, for a worker to compare with another copy."""
        return self._book.image()

    @property
    def read_only_reason(self) -> str | None:
        """Why nothing can be saved, if so."""
        return self._book.file.read_only_reason

    @property
    def held_elsewhere(self) -> bool:
        """Whether nothing can be saved because another computer says that it is open there."""
        return self._book.held_elsewhere

    @property
    def state(self) -> SaveState:
        """Where the changes are now."""
        if self.read_only_reason is not None:
            return SaveState.READ_ONLY
        if self._failure:
            return SaveState.UNSAVED
        if self.pending.refused:
            return SaveState.REFUSED
        if self._book.unsaved or self._save_job is not None or self.pending.waiting:
            return SaveState.SAVING
        return SaveState.SAVED

    @property
    def unsaved(self) -> bool:
        """Whether closing now would lose something, as after a change that cannot be saved."""
        return self._book.unsaved

    @property
    def last_view(self) -> str:
        """What :meth:`keep_last_view` kept last; nothing at first."""
        return self._book.last_view

    def keep_last_view(self, view: str) -> None:
        """Keep what is in sight, where it can be saved; no page has to hear of it."""
        if self.read_only_reason is None:
            self._book.last_view = view

    # -- commands --------------------------------------------------------------------------------

    def record(
        self, *records: Record, text: str = "", joins: str = "", undoable: bool = True
    ) -> Change:
        """Keep new or changed records. Changes with the same ``joins`` are undone together.

        Raises :class:`journal.errors.InvalidInput`.
        """
        change = self._book.record(*records)
        if undoable:
            return self._did(change, text, joins)
        self._announce(change)
        return change

    def answer(self, day: date, *, text: str = "", **answers: Any) -> Change:
        """Change some answers of a day. Raises :class:`journal.errors.InvalidInput`."""
        joins = f"{day} {' '.join(sorted(answers))}"
        return self._did(self._book.answer(day, **answers), text, joins)

    def bring_back(self, version: EarlierVersion, *, text: str = "") -> Change:
        """Have the journal say what a merge set aside. Raises as :meth:`record` does."""
        return self._did(self._book.bring_back(version), text, "")

    def keep_draft(self, key: str, title: str, fields: Mapping[str, Any]) -> None:
        """Keep what stands in an unfinished form; it is on the disk within a moment."""
        self._book.keep_draft(key, title, fields)
        self._changed_unsaved()

    def drop_draft(self, key: str) -> None:
        """Let a draft go: its form was saved, or is not wanted."""
        if self._book.drop_draft(key):
            self._changed_unsaved()

    def delete(self, *records: Record, text: str = "") -> Change:
        """Delete records; it can be undone."""
        return self._did(self._book.delete(*records), text, "")

    def undo(self) -> None:
        """Take the last change back."""
        self.undo_stack.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.undo_stack.redo()

    def take_in(self, merged: Merged) -> None:
        """Take in what a merge or an import decided. It ends what can be undone."""
        self._book.take_in(merged)
        self._everything_changed()

    def use_keys(self, ring: KeyRing) -> None:
        """Seal with other keys from the next save on."""
        self._book.use_keys(ring)
        self._changed_unsaved()

    # -- work on the whole diary -------------------------------------------------------------------

    def study(
        self,
        work: Callable[[Diary], Any],
        done: Callable[[Any], object],
        *,
        through: Latest,
        failed: Callable[[JournalError], object] | None = None,
        first: date | None = None,
        sessions_only: bool = False,
    ) -> None:
        """Have a worker read the diary and call ``work`` on it; ``done`` gets the result here.

        The diary begins on ``first`` (None: with the program). With ``sessions_only`` it holds
        what a ledger needs and no more. A diary of years takes seconds to read; an image of it
        takes milliseconds to make.
        """
        image, moment = self._book.image(), self._book.now()
        through.run(_study, image, moment, first, sessions_only, work, done=done, failed=failed)

    # -- saving ----------------------------------------------------------------------------------

    def save_now(self, limit_s: float | None = None) -> bool:
        """Save on the spot, before locking or leaving; False when it did not work, or is still
        under way after ``limit_s`` seconds."""
        end = None if limit_s is None else time.monotonic() + limit_s
        self._settle(limit_s)
        if self._save_job is None and self._book.unsaved:
            self._start_save()
            self._settle(None if end is None else end - time.monotonic())
        return not self._book.unsaved

    def save_soon(self) -> None:
        """Save what is not saved yet, when the save under way is back."""
        # One at a time: what changes meanwhile starts another when it is back.
        if self._save_job is None and self._book.unsaved:
            self._start_save()

    def sealed(self) -> bytes:
        """The journal as it is now, with the same keys as in its file."""
        return self._book.sealed()

    def save_elsewhere(self, path: Path) -> None:
        """Go on in a new file. Raises :class:`JournalError` when that does not work either."""
        self._settle()
        self._book.save_elsewhere(path)
        self._failure = ""
        self._tell()

    def parted_from(self, there: Book) -> bool:
        """Whether each holds what the other does not: changes here, a later save ``there``."""
        return self._book.unsaved and not self._book.is_same_save(there)

    def go_on_in(self, there: Book) -> None:
        """Go on in the same file, opened for writing at last (see :meth:`Book.go_on_in`)."""
        same = self._book.is_same_save(there)
        self._book.go_on_in(there)
        if same:
            self._changed_unsaved()
        else:
            self._everything_changed()

    def close(self, limit_s: float | None = None) -> None:
        """Let go of the journal; nothing is saved any more. Waits at most ``limit_s`` seconds.
        Doing it twice is harmless."""
        if self.closed:
            return
        self._settle(limit_s)
        # Steps that Python's collector finds together with their stack are freed twice.
        self.undo_stack.clear()
        self.closed = True
        self._jobs.settle(self._jobs.run(self._book.close, lane="disk"), limit_s)

    def _settle(self, limit_s: float | None = None) -> None:
        """Wait for the save under way, and let none follow by itself."""
        if self._save_job is not None:
            self._jobs.settle(self._save_job, limit_s)
        self._autosave.cancel()

    def _start_save(self) -> None:
        if self.read_only_reason is not None:
            return
        snapshot = self._book.snapshot()
        self._save_job = self._jobs.run(
            snapshot.write,
            done=lambda report: self._saved(snapshot, report),
            failed=self._not_saved,
            lane="disk",
        )
        self._tell()

    def _saved(self, snapshot: Snapshot, report: SaveReport) -> None:
        self._save_job = None
        self._failure = ""
        self._book.saved(snapshot)
        if self._book.unsaved:
            self._autosave.poke()
        self._tell()
        for warning in report.warnings:
            self.warned.emit(warning)
        if report.conflict is not None:
            self.conflicted.emit(report.conflict)

    def _not_saved(self, error: JournalError) -> None:
        self._save_job = None
        self._failure = str(error)
        self._tell()

    def _tell(self) -> None:
        if self.closed:
            return
        self.save_state.emit(self.state, self._failure or (self.read_only_reason or ""))

    # -- how changes are told ----------------------------------------------------------------------

    def _did(self, change: Change, text: str, joins: str) -> Change:
        if change:
            moment = Moment(text, joins, time.monotonic())
            self.undo_stack.push(_Step(self, change, moment))
            self._announce(change)
        return change

    def _revert(self, change: Change) -> Change:
        reverted = self._book.revert(change)
        self._announce(reverted)
        return reverted

    def _announce(self, change: Change) -> None:
        self._changed_unsaved()
        self.changed.emit(change)

    def _everything_changed(self) -> None:
        self.undo_stack.clear()
        self._changed_unsaved()
        self.reloaded.emit()

    def _changed_unsaved(self) -> None:
        self._autosave.poke()
        self._tell()


def _study(
    image: bytes,
    moment: datetime,
    first: date | None,
    sessions_only: bool,
    work: Callable[[Diary], Any],
) -> Any:
    return work(read_diary(image, moment, first, sessions_only=sessions_only))


class _Step(QUndoCommand):
    """One change on the undo stack; it was done before it came here."""

    def __init__(self, live: LiveBook, change: Change, moment: Moment) -> None:
        super().__init__(moment.text)
        self._live = live
        self._change = change
        self._moment = moment
        self._pushed = False

    def id(self) -> int:
        # Steps with an id of -1 are never joined.
        return hash(self._moment.joins) & 0x7FFFFFFF if self._moment.joins else -1

    def mergeWith(self, later: QUndoCommand) -> bool:
        if not isinstance(later, _Step) or later._moment.joins != self._moment.joins:
            return False
        if later._moment.at - self._moment.at > MERGE_TYPING_S:
            return False
        self._change += later._change
        self._moment = later._moment
        return True

    def redo(self) -> None:
        if self._pushed:
            self._change = self._live._revert(self._change)
        self._pushed = True

    def undo(self) -> None:
        self._change = self._live._revert(self._change)
