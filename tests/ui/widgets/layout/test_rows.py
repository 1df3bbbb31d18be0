"""A column filled anew: everything in it is shown at once, and laid out once."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.layout.rows import Rows


class Column(QVBoxLayout):
    """Counts how often something in it wanted to be laid out anew."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.passes = 0

    def invalidate(self) -> None:
        super().invalidate()
        self.passes += 1


class ScrollContent(QWidget):
    """A column with rows in it, on the screen."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.column = Column(self)
        inner = QWidget()
        self.rows = Rows()
        inner.setLayout(self.rows)
        self.column.addWidget(inner)
        self.show()
        QApplication.processEvents()

    def passes(self, count: int) -> int:
        """How often the sheet is laid out for ``count`` new rows."""
        before = self.column.passes
        self.rows.renew(QLabel(str(number)) for number in range(count))
        QApplication.processEvents()
        return self.column.passes - before


def test_many_rows_lay_the_page_out_no_more_often_than_a_few(qtbot: QtBot) -> None:
    sheet = ScrollContent(qtbot)
    sheet.passes(1)
    assert sheet.passes(24) <= sheet.passes(12) < 12


def test_a_new_row_is_in_sight_and_can_have_the_cursor_at_once(qtbot: QtBot) -> None:
    sheet, field = ScrollContent(qtbot), QLineEdit()
    sheet.rows.renew([QLabel("words"), field])
    field.setFocus()
    assert field.isVisible()
    assert sheet.focusWidget() is field
    assert field.y() > 0, "laid out before anything is painted"


def test_a_row_hidden_on_purpose_stays_hidden(qtbot: QtBot) -> None:
    sheet, row = ScrollContent(qtbot), QLabel("not now")
    row.hide()
    sheet.rows.renew([row])
    QApplication.processEvents()
    assert row.isHidden()
