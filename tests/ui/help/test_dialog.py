"""Help now: the numbers of the design, the country that was chosen, one's own people first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from journal.content.content import Content
from tests.ui.keys import DOWN, ESCAPE, TAB, Keys
from ui.desktop.settings_file import SettingsFile
from ui.help.dialog import HelpNowDialog


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.ini")


def shown(
    qtbot: QtBot, content: Content, settings: SettingsFile, contacts: tuple[str, ...] = ()
) -> tuple[HelpNowDialog, Keys]:
    dialog = HelpNowDialog(content, settings, contacts)
    qtbot.addWidget(dialog)
    return dialog, Keys(qtbot, dialog)


def words(dialog: HelpNowDialog) -> str:
    return "\n".join(x.text() for x in dialog.findChildren(QLabel) if x.isVisible())


def test_the_lines_of_the_united_states(
    qtbot: QtBot, content: Content, settings: SettingsFile
) -> None:
    dialog, _keys = shown(qtbot, content, settings)
    said = words(dialog)
    for number in ("988", "1-800-662-4357", "TTY 1-800-487-4889", "741741", "911"):
        assert number in said
    assert "Text the word HOME" in said
    assert "988 Lifeline · call, text, chat" in said
    assert "Daybook does not contact anyone. Nobody is watching it." in said
    assert "This list is from" in said
    for word in ("naloxone", "alcohol"):
        assert word in said


@pytest.mark.parametrize(
    ("country", "there", "not_there"),
    [("CA", ["988", "911"], ["741741", "SAMHSA"]), ("NZ", ["1737", "111"], ["988", "911"])],
)
def test_each_country_has_its_own(
    qtbot: QtBot,
    content: Content,
    settings: SettingsFile,
    country: str,
    there: list[str],
    not_there: list[str],
) -> None:
    settings.country = country
    said = words(shown(qtbot, content, settings)[0])
    for number in there:
        assert number in said
    for number in not_there:
        assert number not in said


def test_another_country_is_chosen_by_keyboard_and_remembered(
    qtbot: QtBot, content: Content, settings: SettingsFile, tmp_path: Path
) -> None:
    dialog, keys = shown(qtbot, content, settings)
    keys.tab_to(dialog.findChildren(QComboBox)[0])
    keys.press(DOWN)
    chosen = SettingsFile(tmp_path / "settings.ini").country
    assert chosen != "US"
    assert content.country(chosen).lines[0].number in words(dialog)


def test_a_country_that_is_not_known_shows_the_first(
    qtbot: QtBot, content: Content, settings: SettingsFile
) -> None:
    settings.country = "XX"
    assert "988" in words(shown(qtbot, content, settings)[0])


def test_ones_own_people_come_before_the_lines(
    qtbot: QtBot, content: Content, settings: SettingsFile
) -> None:
    said = words(shown(qtbot, content, settings, ("Sponsor Ray: 555 0142",))[0])
    assert said.index("My people") < said.index("Sponsor Ray: 555 0142") < said.index("988")


def test_escape_closes_it_and_tab_reaches_the_way_out(
    qtbot: QtBot, content: Content, settings: SettingsFile
) -> None:
    dialog, keys = shown(qtbot, content, settings)
    seen = set()
    for _tab in range(4):
        keys.press(TAB)
        seen.add(keys.focus.accessibleName() or keys.focus.text())  # type: ignore[attr-defined]
    assert seen >= {"Help lines", "Country", "Close"}
    keys.press(ESCAPE)
    assert not dialog.isVisible()
