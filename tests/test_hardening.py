"""No crash leaves the journal in a file, and no other user reads what Daybook writes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# The program's own start, twice in one process, and then what a crash would find.
LOOK = """
import ctypes, os, resource, sys
import main
_program, new, how, *anew = sys.argv
if how == "guarded":
    main.main(["show", "no such file"])
if not anew:
    os.execv(sys.executable, [sys.executable, *sys.argv, "anew"])
print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
open(new, "w").close()
print(oct(os.stat(new).st_mode & 0o777))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
@pytest.mark.parametrize(
    ("how", "found"), [("guarded", "0 0\n0o600\n"), ("unguarded", "1024 1\n0o644\n")]
)
def test_memory_and_files_are_kept_private_also_after_a_lock(
    tmp_path: Path, how: str, found: str
) -> None:
    program = tmp_path / "program.py"
    program.write_text(LOOK, encoding="utf-8")
    command = [sys.executable, str(program), str(tmp_path / "new"), how]
    done = subprocess.run(
        ["bash", "-c", 'umask 022; ulimit -S -c 1; exec "$0" "$@"', *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == found
