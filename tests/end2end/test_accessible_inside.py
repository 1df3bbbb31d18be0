"""What a page unfolds and what opens over it is as accessible as the page itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from journal.book.book import Book
from journal.demo import SAMPLE_PASSPHRASE
from journal.model.plan import OwnItem
from journal.model.program import PlannedSession
from tests.end2end.test_accessible import daybook, problems, sample, settled  # noqa: F401 (fixtures)
from tests.ui.running import Running
from ui.look_back.page import LookBackPage
from ui.plan.contact_dialog import ContactDialog
from ui.plan.goal_dialog import GoalDialog
from ui.plan.own_item_dialog import OwnItemDialog
from ui.plan.page import SECTIONS, MyPlanPage
from ui.plan.score_dialog import ScoreDialog
from ui.sessions.meeting_dialog import MeetingDialog
from ui.sessions.planned_dialog import PlannedSessionDialog
from ui.sessions.session_dialog import SessionDialog
from ui.shell.desk import Desk
from ui.shell.window import Window

# What has room at twice the size has it at the usual one; pages are looked at in both.
pytestmark = pytest.mark.parametrize("daybook", [2.0], ids=["twice the size"], indirect=True)


class StrayWindows(QObject):
    """Remembers every part that came up as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow() and not isinstance(watched, Window | QDialog):
            self.seen.append(type(watched).__name__)
        return False


@pytest.fixture
def strays(qapp: QApplication) -> Iterator[StrayWindows]:
    made = StrayWindows()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture
def desk(daybook: Running, sample: Path) -> Desk:  # noqa: F811 (the fixtures)
    book = Book.open(sample, SAMPLE_PASSPHRASE, clock=daybook.clock, read_only=True)
    opened = daybook.open(book)
    daybook.back()
    return opened


def test_every_section_of_my_plan(daybook: Running, desk: Desk, strays: StrayWindows) -> None:  # noqa: F811
    desk.view.show_page("my_plan")
    page = desk.view.current
    assert isinstance(page, MyPlanPage)
    for made in SECTIONS:
        page.open_section(made.key)
    page.focus_first()
    settled(daybook)
    # A line under a row had come up as a window for a moment, and taken the cursor away.
    assert strays.seen == []
    assert daybook.daybook.window.isActiveWindow()
    assert problems(daybook.daybook.window) == []


def test_a_day_and_the_filters_of_look_back(daybook: Running, desk: Desk) -> None:  # noqa: F811
    desk.view.show_page("look_back")
    page = desk.view.current
    assert isinstance(page, LookBackPage)
    page.show_day(date(2026, 3, 7))
    settled(daybook)
    found = problems(daybook.daybook.window)
    daybook.button("Back").click()
    daybook.button("Filters").click()
    settled(daybook)
    assert found + problems(daybook.daybook.window) == []


def test_the_dialogs_of_the_pages(daybook: Running, desk: Desk, strays: StrayWindows) -> None:  # noqa: F811
    live, content, window = desk.live, desk.content, daybook.daybook.window
    own, planned = live.ask.all(OwnItem)[0], live.ask.all(PlannedSession)[0]
    dialogs: dict[str, Callable[[], object]] = {
        "session": SessionDialog(live, content, None, window, day=live.ask.today()).open,
        "meeting": MeetingDialog(live, content, None, window).open,
        "score": ScoreDialog(live, content, None, window).open,
        "contact": ContactDialog(live, content, None, window).open,
        "goal": GoalDialog(live, content, None, window).open,
        "each week": PlannedSessionDialog(live, content, planned, window).open,
        "own tool": OwnItemDialog(live, content, own, window).open,
        "passphrase": desk.file_actions.change_passphrase,
        "recovery key": desk.file_actions.new_recovery_key,
        "new keys": desk.file_actions.new_keys,
        "backups": desk.file_actions.show_backups,
    }
    found: dict[str, list[str]] = {}
    for name, show in dialogs.items():
        show()
        (dialog,) = [d for d in window.findChildren(QDialog) if d.isVisible()]
        dialog.activateWindow()
        daybook.until(dialog.isActiveWindow)
        daybook.until(lambda: not daybook.daybook.jobs.busy)
        daybook.qtbot.wait(100)
        found[name] = problems(dialog)
        dialog.reject()
    assert not any(found.values()), found
    assert strays.seen == []


def test_getting_back_in(daybook: Running, sample: Path) -> None:  # noqa: F811
    daybook.daybook.start()
    daybook.back()
    found: dict[str, list[str]] = {}
    entrance = daybook.daybook.entrance
    for name, show in (("recover", entrance.show_recover), ("restore", entrance.show_restore)):
        show(sample)
        daybook.qtbot.wait(50)
        found[name] = problems(daybook.daybook.window)
    assert not any(found.values()), found
