"""What is done when a file system does not know a step, and when it tells of a fault."""

import errno
import os

import pytest

from journal.files import Disk
from journal.files.answers import Trouble, trouble_of
from journal.files.durable import publish_new, sync_folder


class Answers(Disk):
    def __init__(self, answer: str) -> None:
        self.answer = getattr(errno, answer)

    def fsync(self, fd: int) -> None:
        raise OSError(self.answer, os.strerror(self.answer))

    def link(self, source, target) -> None:
        raise OSError(self.answer, os.strerror(self.answer))


@pytest.mark.parametrize("answer", ["EINVAL", "EBADF", "ENOSYS", "EOPNOTSUPP", "EACCES", "EPERM"])
def test_a_folder_that_cannot_be_synced_is_no_fault(tmp_path, answer):
    assert not sync_folder(Answers(answer), tmp_path)
    assert sync_folder(Disk(), tmp_path)


@pytest.mark.parametrize("answer", ["EIO", "ENOSPC", "EDQUOT", "EROFS"])
def test_a_fault_while_a_folder_is_synced_is_told(tmp_path, answer):
    with pytest.raises(OSError, match=os.strerror(getattr(errno, answer))):
        sync_folder(Answers(answer), tmp_path)


@pytest.mark.parametrize("answer", ["EINVAL", "EACCES", "EMLINK", "EXDEV", "EOPNOTSUPP", "EIO"])
def test_without_links_a_finished_file_still_gets_a_name_that_is_free(tmp_path, answer):
    temp, target = tmp_path / "temp", tmp_path / "name"
    temp.write_bytes(b"whole")
    publish_new(Answers(answer), temp, target)
    assert target.read_bytes() == b"whole"
    temp.write_bytes(b"another")
    with pytest.raises(FileExistsError):
        publish_new(Answers(answer), temp, target)
    assert target.read_bytes() == b"whole"


def test_may_not_is_said_of_rights_alone():
    forbidden = {
        name for name in dir(errno) if name.startswith("E")
        and trouble_of(OSError(getattr(errno, name), "")) is Trouble.FORBIDDEN
    }  # fmt: skip
    assert forbidden == {"EACCES", "EPERM", "EROFS"}
