"""Pages are made piece by piece; whatever comes between, they are whole once they are in sight."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journal.model.craving import ToolUse
from journal.model.day import DayEntry
from journal.model.questions import FIRST
from tests.ui.conftest import Clock
from tests.ui.running import Running, running
from ui.today.page import TodayPage
from ui.widgets.fields.chips import ChipPicker
from ui.widgets.fields.scale import ScaleInput


def open_with_tools(daybook: Running) -> list[str]:
    """Begin to open a journal whose day has a mood and two tools; gives their keys."""
    book = daybook.make_journal()
    book.record(replace(book.preferences, guide_done=True, recovery_kept=True))
    tools = ["urge_surfing", "breathing"]
    book.record(
        DayEntry(day=book.today(), mood=3),
        *(ToolUse(day=book.today(), tool=tool) for tool in tools),
    )
    daybook.daybook.entrance.opened.emit(book, False)  # noqa: FBT003 (a signal takes no names)
    while not daybook.desk.view.isVisible():
        QApplication.processEvents()
    return tools


def check_whole(daybook: Running, tools: list[str]) -> None:
    """Today asks every question, shows what is stored, and a tool more takes none away."""
    page, live = daybook.go_to("today"), daybook.desk.live
    assert isinstance(page, TodayPage)
    assert all(page.form.part(question.key).isVisible() for question in FIRST)
    mood, picker = page.form.part("mood"), page.form.part("tools")
    assert isinstance(mood, ScaleInput)
    assert mood.value == 3
    assert isinstance(picker, ChipPicker)
    picker.add(daybook.desk.content.tools[0].key)
    today = live.ask.today()
    held = {use.tool for use in live.ask.between(ToolUse, today, today)}
    assert held == {*tools, daybook.desk.content.tools[0].key}
    live.answer(today, mood=6)
    assert mood.value == 6


def test_a_page_pressed_again_while_it_is_on_its_way_comes_whole(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock
) -> None:
    with running(qtbot, qapp, tmp_path, clock) as daybook:
        tools = open_with_tools(daybook)
        for _press in range(30):
            daybook.desk.view.show_page("today")
            qtbot.wait(3)
        check_whole(daybook, tools)


def test_a_page_left_while_it_is_on_its_way_is_finished_later(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock
) -> None:
    with running(qtbot, qapp, tmp_path, clock) as daybook:
        tools = open_with_tools(daybook)
        for key in ("today", "my_plan", "sessions", "look_back") * 5:
            daybook.desk.view.show_page(key)
            qtbot.wait(3)
        for key in ("my_plan", "sessions", "look_back"):
            daybook.go_to(key).focus_first()
        check_whole(daybook, tools)
