"""Readers of files fed by a fuzzer (atheris): none may crash, none may take over two seconds.

The inputs to begin with are made anew each time. What is found is kept, and said where; each is to
become a plain test. atheris comes with ``pip install '.[fuzz]'``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.campaign.fuzz_target import LONGEST, TARGETS
from tests.campaign.row import Row, Scale
from tests.campaign.scene import folder

PLANTED = "planted fault"
_DONE = re.compile(r"number_of_executed_units: *(\d+)")


def rows(scale: Scale) -> Iterator[Row]:
    """A row for each reader, ten minutes long, and one for a fault that has to be found."""
    expected = f"no crash, none over {LONGEST:g} s"
    for name in TARGETS:
        if find_spec("atheris") is None:
            yield Row(f"fuzzed {name}", 0, expected, 0, "atheris is not installed")
        else:
            planted = name == PLANTED
            tried, found = _fuzzed(name, 30 if planted else scale.of(600, 3))
            note = "; ".join(found)
            yield Row(f"fuzzed {name}", tried, expected, len(found), note, control=planted)


def _fuzzed(name: str, seconds: int) -> tuple[int, list[str]]:
    """How many inputs were tried, and what each that is a fault did and where it is kept."""
    with folder() as place:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "tests.campaign.fuzz_target", name),
                *("--seconds", str(seconds), "--folder", str(place)),
            ],
            capture_output=True,
            text=True,
            errors="replace",
        )
        counted = _DONE.search(done.stderr)
        found = [
            f"{why}, kept in {_kept(name, path)}"
            for path in sorted((place / "found").glob("*"))
            if (why := _again(name, path))
        ]
        if done.returncode and not found:
            found.append(f"the fuzzer itself ended: {done.stderr[-300:]}")
    return int(counted[1]) if counted else 1, found


def _again(name: str, path: Path) -> str:
    """What an input does without the fuzzer's overhead, "" for nothing bad."""
    command = [sys.executable, "-m", "tests.campaign.fuzz_target", name, "--again", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    lines = done.stderr.strip().splitlines()
    return {0: "", 2: "too slow"}.get(done.returncode, lines[-1] if lines else "crash")


def _kept(name: str, path: Path) -> Path:
    """A copy of what was found, which outlives this run; nothing where the fault was planted."""
    if name == PLANTED:
        return Path(path.name)
    return Path(shutil.copy(path, Path(tempfile.mkdtemp(prefix="fuzz-")) / path.name))
