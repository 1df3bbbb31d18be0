"""One window for each journal: the second start raises the first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.desktop.single_window import SingleWindow

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.desktop.single_window import SingleWindow

app = QCoreApplication([])
window = SingleWindow(Path(sys.argv[1]), Path(sys.argv[2]))
if not window.claim():
    sys.exit(0)
window.raise_wanted.connect(lambda: (print("raised", flush=True), app.exit(7)))
print("claimed", flush=True)
sys.exit(app.exec())
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    # A socket's path holds 108 bytes; pytest's own folders are long.
    with tempfile.TemporaryDirectory(prefix="db") as made:
        yield Path(made) / "run"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "evening.daybook"
    path.touch()
    return path


@pytest.fixture
def first(qtbot: QtBot, journal: Path, folder: Path) -> Iterator[SingleWindow]:
    window = SingleWindow(journal, folder)
    assert window.claim()
    yield window
    window.release()


def start(journal: Path, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, journal, folder],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def test_a_second_process_ends_well_and_raises_the_first(
    qtbot: QtBot, first: SingleWindow, journal: Path, folder: Path
) -> None:
    link = journal.with_name("link.daybook")
    link.symlink_to(journal)  # however its path is written
    with qtbot.waitSignal(first.raise_wanted, timeout=30_000):
        second = start(link, folder)
    assert second.communicate(timeout=30) == ("", None)
    assert second.returncode == 0
    assert first.claim()


def test_this_process_raises_another_and_takes_over_once_it_died(
    qtbot: QtBot, journal: Path, folder: Path
) -> None:
    other = start(journal, folder)
    assert other.stdout is not None
    assert other.stdout.readline() == "claimed\n"
    here = SingleWindow(journal, folder)
    assert not here.claim()
    assert other.communicate(timeout=30)[0] == "raised\n"
    assert other.returncode == 7

    killed = start(journal, folder)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "claimed\n"
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=30)
    assert here.claim()  # over the socket that the dead process left
    here.release()


def test_another_journal_has_a_window_of_its_own(
    qtbot: QtBot, first: SingleWindow, journal: Path, folder: Path
) -> None:
    beside = SingleWindow(journal.with_name("other.daybook"), folder)
    assert beside.claim()
    beside.release()


def test_nobody_else_can_reach_the_window(first: SingleWindow, folder: Path) -> None:
    assert folder.stat().st_mode & 0o077 == 0
    (socket,) = folder.iterdir()
    assert socket.is_socket()
    assert socket.stat().st_mode & 0o077 == 0
    assert "evening" not in socket.name


def test_a_folder_that_others_can_write_is_not_used(
    qtbot: QtBot, journal: Path, folder: Path
) -> None:
    folder.mkdir()
    os.chmod(folder, 0o777)  # noqa: PTH101, S103
    window = SingleWindow(journal, folder)
    assert window.claim()
    assert list(folder.iterdir()) == []


def test_released_means_free(qtbot: QtBot, journal: Path, folder: Path) -> None:
    one, other = SingleWindow(journal, folder), SingleWindow(journal, folder)
    assert one.claim()
    one.release()
    one.release()
    assert other.claim()
    other.release()


def test_where_no_socket_can_be_made_the_window_opens_all_the_same(
    qtbot: QtBot, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    too_long = tmp_path / ("x" * 120)
    for folder in (tmp_path / "file" / "run", too_long):
        window = SingleWindow(journal, folder)
        assert window.claim()
        window.release()
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file"))
    assert SingleWindow(journal).claim()
