"""What was opened and saved is written down by nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

CHOOSE = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from ui.desktop.file_dialogs import use_own_file_dialogs
if sys.argv[1] == "ours":
    use_own_file_dialogs()
app = QApplication([])

def choose():
    dialog = app.activeModalWidget()
    dialog.findChild(QLineEdit, "fileNameEdit").setText("evening.daybook")
    dialog.accept()

QTimer.singleShot(300, choose)
print(QFileDialog.getSaveFileName(None, "", sys.argv[2])[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt keeps it in no file")
@pytest.mark.parametrize("whose", ["ours", "Qt's"])
def test_no_history_of_files_is_kept(tmp_path: Path, whose: str) -> None:
    home, journals = tmp_path / "home", tmp_path / "journals"
    home.mkdir()
    journals.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", CHOOSE, whose, str(journals)],
        cwd=ROOT,
        env={**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == str(journals / "evening.daybook")
    kept = [file for file in home.rglob("*") if file.is_file() and b"journals" in file.read_bytes()]
    assert bool(kept) == (whose != "ours"), "the other one shows that it would be found"
