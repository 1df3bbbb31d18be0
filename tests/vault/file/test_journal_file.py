"""One file on disk: saved, backed up, never overwritten when it is not ours."""

import os
import stat
from pathlib import Path

import pytest

from journal.errors import (
    Damaged,
    InvalidInput,
    NotAJournal,
    OpenElsewhere,
    SaveFailed,
    WrongPassphrase,
)
from journal.vault import Disk, KeyRing, VaultFile, conflict_copies, seal, unseal_with


def content(path: Path, ring: KeyRing) -> bytes:
    return unseal_with(path.read_bytes(), ring)


def reopened(path: Path, ring: KeyRing, clock) -> tuple[VaultFile, bytes]:
    file, image, _ = VaultFile.open(path, ring, clock=clock)
    return file, image


def test_what_is_saved_is_there_when_opened(journal, path, ring, passphrase, recovery, clock):
    report = journal.save(b"second", ring)
    assert (report.path, report.conflict, report.warnings) == (path, None, ())
    journal.close()
    for secret in (passphrase, recovery, ring):
        file, image, opened = VaultFile.open(path, secret, clock=clock)
        assert (image, opened) == (b"second", ring)
        file.close()


def test_only_the_owner_may_read_and_nothing_else_is_left(journal, path, ring):
    journal.save(b"second", ring)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((path.parent / "evening.backups").stat().st_mode) == 0o700
    assert sorted(p.name for p in path.parent.iterdir()) == [
        ".evening.daybook.lock",
        "evening.backups",
        "evening.daybook",
    ]


def test_create_never_overwrites(journal, path, ring, clock):
    before = path.read_bytes()
    with pytest.raises(InvalidInput, match="already a file"):
        VaultFile.create(path, b"other", ring, clock=clock)
    assert path.read_bytes() == before


def test_create_refuses_a_link_that_leads_nowhere(tmp_path, ring, clock):
    link = tmp_path / "link.daybook"
    link.symlink_to(tmp_path / "nowhere.daybook")
    with pytest.raises(InvalidInput):
        VaultFile.create(link, b"x", ring, clock=clock)
    with pytest.raises(NotAJournal, match="leads nowhere"):
        VaultFile.open(link, ring, clock=clock)
    assert not (tmp_path / "nowhere.daybook").exists()


def test_a_symbolic_link_is_followed_and_stays_one(journal, path, tmp_path, ring, clock):
    journal.close()
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "mine.daybook"
    link.symlink_to(path)
    file, _ = reopened(link, ring, clock)
    file.save(b"through the link", ring)
    file.close()
    assert link.is_symlink()
    assert content(path, ring) == b"through the link"
    assert [p.name for p in (tmp_path / "desk").iterdir()] == ["mine.daybook"]


def test_a_second_name_keeps_the_old_save(journal, path, tmp_path, ring):
    os.link(path, tmp_path / "kept.daybook")
    journal.save(b"second", ring)
    assert content(tmp_path / "kept.daybook", ring) == b"first"
    assert content(path, ring) == b"second"


# -- changed from outside --------------------------------------------------------------------------


def test_a_file_changed_from_outside_is_left_alone(journal, path, ring):
    theirs = seal(b"from the other computer", ring)
    path.write_bytes(theirs)
    report = journal.save(b"ours", ring)
    assert path.read_bytes() == theirs
    assert report.conflict == report.path == path.parent / "evening (conflict 1).daybook"
    assert content(report.path, ring) == b"ours"


def test_after_a_conflict_saves_go_to_the_copy_until_reopened(journal, path, ring, clock):
    path.write_bytes(seal(b"theirs", ring))
    first = journal.save(b"ours 1", ring).conflict
    assert journal.save(b"ours 2", ring).conflict == first
    assert journal.home == path
    assert conflict_copies(path) == [first]
    assert content(first, ring) == b"ours 2"
    journal.close()
    again, image = reopened(path, ring, clock)
    assert image == b"theirs"
    assert again.save(b"merged", ring).conflict is None
    again.close()


def test_a_removed_file_becomes_a_conflict_copy(journal, path, ring):
    path.unlink()
    report = journal.save(b"ours", ring)
    assert not path.exists()
    assert report.conflict is not None
    assert content(report.conflict, ring) == b"ours"


@pytest.mark.parametrize("what", ["folder", "link", "pipe"])
def test_something_else_in_its_place_is_left_alone(journal, path, ring, what):
    path.unlink()
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/null")
    report = journal.save(b"ours", ring)
    assert content(report.conflict, ring) == b"ours"
    assert path.is_symlink() or not path.is_file()


def test_a_conflict_copy_never_takes_a_name_in_use(journal, path, ring):
    taken = path.parent / "evening (conflict 1).daybook"
    taken.write_text("somebody's")
    path.unlink()
    assert journal.save(b"ours", ring).conflict.name == "evening (conflict 2).daybook"
    assert taken.read_text() == "somebody's"


def test_a_touched_file_is_no_conflict_but_a_damaged_one_is(journal, path, ring):
    os.utime(path, ns=(1, 1))
    assert journal.save(b"second", ring).conflict is None
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(1, 1))
    assert journal.save(b"third", ring).conflict is not None
    assert path.read_bytes() == data


def test_a_change_between_backup_and_replacement_is_seen(path, ring, clock):
    theirs = seal(b"theirs", ring)

    class SomebodyElse(Disk):
        def link(self, source: Path, target: Path) -> None:
            super().link(source, target)
            if source == path:
                other = path.with_name("other")
                other.write_bytes(theirs)
                other.replace(path)

    file = VaultFile.create(path, b"first", ring, clock=clock, disk=SomebodyElse())
    report = file.save(b"ours", ring)
    file.close()
    assert report.conflict is not None
    assert path.read_bytes() == theirs
    assert content(report.conflict, ring) == b"ours"


# -- trouble ---------------------------------------------------------------------------------------


class FullDisk(Disk):
    full = False

    def write(self, fd: int, data: memoryview) -> int:
        if self.full:
            raise OSError(28, "No space left on device")
        return super().write(fd, data)


def test_a_full_disk_is_said_and_the_next_try_can_succeed(path, ring, clock):
    disk = FullDisk()
    file = VaultFile.create(path, b"first", ring, clock=clock, disk=disk)
    disk.full = True
    with pytest.raises(SaveFailed, match="disk is full"):
        file.save(b"second", ring)
    assert content(path, ring) == b"first"
    assert not list(path.parent.glob(".*.tmp"))
    disk.full = False
    assert file.save(b"second", ring).conflict is None
    file.close()


def test_short_writes_and_reads_are_carried_on(path, ring, clock):
    class Drip(Disk):
        def write(self, fd: int, data: memoryview) -> int:
            return super().write(fd, data[:4097])

        def read(self, fd: int, count: int) -> bytes:
            return super().read(fd, min(count, 8191))

    file = VaultFile.create(path, b"first", ring, clock=clock, disk=Drip())
    file.save(bytes(100_000), ring)
    file.close()
    assert content(path, ring) == bytes(100_000)


def test_a_disk_that_forgets_is_noticed_before_the_old_file_goes(journal, path, ring, clock):
    journal.close()

    class Forgetful(Disk):
        def write(self, fd: int, data: memoryview) -> int:
            return super().write(fd, memoryview(bytes(len(data))))

    file, _, _ = VaultFile.open(path, ring, clock=clock, disk=Forgetful())
    with pytest.raises(SaveFailed, match="did not keep"):
        file.save(b"second", ring)
    file.close()
    assert content(path, ring) == b"first"


def test_a_lost_folder_is_said(journal, path, ring, tmp_path):
    path.parent.rename(tmp_path.with_name("moved away"))
    with pytest.raises(SaveFailed, match="unplugged"):
        journal.save(b"second", ring)
    tmp_path.with_name("moved away").rename(path.parent)
    journal.save(b"second", ring)
    assert content(path, ring) == b"second"


def test_save_somewhere_else(journal, path, ring, tmp_path, clock):
    (tmp_path / "stick").mkdir()
    other = journal.save_as(tmp_path / "stick" / "evening.daybook", b"second", ring)
    assert content(other.path, ring) == b"second"
    assert content(path, ring) == b"first"
    other.close()
    with pytest.raises(InvalidInput):
        journal.save_as(path, b"second", ring)


def test_stray_temp_files_of_this_journal_alone_are_cleared(journal, path, ring, clock):
    journal.close()
    ours = path.parent / f".{path.name}.{'0' * 16}.tmp"
    theirs = path.parent / f".other.daybook.{'0' * 16}.tmp"
    for temp in (ours, theirs):
        temp.write_bytes(b"half")
    file, _ = reopened(path, ring, clock)
    assert ours.exists()  # until what it might hold is surely worth less than the journal
    later = path.parent / f".{path.name}.{'1' * 16}.tmp"
    later.write_bytes(b"a save on its way from another computer")
    file.save(b"second", ring)
    file.close()
    assert not ours.exists()
    assert theirs.exists()
    assert later.exists()


# -- opening ---------------------------------------------------------------------------------------


def test_what_is_no_journal(tmp_path, ring, clock):
    folder = tmp_path / "folder.daybook"
    folder.mkdir()
    empty = tmp_path / "empty.daybook"
    empty.touch()
    huge = tmp_path / "huge.daybook"
    with huge.open("wb") as f:
        f.truncate(300 * 2**20)
    pipe = tmp_path / "pipe.daybook"
    os.mkfifo(pipe)
    for path, said in (
        (folder, "folder"),
        (empty, "empty"),
        (huge, "not a Daybook"),
        (tmp_path / "none.daybook", "no journal"),
    ):
        with pytest.raises(NotAJournal, match=said):
            VaultFile.open(path, ring, clock=clock)
    with pytest.raises(Exception, match="could not be read"):
        VaultFile.open(pipe, ring, clock=clock)
    assert len(list(tmp_path.iterdir())) == 4  # and no lock files beside them


def test_a_300_mb_journal_is_refused_by_its_header(journal, path, ring, clock):
    journal.close()
    with path.open("r+b") as f:
        f.truncate(300 * 2**20)
    with pytest.raises(Damaged):
        VaultFile.open(path, ring, clock=clock)


def test_a_wrong_passphrase_changes_nothing_and_holds_nothing(journal, path, ring, clock):
    journal.close()
    before = path.read_bytes()
    with pytest.raises(WrongPassphrase):
        VaultFile.open(path, "not the one", clock=clock)
    assert path.read_bytes() == before
    reopened(path, ring, clock)[0].close()


def test_one_window_at_a_time(journal, path, ring, clock):
    with pytest.raises(OpenElsewhere):
        VaultFile.open(path, ring, clock=clock)
    reader, image, _ = VaultFile.open(path, ring, clock=clock, read_only=True)
    assert image == b"first"
    assert reader.read_only
    with pytest.raises(SaveFailed, match="reading only"):
        reader.save(b"second", ring)
    journal.close()
    reopened(path, ring, clock)[0].close()


def test_a_closed_journal_saves_no_more(journal, path, ring):
    journal.close()
    journal.close()
    with pytest.raises(SaveFailed, match="closed"):
        journal.save(b"second", ring)
    assert content(path, ring) == b"first"


def test_a_file_marked_read_only_stays_as_it_is(journal, path, ring, clock):
    journal.close()
    path.chmod(0o400)
    file, _ = reopened(path, ring, clock)
    assert "read-only" in file.read_only_reason
    with pytest.raises(SaveFailed):
        file.save(b"second", ring)
    file.close()


def test_a_file_time_that_no_calendar_has_is_no_obstacle(journal, path, ring, clock):
    journal.close()
    for count, seconds in enumerate((2**40, -(2**36)), 1):
        os.utime(path, (seconds, seconds))
        file, _ = reopened(path, ring, clock)
        assert file.save(b"second", ring).warnings == ()
        assert len(file.backups()) == count
        file.close()
