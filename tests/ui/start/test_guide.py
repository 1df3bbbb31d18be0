"""The guide by keyboard: a program is set up in six steps, and every step can be skipped."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from journal.analysis.ledger import ledger
from journal.content.content import Content
from journal.model.choices import Place, SessionKind
from journal.model.program import PlannedSession
from ui.base.live_book import LiveBook
from ui.start.guide import GuidePage

Key = Qt.Key


@pytest.fixture
def guide(qtbot: QtBot, live: LiveBook, content: Content) -> GuidePage:
    made = GuidePage(live, content)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def typed(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def tab(qtbot: QtBot, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)


def enter_next(qtbot: QtBot, guide: GuidePage) -> None:
    """Tab to Next and press it."""
    for _ in range(20):
        held = QApplication.focusWidget()
        if (
            held is not None
            and held.accessibleName() == ""
            and getattr(held, "text", str)()
            in (
                "Next",
                "Done",
            )
        ):
            qtbot.keyClick(held, Key.Key_Return)
            return
        tab(qtbot)
    raise AssertionError("Tab never reached Next")


def test_a_program_is_set_up_by_keyboard(qtbot: QtBot, live: LiveBook, guide: GuidePage) -> None:
    typed(qtbot, "Living without drinking")
    tab(qtbot)
    typed(qtbot, "2")  # an urge
    enter_next(qtbot, guide)
    assert guide.number == 2
    tab(qtbot, 2)
    typed(qtbot, "3")  # 60 days
    enter_next(qtbot, guide)
    typed(qtbot, "124")  # Monday, Tuesday, Thursday
    tab(qtbot, 3)
    typed(qtbot, "1")  # on site
    tab(qtbot)
    typed(qtbot, "3")  # one-on-one on Wednesday
    tab(qtbot)
    typed(qtbot, "5 pm")
    tab(qtbot, 2)
    typed(qtbot, "2")  # online
    enter_next(qtbot, guide)
    typed(qtbot, "10")
    tab(qtbot)
    typed(qtbot, "6")
    tab(qtbot)
    typed(qtbot, "12")
    enter_next(qtbot, guide)
    typed(qtbot, "2")  # no medication
    enter_next(qtbot, guide)
    with qtbot.waitSignal(guide.finished):
        enter_next(qtbot, guide)

    program = live.ask.program
    assert program.working_on == "Living without drinking"
    assert (program.craving_word, program.planned_days) == ("urge", 60)
    assert (program.weekly_hours, program.allowed_absences, program.allowance_weeks) == (10, 6, 12)
    assert program.takes_medication is False
    assert "medication" not in live.ask.preferences.asked
    assert "mood" in live.ask.preferences.asked
    assert live.ask.preferences.guide_done
    plan = sorted(live.ask.all(PlannedSession), key=lambda one: one.weekday)
    assert [(s.weekday, s.session, s.start, s.minutes, s.place) for s in plan] == [
        (0, SessionKind.GROUP, time(18), 180, Place.ON_SITE),
        (1, SessionKind.GROUP, time(18), 180, Place.ON_SITE),
        (2, SessionKind.INDIVIDUAL, time(17), 60, Place.ONLINE),
        (3, SessionKind.GROUP, time(18), 180, Place.ON_SITE),
    ]
    assert ledger(live.ask.diary()).totals.planned == 14  # three weeks and two days of them


def test_every_step_can_be_skipped_and_nothing_changes(
    qtbot: QtBot, live: LiveBook, guide: GuidePage
) -> None:
    before = live.ask.program
    for _ in range(5):
        guide.skip()
    with qtbot.waitSignal(guide.finished):
        guide.skip()
    assert live.ask.program == before
    assert live.ask.all(PlannedSession) == ()
    assert live.ask.preferences.asked == ()
    assert live.ask.preferences.guide_done


def test_skipping_the_rest_keeps_what_was_answered(
    qtbot: QtBot, live: LiveBook, guide: GuidePage
) -> None:
    typed(qtbot, "Me")
    guide.go_on()
    with qtbot.waitSignal(guide.finished):
        guide.finish()
    assert live.ask.program.working_on == "Me"


def test_going_back_and_on_adds_no_session_twice(
    qtbot: QtBot, live: LiveBook, guide: GuidePage
) -> None:
    guide.skip()
    guide.skip()
    typed(qtbot, "1")
    guide.go_on()
    assert guide.problem == "Say if it is on site or online."
    assert guide.number == 3
    guide.step.focus_first()
    tab(qtbot, 3)
    typed(qtbot, "2")
    guide.go_on()
    assert guide.number == 4
    guide.go_back()
    guide.go_on()
    assert len(live.ask.all(PlannedSession)) == 1


@pytest.mark.parametrize("days", [1, 400])
def test_a_program_of_one_day_or_of_400(
    qtbot: QtBot, live: LiveBook, guide: GuidePage, days: int
) -> None:
    guide.skip()
    tab(qtbot, 2)
    typed(qtbot, "4")
    tab(qtbot)
    QApplication.focusWidget().selectAll()  # type: ignore[union-attr]
    typed(qtbot, str(days))
    guide.go_on()
    assert live.ask.program.planned_days == days


def test_what_cannot_be_read_is_said_and_stays(
    qtbot: QtBot, live: LiveBook, guide: GuidePage
) -> None:
    for _ in range(3):
        guide.skip()
    typed(qtbot, "many")
    guide.go_on()
    assert "hours like 9" in guide.problem
    assert guide.number == 4
    assert live.ask.program.weekly_hours is None


def test_locking_keeps_the_step_at_hand_and_the_guide_goes_on_there(
    qtbot: QtBot, live: LiveBook, content: Content, guide: GuidePage
) -> None:
    for _step in range(3):
        guide.skip()
    typed(qtbot, "many")  # not a number of hours: nothing that could be kept as an answer
    guide.flush()
    again = GuidePage(live, content)
    qtbot.addWidget(again)
    assert again.number == 4
    assert next(line.text() for line in again.step.findChildren(QLineEdit)) == "many"
    again.go_on()
    assert "hours like 9" in again.problem
    assert not live.ask.preferences.guide_done
    again.finish()
    assert live.ask.drafts() == ()


def test_setting_up_is_not_undone(qtbot: QtBot, live: LiveBook, guide: GuidePage) -> None:
    """Undo took the program's length back on the first evening, long after the guide was gone."""
    typed(qtbot, "Me")
    guide.go_on()
    assert live.ask.program.working_on == "Me"
    assert not live.undo_stack.canUndo()
