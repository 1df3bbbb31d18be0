"""What can be done with the file of an open journal."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from journal.cli import commands
from journal.exchange.formats import FORMATS
from journal.model.therapy import ShareReceipt
from tests.ui.running import Running


@pytest.mark.parametrize("key", FORMATS)
@pytest.mark.parametrize("by_suffix", [False, True])
def test_everything_is_written_in_each_format_that_there_is(
    daybook: Running, monkeypatch: pytest.MonkeyPatch, key: str, by_suffix: bool
) -> None:
    target = daybook.folder / "mine"
    suffix = FORMATS[key].suffixes[0]
    offered: list[str] = []

    def choose(_parent: QWidget, _title: str, _start: str, filters: str) -> tuple[str, str]:
        offered.extend(filters.split(";;"))
        if by_suffix:  # typed, while another format is chosen
            return str(target.with_suffix(suffix)), next(f for f in offered if suffix not in f)
        return str(target), next(f for f in offered if suffix in f)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(QMessageBox, "information", lambda *_words: None)
    live = daybook.desk.live
    daybook.desk.file_actions.take_away()
    daybook.until(lambda: live.ask.all(ShareReceipt))
    assert all(f.name in words for f, words in zip(FORMATS.values(), offered, strict=True))
    expected = FORMATS[key].files(live.ask, target.with_suffix(suffix), daybook.desk.content)
    assert set(expected) <= set(daybook.folder.iterdir())


def test_the_command_line_knows_each_format_that_there_is() -> None:
    export = commands(lambda _path: 0, lambda: 0).commands["export"]
    (choice,) = [option.type for option in export.params if option.name == "form"]
    assert list(choice.choices) == list(FORMATS)
