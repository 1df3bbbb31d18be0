"""ChartCard: one chart on a page, drawn off the GUI thread, with its words, table and alt text."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.charts.chart import Chart
from journal.charts.render import Image, to_rgba
from ui.base.jobs import Jobs, Latest
from ui.progress.view import ChartPoint, ChartView
from ui.widgets.layout.card import Card

ASPECT = 0.36


class ChartCard(Card):
    """Shows the newest chart it was given; what was being drawn before is dropped."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._latest = Latest(jobs, "charts")
        self._chart: Chart | None = None
        self._waits = False
        self._view = ChartView(aspect=ASPECT)
        self._view.renderWanted.connect(self._draw)
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._view)
        self.add(box)

    @property
    def view(self) -> ChartView:
        """The picture with its table."""
        return self._view

    def tell(self, chart: Chart) -> None:
        """Show the words of ``chart``; what was being drawn is dropped, and :meth:`draw` begins
        its picture."""
        self._waits = True
        self._latest.cancel()
        old, self._chart = self._chart, chart
        self._view.set_title(chart.title)
        self._view.set_alt_text(chart.alt)
        self._view.set_caption("\n".join(chart.sentences))
        if old is None or old.table != chart.table:
            self._view.set_table(chart.table.headers, chart.table.rows)
        self._view.set_least_height(chart.min_height)

    def draw(self) -> None:
        """Have the picture drawn of what was told, as soon as this is in sight."""
        self._waits = False
        self._view.refresh()

    def _draw(self, width: int, height: int, ratio: float) -> None:
        if self._chart is not None and not self._waits:
            self._latest.run(
                to_rgba, self._chart, width / ratio, height / ratio, ratio, done=self._drawn
            )

    def _drawn(self, image: Image) -> None:
        # copy() makes the picture own its bytes; QImage only borrows what it is given.
        picture = QImage(
            image.rgba, image.width, image.height, QImage.Format.Format_RGBA8888
        ).copy()
        self._view.set_image(picture)
        self._view.set_points([ChartPoint(*spot) for spot in image.spots])
