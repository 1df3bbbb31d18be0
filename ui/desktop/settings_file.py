"""SettingsFile: what this computer remembers about Daybook, in words that anyone can read.

Nothing of it is from the journal, but the contacts that the patient wants to see before unlocking.
"""

from __future__ import annotations

import math
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QSettings

from ui.desktop.window_place import WindowPlace

ThemeChoice = Literal["system", "light", "dark"]


class SettingsFile:
    """Looks, country and the last journal's place, kept in one plain settings file."""

    def __init__(self, path: Path | None = None) -> None:
        """Read ``path``, or the user's own settings file, in a folder of its own."""
        if path is None:
            self._settings = QSettings(
                QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Daybook", "Daybook"
            )
            _keep_private(self.path.parent, 0o700)
        else:
            self._settings = QSettings(str(path), QSettings.Format.IniFormat)
        _keep_private(self.path, 0o600)  # Qt goes on with the rights that it has

    @property
    def path(self) -> Path:
        """The file itself."""
        return Path(self._settings.fileName())

    @property
    def folder(self) -> Path:
        """Where the settings lie, and what else this computer remembers."""
        return Path(self._settings.fileName()).parent

    @property
    def theme(self) -> ThemeChoice:
        """Light, dark, or as the system has it."""
        choice = str(self._settings.value("look/theme", "system"))
        return cast(ThemeChoice, choice if choice in ("light", "dark") else "system")

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._settings.setValue("look/theme", choice)

    @property
    def text_scale(self) -> float:
        """Size of all text, 0.8 to 2.0; 1.0 is the usual size."""
        try:
            scale = float(str(self._settings.value("look/text_scale", 1.0)))
        except ValueError:
            return 1.0
        if math.isnan(scale):
            return 1.0
        return min(max(scale, 0.8), 2.0)

    @text_scale.setter
    def text_scale(self, scale: float) -> None:
        self._settings.setValue("look/text_scale", scale)

    @property
    def reduced_motion(self) -> bool:
        """Whether pictures that move are to keep still."""
        return str(self._settings.value("look/reduced_motion", "")) == "yes"

    @reduced_motion.setter
    def reduced_motion(self, wanted: bool) -> None:
        self._settings.setValue("look/reduced_motion", "yes" if wanted else "no")

    @property
    def window_place(self) -> WindowPlace | None:
        """Where the window was when it was there last."""
        return WindowPlace.read(str(self._settings.value("look/window", "")))

    @window_place.setter
    def window_place(self, place: WindowPlace) -> None:
        self._settings.setValue("look/window", place.written())

    @property
    def lock_when_minimised(self) -> bool:
        """Whether the journal is locked when its window is minimised."""
        return str(self._settings.value("lock/when_minimised", "")) == "yes"

    @lock_when_minimised.setter
    def lock_when_minimised(self, wanted: bool) -> None:
        self._settings.setValue("lock/when_minimised", "yes" if wanted else "no")

    @property
    def shown_in_captures(self) -> bool:
        """Whether our windows are on pictures and films of the screen, from the next start on."""
        return str(self._settings.value("look/shown_in_captures", "")) == "yes"

    @shown_in_captures.setter
    def shown_in_captures(self, wanted: bool) -> None:
        self._settings.setValue("look/shown_in_captures", "yes" if wanted else "no")

    @property
    def country(self) -> str:
        """ISO 3166 code of the country whose help lines are shown."""
        return str(self._settings.value("help/country", "US"))

    @country.setter
    def country(self, code: str) -> None:
        self._settings.setValue("help/country", code)

    @property
    def last_journal(self) -> Path | None:
        """The journal that was open last."""
        path = str(self._settings.value("journal/last", ""))
        return Path(path) if path else None

    @last_journal.setter
    def last_journal(self, path: Path | None) -> None:
        self._settings.setValue("journal/last", str(path) if path else "")

    @property
    def journal_missed_since(self) -> datetime | None:
        """The first start at which the last journal was not where it was."""
        try:
            return datetime.fromisoformat(str(self._settings.value("journal/missed_since", "")))
        except ValueError:
            return None

    @journal_missed_since.setter
    def journal_missed_since(self, moment: datetime | None) -> None:
        if moment is None:
            self._settings.remove("journal/missed_since")
        else:
            self._settings.setValue("journal/missed_since", moment.isoformat())

    @property
    def shown_contacts(self) -> tuple[str, ...]:
        """Contacts that the patient chose to show before unlocking, a line each."""
        lines = str(self._settings.value("help/contacts", ""))
        return tuple(line for line in lines.split("\n") if line)

    @shown_contacts.setter
    def shown_contacts(self, lines: tuple[str, ...]) -> None:
        self._settings.setValue("help/contacts", "\n".join(lines))


def _keep_private(path: Path, mode: int) -> None:
    """Take the rights of others to what an earlier Daybook has left."""
    with suppress(OSError):  # it is not there yet
        path.chmod(mode)
