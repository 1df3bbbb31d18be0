"""One writer, and a dead one never keeps anybody out."""

import errno
import json
import os
import subprocess
import sys
import textwrap

import pytest

from journal.errors import OpenElsewhere, SaveFailed
from journal.files import Disk
from journal.vault import VaultFile, seal
from journal.vault.file.lock import this_host
from journal.vault.file.names import Places

HOLD = """
    import sys
    from datetime import datetime, timezone
    from pathlib import Path
    from journal.vault import VaultFile
    file, _, _ = VaultFile.open(
        Path(sys.argv[1]), "four words make one", clock=lambda: datetime.now(timezone.utc)
    )
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other_process(journal, path):
    journal.close()
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def write_record(path, **record):
    Places(path).lock.write_bytes(b"\0" + json.dumps(record).encode())


def test_a_live_process_keeps_others_out_and_a_killed_one_does_not(
    other_process, path, ring, clock
):
    with pytest.raises(OpenElsewhere, match="another window"):
        VaultFile.open(path, ring, clock=clock)
    other_process.kill()
    other_process.wait()
    file, _, _ = VaultFile.open(path, ring, clock=clock)
    assert not file.read_only
    file.close()


def test_the_lock_names_its_owner_only_while_held(journal, path):
    lock = Places(path).lock
    record = json.loads(lock.read_bytes()[1:])
    assert record == {"host": this_host(), "pid": os.getpid()}
    journal.close()
    assert this_host().encode() not in lock.read_bytes()


def test_another_computer_makes_it_read_only_until_taken_over(journal, path, ring, clock):
    journal.close()
    write_record(path, host="the-laptop", pid=1)
    file, image, _ = VaultFile.open(path, ring, clock=clock)
    assert image == b"first"
    assert "the-laptop" in file.read_only_reason
    with pytest.raises(SaveFailed, match="the-laptop"):
        file.save(b"second", ring)
    file.close()
    file, _, _ = VaultFile.open(path, ring, clock=clock, take_over=True)
    assert not file.read_only
    file.save(b"second", ring)
    file.close()


@pytest.mark.parametrize("left", [b"", b"\0", b"\0{", b"\0[]", b"\0" + b"[" * 4000, b"\0{}"])
def test_a_lock_file_with_nonsense_in_it_is_no_obstacle(journal, path, ring, clock, left):
    journal.close()
    Places(path).lock.write_bytes(left)
    file, _, _ = VaultFile.open(path, ring, clock=clock)
    assert not file.read_only
    file.close()


def test_a_dead_process_of_this_computer_is_no_obstacle(journal, path, ring, clock):
    journal.close()
    write_record(path, host=this_host(), pid=2**22 + 1)
    file, _, _ = VaultFile.open(path, ring, clock=clock)
    assert not file.read_only
    file.close()


def test_a_lock_that_cannot_be_made_means_reading_only(journal, path, ring, clock):
    journal.close()
    lock = Places(path).lock
    lock.unlink()
    lock.mkdir()
    file, image, _ = VaultFile.open(path, ring, clock=clock)
    assert image == b"first"
    assert file.read_only
    file.close()


class NoLocks(Disk):
    answer = errno.ENOLCK

    def lock(self, fd: int) -> None:
        raise OSError(self.answer, os.strerror(self.answer))


@pytest.mark.parametrize("answer", ["ENOLCK", "ENOSYS", "EOPNOTSUPP", "EINVAL", "EACCES", "EBADF"])
def test_where_there_are_no_locks_a_journal_is_kept_and_nobody_overwritten(
    path, ring, clock, answer
):
    disk = NoLocks()
    disk.answer = getattr(errno, answer)
    VaultFile.create(path, b"first", ring, clock=clock, disk=disk).close()
    one, _, _ = VaultFile.open(path, ring, clock=clock, disk=disk)
    assert one.read_only_reason is None
    one.save(b"second", ring)
    theirs = seal(b"from another window", ring)
    path.write_bytes(theirs)
    assert one.save(b"third", ring).conflict is not None
    assert path.read_bytes() == theirs
    one.close()


def test_a_share_that_answers_held_and_names_the_owner_is_believed(journal, path, ring, clock):
    journal.close()
    disk = NoLocks()
    disk.answer = errno.EACCES
    write_record(path, host=this_host(), pid=1)
    with pytest.raises(OpenElsewhere):
        VaultFile.open(path, ring, clock=clock, disk=disk)


@pytest.mark.parametrize("what", ["folder", "link", "pipe", "other name", "letter"])
def test_something_else_with_the_name_of_the_lock_is_left_alone(journal, path, ring, clock, what):
    journal.close()
    lock, letter = Places(path).lock, path.with_name("letter.txt")
    lock.unlink()
    letter.write_text("mine")
    if what == "folder":
        lock.mkdir()
    elif what == "pipe":
        os.mkfifo(lock)
    elif what == "link":
        lock.symlink_to(letter)
    elif what == "other name":
        lock.hardlink_to(letter)
    else:
        letter.rename(lock)
    file, image, _ = VaultFile.open(path, ring, clock=clock)
    assert image == b"first"
    if what in ("folder", "link", "pipe"):
        assert "Something else has the name" in file.read_only_reason
    else:
        file.save(b"second", ring)
    file.close()
    assert (lock if what == "letter" else letter).read_text() == "mine"


def test_the_other_computers_name_is_cleaned_before_it_is_shown(journal, path, ring, clock):
    journal.close()
    write_record(path, host="den\n\x1b[31m\u202e" + "x" * 500, pid=1)
    file, _, _ = VaultFile.open(path, ring, clock=clock)
    shown = file.read_only_reason
    assert shown.isprintable()
    assert len(shown) < 150
    file.close()


def test_a_conflict_copy_is_locked_too(journal, path, ring, clock):
    path.unlink()
    conflict = journal.save(b"ours", ring).conflict
    with pytest.raises(OpenElsewhere):
        VaultFile.open(conflict, ring, clock=clock)
    journal.close()
    VaultFile.open(conflict, ring, clock=clock)[0].close()
