"""What the computer remembers between two starts, and that it is nothing about the patient."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from ui.desktop.settings_file import SettingsFile


@pytest.fixture
def ini(tmp_path: Path) -> Path:
    return tmp_path / "daybook.ini"


def spoilt(ini: Path, key: str, value: str) -> SettingsFile:
    settings = QSettings(str(ini), QSettings.Format.IniFormat)
    settings.setValue(key, value)
    settings.sync()
    return SettingsFile(ini)


def test_a_first_start_has_plain_choices(ini: Path) -> None:
    settings = SettingsFile(ini)
    assert (settings.theme, settings.text_scale, settings.country) == ("system", 1.0, "US")
    assert settings.last_journal is None
    assert settings.shown_contacts == ()
    assert not ini.exists()


def test_choices_are_there_at_the_next_start(ini: Path) -> None:
    first = SettingsFile(ini)
    first.theme, first.text_scale, first.country = "dark", 1.5, "NZ"
    first.lock_when_minimised = True
    first.last_journal = Path("/home/mé/Notizen, alt/abend.daybook")
    first.shown_contacts = ("Ana (sponsor): +1 555 0100", "Crisis line: 988; day, night = 24 h")
    del first  # written when it is let go of
    again = SettingsFile(ini)
    assert (again.theme, again.text_scale, again.country) == ("dark", 1.5, "NZ")
    assert again.lock_when_minimised
    assert again.last_journal == Path("/home/mé/Notizen, alt/abend.daybook")
    assert again.shown_contacts == (
        "Ana (sponsor): +1 555 0100",
        "Crisis line: 988; day, night = 24 h",
    )
    again.last_journal, again.shown_contacts = None, ()
    assert (again.last_journal, again.shown_contacts) == (None, ())


def test_two_objects_on_one_file_agree(ini: Path) -> None:
    one, other = SettingsFile(ini), SettingsFile(ini)
    one.shown_contacts = ("Ana: 1", "Bo: 2")
    assert other.shown_contacts == ("Ana: 1", "Bo: 2")


@pytest.mark.parametrize(
    ("written", "read"),
    [("0.1", 0.8), ("9", 2.0), ("big", 1.0), ("", 1.0), ("nan", 1.0), ("inf", 2.0)],
)
def test_a_text_size_out_of_bounds_is_brought_back(ini: Path, written: str, read: float) -> None:
    assert spoilt(ini, "look/text_scale", written).text_scale == read


def test_a_theme_that_is_none_follows_the_system(ini: Path) -> None:
    assert spoilt(ini, "look/theme", "neon").theme == "system"


def test_a_settings_file_of_rubbish_is_a_first_start(ini: Path) -> None:
    ini.write_bytes(bytes(range(256)) * 9)
    settings = SettingsFile(ini)
    assert (settings.theme, settings.text_scale, settings.last_journal) == ("system", 1.0, None)


def test_the_file_holds_only_what_was_chosen(ini: Path) -> None:
    settings = SettingsFile(ini)
    settings.theme = "light"
    settings.last_journal = Path("evening.daybook")
    del settings
    kept = QSettings(str(ini), QSettings.Format.IniFormat).allKeys()
    assert sorted(kept) == ["journal/last", "look/theme"]
