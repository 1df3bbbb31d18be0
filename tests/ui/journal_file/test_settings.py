"""Settings: looks that take effect at once and are remembered, and doors to the file and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Clock
from tests.ui.keys import CONTROL, DOWN, ENTER, ESCAPE, RIGHT, SPACE, Keys
from tests.ui.running import Running, running
from ui.craving.clocks import BreathTimer
from ui.craving.dialog import CravingNowDialog
from ui.craving.steps import DoingStep
from ui.desktop.settings_file import SettingsFile
from ui.journal_file.settings import SettingsDialog
from ui.look.theme import BASE_POINTS, Appearance, Theme
from ui.widgets.fields.choice import ChoiceRow


@pytest.fixture
def daybook(qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: Clock) -> Iterator[Running]:
    with running(qtbot, qapp, tmp_path, clock) as made:
        made.open()
        made.back()
        yield made


@pytest.fixture
def dialog(daybook: Running) -> SettingsDialog:
    daybook.button("Settings").click()
    return daybook.dialog(SettingsDialog)


def rows(dialog: SettingsDialog) -> list[ChoiceRow]:
    return dialog.findChildren(ChoiceRow)


def test_colours_are_chosen_by_a_key_take_effect_and_are_remembered(
    daybook: Running, dialog: SettingsDialog, qapp: QApplication, tmp_path: Path
) -> None:
    keys = daybook.keys
    assert keys.focus is rows(dialog)[0]
    keys.press("3")
    assert daybook.daybook.appearance.theme.dark
    assert qapp.palette().window().color() == Theme.load("dark").colour("ground")
    assert SettingsFile(daybook.settings.path).theme == "dark"
    keys.press("2")
    assert not daybook.daybook.appearance.theme.dark
    assert SettingsFile(daybook.settings.path).theme == "light"


def test_the_size_of_the_words_is_chosen_and_remembered(
    daybook: Running, dialog: SettingsDialog, tmp_path: Path
) -> None:
    keys = daybook.keys
    assert rows(dialog)[1].value == "1"
    keys.tab_to(rows(dialog)[1])
    keys.press("5")
    assert f"font-size: {BASE_POINTS * 2:.1f}pt" in daybook.daybook.window.styleSheet()
    assert SettingsFile(daybook.settings.path).text_scale == 2.0
    keys.press(RIGHT, "2")
    assert SettingsFile(daybook.settings.path).text_scale == 1.0


def test_pictures_kept_still_do_not_move_while_breathing(
    daybook: Running, dialog: SettingsDialog
) -> None:
    live, keys = daybook.desk.live, daybook.keys
    live.record(replace(live.ask.preferences, favourite_tools=("box-breathing",)))
    keys.tab_to(daybook.button("Keep pictures still", dialog))
    keys.press(SPACE, ESCAPE)
    daybook.back()
    keys.press("n", held=CONTROL)
    craving = daybook.dialog(CravingNowDialog)
    keys.press("6", ENTER, "1")
    assert isinstance(craving.step, DoingStep)
    assert isinstance(craving.step.timer, BreathTimer)
    pictures = set()
    for _look in range(3):
        daybook.qtbot.wait(80)
        pictures.add(bytes(craving.step.timer.grab().toImage().constBits()))
    assert len(pictures) == 1
    keys.press(ESCAPE)
    daybook.back()
    daybook.button("Settings").click()
    shown = daybook.dialog(SettingsDialog)
    assert daybook.button("Keep pictures still", shown).isChecked()


def test_it_opens_on_what_was_chosen_and_escape_leaves_it(
    daybook: Running, dialog: SettingsDialog
) -> None:
    daybook.keys.press("3", DOWN)
    daybook.keys.press(ESCAPE)
    assert not dialog.isVisible()
    daybook.back()
    daybook.button("Settings").click()
    assert rows(daybook.dialog(SettingsDialog))[0].value == "dark"


def test_it_says_where_the_journal_is_and_leads_to_its_keys(
    daybook: Running, dialog: SettingsDialog
) -> None:
    assert str(daybook.path) in daybook.words(dialog)
    daybook.keys.tab_to(daybook.button("Change my passphrase", dialog))
    daybook.keys.press(ENTER)
    assert not dialog.isVisible()
    (shown,) = [d for d in daybook.daybook.window.findChildren(QDialog) if d.isVisible()]
    assert "passphrase" in shown.accessibleName().casefold()


@pytest.mark.parametrize(
    ("kept", "theme", "scale"), [("purple", "system", 1.0), ("dark", "dark", 2.0)]
)
def test_what_cannot_be_read_is_the_usual(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, kept: str, theme: str, scale: float
) -> None:
    (tmp_path / "m.ini").write_text(
        f"[look]\ntheme={kept}\ntext_scale={'huge' if kept == 'purple' else 7}\n"
    )
    settings = SettingsFile(tmp_path / "m.ini")
    assert (settings.theme, settings.text_scale) == (theme, scale)


def test_a_size_in_between_is_shown_as_none_of_them(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    settings = SettingsFile(tmp_path / "m.ini")
    settings.text_scale = 1.1
    window = QWidget()
    qtbot.addWidget(window)
    appearance = Appearance(qapp, window, "light", 1.1)
    dialog = SettingsDialog(appearance, settings, tmp_path / "mine.daybook", [], window)
    Keys(qtbot, dialog)
    assert rows(dialog)[1].value is None
    assert settings.text_scale == 1.1
    appearance.deleteLater()
