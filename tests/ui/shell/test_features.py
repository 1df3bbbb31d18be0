"""A page is a folder and a line: all else goes by the list."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Clock
from tests.ui.keys import CONTROL
from tests.ui.running import Running, running
from ui import preload
from ui.base.journal_page import JournalPage, PageContext
from ui.shell.features import Feature, Features
from ui.widgets.buttons import Button


class Letters(JournalPage):
    """A page that nobody else knows."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(context.live, context.content, "", "", parent)
        self._write = Button("Write one")
        self.add_later(self._write)

    def redraw(self) -> None:
        self.set_title("Letters that I did not send")

    def focus_first(self) -> None:
        self._write.setFocus()


def test_every_page_comes_from_its_folder(daybook: Running) -> None:
    for feature in Features().listed():
        assert type(daybook.go_to(feature.key)).__module__ == feature.module


def test_a_page_more_is_in_the_rail_has_a_key_and_is_imported_ahead(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = ModuleType("ui.letters.page")
    module.make_page = Letters  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ui.letters", ModuleType("ui.letters"))
    monkeypatch.setitem(sys.modules, "ui.letters.page", module)
    listed = (*Features().listed(), Feature("letters", "Letters", "letters", "edit"))
    monkeypatch.setattr(Features, "listed", lambda _self: listed)
    preload.other_pages()
    with running(qtbot, qapp, tmp_path, clock) as daybook:
        daybook.open()
        daybook.back()
        assert daybook.button("Letters").isVisible()
        daybook.keys.press(str(len(listed)), held=CONTROL)
        daybook.until(lambda: isinstance(daybook.desk.view.current, Letters))
        assert "Letters that I did not send" in daybook.words()
