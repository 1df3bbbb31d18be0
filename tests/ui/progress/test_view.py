"""A chart asks for its picture at the right size, and can be read without seeing it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.progress.view import ChartPoint, ChartView
from ui.widgets.words.table import WordTable

POINTS = [ChartPoint(0.1, 0.5, "June 1: mood 4"), ChartPoint(0.9, 0.5, "June 2: mood 6")]
BLUE = QColor("#0000ff")


class Painter:
    """Answers requests as a page would, in one colour."""

    def __init__(self, view: ChartView) -> None:
        self.asked: list[tuple[int, int, float]] = []
        self.view = view
        view.renderWanted.connect(self.render)

    def render(self, width: int, height: int, ratio: float) -> None:
        self.asked.append((width, height, ratio))
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(BLUE)
        self.view.set_image(image)


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    made = ChartView("Mood and craving")
    made.set_points(POINTS)
    made.set_table(["Day", "Mood"], [["June 1", "4"], ["June 2", ""]])
    made.set_alt_text("Mood went from 4 to 6.")
    qtbot.addWidget(made)
    made.resize(600, 420)
    return made


def canvas(view: ChartView) -> QWidget:
    return next(
        child
        for child in view.findChildren(QWidget)
        if child.accessibleName() == "Chart: Mood and craving"
    )


def test_asks_once_when_first_shown(qtbot: QtBot, view: ChartView) -> None:
    painter = Painter(view)
    view.show()
    qtbot.waitUntil(lambda: bool(painter.asked))
    qtbot.wait(200)
    size = canvas(view).size()
    assert painter.asked == [(size.width(), size.height(), view.devicePixelRatioF())]
    assert not view.busy


def test_keeps_the_old_picture_until_the_new_one_comes(qtbot: QtBot, view: ChartView) -> None:
    painter = Painter(view)
    view.show()
    qtbot.waitUntil(lambda: bool(painter.asked))
    view.renderWanted.disconnect(painter.render)
    view.refresh()
    assert view.busy
    assert canvas(view).grab().toImage().pixelColor(QPoint(300, 100)) == BLUE


def test_resizing_asks_again_only_when_it_is_over(qtbot: QtBot, view: ChartView) -> None:
    painter = Painter(view)
    view.show()
    qtbot.waitUntil(lambda: bool(painter.asked))
    for width in range(610, 700, 10):
        view.resize(width, 480)
    qtbot.waitUntil(lambda: len(painter.asked) > 1)
    qtbot.wait(200)
    assert len(painter.asked) == 2
    assert painter.asked[-1][0] == canvas(view).width()


def test_a_hidden_chart_asks_when_it_comes_into_sight(qtbot: QtBot, view: ChartView) -> None:
    painter = Painter(view)
    view.refresh()
    assert painter.asked == []
    view.show()
    qtbot.waitUntil(lambda: bool(painter.asked))


def test_what_is_hidden_waits_for_no_picture(qtbot: QtBot, view: ChartView) -> None:
    painter = Painter(view)
    view.show()
    qtbot.waitUntil(lambda: bool(painter.asked))
    view.renderWanted.disconnect(painter.render)
    view.refresh()
    view.hide()
    assert not view.busy
    view.renderWanted.connect(painter.render)
    view.show()
    qtbot.waitUntil(lambda: len(painter.asked) == 2)
    assert not view.busy


def test_arrow_keys_show_points(qtbot: QtBot, view: ChartView) -> None:
    painter = Painter(view)
    view.show()
    qtbot.waitUntil(lambda: bool(painter.asked))
    place = QPoint(int(0.9 * canvas(view).width()), int(0.5 * canvas(view).height()) - 8)
    plain = canvas(view).grab().toImage().pixelColor(place)
    qtbot.keyClick(canvas(view), Qt.Key.Key_End)
    assert view.current_point == POINTS[1]
    assert canvas(view).grab().toImage().pixelColor(place) != plain
    qtbot.keyClick(canvas(view), Qt.Key.Key_Left)
    qtbot.keyClick(canvas(view), Qt.Key.Key_Left)
    assert view.current_point == POINTS[0]
    qtbot.keyClick(canvas(view), Qt.Key.Key_Escape)
    assert view.current_point is None


def test_hovering_finds_the_nearest_point(qtbot: QtBot, view: ChartView) -> None:
    painter = Painter(view)
    view.show()
    qtbot.waitUntil(lambda: bool(painter.asked))
    at = QPoint(int(0.1 * canvas(view).width()) + 5, int(0.5 * canvas(view).height()) + 5)
    qtbot.mouseMove(canvas(view), at)
    qtbot.waitUntil(lambda: view.current_point == POINTS[0])


def test_the_table_holds_the_same_numbers(qtbot: QtBot, view: ChartView) -> None:
    view.show()
    toggle = view.findChild(QPushButton)
    assert toggle is not None
    assert view.findChild(WordTable) is None
    qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert view.shows_table
    table = view.findChild(WordTable)
    assert table is not None
    assert table.isVisible()
    assert not canvas(view).isVisible()
    cells = [[table.text(row, column) for column in range(2)] for row in range(2)]
    assert cells == [["June 1", "4"], ["June 2", ""]]
    assert table.accessibleName() == "Table: Mood and craving"
    view.set_table(["Day", "Mood"], [["June 3", "5"]])
    assert table.text(0, 1) == "5"


def test_says_itself_in_words(view: ChartView) -> None:
    assert canvas(view).accessibleDescription() == "Mood went from 4 to 6."


def test_a_picture_is_as_high_as_its_width_asks_for(qtbot: QtBot, view: ChartView) -> None:
    view.show()
    qtbot.waitExposed(view)
    qtbot.waitUntil(lambda: canvas(view).height() == canvas(view).width() // 2)
    view.resize(800, 600)
    qtbot.waitUntil(lambda: canvas(view).height() == 400)
    view.set_least_height(450)
    qtbot.waitUntil(lambda: canvas(view).height() == 450)
