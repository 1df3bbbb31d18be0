"""Settings: how Daybook looks, and what is done with the file and its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.screen_capture import exclusion
from ui.desktop.settings_file import SettingsFile, ThemeChoice
from ui.look.theme import Appearance
from ui.widgets.buttons import Button
from ui.widgets.fields.choice import ChoiceRow
from ui.widgets.layout.card import Card
from ui.widgets.layout.scroll_content import PlainScrollArea, ScrollContent
from ui.widgets.layout.window_size import size_in_letters
from ui.widgets.window_name import name_window
from ui.widgets.words.labels import Soft

SIZES = {"0.9": 0.9, "1": 1.0, "1.25": 1.25, "1.5": 1.5, "2": 2.0}


class SettingsDialog(QDialog):
    """Looks take effect at once. ``actions`` are words and what happens when they are pressed."""

    def __init__(
        self,
        appearance: Appearance,
        settings: SettingsFile,
        journal: Path,
        actions: Sequence[tuple[str, Callable[[], None]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._settings = settings
        name_window(self, self.tr("Settings"))
        sheet = ScrollContent()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(20, 20, 20, 12)
        column.setSpacing(14)

        looks = Card(self.tr("How it looks"))
        theme = ChoiceRow(
            self.tr("Colors"),
            [
                ("system", self.tr("Like my computer")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ],
        )
        theme.value = settings.theme
        theme.valueChanged.connect(self._choose_theme)
        size = ChoiceRow(
            self.tr("Size of the words"),
            [
                ("0.9", self.tr("Small")),
                ("1", self.tr("Usual")),
                ("1.25", self.tr("Large")),
                ("1.5", self.tr("Larger")),
                ("2", self.tr("Largest")),
            ],
        )
        size.value = next(
            (key for key, scale in SIZES.items() if scale == settings.text_scale), None
        )
        size.valueChanged.connect(self._choose_size)
        still = QCheckBox(self.tr("Keep pictures still"))
        still.setChecked(settings.reduced_motion)
        still.toggled.connect(self._keep_still)
        looks.add(theme)
        looks.add(size)
        looks.add(still)
        column.addWidget(looks)

        away = Card(self.tr("When I am away"))
        minimised = QCheckBox(self.tr("Lock when I minimize the window"))
        minimised.setChecked(settings.lock_when_minimised)
        minimised.toggled.connect(self._lock_when_minimised)
        away.add(minimised)
        if exclusion() is not None:
            captured = QCheckBox(self.tr("Let Daybook be seen in pictures and films of the screen"))
            captured.setChecked(settings.shown_in_captures)
            captured.toggled.connect(self._show_in_captures)
            away.add(captured)
        column.addWidget(away)

        file = Card(self.tr("My journal and its keys"))
        file.add(Soft(str(journal)))
        for words, pressed in actions:
            button = Button(words)
            button.clicked.connect(lambda _on=False, go=pressed: self._go(go))
            file.add(button)
        column.addWidget(file)
        column.addStretch(1)

        scroll = PlainScrollArea()
        scroll.setWidget(sheet)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 12)
        box.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 20, 0)
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        foot.addStretch(1)
        foot.addWidget(close)
        box.addLayout(foot)
        theme.setFocus()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        size_in_letters(self, 42, 42)

    def _go(self, action: Callable[[], None]) -> None:
        self.accept()
        action()

    def _choose_theme(self, choice: str | None) -> None:
        chosen = cast(ThemeChoice, choice or "system")
        self._settings.theme = chosen
        self._appearance.choose(chosen)

    def _keep_still(self, wanted: bool) -> None:
        self._settings.reduced_motion = wanted

    def _lock_when_minimised(self, wanted: bool) -> None:
        self._settings.lock_when_minimised = wanted

    def _show_in_captures(self, wanted: bool) -> None:
        self._settings.shown_in_captures = wanted

    def _choose_size(self, choice: str | None) -> None:
        scale = SIZES[choice or "1"]
        self._settings.text_scale = scale
        self._appearance.set_text_scale(scale)
