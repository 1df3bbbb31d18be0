"""What can be done with the file of an open journal."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from journal.cli import commands
from journal.exchange.formats import FORMATS
from journal.model.therapy import ShareReceipt
from tests.ui.keys import ENTER
from tests.ui.running import PASSPHRASE, Running
from ui.journal_file.keys_dialogs import ExportDialog
from ui.widgets.fields.passphrase import PassphraseEdit


def asked_for_keys(daybook: Running) -> ExportDialog:
    """What comes up before everything is written, with the cursor in it."""
    daybook.desk.file_actions.take_away()
    dialog = daybook.dialog(ExportDialog)
    dialog.activateWindow()
    daybook.until(lambda: isinstance(daybook.keys.focus, QLineEdit))
    return dialog


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
    live = daybook.desk.live
    asked_for_keys(daybook)
    daybook.keys.press(PASSPHRASE, ENTER)
    daybook.until(lambda: live.ask.all(ShareReceipt))
    assert all(f.name in words for f, words in zip(FORMATS.values(), offered, strict=True))
    expected = FORMATS[key].files(live.ask, target.with_suffix(suffix), daybook.desk.content)
    assert set(expected) <= set(daybook.folder.iterdir())


def test_everything_is_written_for_whoever_opens_the_journal_alone(
    daybook: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever sat down at an open journal took all of it away with three clicks.
    asked: list[str] = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_words: asked.append("where") or ("", "")
    )
    groups = " ".join(daybook.desk.live.ring.with_new_recovery()[1].groups)
    dialog = asked_for_keys(daybook)
    for typed in ("not this one", groups):
        daybook.keys.press(typed, ENTER)
        daybook.until(lambda: "neither your passphrase" in daybook.words(dialog))
        dialog.findChildren(PassphraseEdit)[0].clear()
        dialog.findChildren(PassphraseEdit)[0].setFocus()
    assert not asked
    daybook.keys.press(PASSPHRASE, ENTER)
    daybook.until(lambda: asked)


def test_the_recovery_key_will_do_as_well(
    daybook: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_words: asked.append("where") or ("", "")
    )
    ring, recovery = daybook.desk.live.ring.with_new_recovery()
    daybook.desk.live.use_keys(ring)
    asked_for_keys(daybook)
    daybook.keys.press("-".join(recovery.groups).lower(), ENTER)
    daybook.until(lambda: asked)


def test_the_command_line_knows_each_format_that_there_is() -> None:
    export = commands(lambda _path: 0, lambda: 0).commands["export"]
    (choice,) = [option.type for option in export.params if option.name == "form"]
    assert list(choice.choices) == list(FORMATS)
