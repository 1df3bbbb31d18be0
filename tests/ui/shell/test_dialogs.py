"""Every dialog begins with the cursor on something that answers, and Enter there loses nothing."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

import ui
from journal.model.plan import OwnItem
from journal.store.merge import Merged
from tests.ui.keys import ENTER
from tests.ui.running import CHEAP, Running
from ui.craving.dialog import CravingNowDialog
from ui.help.dialog import HelpNowDialog
from ui.journal_file.earlier import EarlierDialog
from ui.journal_file.jobs import Keys
from ui.journal_file.keys_dialogs import (
    ChangePassphraseDialog,
    ExportDialog,
    NewKeysDialog,
    NewRecoveryKeyDialog,
)
from ui.journal_file.merge_report import MergeDialog
from ui.journal_file.settings import SettingsDialog
from ui.plan.contact_dialog import ContactDialog
from ui.plan.goal_dialog import GoalDialog
from ui.plan.own_item_dialog import OwnItemDialog
from ui.plan.score_dialog import ScoreDialog
from ui.sessions.calendar_file_dialog import CalendarFileDialog
from ui.sessions.meeting_dialog import MeetingDialog
from ui.sessions.planned_dialog import PlannedSessionDialog
from ui.sessions.session_dialog import SessionDialog
from ui.shell.bug_dialog import BugDialog
from ui.today.day_dialog import DayEditDialog
from ui.widgets.fields.marked_row import MarkedRow

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//clinic//EN
BEGIN:VEVENT
UID:group@clinic
DTSTART:20260330T180000
DTEND:20260330T200000
SUMMARY:Group
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")

ANSWERS = (MarkedRow, QLineEdit, QPlainTextEdit, QCheckBox)


def every_dialog() -> Iterator[type[QDialog]]:
    """The dialogs that the screen has, none of which stands for others."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    waiting = QDialog.__subclasses__()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("ui.") and not kind.__subclasses__():
            yield kind


def can_answer(widget: QWidget) -> bool:
    """Whether something can be answered or written there."""
    read_only = isinstance(widget, QPlainTextEdit) and widget.isReadOnly()
    usable = widget.isVisible() and widget.isEnabled() and not read_only
    return isinstance(widget, ANSWERS) and usable


def calendar_dialog(daybook: Running, parent: QWidget) -> QDialog:
    path: Path = daybook.folder / "clinic.ics"
    path.write_bytes(CALENDAR.encode())
    desk = daybook.desk
    dialog = CalendarFileDialog(desk.live, desk.content, daybook.daybook.jobs, path, parent)
    daybook.until(lambda: not daybook.daybook.jobs.busy)
    return dialog


def made(daybook: Running) -> dict[type[QDialog], Callable[[QWidget], QDialog]]:
    """How each of them comes up."""
    desk, app = daybook.desk, daybook.daybook
    live, content = desk.live, desk.content
    today = live.ask.today()
    keys = Keys(live, app.jobs, lambda: CHEAP)

    def printed(_parent: QWidget, _groups: tuple[str, ...]) -> bool:
        return True

    return {
        BugDialog: lambda over: BugDialog("Your journal is saved.", over),
        ContactDialog: lambda over: ContactDialog(live, content, parent=over),
        GoalDialog: lambda over: GoalDialog(live, content, parent=over),
        OwnItemDialog: lambda over: OwnItemDialog(
            live, content, OwnItem(list_name="tool", name="new"), over
        ),
        ScoreDialog: lambda over: ScoreDialog(live, content, parent=over),
        SessionDialog: lambda over: SessionDialog(live, content, parent=over),
        MeetingDialog: lambda over: MeetingDialog(live, content, parent=over),
        PlannedSessionDialog: lambda over: PlannedSessionDialog(live, content, parent=over),
        CalendarFileDialog: lambda over: calendar_dialog(daybook, over),
        DayEditDialog: lambda over: DayEditDialog(live, content, today - timedelta(1), over),
        CravingNowDialog: lambda over: CravingNowDialog(live, content, None, over),
        ChangePassphraseDialog: lambda over: ChangePassphraseDialog(keys, over),
        ExportDialog: lambda over: ExportDialog(keys, over),
        NewRecoveryKeyDialog: lambda over: NewRecoveryKeyDialog(
            keys, printed, random.Random(1), over
        ),
        NewKeysDialog: lambda over: NewKeysDialog(keys, printed, random.Random(1), over),
        SettingsDialog: lambda over: SettingsDialog(
            app.appearance, daybook.settings, live.path, [], over
        ),
        HelpNowDialog: lambda over: HelpNowDialog(content, daybook.settings, (), over),
        EarlierDialog: lambda over: EarlierDialog(live, content, over),
        MergeDialog: lambda over: MergeDialog(Merged(), content, parent=over),
    }


def test_every_dialog_is_looked_at(daybook: Running) -> None:
    assert {kind.__name__ for kind in every_dialog()} == {kind.__name__ for kind in made(daybook)}


@pytest.mark.parametrize("kind", sorted(every_dialog(), key=lambda kind: kind.__name__))
def test_the_cursor_begins_on_what_answers(daybook: Running, kind: type[QDialog]) -> None:
    # The one for an extra session began on Cancel, and Enter closed it.
    dialog = made(daybook)[kind](daybook.daybook.window)
    rejected: list[object] = []
    dialog.rejected.connect(lambda: rejected.append(True))
    dialog.open()
    dialog.activateWindow()
    daybook.until(dialog.isActiveWindow)
    QApplication.processEvents()
    focus = daybook.keys.focus
    assert dialog.isAncestorOf(focus)
    if any(map(can_answer, dialog.findChildren(QWidget))):
        assert isinstance(focus, ANSWERS), focus.accessibleName()
        daybook.keys.press(ENTER)
        assert rejected == []
    dialog.close()
    daybook.back()


def test_an_extra_session_begins_on_its_day(daybook: Running) -> None:
    desk = daybook.desk
    dialog = SessionDialog(desk.live, desk.content, parent=daybook.daybook.window)
    dialog.open()
    dialog.activateWindow()
    daybook.until(dialog.isActiveWindow)
    assert daybook.keys.focus.accessibleName() == "Day"
    dialog.close()
    daybook.back()
