"""Which older saves stay."""

import errno
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.vault import Disk, VaultFile, remove_backups, restore, unseal_with
from journal.vault.file.backups import KeptSave, expendable

START = datetime(2026, 1, 1, 20, 0, tzinfo=UTC)


def save(n: int, when: datetime, *, pinned: bool = False) -> KeptSave:
    return KeptSave(f"{n}", n, day=f"{when:%Y%m%d}", pinned=pinned)


def pruned_as_it_grows(times: list[datetime]) -> list[KeptSave]:
    """What is left when each save prunes, as it does in life."""
    left: list[KeptSave] = []
    for n, when in enumerate(times, 1):
        left = [save(n, when), *left]
        gone = expendable(left)
        left = [s for s in left if s not in gone]
    return left


def days(saves: list[KeptSave]) -> set[str]:
    return {s.day for s in saves}


def test_a_year_of_evenings_keeps_days_then_months():
    times = [START + timedelta(days=d, minutes=m) for d in range(365) for m in range(5)]
    left = pruned_as_it_grows(times)
    assert [s.ordinal for s in left[:10]] == list(range(365 * 5, 365 * 5 - 10, -1))
    assert {f"{START + timedelta(days=364 - d):%Y%m%d}" for d in range(14)} <= days(left)
    assert {s.day[:6] for s in left} == {f"2026{month:02}" for month in range(1, 13)}
    assert len(left) <= 10 + 14 + 12


@given(st.lists(st.integers(-3000, 3000), max_size=60))
def test_no_clock_can_prune_the_last_ten_or_more_than_it_should(hours):
    left = pruned_as_it_grows([START + timedelta(hours=h) for h in hours])
    newest = list(range(len(hours), max(0, len(hours) - 10), -1))
    assert [s.ordinal for s in left[: len(newest)]] == newest
    assert len(left) <= 36


@given(st.lists(st.integers(-300, 300), max_size=60), st.frozensets(st.integers(1, 60)))
def test_what_is_pinned_stays(hours, pins):
    saves = [save(n, START + timedelta(hours=h), pinned=n in pins) for n, h in enumerate(hours, 1)]
    assert not any(s.pinned for s in expendable(saves[::-1]))


def test_a_clock_set_back_by_years_does_not_age_older_saves():
    week = [START + timedelta(days=d) for d in range(7)]
    wrong = [datetime(1970, 1, 1, 0, m, tzinfo=UTC) for m in range(20)]
    assert days(pruned_as_it_grows(week + wrong)) >= {f"{t:%Y%m%d}" for t in week}


def test_each_save_keeps_the_one_before(journal, ring):
    for n in range(3):
        journal.save(f"save {n}".encode(), ring)
    images = [unseal_with(b.path.read_bytes(), ring) for b in journal.backups()]
    assert images == [b"save 1", b"save 0", b"first"]
    assert [b.ordinal for b in journal.backups()] == [3, 2, 1]
    assert all(b.size == b.path.stat().st_size for b in journal.backups())


def test_a_pinned_backup_outlives_the_count(journal, ring):
    journal.save(b"upgraded", ring, pin=True)
    for n in range(15):
        journal.save(b"%d" % n, ring)
    pinned = [b for b in journal.backups() if b.pinned]
    assert [unseal_with(b.path.read_bytes(), ring) for b in pinned] == [b"first"]
    assert len(journal.backups()) == 11


def test_foreign_files_among_the_backups_are_left(journal, ring):
    journal.save(b"second", ring)
    stranger = journal.backups()[0].path.with_name("letter.txt")
    stranger.write_text("mine")
    bad_date = stranger.with_name("000009_20269999T999999+0000.daybook")
    bad_date.write_text("mine")
    for n in range(15):
        journal.save(b"%d" % n, ring)
    assert stranger.read_text() == bad_date.read_text() == "mine"


class NoLinks(Disk):
    def link(self, source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")


def test_where_there_are_no_hard_links_a_copy_is_kept(path, ring, clock):
    file = VaultFile.create(path, b"first", ring, clock=clock, disk=NoLinks())
    file.save(b"second", ring)
    assert [unseal_with(b.path.read_bytes(), ring) for b in file.backups()] == [b"first"]
    assert unseal_with(path.read_bytes(), ring) == b"second"
    path.unlink()
    assert file.save(b"third", ring).conflict is not None
    assert not list(path.parent.rglob("*.tmp"))
    file.close()


class NoBackups(Disk):
    failing = False

    def link(self, source: Path, target: Path) -> None:
        self.refuse(target)
        super().link(source, target)

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        self.refuse(path)
        return super().open(path, flags, mode)

    def refuse(self, path: Path) -> None:
        if self.failing and path.parent.name.endswith(".backups"):
            raise OSError(errno.ENOSPC, "No space left on device")


def test_a_failed_backup_is_said_and_takes_no_older_one(path, ring, clock):
    disk = NoBackups()
    file = VaultFile.create(path, b"first", ring, clock=clock, disk=disk)
    for n in range(12):
        file.save(b"%d" % n, ring)
    before = file.backups()
    disk.failing = True
    report = file.save(b"last", ring)
    assert "no backup" in report.warnings[0]
    assert file.backups() == before
    assert unseal_with(path.read_bytes(), ring) == b"last"
    file.close()


def test_a_backup_that_cannot_be_pruned_is_a_warning(path, ring, clock):
    class Stuck(Disk):
        def unlink(self, path: Path) -> None:
            if path.parent.name.endswith(".backups"):
                raise PermissionError(errno.EPERM, "Operation not permitted")
            super().unlink(path)

        def replace(self, source: Path, target: Path) -> None:
            if source.parent.name.endswith(".backups"):
                raise PermissionError(errno.EPERM, "Operation not permitted")
            super().replace(source, target)

    file = VaultFile.create(path, b"first", ring, clock=clock, disk=Stuck())
    for n in range(10):
        assert file.save(b"%d" % n, ring).warnings == ()
    assert "old backup stays" in file.save(b"last", ring).warnings[0]
    file.close()


def spares(path: Path) -> list[Path]:
    return list(path.parent.glob(".*.tmp"))


def after_many_saves(path, ring, clock) -> VaultFile:
    file = VaultFile.create(path, b"first", ring, clock=clock)
    for n in range(12):
        file.save(b"%d" % n, ring)
    return file


def test_a_save_writes_over_the_backup_that_the_one_before_let_go(path, ring, clock):
    file = after_many_saves(path, ring, clock)
    [recycled] = spares(path)
    inode = recycled.stat().st_ino
    file.save(b"last", ring)
    assert path.stat().st_ino == inode
    assert unseal_with(path.read_bytes(), ring) == b"last"
    images = [unseal_with(b.path.read_bytes(), ring) for b in file.backups()]
    assert images == [b"%d" % n for n in range(11, 1, -1)]
    file.close()
    assert not spares(path)


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is written over there")
@pytest.mark.parametrize("change", ["linked", "readable", "longer", "a link", "gone"])
def test_what_is_not_ours_alone_is_not_written_over(path, ring, clock, change):
    file = after_many_saves(path, ring, clock)
    [recycled] = spares(path)
    kept = path.with_name("kept")
    if change == "linked":
        kept.hardlink_to(recycled)
    elif change == "readable":
        recycled.chmod(0o644)
    elif change == "longer":
        recycled.write_bytes(bytes(200_000))
    else:
        recycled.rename(kept)
        if change == "a link":
            recycled.symlink_to(kept)
    before = kept.read_bytes() if kept.exists() else b""
    file.save(b"last", ring)
    assert unseal_with(path.read_bytes(), ring) == b"last"
    assert path.stat().st_mode & 0o777 == 0o600
    assert (kept.read_bytes() if kept.exists() else b"") == before
    file.close()
    assert not spares(path)


def test_removing_old_backups_takes_the_one_that_was_let_go_too(path, ring, clock):
    file = after_many_saves(path, ring, clock)
    assert spares(path)
    remove_backups(path)
    assert not spares(path)
    file.save(b"last", ring)
    assert unseal_with(path.read_bytes(), ring) == b"last"
    file.close()


def test_names_of_the_old_form_are_read_ordered_pruned_and_restored(journal, path, ring, clock):
    for n in range(9):
        journal.save(b"old %d" % n, ring)
    for backup in journal.backups():  # as 0.1.0 named them, five a day
        day = 1 + backup.ordinal // 5
        old = f"{backup.ordinal:06d}_202602{day:02}T2130{backup.ordinal:02}+0100.daybook"
        backup.path.rename(backup.path.with_name(old))
    journal.close()
    file, _, _ = VaultFile.open(path, ring, clock=clock)
    for n in range(4):
        file.save(b"new %d" % n, ring)
    kept = file.backups()
    file.close()
    assert [backup.ordinal for backup in kept] == [13, 12, 11, 10, 9, 8, 7, 6, 5, 4]
    old = [backup for backup in kept if "_" in backup.path.name]
    assert [backup.ordinal for backup in old] == [9, 8, 7, 6, 5, 4]
    assert old[0].written_at.isoformat() == "2026-02-02T21:30:09+01:00"
    back = restore(old[0].path, path.with_name("back.daybook"))
    assert unseal_with(back.read_bytes(), ring) == b"old 7"


def test_a_save_of_no_known_day_is_not_removed_for_its_day(journal, path, ring, clock):
    for n in range(12):
        journal.save(b"%d" % n, ring)
    journal.close()
    file, _, _ = VaultFile.open(path, ring, clock=clock)  # and nobody says of which days they are
    for n in range(9):
        file.save(b"later %d" % n, ring)
    assert [backup.ordinal for backup in file.backups()] == list(range(21, 2, -1))
    file.close()
