"""Guards the pin of PySide6: 6.12.0 aborts Python 3.11 after about 5,100 label updates."""

from __future__ import annotations

import subprocess
import sys

CODE = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Counter(QObject):
    counted = Signal(int)
    told = Signal(object, str)

app = QApplication(["pin"])
label, counter, seen = QLabel(), Counter(), []
counter.counted.connect(seen.append)
counter.told.connect(lambda thing, words: seen.append(thing))
for number in range(10_000):
    label.setText(str(number))
    counter.counted.emit(number)
    counter.told.emit(None, str(number))
assert len(seen) == 20_000
assert label.text() == "9999"
print("alive")
"""


def test_ten_thousand_updates_and_emits_do_not_abort() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr
