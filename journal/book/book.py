"""Book: the one door to an open journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from journal.book.newer_save import CHANGED_OUTSIDE, SaveMemory
from journal.book.queries import Queries
from journal.book.snapshot import Snapshot, read_backup_days, read_stamp_in, stamp_save
from journal.errors import ChangedOutside, Damaged, InvalidInput, WrongPassphrase
from journal.model.change import Change
from journal.model.contents import Contents
from journal.model.day import DayEntry, answer_names
from journal.model.days import Clock, local_now
from journal.model.draft import Draft
from journal.model.earlier_version import EarlierVersion, digests_of, versions_of
from journal.model.program import Program
from journal.model.record import UNSTAMPED, Record
from journal.model.tombstone import Tombstone
from journal.rules.writable_days import check_day, is_dated
from journal.store.database import Database
from journal.store.merge import Merged, merge, take_in
from journal.vault import (
    KdfParams,
    KeyRing,
    RecoveryKey,
    SaveReport,
    Secret,
    Seen,
    VaultFile,
    calibrate,
    seal,
)


class Book(Queries):
    """An open journal: commands that return what they changed, queries, and saving.

    It belongs to one thread at a time. ``clock`` gives the current moment with its local offset.
    """

    def __init__(
        self,
        file: VaultFile,
        database: Database,
        ring: KeyRing,
        clock: Clock = local_now,
        seen: Seen | None = None,
    ) -> None:
        super().__init__(database, clock)
        self._file = file
        self._ring = ring
        self._memory = SaveMemory(seen)
        self.newer_save = self._memory.look(file, ring, read_stamp_in(database))
        """A later save than this file, if it is known of one and was not opened on purpose."""
        self._revision = 0
        self._saved_revision = 0

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str,
        program: Program,
        *,
        kdf: KdfParams | None = None,
        clock: Clock = local_now,
        seen: Seen | None = None,
    ) -> tuple[Book, RecoveryKey]:
        """A new journal at ``path``, saved, and the recovery key to show once.

        ``kdf`` is the cost of trying a passphrase; None finds out what this computer bears. Raises
        :class:`journal.errors.SaveFailed` when there is a file already or the folder cannot be
        written.
        """
        now = clock()
        first = Contents(records=(replace(program, created_at=now, edited_at=now),))
        return cls.create_with(path, passphrase, first, kdf=kdf, clock=clock, seen=seen)

    @classmethod
    def create_with(
        cls,
        path: Path,
        passphrase: str,
        contents: Contents,
        *,
        kdf: KdfParams | None = None,
        clock: Clock = local_now,
        seen: Seen | None = None,
    ) -> tuple[Book, RecoveryKey]:
        """A new journal with ``contents`` exactly as they are: those of an export, the sample's.

        As :meth:`create`; raises :class:`journal.errors.InvalidInput` when they hold no program.
        """
        database = Database()
        take_in(database, merge(Contents(), contents))
        for draft in contents.drafts:
            database.keep_draft(draft)
        if not database.where(Program):
            raise InvalidInput("No journal can begin with this: there is no program in it.")
        stamp_save(database, clock(), {})
        ring, recovery = KeyRing.create(passphrase, kdf or calibrate())
        file = VaultFile.create(path, database.image(), ring, clock=clock)
        return cls(file, database, ring, clock, seen), recovery

    @classmethod
    def open(
        cls,
        path: Path,
        secret: Secret | KeyRing,
        *,
        clock: Clock = local_now,
        read_only: bool = False,
        take_over: bool = False,
        seen: Seen | None = None,
    ) -> Book:
        """The journal at ``path``. May be called on a worker that hands the book over.

        ``take_over``: the person knows that it is not open on the computer that says so. ``seen``
        is what this computer remembers of journals. Raises the members of
        :class:`journal.errors.JournalError` that say what is wrong.
        """
        try:
            file, image, ring = VaultFile.open(
                path, secret, clock=clock, read_only=read_only, take_over=take_over
            )
        except WrongPassphrase as error:
            if seen is not None and seen.looks_changed(path):
                raise ChangedOutside(CHANGED_OUTSIDE) from error
            raise
        try:
            database = Database(image)
            if not database.where(Program):
                raise Damaged("What is inside this journal is damaged.")
            file.take_dates(read_stamp_in(database).saved_at, read_backup_days(database))
            return cls(file, database, ring, clock, seen)
        except BaseException:
            file.close(keep_last=False)
            raise

    def close(self) -> None:
        """Let go of the rows and of the file."""
        self._database.close()
        self._file.close()

    # -- the file ------------------------------------------------------------------------------

    @property
    def file(self) -> VaultFile:
        """The file that the journal lies in."""
        return self._file

    @property
    def ring(self) -> KeyRing:
        """The keys that the journal is sealed with."""
        return self._ring

    @property
    def held_elsewhere(self) -> bool:
        """Whether it can only be read and another computer says that it has it open."""
        return self._file.held_elsewhere

    @property
    def unsaved(self) -> bool:
        """Whether there are changes that no save has confirmed."""
        return self._revision != self._saved_revision

    def image(self) -> bytes:
        """The journal as it is now, unsealed."""
        return self._database.image()

    @property
    def generation(self) -> int:
        """How often this journal has been saved."""
        return read_stamp_in(self._database).generation

    @property
    def seen(self) -> Seen | None:
        """What this computer remembers of journals, for opening this one again."""
        return self._memory.seen

    def accept_older(self) -> None:
        """Know that this older save was opened on purpose: it is not asked about again."""
        self._memory.accept(self._file.path, self._ring, read_stamp_in(self._database))

    def snapshot(self) -> Snapshot:
        """What to write now; :meth:`saved` confirms it afterwards."""
        database, file, memory = self._database, self._file, self._memory
        stamp = stamp_save(database, self.now(), file.backup_days, memory.newest)
        return Snapshot(
            file, database.image(), self._ring, self._revision, stamp, memory, database.upgraded
        )

    def saved(self, snapshot: Snapshot) -> None:
        """Confirm that ``snapshot`` is on the disk."""
        self._saved_revision = max(self._saved_revision, snapshot.revision)
        self.newer_save = None
        self._database.upgraded = False

    def save(self) -> SaveReport:
        """Write the journal now, on this thread. Raises :class:`journal.errors.SaveFailed`."""
        snapshot = self.snapshot()
        report = snapshot.write()
        self.saved(snapshot)
        return report

    def sealed(self) -> bytes:
        """The journal as it is now, as a file would hold it; for when its own cannot be written.

        Raises :class:`journal.errors.SaveFailed` when it is too big.
        """
        snapshot = self.snapshot()
        return seal(snapshot.image, snapshot.ring)

    def save_elsewhere(self, path: Path) -> None:
        """Write the journal to a new ``path`` and go on there."""
        stamp = stamp_save(self._database, self.now(), {}, self._memory.newest)
        file = self._file.save_as(path, self._database.image(), self._ring)
        self._file.close()
        self._file = file
        self._memory.saw(file.path, self._ring, stamp)
        self._saved_revision = self._revision

    def go_on_in(self, there: Book) -> None:
        """Hold the file as ``there`` does, the same journal opened anew; give that one up.

        What is not saved yet stays. With nothing of that kind, a journal that was saved meanwhile
        is read from there.
        """
        self._file.close()
        self._file, self._ring, spare = there._file, there._ring, there._database
        self._memory, self.newer_save = there._memory, there.newer_save
        if not self.unsaved and not self.is_same_save(there):
            self._database, spare = spare, self._database
            self._singles.clear()  # two databases count their changes alike
        spare.close()

    def is_same_save(self, other: Book) -> bool:
        """Whether both were read from one save of the journal, whatever was changed since."""
        return self._database.metadata("save_id") == other._database.metadata("save_id")

    def use_keys(self, ring: KeyRing) -> None:
        """Seal with ``ring`` from the next save on: a new passphrase, recovery key or data key."""
        self._ring = ring
        self._revision += 1

    @property
    def last_view(self) -> str:
        """What the window showed last, in words of its own; nothing at first."""
        return self._database.metadata("last_view") or ""

    @last_view.setter
    def last_view(self, view: str) -> None:
        if view != self.last_view:
            self._database.set_metadata(last_view=view)
            self._revision += 1

    # -- commands: each returns what it changed ---------------------------------------------------

    def record(self, *records: Record) -> Change:
        """Keep ``records``, new or changed; those that say nothing new stay as they are.

        Raises :class:`journal.errors.InvalidInput` for a day that is still to come.
        """
        held = self._held(records)
        news = [record for record in records if not _says_the_same(record, held.get(record.id))]
        for record in news:
            if is_dated(record, held.get(record.id)):
                check_day(record, self.today())
        return self._apply(
            {record.id: held[record.id] for record in news if record.id in held},
            [self._stamp(record, held.get(record.id)) for record in news],
        )

    def answer(self, day: date, **answers: Any) -> Change:
        """Change the named answers of ``day`` and no others; a day has one entry.

        Raises as :meth:`record` does, and TypeError for a name that is no answer.
        """
        held = self.day(day)
        entry = held or self._blank_day(day)
        stamps = [entry.written_at(name) for name in answers if name in entry.answered_at]
        answered = entry.answer(max([self.now(), *map(_just_after, stamps)]), **answers)
        if held is None and answered.is_blank():
            return Change()
        return self.record(answered)

    def bring_back(self, version: EarlierVersion) -> Change:
        """Have the journal say ``version`` again; what it says instead is set aside in its turn.

        Raises as :meth:`record` does, also for values that no longer fit.
        """
        record = version.record
        held = self.get(type(record), record.id)
        if isinstance(record, DayEntry):
            change = self.answer(record.day, **version.answers)
        else:
            change = self.record(record)
        if held is not None and change:
            known = self.earlier_versions()
            self._database.keep_earlier_versions(
                replaced
                for name, replaced in versions_of(held).items()
                if (name in version.said or not name)
                and not any(map(replaced.says_the_same, known))
            )
        return change

    def delete(self, *records: Record) -> Change:
        """Delete ``records``, an episode with its tools; what is left of each is a tombstone."""
        tools = [use for record in records for use in self.tools_in(record.id)]
        return self._apply(self._held([*records, *tools]), [])

    def revert(self, change: Change) -> Change:
        """Put back what was before ``change``; reverting the result does it again."""
        touched = self._held(change.before + change.after)
        restored = [self._restored(record, touched.get(record.id)) for record in change.before]
        return self._apply(touched, restored)

    def keep_draft(self, key: str, title: str, fields: Mapping[str, Any]) -> None:
        """Keep what stands in the unfinished form ``key`` (see :class:`Draft`)."""
        self._database.keep_draft(Draft(key, title, fields, self.now()))
        self._revision += 1

    def drop_draft(self, key: str) -> bool:
        """Let a draft go: its form was saved, or is not wanted. False when there is none."""
        dropped = self._database.drop_draft(key)
        self._revision += dropped
        return dropped

    def take_in(self, merged: Merged) -> None:
        """Take in what a merge decided (see :mod:`journal.store.merge`)."""
        take_in(self._database, merged)
        self._revision += 1

    # -- how commands work ------------------------------------------------------------------------

    def _held(self, records: Iterable[Record]) -> dict[UUID, Record]:
        """Those of ``records`` that the journal holds now, as it holds them."""
        held = (self.get(type(record), record.id) for record in records)
        return {record.id: record for record in held if record is not None}

    def _apply(self, before: dict[UUID, Record], after: Sequence[Record]) -> Change:
        kept = {record.id for record in after}
        gone = [record for record in before.values() if record.id not in kept]
        if not before and not after:
            return Change()
        with self._database.transaction():
            self._database.put(after)
            self._database.remove(
                Tombstone(record.id, record.kind, self._later_than(record)) for record in gone
            )
            self._database.keep_replaced(digests_of(*before.values()) - digests_of(*after))
        self._revision += 1
        return Change(tuple(before.values()), tuple(after))

    def _stamp(self, record: Record, held: Record | None) -> Record:
        if held is not None:
            return replace(record, created_at=held.created_at, edited_at=self._later_than(held))
        created = record.created_at if record.created_at != UNSTAMPED else self.now()
        edited = self._later_than(record)
        tombstone = self._database.tombstone(record.id)
        if tombstone is not None:
            edited = max(edited, _just_after(tombstone.deleted_at))
        return replace(record, created_at=created, edited_at=edited)

    def _restored(self, record: Record, held: Record | None) -> Record:
        """``record`` as it was, written now: what is undone must not win a merge as the later."""
        if isinstance(record, DayEntry):
            answers = {name: getattr(record, name) for name in answer_names()}
            blank = replace(self._blank_day(record.day), created_at=record.created_at)
            entry = held if isinstance(held, DayEntry) else blank
            record = entry.answer(self._later_than(entry), **answers)
        return self._stamp(record, held)

    def _later_than(self, record: Record) -> datetime:
        """Now, or just after the last edit where the clock was set back: order must hold."""
        return max(self.now(), _just_after(record.last_written))

    def _blank_day(self, day: date) -> DayEntry:
        """A new entry; one that follows a deleted entry knows that its answers were cleared."""
        entry = DayEntry(day=day)
        deleted = self._database.tombstone(entry.id)
        return entry if deleted is None else entry.cleared(deleted.deleted_at)


def _just_after(moment: datetime) -> datetime:
    return moment + timedelta(microseconds=1)


def _says_the_same(record: Record, held: Record | None) -> bool:
    """Whether ``record`` differs from what is ``held`` in its times alone."""
    if held is None:
        return False
    return replace(record, created_at=held.created_at, edited_at=held.edited_at) == held
