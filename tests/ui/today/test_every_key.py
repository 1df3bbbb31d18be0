"""Any keys, in any order, on any control of Today: the journal holds what the model says.

Down on a blank scale was mood 0, T was 10, and keypad 7 without NumLock was 0.
``pytest --hypothesis-profile thorough`` tries 500 sequences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journal.content.content import Content
from journal.model.attendance import Attendance
from journal.model.choices import Halt, Home, Medication, Reached, Status, Use
from journal.model.craving import ToolUse
from journal.model.day import DayEntry
from journal.model.program import PlannedSession
from tests.ui.conftest import START
from tests.ui.today.key_model import (
    Choice,
    Control,
    Hours,
    Press,
    Scale,
    Session,
    Ticks,
    Tools,
    Words,
)
from ui.base.live_book import LiveBook
from ui.sessions.row import SessionRow
from ui.today.page import TodayPage
from ui.widgets.fields import scale
from ui.widgets.fields.chips import HELPFULNESS_TOP, SHOWN
from ui.widgets.fields.parsed_field import ParsedField
from ui.widgets.fields.scale import ScaleInput

NO_ANSWERS = ("7", "t", "x", "0", Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Down)
KEYPAD = (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Down)
"""Pressed on the keypad without NumLock."""


@pytest.fixture
def page(
    qtbot: QtBot, live: LiveBook, content: Content, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TodayPage]:
    # A busy machine may take its time between 1 and 0.
    monkeypatch.setattr(scale, "TEN_WITHIN_MS", 600_000)
    weekday = live.ask.today().weekday()
    live.record(
        replace(live.ask.preferences, more_open=True),
        PlannedSession(weekday=weekday, start=time(17), minutes=60, valid_from=START),
    )
    made = TodayPage(live, content, content.country("US"))
    made.resize(900, 1400)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@dataclass
class Evening:
    """The page, and the model beside it."""

    page: TodayPage
    live: LiveBook
    content: Content

    def __post_init__(self) -> None:
        def names(kind: type[StrEnum]) -> list[str]:
            return [str(one) for one in kind]

        tools = [tool.key for tool in self.content.tools]
        self.controls: dict[str, Control] = {
            "mood": Scale(11),
            "craving": Scale(11),
            "use": Choice(len(Use), names=names(Use)),
            "tools": Tools(tools, SHOWN),
            "sleep_hours": Hours(),
            "sleep_quality": Scale(5),
            "medication": Choice(len(Medication), names=names(Medication)),
            "halt": Ticks(len(Halt), names=names(Halt)),
            "home": Choice(len(Home), names=names(Home)),
            "reached": Ticks(len(Reached), names=names(Reached)),
            "no_tool_reason": Words(),
            "note": Words(),
            "session": Session(names(Status)),
        }

    def widget(self, name: str) -> QWidget:
        """Where the cursor goes for the control."""
        if name == "session":
            (row,) = self.page.findChildren(SessionRow)
            return row
        part = self.page.form.part(name)
        return part.focusProxy() or part

    def live_on(self, name: str, control: Control, keys: list[Press]) -> None:
        """Go to a control, press keys until it is left, and go away."""
        widget = self.widget(name)
        widget.setFocus()
        control.enter()
        for key in keys:
            held = Qt.KeyboardModifier.NoModifier
            if key in KEYPAD:
                held = Qt.KeyboardModifier.KeypadModifier
            QTest.keyClick(widget, key, held)
            QApplication.processEvents()
            stays = control.press(key)
            if not isinstance(control, (Hours, Words)):  # these are read once they are left
                assert self.held()[name] == control.answer, (name, key)
            assert (QApplication.focusWidget() is widget) is stays, (name, key)
            if not stays:
                break
        control.leave()
        self.page.setFocus()
        self.page.leave()

    def rate(self, index: int, keys: list[Press]) -> None:
        """Say how much one of the tools helped."""
        tools = self.controls["tools"]
        assert isinstance(tools, Tools)
        if not tools.picked:
            return
        rows = self.page.form.part("tools").findChildren(ScaleInput)
        key = list(tools.picked)[index % len(tools.picked)]
        model = Scale(HELPFULNESS_TOP + 1, value=tools.picked[key])
        label = self.content.name("tool", key)
        row = next(row for row in rows if row.isVisible() and row.label == label)
        row.setFocus()
        model.enter()
        for press in keys:
            QTest.keyClick(row, press)
            QApplication.processEvents()
            if not model.press(press):
                break
        tools.picked[key] = model.value
        self.page.setFocus()

    def held(self) -> dict[str, object]:
        """What the journal holds."""
        ask, day = self.live.ask, self.live.ask.today()
        entry = ask.day(day) or DayEntry(day=day)
        marks = ask.between(Attendance, day, day)
        held: dict[str, object] = {
            name: getattr(entry, name) for name in self.controls if hasattr(entry, name)
        }
        for name, value in held.items():
            if isinstance(value, StrEnum):
                held[name] = str(value)
            elif isinstance(value, tuple):
                held[name] = tuple(map(str, value))
        held["tools"] = {use.tool: use.helped for use in ask.between(ToolUse, day, day)}
        held["session"] = str(marks[0].status) if marks else None
        return held

    def expected(self) -> dict[str, object]:
        """What the model says."""
        return {name: control.answer for name, control in self.controls.items()}

    def empty(self) -> None:
        """A blank day again."""
        ask, day = self.live.ask, self.live.ask.today()
        entry = ask.day(day)
        self.live.delete(
            *ask.between(ToolUse, day, day),
            *ask.between(Attendance, day, day),
            *([entry] if entry is not None else []),
        )
        hours = self.page.form.part("sleep_hours")
        assert isinstance(hours, ParsedField)
        hours.clear()


def presses(control: Control) -> st.SearchStrategy[list[Press]]:
    return st.lists(st.sampled_from(control.keys), min_size=1, max_size=8)


def test_the_journal_holds_what_the_model_says(
    page: TodayPage, live: LiveBook, content: Content
) -> None:
    sampler = Evening(page, live, content)
    steps = [
        st.tuples(st.just(name), presses(control)) for name, control in sampler.controls.items()
    ]
    rating = st.tuples(st.integers(0, 7), presses(Scale(HELPFULNESS_TOP + 1)))

    tries = settings().max_examples // 2

    @settings(max_examples=tries, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.one_of(*steps, rating), min_size=1, max_size=6))
    def any_keys(sequence: list[tuple[str | int, list[Press]]]) -> None:
        evening = Evening(page, live, content)
        evening.empty()  # of what is left of a try that failed
        for where, keys in sequence:
            if isinstance(where, int):
                evening.rate(where, keys)
            else:
                evening.live_on(where, evening.controls[where], keys)
            assert evening.held() == evening.expected()

    any_keys()


def test_what_is_no_answer_writes_nothing(
    page: TodayPage, live: LiveBook, content: Content
) -> None:
    evening = Evening(page, live, content)
    page.form.part("tools")
    answered = [evening.widget(name) for name in evening.controls]
    before = evening.held()
    others = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget not in answered
        and not isinstance(widget.focusProxy(), QWidget)
    ]
    assert others
    for widget in others:
        widget.setFocus()
        for key in NO_ANSWERS:
            QTest.keyClick(widget, key)
        page.leave()
        assert evening.held() == before, widget.accessibleName()
