"""The tokens are readable, complete, and reach every widget."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.look import theme
from ui.look.icons import app_icon, icon
from ui.look.theme import Appearance, Theme

NAMES = ("light", "dark")

TEXT = [
    ("ink", "ground"),
    ("ink", "card"),
    ("ink", "card-alt"),
    ("ink", "accent-soft"),
    ("ink", "warm-soft"),
    ("ink", "danger-soft"),
    ("ink", "ok-soft"),
    ("ink-soft", "ground"),
    ("ink-soft", "card"),
    ("ink-soft", "card-alt"),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-deep"),
    ("accent", "card"),
    ("accent", "card-alt"),
    ("accent", "ground"),
    ("accent", "accent-soft"),
    ("danger", "card"),
    ("danger", "ground"),
    ("danger", "danger-soft"),
    ("ok", "card"),
    ("warm", "card"),
    ("warm", "warm-soft"),
]
GRAPHICS = [
    ("edge", "card"),
    ("edge", "ground"),
    ("edge", "card-alt"),
    ("accent", "card"),
    ("warm", "card"),
    ("focus-outer", "card"),
    ("focus-outer", "ground"),
    ("focus-inner", "focus-outer"),
    ("focus-inner", "accent"),
]
CHART_GRAPHICS = [
    "mood",
    "craving",
    "median",
    "use",
    "group",
    "individual",
    "family",
    "meeting",
    "other",
    "plan",
    "grey",
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_right() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_words_are_readable(name: str, front: str, back: str) -> None:
    colours = Theme.load(name).colours
    assert contrast(colours[front], colours[back]) >= 4.5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("front", "back"), GRAPHICS)
def test_controls_stand_out(name: str, front: str, back: str) -> None:
    colours = Theme.load(name).colours
    assert contrast(colours[front], colours[back]) >= 3


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("mark", CHART_GRAPHICS)
def test_chart_marks_stand_out(name: str, mark: str) -> None:
    style = Theme.load(name).chart_style()
    assert contrast(style[mark], style["card"]) >= 3


def test_themes_have_the_same_tokens() -> None:
    light, dark = (Theme.load(name) for name in NAMES)
    assert light.colours.keys() == dark.colours.keys()
    assert light.chart.keys() == dark.chart.keys()
    assert (light.dark, dark.dark) == (False, True)


@pytest.mark.parametrize("name", NAMES)
def test_pictures_of_the_sheet_use_the_tokens(name: str) -> None:
    loaded = Theme.load(name)
    folder = resources.files("resources") / "themes" / name
    used = set(re.findall(r"theme:([\w-]+\.svg)", loaded.style_sheet(12)))
    there = {file.name for file in folder.iterdir()}
    assert used == there
    for file in folder.iterdir():
        colours = set(re.findall(r"#[0-9a-f]{6}", file.read_text("utf-8")))
        assert colours <= set(loaded.colours.values()), file.name


@pytest.mark.parametrize("name", NAMES)
def test_palette_sets_every_role_in_every_state(name: str) -> None:
    palette = Theme.load(name).palette()
    role = QPalette.ColorRole
    for group in (
        QPalette.ColorGroup.Active,
        QPalette.ColorGroup.Inactive,
        QPalette.ColorGroup.Disabled,
    ):
        for one in role:
            if one not in (role.NoRole, role.NColorRoles):
                assert palette.isBrushSet(group, one), (group, one)
    disabled = palette.color(QPalette.ColorGroup.Disabled, role.WindowText)
    assert disabled != palette.color(QPalette.ColorGroup.Active, role.WindowText)


def test_large_text_reaches_every_widget(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    box = QVBoxLayout(window)
    parts = [QLabel("words"), QPushButton("press"), QLineEdit("typed")]
    for part in parts:
        box.addWidget(part)
    qtbot.addWidget(window)
    window.show()
    theme.apply(qapp, window, Theme.load("light"), 1.0)
    before = [part.font().pointSizeF() for part in parts]
    theme.apply(qapp, window, Theme.load("light"), 2.0)
    after = [part.font().pointSizeF() for part in parts]
    assert before == [12.0] * 3
    assert after == [24.0] * 3


def test_large_text_brings_large_icons(qtbot: QtBot, qapp: QApplication) -> None:
    # The arrows of the week and the signs of Undo and Redo stayed at 16 pixels.
    window = QWidget()
    buttons = [QPushButton(icon("undo"), "Undo", window), QToolButton(window)]
    qtbot.addWidget(window)
    window.show()
    sides = []
    for scale in (1.0, 2.0):
        theme.apply(qapp, window, Theme.load("light"), scale)
        sides.append([button.iconSize().height() for button in buttons])
    assert all(side >= 16 for side in sides[0])
    assert sides[1] == [2 * side for side in sides[0]]


@pytest.mark.parametrize("name", NAMES)
def test_a_list_that_opens_marks_where_the_cursor_is(
    name: str, qtbot: QtBot, qapp: QApplication
) -> None:
    # The lists of Look back opened like menus, which the sheet does not reach: no row stood out.
    window = QWidget()
    qtbot.addWidget(window)
    lists = QComboBox(window)
    lists.addItems(["Any tool", "Urge surfing", "Wait 15 minutes"])
    theme.apply(qapp, window, Theme.load(name))
    window.resize(400, 300)
    with qtbot.waitExposed(window):
        window.show()
    lists.showPopup()
    view = lists.view()
    qtbot.waitUntil(view.isVisible)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    row = view.visualRect(view.currentIndex())
    shown = view.viewport().grab(row).toImage()
    marked = shown.pixelColor(row.width() - 8, row.height() // 2)
    lists.hidePopup()
    assert marked == Theme.load(name).colour("accent")


def test_choosing_changes_what_is_shown_and_says_so(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    appearance = Appearance(qapp, window, "light")
    shown: list[str] = []
    appearance.changed.connect(lambda new: shown.append(new.name))
    appearance.choose("dark")
    ground = qapp.palette().color(QPalette.ColorRole.Window)
    assert shown == ["dark"]
    assert ground == Theme.load("dark").colour("ground")
    assert appearance.choice == "dark"
    appearance.set_text_scale(9)
    assert appearance.text_scale == theme.LARGEST_SCALE
    appearance.deleteLater()


def test_follows_the_system_only_when_asked(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    appearance = Appearance(qapp, window, "system")
    says = qapp.styleHints().colorSchemeChanged
    says.emit(Qt.ColorScheme.Dark)
    assert appearance.theme.name == "dark"
    says.emit(Qt.ColorScheme.Light)
    assert appearance.theme.name == "light"
    appearance.choose("dark")
    says.emit(Qt.ColorScheme.Light)
    assert appearance.theme.name == "dark"
    appearance.choose("system")
    assert appearance.theme.name == "light"
    appearance.deleteLater()


def test_icons_take_the_colour_of_the_theme(qapp: QApplication) -> None:
    for name in NAMES:
        loaded = Theme.load(name)
        image = icon("lock", loaded.palette()).pixmap(48, 48).toImage()
        solid = [
            image.pixelColor(x, y).name()
            for x in range(48)
            for y in range(48)
            if image.pixelColor(x, y).alpha() == 255
        ]
        assert solid
        assert set(solid) == {loaded.colours["ink"]}


def test_every_icon_draws_something(qapp: QApplication) -> None:
    folder = resources.files("resources") / "icons"
    names = [file.name.removesuffix(".svg") for file in folder.iterdir()]
    assert {"today", "sessions", "progress", "therapy", "look-back", "plan", "help"} <= set(names)
    for name in names:
        image = icon(name).pixmap(24, 24).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), name
    assert not app_icon().isNull()
    with pytest.raises(FileNotFoundError):
        icon("no such icon")
