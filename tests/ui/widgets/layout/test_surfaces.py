"""Cards, banners, pages, the saved line, the flow of parts, and the focus ring."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.craving.clocks import BreathTimer, CountDown
from ui.look.theme import Theme, apply
from ui.progress.view import ChartView
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.fields.chips import ChipItem, ChipPicker
from ui.widgets.fields.choice import ChoiceRow, TickRow
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.hours_field import HoursEdit
from ui.widgets.fields.note import NoteEdit
from ui.widgets.fields.number_field import NumberEdit
from ui.widgets.fields.passphrase import PassphraseEdit
from ui.widgets.fields.scale import ScaleInput
from ui.widgets.fields.time_field import TimeField
from ui.widgets.focus_ring import FocusRing, paint_ring
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.page import Page
from ui.widgets.layout.window_size import size_in_letters
from ui.widgets.saved_indicator import SavedIndicator
from ui.widgets.words.labels import Words


def test_card_actions_are_called_without_arguments(qtbot: QtBot) -> None:
    card = Card("Today", "Every question can be skipped.")
    qtbot.addWidget(card)
    calls: list[str] = []
    button = card.add_action("Save", lambda: calls.append("saved"), primary=True)
    card.show()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert calls == ["saved", "saved"]
    assert card.accessibleName() == "Today"


def test_banner_stays_until_dismissed(qtbot: QtBot) -> None:
    host = QWidget()
    box = QVBoxLayout(host)
    banner = Banner()
    box.addWidget(banner)
    qtbot.addWidget(host)
    host.show()
    assert not banner.isVisible()
    banner.say("Daybook could not save.", "warning")
    pressed: list[str] = []
    button = banner.add_action("Try again", lambda: pressed.append("again"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert banner.isVisible()
    assert pressed == ["again"]
    assert banner.accessibleName() == "Daybook could not save."
    banner.dismiss()
    assert not banner.isVisible()
    banner.say("2 days are blank.")
    assert not [child for child in banner.findChildren(Button) if child.isVisible()]


def test_saved_line_does_not_hide_a_failure(qtbot: QtBot) -> None:
    line = SavedIndicator()
    qtbot.addWidget(line)
    line.show_saving()
    line.show_saved()
    assert line.text().endswith("Saved")
    line.show_not_saved("The disk is full.")
    line.show_saving()
    assert line.trouble
    assert "Not saved" in line.text()
    assert "The disk is full." in line.accessibleName()
    line.show_saved()
    assert not line.trouble
    assert "Not" not in line.text()


def test_words_of_a_patient_are_never_mark_up(qtbot: QtBot) -> None:
    banner = Banner("<b>not bold</b> <img src=x>")
    qtbot.addWidget(banner)
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in banner.findChildren(QLabel)
    )


def test_a_page_ends_where_its_words_end(qtbot: QtBot) -> None:
    # A third of Sessions was blank: each wrapped line asked for the height of a narrower one.
    page = Page("Sessions")
    cards = [Card(f"Week {n}", "Parts of a week count in part. " * 4) for n in range(7)]
    for card in cards:
        page.add(card)
    qtbot.addWidget(page)
    page.resize(900, 500)
    with qtbot.waitExposed(page):
        page.show()
    sheet = page.widget()
    end = cards[-1].mapTo(sheet, cards[-1].rect().bottomLeft()).y()
    assert page.verticalScrollBar().maximum() > 0
    assert sheet.height() - end < 60


def test_a_very_long_word_does_not_widen_the_page(qtbot: QtBot) -> None:
    # An own tool with the address of a meeting had Today scroll sideways.
    address = "https://zoom.example/j/12345678901?pwd=" + "Qm9vayBvZiBkYXlz" * 5
    page = Page("Today")
    card = Card("Talk about")
    card.add(Words(f"Ask about {address}"))
    card.add(ChoiceRow("Tools", [("link", address), ("walk", "A walk")]))
    page.add(card)
    qtbot.addWidget(page)
    page.resize(500, 400)
    with qtbot.waitExposed(page):
        page.show()
    assert page.horizontalScrollBar().maximum() == 0
    assert f"Ask about {address}" in [label.text() for label in card.findChildren(Words)]


def test_a_window_gets_room_for_the_text_in_use(qtbot: QtBot) -> None:
    # Help now and the forms were as small with text of twice the size.
    widths = []
    for points in (12, 24):
        host = QWidget()
        qtbot.addWidget(host)
        host.setStyleSheet(f"* {{ font-size: {points}pt; }}")
        window = QDialog(host)
        size_in_letters(window, 20, 4000)
        widths.append(window.width())
        assert window.height() < window.screen().availableGeometry().height()
    assert widths[1] > 1.8 * widths[0]


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_flow_wraps_and_never_overlaps(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    host = QWidget()
    host.setLayoutDirection(direction)
    flow = FlowLayout(host, spacing=8)
    parts = [Button("word " * (n % 4 + 1)) for n in range(9)]
    for part in parts:
        flow.addWidget(part)
    qtbot.addWidget(host)
    host.resize(320, host.heightForWidth(320))
    host.show()
    places = [part.geometry() for part in parts]
    assert all(host.rect().contains(place) for place in places)
    for at, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[at + 1 :])
    assert len({place.y() for place in places}) > 1
    assert host.heightForWidth(320) > host.heightForWidth(3000)


def test_flow_keeps_the_order_and_forgets(qtbot: QtBot) -> None:
    host = QWidget()
    flow = FlowLayout(host)
    qtbot.addWidget(host)
    first, second = Button("first"), Button("second")
    flow.addWidget(first)
    flow.addWidget(second)
    assert [flow.itemAt(n).widget() for n in range(2)] == [first, second]
    assert flow.itemAt(2) is None
    flow.removeWidget(first)
    assert flow.count() == 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_page_scrolls_down_but_never_sideways(
    qtbot: QtBot, qapp: QApplication, scale: float
) -> None:
    page = Page("Today", "Wednesday")
    for name in ("Mood", "Worst craving", "Sleep"):
        card = Card(name)
        card.add(ScaleInput(name, "the lowest it can be", "the highest it can be"))
        page.add(card)
    qtbot.addWidget(page)
    apply(qapp, page, Theme.load("light"), scale)
    page.resize(820, 640)
    page.show()
    qapp.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    for label in page.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width())


def test_the_ring_follows_the_focus(qtbot: QtBot, qapp: QApplication) -> None:
    ring = FocusRing(qapp)
    window = QWidget()
    box = QVBoxLayout(window)
    field, scale, button = QLineEdit(), ScaleInput("Mood"), Button("Go")
    for part in (field, scale, button):
        box.addWidget(part)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    places: dict[QWidget, QRect | None] = {}
    for part in (field, scale, button):
        part.setFocus()
        shown = ring.geometry
        places[part] = shown
        assert shown is not None
        assert shown.contains(part.geometry())
    assert len({place.y() for place in places.values() if place is not None}) == 3
    window.resize(700, 500)
    qapp.processEvents()
    assert ring.geometry == button.geometry()
    apply(qapp, window, Theme.load("dark"), 1.0)
    qapp.processEvents()
    assert ring.geometry == button.geometry()
    button.clearFocus()
    assert ring.geometry is None
    window.hide()
    ring.deleteLater()


def test_the_ring_survives_what_it_was_around(qtbot: QtBot, qapp: QApplication) -> None:
    ring = FocusRing(qapp)
    for _ in range(3):
        window = QWidget()
        box = QVBoxLayout(window)
        field = QLineEdit()
        box.addWidget(field)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        field.setFocus()
        assert ring.geometry == field.geometry()
        window.deleteLater()
        qtbot.waitUntil(lambda: ring.geometry is None)
    ring.deleteLater()


def test_the_ring_shows_in_two_tones(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme.load("dark")
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setPalette(theme.palette())
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    painter = QPainter(image)
    paint_ring(painter, widget, QRectF(0, 0, 60, 40))
    painter.end()
    down = {image.pixelColor(30, y).name() for y in range(8)}
    assert {theme.colours["focus-outer"], theme.colours["focus-inner"]} <= down


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot) -> None:
    page = Page("All")
    for part in (
        ScaleInput("Mood", "worst", "best"),
        ChoiceRow("Use", [("no", "No"), ("yes", "Yes")]),
        TickRow("Right now", [("h", "Hungry")]),
        ChipPicker("Tools", [ChipItem("a", "Urge surfing")], rated=True),
        NoteEdit("Note"),
        HoursEdit("Sleep"),
        DateField("Day"),
        TimeField("When"),
        NumberEdit("Days", 1, 90, "days"),
        PassphraseEdit("Passphrase"),
        ChartView("Mood"),
        BreathTimer(),
        CountDown(),
    ):
        if isinstance(part, ChipPicker):
            part.chosen = [("a", 2)]
        if isinstance(part, ChartView):
            part.set_table(["Day"], [["June 1"]])
            part.findChild(Button).click()  # the table is made when it is wanted
        page.add(part)
    qtbot.addWidget(page)
    page.show()
    stops = [
        child
        for child in page.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and not child.focusProxy()
    ]
    assert len(stops) > 20
    for stop in stops:
        interface = QAccessible.queryAccessibleInterface(stop)
        assert interface.text(QAccessible.Text.Name), stop


def test_the_ring_leaves_popups_alone(qtbot: QtBot, qapp: QApplication) -> None:
    ring = FocusRing(qapp)
    window = QWidget()
    combo = QComboBox(window)
    combo.addItems(["Letter", "A4"])
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    combo.setFocus()
    combo.showPopup()
    qtbot.keyClick(combo.view(), Qt.Key.Key_Down)
    qtbot.keyClick(combo.view(), Qt.Key.Key_Return)
    assert combo.currentText() == "A4"
    combo.hidePopup()
    ring.deleteLater()
