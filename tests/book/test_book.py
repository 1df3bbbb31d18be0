"""The one door to an open journal: commands, days and clocks, undoing, saving."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest

from journal.book.book import Book
from journal.errors import Damaged, InvalidInput, SaveFailed, WrongPassphrase
from journal.model.attendance import Attendance, Meeting
from journal.model.choices import Medication, Status, Use
from journal.model.contents import Contents
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry, day_entry_id
from journal.model.draft import Draft
from journal.model.earlier_version import digests_of, versions_of
from journal.model.plan import Preferences
from journal.model.program import PROGRAM_ID, Program
from journal.model.therapy import Score, Visit
from journal.model.tombstone import Tombstone
from journal.store.database import Database
from journal.store.merge import merge_images
from journal.vault import KeyRing, RecoveryKey, VaultFile, examine
from tests.journals import CHEAP, Clock

START = date(2026, 10, 5)
"""A Monday."""
PASSPHRASE = "a passphrase for tests"
SUMMER, WINTER = timezone(timedelta(hours=-4)), timezone(timedelta(hours=-5))
"""New York before and after the night of 1 November 2026."""


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 10, 20, 20, 30, tzinfo=SUMMER))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.daybook"


@pytest.fixture
def book(path: Path, clock: Clock) -> Iterator[Book]:
    made, _ = Book.create(path, PASSPHRASE, Program(start=START), kdf=CHEAP, clock=clock)
    yield made
    made.close()


def reopened(book: Book, clock: Clock) -> Book:
    book.close()
    return Book.open(book.file.path, PASSPHRASE, clock=clock)


def day(number: int) -> date:
    return START + timedelta(days=number - 1)


# -- which day it is -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "today"),
    [
        (datetime(2026, 10, 20, 3, 59, 59, tzinfo=SUMMER), date(2026, 10, 19)),
        (datetime(2026, 10, 20, 4, 0, tzinfo=SUMMER), date(2026, 10, 20)),
        (datetime(2026, 10, 20, 23, 59, tzinfo=SUMMER), date(2026, 10, 20)),
        # The hour from one to two comes twice in the night that the clocks go back...
        (datetime(2026, 11, 1, 1, 30, tzinfo=SUMMER), date(2026, 10, 31)),
        (datetime(2026, 11, 1, 1, 30, tzinfo=WINTER), date(2026, 10, 31)),
        (datetime(2026, 11, 1, 3, 59, tzinfo=WINTER), date(2026, 10, 31)),
        (datetime(2026, 11, 1, 4, 0, tzinfo=WINTER), date(2026, 11, 1)),
        # ...and the hour from two to three is missing in the night that they go forward.
        (datetime(2027, 3, 14, 1, 59, tzinfo=WINTER), date(2027, 3, 13)),
        (datetime(2027, 3, 14, 3, 0, tzinfo=SUMMER), date(2027, 3, 13)),
        (datetime(2027, 3, 14, 4, 0, tzinfo=SUMMER), date(2027, 3, 14)),
    ],
)
def test_a_day_runs_from_four_to_four_by_the_clock_on_the_wall(
    book: Book, clock: Clock, now: datetime, today: date
) -> None:
    clock.now = now
    assert book.today() == today


def test_when_a_day_begins_is_a_setting(book: Book, clock: Clock) -> None:
    book.record(replace(book.program, day_start=time(0, 0)))
    clock.now = datetime(2026, 10, 20, 0, 5, tzinfo=SUMMER)
    assert book.today() == date(2026, 10, 20)


def test_a_flight_between_two_entries_keeps_both_local_times(book: Book, clock: Clock) -> None:
    tokyo = timezone(timedelta(hours=9))
    book.answer(date(2026, 10, 20), mood=4)
    clock.now = (clock.now + timedelta(hours=14)).astimezone(tokyo)
    assert book.today() == date(2026, 10, 21)
    book.answer(date(2026, 10, 21), mood=6)
    first, second = (book.day(date(2026, 10, d)) for d in (20, 21))
    assert first is not None
    assert second is not None
    assert first.answered_at["mood"].utcoffset() == timedelta(hours=-4)
    assert second.answered_at["mood"].utcoffset() == timedelta(hours=9)
    assert (first.edited_at.hour, second.edited_at.hour) == (20, 23)


def test_oldest_first_goes_by_the_moment_and_not_by_the_wall_clock(
    book: Book, clock: Clock
) -> None:
    # Ordering by the text of the times put the repeated hour, and a flight, the wrong way round.
    written = []
    for now in (
        datetime(2026, 11, 1, 0, 50, 0, 1, tzinfo=UTC),
        datetime(2026, 11, 1, 1, 30, tzinfo=SUMMER),
        datetime(2026, 11, 1, 1, 10, tzinfo=WINTER),
        datetime(2026, 11, 1, 12, 0, tzinfo=UTC),
        datetime(2026, 11, 1, 12, 0, 0, 5, tzinfo=UTC),
        datetime(2026, 11, 1, 0, 30, tzinfo=timezone(timedelta(hours=-12))),
    ):
        clock.now = now
        episode = CravingEpisode(at=now, day=date(2026, 10, 31))
        book.record(episode, ToolUse(day=episode.day, tool="stop", episode_id=PROGRAM_ID))
        written.append(episode.id)
    assert [e.id for e in book.unfinished_episodes()] == written
    assert [e.id for e in book.all(CravingEpisode)] == written
    assert [e.id for e in book.between(CravingEpisode, START, book.today())] == written
    uses = book.tools_in(PROGRAM_ID)
    assert [use.created_at for use in uses] == sorted(use.created_at for use in uses)


# -- what a day takes ------------------------------------------------------------------------------


def test_no_day_to_come(book: Book) -> None:
    with pytest.raises(InvalidInput, match="still to come"):
        book.answer(book.today() + timedelta(days=1), mood=5)
    with pytest.raises(InvalidInput, match="still to come"):
        book.record(ToolUse(day=book.today() + timedelta(days=1), tool="stop"))
    assert book.counts()["day_entry"] == book.counts()["tool_use"] == 0
    assert not book.unsaved
    book.answer(book.today(), mood=5)


def test_days_before_the_program_are_written_and_read_like_any_other(book: Book) -> None:
    old = START - timedelta(days=30)
    book.record(Score(instrument="phq-9", day=old, value=12), Visit(day=old))
    book.answer(old, mood=5, note="waiting for a place")
    book.record(ToolUse(day=old, tool="stop"), Meeting(day=old, fellowship="aa", start=time(0, 5)))
    entry = book.day(old)
    assert entry is not None
    assert book.search("waiting") == (entry,)
    assert book.days_with(tool="stop") == (old,)
    assert book.first_day() == old
    assert len(book.diary(old).meetings) == 1
    assert book.diary().first == START, "what is counted begins with the program"
    with pytest.raises(InvalidInput):
        book.record(Score(instrument="phq-9", day=book.today() + timedelta(days=1), value=1))


def test_an_absence_can_be_announced_and_a_visit_cannot_be_attended_ahead(book: Book) -> None:
    ahead = Attendance(day=book.today() + timedelta(days=2), status=Status.EXCUSED)
    with pytest.raises(InvalidInput):
        book.record(replace(ahead, status=Status.ATTENDED))
    book.record(ahead)
    # Being known already did not make a session of next week one that was attended.
    with pytest.raises(InvalidInput):
        book.record(replace(ahead, status=Status.ATTENDED))
    assert book.all(Attendance)[0].status is Status.EXCUSED
    book.record(replace(ahead, status=Status.CANCELLED))


def test_a_known_record_cannot_be_moved_to_a_day_to_come(book: Book) -> None:
    use = ToolUse(day=book.today(), tool="stop")
    book.record(use)
    with pytest.raises(InvalidInput):
        book.record(replace(use, day=book.today() + timedelta(days=1)))
    assert book.get(ToolUse, use.id).day == use.day  # type: ignore[union-attr]


def test_what_is_written_can_be_edited_after_the_program_or_the_clock_moved(
    book: Book, clock: Clock
) -> None:
    book.answer(day(3), mood=5)
    book.answer(book.today(), mood=5)
    written = book.today()
    book.record(replace(book.program, start=day(8)))
    clock.move(days=-2)
    assert book.answer(day(3), mood=6)
    assert book.answer(written, mood=7)
    assert book.answer(day(4), mood=6)
    with pytest.raises(InvalidInput):
        book.record(ToolUse(day=written, tool="stop"))


def test_two_entries_of_a_day_are_one_record(book: Book) -> None:
    book.record(DayEntry(day=day(2), mood=3))
    book.record(DayEntry(day=day(2), craving=8, note="the second"))
    book.answer(day(2), use=Use.NO)
    assert book.counts()["day_entry"] == 1
    entry = book.day(day(2))
    assert entry is not None
    assert (entry.craving, entry.use, entry.note) == (8, Use.NO, "the second")


def test_an_answer_changes_what_is_named_and_nothing_else(book: Book, clock: Clock) -> None:
    book.answer(day(2), mood=3, sleep_hours=6.5)
    clock.move(hours=1)
    change = book.answer(day(2), mood=4, note="Walked home")
    entry = book.day(day(2))
    assert change.before[0].mood == 3  # type: ignore[attr-defined]
    assert change.after == (entry,)
    assert entry is not None
    assert (entry.mood, entry.sleep_hours, entry.note, entry.craving) == (
        4,
        6.5,
        "Walked home",
        None,
    )
    assert entry.answered_at["mood"] == entry.answered_at["note"] == clock.now
    assert entry.answered_at["sleep_hours"] == clock.now - timedelta(hours=1)
    with pytest.raises(TypeError):
        book.answer(day(2), moood=4)
    with pytest.raises(InvalidInput):
        book.answer(day(2), mood=11)
    assert book.day(day(2)) == entry


def test_answering_the_same_again_is_no_change(book: Book, clock: Clock) -> None:
    # It used to become a step of undo that undid nothing, and a save of nothing.
    book.answer(day(2), mood=3, note="Rain")
    book.save()
    entry = book.day(day(2))
    clock.move(hours=1)
    assert not book.answer(day(2), mood=3)
    assert not book.record(replace(entry, note="Rain"))  # type: ignore[type-var]
    assert not book.delete(DayEntry(day=day(3)))
    assert book.day(day(2)) == entry
    assert not book.unsaved


def test_an_answer_that_says_nothing_leaves_a_day_blank(book: Book) -> None:
    assert not book.answer(day(2), mood=None, note="")
    assert book.day(day(2)) is None
    assert book.blank_days(day(2), day(2))
    book.answer(day(2), mood=5)
    assert not book.blank_days(day(2), day(2))
    book.answer(day(2), mood=None)  # cleared: said once, and now nothing
    assert book.blank_days(day(2), day(2))


def test_blank_days_are_those_of_the_program_before_today(book: Book, clock: Clock) -> None:
    week = day(1) - timedelta(days=2), day(5)
    clock.now = datetime(2026, 10, 5, 12, 0, tzinfo=SUMMER)
    assert book.blank_days(*week) == ()
    clock.move(days=4)
    assert book.blank_days(*week) == (day(1), day(2), day(3), day(4))
    book.answer(day(2), medication=Medication.TAKEN)
    book.record(ToolUse(day=day(3), tool="stop"))
    assert book.blank_days(*week) == (day(1), day(4))  # a tool alone is something written, too
    book.record(Meeting(day=day(4), fellowship="aa"))
    assert book.blank_days(*week) == (day(1),)  # "Nov 22 is blank" had a meeting written on it
    clock.now = datetime(2026, 9, 1, 12, 0, tzinfo=SUMMER)
    assert book.blank_days(*week) == ()


# -- deleting and taking back ----------------------------------------------------------------------


def test_a_deleted_record_leaves_a_tombstone_until_it_is_written_again(
    book: Book, clock: Clock
) -> None:
    book.answer(day(2), mood=3, note="wet")
    first = book.day(day(2))
    assert first is not None
    book.delete(first)
    assert book.day(day(2)) is None
    (stone,) = book.everything().tombstones
    assert stone == Tombstone(day_entry_id(day(2)), "day_entry", stone.deleted_at)
    assert stone.deleted_at > first.edited_at
    book.answer(day(2), mood=6)
    again = book.day(day(2))
    assert again is not None
    assert (again.mood, again.note) == (6, "")
    assert again.edited_at > stone.deleted_at
    assert book.everything().tombstones == ()


def test_an_episode_is_deleted_and_restored_with_its_tools(book: Book) -> None:
    episode = CravingEpisode(at=book.now(), day=book.today(), before=7)
    inside = ToolUse(day=book.today(), tool="stop", episode_id=episode.id)
    outside = ToolUse(day=book.today(), tool="stop")
    book.record(episode, inside, outside)
    deleted = book.delete(episode)
    assert {record.id for record in deleted.before} == {episode.id, inside.id}
    assert [use.id for use in book.all(ToolUse)] == [outside.id]
    book.revert(deleted)
    assert {use.id for use in book.all(ToolUse)} == {inside.id, outside.id}
    assert book.get(CravingEpisode, episode.id).before == 7  # type: ignore[union-attr]


def test_reverting_goes_back_and_forth(book: Book, clock: Clock) -> None:
    made = book.answer(day(2), mood=3)
    clock.move(minutes=1)
    changed = book.answer(day(2), mood=9)
    undone = book.revert(changed)
    assert book.day(day(2)).mood == 3  # type: ignore[union-attr]
    redone = book.revert(undone)
    assert book.day(day(2)).mood == 9  # type: ignore[union-attr]
    book.revert(redone)
    gone = book.revert(made)
    assert book.day(day(2)) is None
    book.revert(gone)
    assert book.day(day(2)).mood == 3  # type: ignore[union-attr]


def test_order_holds_while_the_clock_is_set_back(book: Book, clock: Clock) -> None:
    stamps = []
    for mood in (1, 2, 3):
        book.answer(day(2), mood=mood)
        entry = book.day(day(2))
        assert entry is not None
        stamps.append(entry.edited_at)
        clock.move(days=-400)
    book.delete(entry)
    stamps.append(book.everything().tombstones[0].deleted_at)
    clock.now = datetime(2026, 10, 20, 20, 0, tzinfo=SUMMER)
    book.answer(day(2), mood=4)
    stamps.append(book.day(day(2)).edited_at)  # type: ignore[union-attr]
    assert stamps == sorted(set(stamps))


def test_what_was_undone_does_not_come_back_with_an_older_copy(book: Book, clock: Clock) -> None:
    # An undone answer kept the time of the older one, so a merge took the undone one for later.
    book.answer(day(2), mood=3)
    clock.move(minutes=1)
    worse = book.answer(day(2), mood=9, note="Not meant for here")
    copy = book.image()
    clock.move(minutes=1)
    book.revert(worse)
    book.take_in(merge_images(book.image(), copy))
    entry = book.day(day(2))
    assert entry is not None
    assert (entry.mood, entry.note) == (3, "")


def test_what_was_undone_with_its_day_stays_away_too(book: Book, clock: Clock) -> None:
    made = book.answer(day(2), note="Not meant at all")
    copy = book.image()
    clock.move(minutes=1)
    book.revert(made)
    clock.move(minutes=1)
    book.answer(day(2), mood=3)
    book.take_in(merge_images(book.image(), copy))
    entry = book.day(day(2))
    assert entry is not None
    assert (entry.mood, entry.note) == (3, "")


def test_a_later_answer_counts_as_later_though_the_clock_was_set_back(
    book: Book, clock: Clock
) -> None:
    # The answer was dated before the one it replaced, so that a merge brought the old one back.
    book.answer(day(2), mood=3)
    copy = book.image()
    clock.move(days=-1)
    book.answer(day(2), mood=9)
    book.take_in(merge_images(book.image(), copy))
    assert book.day(day(2)).mood == 9  # type: ignore[union-attr]


# -- keeping as it is ------------------------------------------------------------------------------


def test_a_journal_begins_with_contents_as_they_are(path: Path, clock: Clock) -> None:
    at = datetime(2020, 1, 1, 12, 0, tzinfo=UTC)
    entry = DayEntry(day=date(2020, 1, 1), mood=5, created_at=at, edited_at=at)
    held = Contents(
        records=(Program(start=START, created_at=at, edited_at=at), entry),
        tombstones=(Tombstone(day_entry_id(date(2020, 1, 2)), "day_entry", at),),
        earlier_versions=tuple(versions_of(replace(entry, mood=4)).values()),
        drafts=(Draft("today/goal/new", "A goal", {"text": "Rest"}, at),),
        replaced=frozenset(digests_of(replace(entry, mood=3))),
    )
    with closing(Book.create_with(path, PASSPHRASE, held, kdf=CHEAP, clock=clock)[0]) as book:
        assert (book.generation, book.unsaved) == (1, False)
    with closing(Book.open(path, PASSPHRASE, clock=clock)) as again:
        assert again.everything() == held


def test_no_journal_begins_without_a_program(path: Path) -> None:
    with pytest.raises(InvalidInput, match="no program"):
        Book.create_with(path, PASSPHRASE, Contents(), kdf=CHEAP)
    assert not path.exists()


def test_taking_in_a_copy_brings_what_only_it_has(book: Book, clock: Clock, tmp_path: Path) -> None:
    book.answer(day(1), mood=1)
    book.save()
    other = tmp_path / "other.daybook"
    other.write_bytes(book.file.path.read_bytes())
    copy = Book.open(other, PASSPHRASE, clock=clock)
    copy.answer(day(2), mood=2)
    book.answer(day(3), mood=3)
    theirs = copy.image()
    copy.close()
    merged = merge_images(book.image(), theirs)
    book.take_in(merged)
    assert merged.added == 1
    assert [entry.mood for entry in book.all(DayEntry)] == [1, 2, 3]
    assert book.unsaved
    assert merge_images(book.image(), theirs).put == ()


# -- opening and saving ----------------------------------------------------------------------------


def test_a_new_journal_is_saved_and_opens_with_both_secrets(path: Path, clock: Clock) -> None:
    program = Program(start=START, planned_days=30, working_on="one day at a time")
    book, recovery = Book.create(path, PASSPHRASE, program, kdf=CHEAP, clock=clock)
    assert (book.unsaved, book.generation) == (False, 1)
    assert book.program.created_at == clock.now
    book.close()
    for secret in (PASSPHRASE, RecoveryKey.parse(str(recovery))):
        opened = Book.open(path, secret, clock=clock)
        assert (opened.program.planned_days, opened.program.working_on) == (
            30,
            "one day at a time",
        )
        opened.close()
    with pytest.raises(WrongPassphrase):
        Book.open(path, "another one", clock=clock)


def test_the_file_before_an_upgrade_is_kept_for_ever(book: Book, path: Path, clock: Clock) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(book.image())
        for newer in ("DROP TABLE draft", "DROP TABLE replaced", "PRAGMA user_version = 1"):
            connection.execute(newer)
        older = connection.serialize()
    book.file.save(older, book.ring)
    written = path.read_bytes()
    opened = reopened(book, clock)
    with closing(opened):
        for mood in (3, 4):
            clock.move(minutes=1)
            opened.answer(day(16), mood=mood)
            opened.save()
        pinned = [backup.path for backup in opened.file.backups() if backup.pinned]
    assert [path.read_bytes() for path in pinned] == [written]


def test_nothing_is_created_over_what_is_there(path: Path, clock: Clock) -> None:
    path.write_text("something of mine")
    with pytest.raises(InvalidInput):
        Book.create(path, PASSPHRASE, Program(start=START), kdf=CHEAP, clock=clock)
    assert path.read_text() == "something of mine"
    with pytest.raises(SaveFailed):
        Book.create(path.parent / "none" / "x.daybook", PASSPHRASE, Program(start=START), kdf=CHEAP)


def test_every_save_is_numbered_dated_and_kept(book: Book, clock: Clock) -> None:
    for number in (2, 3):
        clock.move(minutes=5)
        book.answer(day(number), mood=number)
        assert book.unsaved
        report = book.save()
        assert (report.path, report.conflict, report.warnings) == (book.file.path, None, ())
        assert (book.unsaved, book.generation) == (False, number)
    reader = reopened(book, clock)
    assert [entry.mood for entry in reader.all(DayEntry)] == [2, 3]
    assert (reader.generation, reader.unsaved) == (3, False)
    assert len(reader.file.backups()) == 3  # the last save, too, is kept when the journal closes
    reader.close()


def test_a_change_during_a_save_is_not_taken_for_saved(book: Book, clock: Clock) -> None:
    book.answer(day(1), mood=1)
    first = book.snapshot()
    book.answer(day(2), mood=2)
    first.write()
    book.saved(first)
    assert book.unsaved
    second = book.snapshot()
    second.write()
    book.saved(second)
    book.saved(first)  # a late word of an older save takes nothing back
    assert not book.unsaved
    reader = reopened(book, clock)
    assert [entry.mood for entry in reader.all(DayEntry)] == [1, 2]
    reader.close()


def test_a_save_beside_a_changed_file_goes_to_a_conflict_copy(book: Book, clock: Clock) -> None:
    home = book.file.path
    ours = home.read_bytes()
    theirs = ours[:-1] + bytes([ours[-1] ^ 1])
    home.write_bytes(theirs)
    # The clock of a file system ticks every few milliseconds; a person is never that fast.
    later = home.stat().st_mtime_ns + 1_000_000_000
    os.utime(home, ns=(later, later))
    book.answer(day(1), mood=1)
    report = book.save()
    assert report.conflict is not None
    assert report.conflict != home
    assert home.read_bytes() == theirs
    assert not book.unsaved
    copy = Book.open(report.conflict, PASSPHRASE, clock=clock, read_only=True)
    assert copy.day(day(1)).mood == 1  # type: ignore[union-attr]
    copy.close()


def test_a_save_that_fails_stays_unsaved_and_can_be_tried_again(
    book: Book, clock: Clock, tmp_path: Path
) -> None:
    book.answer(day(1), mood=1)
    folder = book.file.path.parent
    away = folder.with_name("away")
    folder.rename(away)
    with pytest.raises(SaveFailed):
        book.save()
    assert book.unsaved
    away.rename(folder)
    book.save()
    assert not book.unsaved
    reader = reopened(book, clock)
    assert reader.day(day(1)).mood == 1  # type: ignore[union-attr]
    reader.close()


def test_going_on_elsewhere_leaves_the_old_file_as_it_was(
    book: Book, clock: Clock, tmp_path: Path
) -> None:
    home = book.file.path
    before = home.read_bytes()
    book.answer(day(1), mood=1)
    book.save_elsewhere(tmp_path / "usb.daybook")
    assert not book.unsaved
    assert home.read_bytes() == before
    book.answer(day(2), mood=2)
    book.save()
    Book.open(home, PASSPHRASE, clock=clock).close()  # let go of
    reader = reopened(book, clock)
    assert reader.file.path.name == "usb.daybook"
    assert reader.counts()["day_entry"] == 2
    reader.close()


def test_read_only_refuses_to_save_and_changes_nothing(book: Book, clock: Clock) -> None:
    book.close()
    before = book.file.path.read_bytes()
    reader = Book.open(book.file.path, PASSPHRASE, clock=clock, read_only=True)
    reader.answer(day(1), mood=1)
    with pytest.raises(SaveFailed):
        reader.save()
    assert reader.unsaved
    reader.close()
    assert book.file.path.read_bytes() == before


def test_new_keys_count_from_the_next_save(book: Book, clock: Clock) -> None:
    ring = book.ring.with_passphrase("an entirely other one", CHEAP)
    book.use_keys(ring)
    assert book.unsaved
    book.save()
    book.close()
    with pytest.raises(WrongPassphrase):
        Book.open(book.file.path, PASSPHRASE, clock=clock)
    Book.open(book.file.path, "an entirely other one", clock=clock).close()


def test_a_sealed_image_without_a_program_is_damaged_and_let_go_of(
    path: Path, clock: Clock
) -> None:
    ring, _recovery = KeyRing.create(PASSPHRASE, CHEAP)
    VaultFile.create(path, Database().image(), ring, clock=clock).close()
    for _again in range(2):  # the lock was released by the first
        with pytest.raises(Damaged):
            Book.open(path, PASSPHRASE, clock=clock)


def test_a_diary_covers_the_program_to_today(book: Book, clock: Clock) -> None:
    book.answer(day(1), mood=1)
    book.answer(book.today(), mood=2)
    diary = book.diary()
    assert (diary.first, diary.last, diary.today) == (START, book.today(), book.today())
    assert [entry.mood for entry in diary.days] == [1, 2]
    assert diary.preferences == Preferences()
    assert [entry.mood for entry in book.diary(day(2)).days] == [2]
    assert book.diary(day(2), day(3)).days == ()
    clock.now = datetime(2026, 9, 30, 12, 0, tzinfo=SUMMER)  # before the program
    assert (book.diary().first, book.diary().last) == (date(2026, 9, 30), date(2026, 9, 30))


def test_a_score_from_before_the_program_is_what_a_change_counts_from(book: Book) -> None:
    intake, later = (
        Score(instrument="phq-9", day=day(number), value=value)
        for number, value in ((-3, 18), (9, 12))
    )
    slip = Visit(day=day(-3), homework="call")
    book.record(intake, later, slip)
    assert [score.value for score in book.diary().scores] == [18, 12]
    assert [visit.homework for visit in book.diary().visits] == ["call"]
    assert [score.value for score in book.diary(START).scores] == [12]


def test_no_word_shows_in_the_repr_of_what_is_saved_or_checked(book: Book) -> None:
    book.answer(START, note="marmaladefox")
    book.save()
    book.save()
    checked = list(examine(book.file.path, book.ring))
    assert b"marmaladefox" in book.snapshot().image
    assert any(one.image and b"marmaladefox" in one.image for one in checked)
    assert "marmaladefox" not in repr(book.snapshot()) + repr(checked)
