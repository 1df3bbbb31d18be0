"""A fresh process in place of this one, which is told what to show where nobody else reads it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.desktop.relaunch import Handover

ROOT = Path(__file__).parents[3]
LEFT = Handover("/home/mé/Notizen, alt/abend.daybook", asked_for=False, place="1 2 3 4 maximised")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="exec keeps no process id there")

PROGRAM = """
import os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from ui.desktop.relaunch import Handover, relaunch
if sys.argv[1:2] == ["resume"]:
    left = Handover.read(int(sys.argv[2]))
    shown = Path("/proc/self/cmdline").read_bytes() if sys.platform == "linux" else b""
    print(os.getpid(), sys.flags.dev_mode, sys.argv[0], left, b"abend" in shown, flush=True)
    sys.exit()
print(os.getpid(), flush=True)
relaunch({left!r})
"""

HUNG = """
import sys, time
sys.path.insert(0, {root!r})
from ui.desktop.relaunch import Handover, _pipe_with, _stand_by
pipe = _pipe_with({left!r})
_stand_by([sys.executable, {program!r}, "resume", str(pipe)])
print("here", flush=True)
time.sleep(60)  # exec waits like this for a thread that hangs in the kernel
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "daybook main.py"
    path.write_text(PROGRAM.format(root=str(ROOT), left=LEFT), encoding="utf-8")
    return path


def test_it_keeps_its_number_and_its_options_and_tells_nobody_of_the_journal(
    program: Path,
) -> None:
    # Relative, as a person types it: the process list showed the journal's path after a lock.
    done = subprocess.run(
        [sys.executable, "-X", "dev", program.name, "open", LEFT.journal],
        cwd=program.parent,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    before, after = done.stdout.splitlines()
    assert after == f"{before} True {program} {LEFT} False"


def test_where_it_cannot_be_replaced_a_process_of_its_own_takes_its_place(
    program: Path, tmp_path: Path
) -> None:
    script = tmp_path / "hung.py"
    script.write_text(HUNG.format(root=str(ROOT), left=LEFT, program=str(program)))
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=50, check=False
    )
    here, after = done.stdout.splitlines()
    assert here == "here"
    assert after.endswith(f"{LEFT} False")
    assert done.returncode < 0, "what hung was ended"


def test_what_is_told_is_read(tmp_path: Path) -> None:
    odd = Handover(os.fsdecode(b"/home/\xff.daybook"), sample=True, minimised=True, active=False)
    for handover in (Handover(), LEFT, odd):
        reading, writing = os.pipe()
        os.write(writing, handover.written())
        os.close(writing)
        assert Handover.read(reading) == handover


@pytest.mark.parametrize("told", [b"", b"[]", b"{", b'{"colour": 1}', b"\xff"])
def test_what_tells_nothing_is_a_plain_start(told: bytes) -> None:
    reading, writing = os.pipe()
    os.write(writing, told)
    os.close(writing)
    assert Handover.read(reading) == Handover()
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(reading)
    assert Handover.read(reading) == Handover(), "nor does one that is not there"
