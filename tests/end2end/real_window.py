"""The real window on a real screen, used as a person would use it.

``python -m tests.end2end.real_window`` starts
the sample patient with the program's own entry point, under the X server of ``DISPLAY``
(``xvfb-run -a`` gives one), asks that server whether the window is there, presses keys through it
with xdotool, walks through every page, and closes the window. With ``--shots FOLDER`` it keeps a
picture of every page, light and dark. Ends with 0 when all of it went well.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from ui.shell.features import Features

if TYPE_CHECKING:
    from ui.app import Daybook

PAGES = tuple(feature.key for feature in Features().listed())
PATIENCE_S = 90.0


class Person:
    """Looks at the window and presses keys, one step after another, each once it is time."""

    def __init__(self, daybook: Daybook, shots: Path | None) -> None:
        self._daybook = daybook
        self.shots = shots
        self.problems: list[str] = []
        self._started = time.monotonic()
        self._steps = self._go_through()
        self._until: Callable[[], bool] = lambda: True
        self._timer = QTimer()
        self._timer.setInterval(50)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        """Go on with the next step once what the last one waits for has come."""
        from PySide6.QtWidgets import QApplication

        if time.monotonic() - self._started > PATIENCE_S:
            self.problems.append("waited too long")
        elif not self._until():
            return
        else:
            try:
                self._until = next(self._steps)
                return
            except StopIteration:
                print("every page was seen, and the window closed")
            except Exception as error:
                self.problems.append(f"{type(error).__name__}: {error}")
        self._timer.stop()
        QApplication.exit(1 if self.problems else 0)

    def _go_through(self):  # type: ignore[no-untyped-def]  # yields what to wait for
        from PySide6.QtWidgets import QApplication

        from ui.shell.window import Window

        def window() -> Window | None:
            return next((w for w in QApplication.topLevelWidgets() if isinstance(w, Window)), None)

        def shown(kind: str) -> bool:
            there = window()
            return there is not None and type(there.centralWidget()).__name__ == kind

        yield lambda: shown("JournalView")
        here = window()
        assert here is not None
        assert QApplication.platformName() in ("xcb", "wayland"), QApplication.platformName()
        yield lambda: here.windowHandle().isExposed()
        print(f"a window of {here.width()} x {here.height()} on {QApplication.platformName()}")
        number = self._ask_the_server()
        here.activateWindow()
        yield lambda: QApplication.focusWidget() is not None
        view = here.centralWidget()
        for place, key in enumerate(PAGES, start=1):
            self._press(number, f"ctrl+{place}")
            yield lambda key=key: view._rail.current == key
            yield pause(0.7)
            if key == "progress":
                yield pause(2.5)
            assert view.current is not None
            print(f"page {key}: {type(view.current).__name__}")
            self._shoot(here, f"{place}-{key}-light")
        self._press(number, "ctrl+1")
        yield lambda: view._rail.current == "today"
        today = view.current
        before = today.live.ask.day(today.live.ask.today())
        assert before is None or before.mood is None
        self._press(number, "6")
        yield lambda: (entry := today.live.ask.day(today.live.ask.today())) and entry.mood == 6
        print("6 was pressed, and the mood of today is 6")
        self._press(number, "ctrl+n")
        yield lambda: QApplication.activeModalWidget() is not None or bool(dialogs(here))
        yield pause(0.5)
        for dialog in dialogs(here):
            self._shoot(dialog, "7-craving-now-light")
            dialog.close()
        yield lambda: not dialogs(here)
        if self.shots is not None:
            self._daybook.appearance.choose("dark")
            for place, key in enumerate(PAGES, start=1):
                view.show_page(key)
                yield pause(3.0 if key == "progress" else 0.8)
                self._shoot(here, f"{place}-{key}-dark")
        here.close()

    def _ask_the_server(self) -> str:
        """The X server's own number of the visible window; it must know one by our name."""
        tool = shutil.which("xdotool")
        if tool is None:
            print("xdotool is not here, so keys go in through Qt")
            return ""
        found = subprocess.run(
            [tool, "search", "--onlyvisible", "--name", "^Daybook$"],
            capture_output=True, text=True, timeout=20,
        ).stdout.split()  # fmt: skip
        assert found, "the X server shows no window called Daybook"
        print(f"the X server shows it as window {found[-1]}")
        return found[-1]

    def _press(self, window: str, key: str) -> None:
        """Press a key: through the X server where that works."""
        if window:
            tool = shutil.which("xdotool") or ""
            subprocess.run([tool, "windowfocus", window], timeout=20, capture_output=True)
            subprocess.run([tool, "key", key], timeout=20, check=True, capture_output=True)
            return
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        combination = QKeySequence(key)[0]
        QTest.keyClick(
            QApplication.focusWidget(), combination.key(), combination.keyboardModifiers()
        )

    def _shoot(self, widget, name: str) -> None:  # type: ignore[no-untyped-def]  # a QWidget
        if self.shots is not None:
            widget.grab().save(str(self.shots / f"{name}.png"))


def pause(seconds: float) -> Callable[[], bool]:
    """Holds once this long has gone by."""
    begun = time.monotonic()
    return lambda: time.monotonic() - begun >= seconds


def dialogs(window):  # type: ignore[no-untyped-def]  # a QWidget in, QDialogs out
    """The dialogs that are open over ``window``."""
    from PySide6.QtWidgets import QDialog

    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def main() -> int:
    """Run it, with settings of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.end2end.real_window")
    parser.add_argument("--shots", type=Path, help="a folder for pictures")
    shots: Path | None = parser.parse_args().shots
    if shots is not None:
        shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="daybook-real-") as home:
        os.environ["HOME"] = home
        for name in ("QT_QPA_PLATFORM", "XDG_CONFIG_HOME"):
            os.environ.pop(name, None)
        import main as program
        import ui.app

        people: list[Person] = []
        start = ui.app.Daybook.start

        def started(daybook: ui.app.Daybook, *arguments: object, **more: object) -> None:
            people.append(Person(daybook, shots))
            start(daybook, *arguments, **more)  # type: ignore[arg-type]

        ui.app.Daybook.start = started  # type: ignore[method-assign]
        code = program.main(["demo"])
        uncaught = [log.read_text() for log in Path(home).rglob("daybook.log")]
    found = people[0].problems if people else ["the program never started"]
    for problem in [*found, *uncaught]:
        print(f"NOT AS IT MUST BE: {problem}", file=sys.stderr)
        code = code or 1
    print(f"it ended with {code}")
    return code


if __name__ == "__main__":
    sys.exit(main())
