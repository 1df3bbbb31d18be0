"""Writing what was made for others: whole or not at all, for its owner's eyes, over no journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.errors import InvalidInput, SaveFailed
from journal.files import Disk, write_output
from journal.vault import KeyRing, VaultFile
from tests.campaign.scene import Tapped, now
from tests.journals import CHEAP


def test_what_is_written_is_there_and_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    write_output(path, b"first")
    write_output(path, b"second")
    assert path.read_bytes() == b"second"
    assert path.stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.iterdir()] == ["summary.pdf"]


def test_one_missing_folder_is_made_and_two_are_not(tmp_path: Path) -> None:
    write_output(tmp_path / "new" / "summary.pdf", b"x")
    with pytest.raises(SaveFailed, match=r"deep\.pdf could not be written"):
        write_output(tmp_path / "no" / "such" / "deep.pdf", b"x")
    assert not (tmp_path / "no").exists()


def test_a_journal_or_a_folder_is_never_replaced(tmp_path: Path) -> None:
    journal = tmp_path / "renamed-to.pdf"
    ring, _recovery = KeyRing.create("a passphrase for tests", CHEAP)
    VaultFile.create(journal, b"image", ring, clock=now).close()
    before = journal.read_bytes()
    with pytest.raises(InvalidInput, match="replace a journal"):
        write_output(journal, b"x")
    assert journal.read_bytes() == before
    with pytest.raises(InvalidInput, match="is a folder"):
        write_output(tmp_path, b"x")


def test_a_link_to_a_journal_is_not_followed_over_it(tmp_path: Path) -> None:
    journal, link = tmp_path / "j.daybook", tmp_path / "link.pdf"
    ring, _recovery = KeyRing.create("a passphrase for tests", CHEAP)
    VaultFile.create(journal, b"image", ring, clock=now).close()
    link.symlink_to(journal)
    with pytest.raises(InvalidInput):
        write_output(link, b"x")


class FullDisk(Disk):
    def fsync(self, fd: int) -> None:
        raise OSError(28, "No space left on device")


def test_what_was_there_stays_when_the_disk_is_full(tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    write_output(path, b"the old one")
    with pytest.raises(SaveFailed, match="the disk is full"):
        write_output(path, b"the new one", disk=FullDisk())
    assert path.read_bytes() == b"the old one"
    assert [file.name for file in tmp_path.iterdir()] == ["summary.pdf"]


def test_an_export_reaches_the_drive_before_it_gets_its_name(tmp_path: Path) -> None:
    steps: list[str] = []
    write_output(
        tmp_path / "summary.pdf", b"x", disk=Tapped(lambda name, _number: steps.append(name))
    )
    wanted = [name for name in steps if name in ("write", "fsync", "replace", "open_folder")]
    assert wanted == ["write", "fsync", "replace", "open_folder", "fsync"]


def test_a_name_that_is_a_file_cannot_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(SaveFailed):
        write_output(tmp_path / "file" / "days.csv", b"x")
    assert (tmp_path / "file").read_text() == "mine"
