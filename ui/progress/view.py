"""Shows a rendered chart, its points one by one, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.progress.canvas import ChartCanvas, ChartPoint
from ui.widgets.buttons import Button
from ui.widgets.visibility import show_when
from ui.widgets.words.labels import Heading, Soft
from ui.widgets.words.table import WordTable

__all__ = ["ChartPoint", "ChartView"]


class ChartView(QWidget):
    """A picture that somebody else draws.

    ``renderWanted(width, height, ratio)`` asks for one (device pixels, and the pixel ratio) when it
    is first shown, after resizing has been quiet for a moment, and on :meth:`refresh`; the answer
    comes through :meth:`set_image`. Until then the old picture stays. Arrow keys, Home and End walk
    the points, Escape leaves them; hovering shows the nearest. ``aspect`` is height over width.
    """

    renderWanted = Signal(int, int, float)

    def __init__(
        self, title: str = "", parent: QWidget | None = None, *, aspect: float = 0.5
    ) -> None:
        super().__init__(parent)
        self._heading = Heading(title)
        show_when(self._heading, title)
        self._caption = Soft()
        self._caption.hide()
        self._toggle = Button(self.tr("Table"), self)
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._show_table)
        self._toggle.hide()
        self._canvas = ChartCanvas(aspect)
        self._canvas.renderWanted.connect(self.renderWanted)
        self._table: WordTable | None = None
        self._words: tuple[Sequence[str], Sequence[Sequence[str]]] = (), ()
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self._canvas)
        box.addWidget(self._caption)
        self._box = box
        self._title = title
        self._name()

    @property
    def busy(self) -> bool:
        """Whether a picture was asked for and has not come."""
        return self._canvas.busy

    @property
    def shows_table(self) -> bool:
        """Whether the table is in place of the picture."""
        return self._toggle.isChecked()

    @property
    def current_point(self) -> ChartPoint | None:
        """The point that is pointed at or walked to."""
        return self._canvas.current_point()

    def focus_picture(self) -> None:
        """Put the cursor on the picture, or on the table in its place.

        A focus proxy would do the same, and have Tab pass over the button above the picture.
        """
        shown = self._table if self.shows_table else None
        (shown or self._canvas).setFocus()

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title = title
        self._heading.setText(title)
        show_when(self._heading, title)
        self._name()

    def set_image(self, image: QImage) -> None:
        """Show a picture; its device pixel ratio is taken as it was asked for."""
        self._canvas.show_image(image)

    def set_least_height(self, height: int) -> None:
        """Keep the picture at least ``height`` logical pixels high, however narrow it is."""
        self._canvas.set_least_height(height)

    def set_points(self, points: Sequence[ChartPoint]) -> None:
        """What hovering and the arrow keys find, in reading order."""
        self._canvas.set_points(points)

    def set_alt_text(self, text: str) -> None:
        """The chart in words, for a screen reader."""
        self._canvas.setAccessibleDescription(text)

    def set_caption(self, text: str) -> None:
        """The line below: how many days stand behind the picture."""
        self._caption.setText(text)
        self._caption.setVisible(bool(text))

    def set_table(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """The same numbers as words; blank cells stay blank."""
        self._words = headers, rows
        if self._table is not None:
            self._table.fill(headers, rows)
        self._toggle.setVisible(bool(headers))

    def refresh(self) -> None:
        """Ask for a new picture: the numbers or the theme changed."""
        self._canvas.ask_soon()

    def _name(self) -> None:
        title = self._title
        self._canvas.setAccessibleName(self.tr("Chart: {title}").format(title=title))
        if self._table is not None:
            self._table.setAccessibleName(self.tr("Table: {title}").format(title=title))
        self._toggle.setAccessibleName(self.tr("Show {title} as a table").format(title=title))

    def _show_table(self, shown: bool) -> None:
        table = self._table or self._make_table()
        table.setMinimumHeight(min(self._canvas.height(), 420))
        self._canvas.setVisible(not shown)
        table.setVisible(shown)
        table.fit()

    def _make_table(self) -> WordTable:
        """The table, made when it is first wanted: few look at it, and a page has many charts."""
        self._table = table = WordTable()
        table.hide()
        self._box.insertWidget(self._box.indexOf(self._caption), table)
        table.fill(*self._words)
        self._name()
        QWidget.setTabOrder(self._canvas, table)
        return table
