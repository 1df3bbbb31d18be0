"""What every test gets: the same zone, language and fonts on every computer, and no need of a
screen; and nothing is left running behind a test."""

from __future__ import annotations

import gc
import json
import os
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, settings
from PySide6.QtCore import QLocale

# Enough to find what is likely; no deadline, for a busy machine must not fail a test.
settings.register_profile("daily", max_examples=30, deadline=None)
settings.register_profile("thorough", max_examples=1000, deadline=None)
# For tests.campaign.mutants: the same examples each time, and no search for the smallest.
settings.register_profile(
    "mutants",
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("daily")  # pytest --hypothesis-profile thorough takes the other

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <selectfont>
    <rejectfont><glob>*</glob></rejectfont>
    <acceptfont><glob>*/DejaVuSans*</glob></acceptfont>
  </selectfont>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""
"""Shows the one family that is there with the dependencies: matplotlib brings it."""

SCREEN = {
    "name": "screen",
    "x": 0,
    "y": 0,
    "width": 1920,
    "height": 1080,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}

# Before Qt starts, and for the processes that a test starts. Another screen, zone or font can still
# be asked for from outside.
os.environ.update(LC_ALL="C.UTF-8", LANGUAGE="")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TZ", "America/New_York")
if hasattr(time, "tzset"):
    time.tzset()
QLocale.setDefault(QLocale.c())  # where the environment does not say it


def pytest_configure(config: pytest.Config) -> None:
    """Warnings of Qt fail a test, but not what the screenless platform says of itself."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support")
    matplotlib = find_spec("matplotlib")
    assert matplotlib is not None
    assert matplotlib.origin is not None
    if os.environ["QT_QPA_PLATFORM"] == "offscreen":  # its own screen is smaller than any
        screen = TemporaryDirectory(prefix="daybook-screen-")
        config.add_cleanup(screen.cleanup)
        layout = Path(screen.name) / "screen.json"
        layout.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={layout}"
    if "FONTCONFIG_FILE" not in os.environ:  # a worker has it from the process that starts it
        made = TemporaryDirectory(prefix="daybook-fonts-")
        config.add_cleanup(made.cleanup)
        fonts = Path(matplotlib.origin).parent / "mpl-data" / "fonts" / "ttf"
        file = Path(made.name) / "fonts.conf"
        file.write_text(FONTS.format(folder=fonts, cache=made.name), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(file)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured with ``record_property("figure", ...)``, on whichever worker."""
    reports = terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", [])
    for report in reports:
        for name, value in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(value)


def _workers() -> set[threading.Thread]:
    # Threads of a library's own pools may idle on; ours carry the program's name.
    return {thread for thread in threading.enumerate() if thread.name.startswith("daybook")}


def _running_timers() -> dict[int, str]:
    from PySide6.QtCore import QTimer
    from shiboken6 import isValid

    return {
        id(thing): f"{thing} of {thing.parent()}"
        for thing in gc.get_objects()
        # the exact type: asking isinstance of every object takes ten times as long
        if type(thing) is QTimer and isValid(thing) and thing.isActive()
    }


@pytest.fixture(scope="session")
def known_timers() -> dict[int, str]:
    """Timers that outlived a test already, so that each is reported once."""
    gc.freeze()  # what the imports made is not walked through again after each test
    return {}


@pytest.fixture(scope="session")
def screen_counter() -> Iterator[int]:
    """Numbers the tests with a screen."""
    return count(1)


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a worker thread, or (with a screen) an active timer behind."""
    screen = bool({"qapp", "qtbot"} & set(request.fixturenames))
    if screen:
        request.getfixturevalue("qapp")  # set up first, so that this is torn down after the rest
        known: dict[int, str] = request.getfixturevalue("known_timers")
        number = next(request.getfixturevalue("screen_counter"))
    threads = _workers()
    yield
    if screen:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        left = {key: name for key, name in _running_timers().items() if key not in known}
        known.update(left)
        if number % 40 == 0:
            gc.collect()
            gc.freeze()  # what has outlived so many tests is not walked through after the next
        assert not left, f"timers left running: {sorted(left.values())}"
    alive = _workers() - threads
    assert not alive, f"worker threads left running: {sorted(thread.name for thread in alive)}"
