"""A system library that Qt needs and that is missing is named in one sentence."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ui.desktop.qt_libraries import missing_for_the_screen, missing_library, sentence

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("said", "library"),
    [
        ("libEGL.so.1: cannot open shared object file: No such file or directory", "libEGL.so.1"),
        ("/lib/x86_64-linux-gnu/libEGL.so.1: file too short", "libEGL.so.1"),
        (
            "Cannot load library /opt/Qt/plugins/platforms/libqxcb.so: libxcb-cursor.so.0: gone",
            "libxcb-cursor.so.0",
        ),
        (
            "Cannot load library libqxcb.so: (libglib-2.0.so.0: cannot open shared object file)",
            "libglib-2.0.so.0",
        ),
        ("No module named 'PySide6'", None),
    ],
)
def test_the_library_is_named(said: str, library: str | None) -> None:
    assert missing_library(said) == library


def test_here_nothing_is_missing() -> None:
    assert missing_for_the_screen({"QT_QPA_PLATFORM": "offscreen"}) is None
    assert missing_for_the_screen({"QT_QPA_PLATFORM": "no such platform"}) is None


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="nothing to hide a library with")
def test_without_it_the_program_ends_in_one_sentence() -> None:
    listed = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True).stdout
    (library,) = {line.split()[-1] for line in listed.splitlines() if "libEGL.so.1 " in line}
    hide = ["bwrap", "--dev-bind", "/", "/", "--bind", "/dev/null", Path(library).resolve()]
    program = [sys.executable, ROOT / "main.py", "open", "nowhere.daybook"]
    done = subprocess.run([*hide, *program], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == sentence("libEGL.so.1") + "\n"
