"""Words that give way where there is little room: a heading, a tick."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.look.icons import icon
from ui.widgets.fields.check_line import TickLine
from ui.widgets.fields.parsed_field import ParsedField
from ui.widgets.layout.rows import Rows
from ui.widgets.layout.tab_order import follow_layout
from ui.widgets.words.responsive import ResponsiveButton, ResponsiveHeading

DATES = ("Wednesday, September 30", "Wed, Sep 30", "Sep 30")


def test_a_heading_takes_the_fullest_wording_that_fits(qtbot: QtBot) -> None:
    heading = ResponsiveHeading()
    qtbot.addWidget(heading)
    heading.say(DATES)
    heading.show()
    wide = heading.fontMetrics().horizontalAdvance
    for room, shown in ((wide(DATES[0]) + 10, 0), (wide(DATES[1]) + 10, 1), (20, 2)):
        heading.resize(room, 40)
        assert heading.text() == DATES[shown]
        assert heading.accessibleName() == DATES[0]
    heading.resize(wide(DATES[0]) + 10, 40)
    assert heading.text() == DATES[0]


def test_a_button_says_less_where_there_is_little_room(qtbot: QtBot) -> None:
    # "The pull of the bottle now" was cut at both ends, and its sign was gone.
    button = ResponsiveButton(icon=icon("craving"))
    qtbot.addWidget(button)
    wordings = ("The pull of R&D now", "The pull… now", "")
    button.say(wordings)
    full, least = button.sizeHint().width(), button.minimumSizeHint().width()
    assert least < full
    for room, shown in ((full, 0), (full - 1, 1), (least, 2), (full, 0)):
        button.resize(room, 44)
        button.show()
        assert button.text().replace("&&", "&") == wordings[shown]
        assert button.accessibleName() == wordings[0]
        assert button.sizeHint().width() == full


def test_a_long_tick_wraps_and_keeps_its_words_as_they_are(qtbot: QtBot) -> None:
    tick = TickLine("Talk about R&D, about the dinner, and about what I said to Ana on Sunday")
    qtbot.addWidget(tick)
    one_line = tick.heightForWidth(2000)
    assert tick.heightForWidth(220) > 2 * tick.fontMetrics().height()
    assert one_line < tick.heightForWidth(220)
    assert tick.minimumSizeHint().width() < 220
    assert tick.accessibleName().startswith("Talk about R&D,")
    tick.resize(220, tick.heightForWidth(220))
    tick.show()
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().bottomRight() / 2)
    assert tick.isChecked()
    assert not tick.grab().isNull()


def test_rows_that_stay_are_the_same_widgets(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    rows = Rows()
    host.setLayout(rows)
    one, two, three = QPushButton("1"), QPushButton("2"), QPushButton("3")
    rows.renew([one, two])
    host.show()
    rows.renew([three, one])
    assert [rows.itemAt(n).widget() for n in range(rows.count())] == [three, one]
    assert one.isVisible()
    assert not two.isVisible()


class Plain(ParsedField):
    """A field that takes anything."""

    def read(self, text: str) -> str:
        return text

    def written(self, value: str) -> str:
        return value


def test_a_field_of_several_parts_moves_along_in_the_tab_order(qtbot: QtBot) -> None:
    """Qt passes over a compound without a focus policy, and Tab then leaps to where it was."""
    host = QWidget()
    qtbot.addWidget(host)
    box = QVBoxLayout(host)
    field, first, last = Plain("field"), QPushButton("first"), QPushButton("last")
    for widget in (field, last, first):  # made in another order than they are seen in
        box.addWidget(widget)
    for widget in (first, field, last):
        box.removeWidget(widget)
        box.addWidget(widget)
    follow_layout(host)
    with qtbot.waitExposed(host):
        host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    first.setFocus()
    order = []
    for _tab in range(4):
        order.append(host.focusWidget())
        QTest.keyClick(host.focusWidget(), Qt.Key.Key_Tab)
    assert order == [first, field.focusProxy(), last, first]
