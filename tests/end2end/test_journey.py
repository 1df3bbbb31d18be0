"""A first evening with Daybook, by keyboard alone: from nothing to a summary, locked, and back."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from journal.charts.chart import Chart
from journal.model.choices import Outcome, Use
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.therapy import ShareReceipt
from tests.end2end.beginning import create, desk_of
from tests.end2end.keyboard import CTRL, Keyboard, wait_until
from tests.journals import CHEAP
from tests.ui.conftest import Clock
from ui.app import Daybook
from ui.craving.dialog import CravingNowDialog
from ui.desktop.relaunch import Handover
from ui.desktop.settings_file import SettingsFile
from ui.progress.page import ProgressPage
from ui.shell.desk import Desk
from ui.start.unlock import UnlockPage

PASSPHRASE = "lantern violin harbor seven"
NOTE = "A long walk by the river"
ROOT = Path(__file__).parents[2]


@dataclass
class Home:
    """One computer on which Daybook is started again and again."""

    app: QApplication
    folder: Path
    clock: Clock
    left: list[Handover] = field(default_factory=list)
    running: list[Daybook] = field(default_factory=list)

    def start(self, path: Path | None = None) -> Daybook:
        """Start it as the command line would, with a key that derives fast."""
        daybook = Daybook(
            self.app,
            SettingsFile(self.folder / "machine.ini"),
            restart=self.left.append,
            clock=self.clock,
            folders=[self.folder / "state"],
            kdf=CHEAP,
        )
        self.running.append(daybook)
        daybook.start(path)
        assert QTest.qWaitForWindowActive(daybook.window)
        return daybook

    def stop(self) -> None:
        """End what still runs."""
        while self.running:
            daybook = self.running.pop()
            daybook.finish()
            daybook.window.close()
            daybook.window.deleteLater()
            daybook.deleteLater()


@pytest.fixture(params=[0, 5], ids=["in the evening", "at half past one"])
def clock(request: pytest.FixtureRequest) -> Clock:
    made = Clock()
    made.move(hours=request.param)
    return made


@pytest.fixture
def home(
    qapp: QApplication, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Home]:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    made = Home(qapp, tmp_path, clock)
    yield made
    made.stop()


def log_the_day(keys: Keyboard) -> None:
    keys.tab_to("Mood")
    keys.type("6")
    keys.tab_to("Worst craving")
    keys.type("7")
    keys.tab_to("Did I use?")
    keys.type("1")
    keys.push("More about today")
    keys.tab_to("Note")
    keys.type(NOTE)


def log_a_craving(keys: Keyboard) -> None:
    """Strength 7, the first tool offered, which helped, then strength 3 and it passed."""
    keys.press(Qt.Key.Key_N, CTRL)
    wait_until(
        lambda: isinstance(QApplication.activeWindow(), CravingNowDialog), "Craving now opens"
    )
    keys.tab_to("Strength now")
    keys.type("7")
    keys.press(Qt.Key.Key_Return)
    keys.tab_to("1 Urge surfing")
    keys.type("1")
    keys.push("I did this")
    keys.tab_to("Urge surfing")
    keys.type("3")
    keys.press(Qt.Key.Key_Return)
    keys.tab_to("Strength now")
    keys.type("3")
    keys.push("Go on")
    keys.tab_to("What happened?")
    keys.type("1")
    keys.push("Finish")
    keys.push("Close")


def come_back(daybook: Daybook) -> None:
    """What a window manager does once a dialog is closed; offscreen there is none."""
    window = daybook.window
    wait_until(
        lambda: not any(dialog.isVisible() for dialog in window.findChildren(QDialog)),
        "the dialog is closed",
    )
    QTest.qWait(50)
    window.activateWindow()
    wait_until(window.isActiveWindow, "the window is the active one")


def save_summary(keys: Keyboard, path: Path) -> None:
    """Save as PDF, typing the name into the dialog that asks for it."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            if name.text() != str(path):
                QTest.keyClick(name, Qt.Key.Key_A, CTRL)
                QTest.keyClicks(name, str(path))
            popup = QApplication.activePopupWidget()  # names that it could mean
            QTest.keyClick(popup or name, Qt.Key.Key_Escape if popup else Qt.Key.Key_Return)
        if not path.exists():
            QTimer.singleShot(50, answer)

    QTimer.singleShot(0, answer)
    keys.push("Save summary as PDF")
    wait_until(path.exists, "the summary is written")


def cells(charts: dict[str, Chart], name: str) -> list[str]:
    return [cell for row in charts[name].table.rows for cell in row]


def check_everything(desk: Desk) -> None:
    ask = desk.live.ask
    entry = ask.day(ask.today())
    assert entry is not None
    assert (entry.mood, entry.craving, entry.use, entry.note) == (6, 7, Use.NO, NOTE)
    (episode,) = ask.all(CravingEpisode)
    assert (episode.before, episode.after, episode.outcome) == (7, 3, Outcome.RODE_OUT)
    assert episode.finished
    (use,) = ask.all(ToolUse)
    assert (use.tool, use.helped, use.episode_id) == ("urge-surfing", 3, episode.id)
    (receipt,) = ask.all(ShareReceipt)
    assert len(receipt.sha256) == 64


def test_a_first_evening_by_keyboard_alone(home: Home) -> None:
    keys = Keyboard()
    daybook = home.start()
    desk = create(daybook, keys, PASSPHRASE)
    path = desk.live.path
    assert path.parent == home.folder / "Documents" / "Daybook"

    before = keys.pressed
    log_the_day(keys)
    print(f"the day: {keys.pressed - before} keys, the note's {len(NOTE)} letters among them")
    before = keys.pressed
    log_a_craving(keys)
    print(f"the craving: {keys.pressed - before} keys")
    come_back(daybook)

    keys.press(Qt.Key.Key_3, CTRL)
    progress = desk.view.page("progress")
    assert isinstance(progress, ProgressPage)
    assert desk.view.current is progress
    charts = progress.charts()
    today = next(row for row in charts["strip"].table.rows if "6" in row)
    assert "7" in today
    assert any("Urge surfing" in cell for cell in cells(charts, "tools"))

    keys.press(Qt.Key.Key_4, CTRL)
    wait_until(lambda: not desk.view.pages.opening, "the page is there")
    pdf = home.folder / "for-therapy.pdf"
    save_summary(keys, pdf)
    wait_until(lambda: bool(desk.live.ask.all(ShareReceipt)), "the receipt is kept")
    come_back(daybook)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)
    assert "1 of 1 day" in text
    assert "river" not in text
    check_everything(desk)

    keys.press(Qt.Key.Key_L, CTRL)
    wait_until(lambda: bool(home.left), "it locks")
    assert [left.journal for left in home.left] == [str(path)]
    home.stop()

    again = home.start(path)
    page = again.window.centralWidget()
    assert isinstance(page, UnlockPage)
    keys.tab_to("Passphrase")
    keys.type("not this one")
    keys.press(Qt.Key.Key_Return)
    wait_until(lambda: page.isEnabled() and "assphrase" in shown_problem(page), "it says no")
    keys.tab_to("Passphrase")
    keys.press(Qt.Key.Key_A, CTRL)
    keys.type(PASSPHRASE)
    keys.press(Qt.Key.Key_Return)
    check_everything(desk_of(again))


def test_before_the_program_begins_everything_that_is_typed_is_there(home: Home) -> None:
    """A program that starts next Monday refused every answer, showed it lit and said "Saved"."""
    keys = Keyboard()
    daybook = home.start()
    desk = create(daybook, keys, PASSPHRASE, start="2026-03-30")
    path, today = desk.live.path, desk.live.ask.today()
    assert desk.live.ask.program.start == date(2026, 3, 30)
    log_the_day(keys)
    log_a_craving(keys)
    come_back(daybook)
    for number in range(1, 7):
        keys.press(Qt.Key(Qt.Key.Key_0 + number), CTRL)
        wait_until(lambda: not desk.view.pages.opening, "the page is there")
    keys.press(Qt.Key.Key_L, CTRL)
    wait_until(lambda: bool(home.left), "it locks")
    home.stop()

    secret = home.folder / "secret"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    arguments = ["show", str(path), "--json", "--to", "2026-04-30"]
    shown = subprocess.run(
        [sys.executable, "main.py", *arguments, "--passphrase-file", str(secret)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    said = json.loads(shown.stdout)
    (day,) = said["days"]
    assert (day["day"], day["mood"], day["craving"]) == (str(today), 6, 7)
    assert (day["use"], day["note"]) == ("no", NOTE)
    (episode,) = said["episodes"]
    assert (episode["day"], episode["before"], episode["after"]) == (str(today), 7, 3)
    assert [tool["tool"] for tool in said["tools"]] == ["urge-surfing"]
    assert not said["completeness"].startswith("1 of"), "what is counted begins with the program"


def shown_problem(page: UnlockPage) -> str:
    return page._problem.text()


def test_what_is_being_typed_is_there_after_locking(home: Home) -> None:
    keys = Keyboard()
    daybook = home.start()
    path = create(daybook, keys, PASSPHRASE).live.path
    keys.push("More about today")
    keys.tab_to("Note")
    keys.type("half a thou")
    keys.press(Qt.Key.Key_L, CTRL)
    wait_until(lambda: bool(home.left), "it locks")
    home.stop()
    again = home.start(path)
    keys.tab_to("Passphrase")
    keys.type(PASSPHRASE)
    keys.press(Qt.Key.Key_Return)
    ask = desk_of(again).live.ask
    entry = ask.day(ask.today())
    assert entry is not None
    assert entry.note == "half a thou"
