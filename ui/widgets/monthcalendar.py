"""A month to pick a day from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QWidget

from ui.widgets.tones import Tone


class MonthCalendar(QCalendarWidget):
    """Qt's calendar without week numbers, and with weekends in the colour of other days."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setGridVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calm()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._calm()

    def _calm(self) -> None:
        # Qt paints weekends red, which reads as a verdict and is too faint at night.
        plain = QTextCharFormat()
        plain.setForeground(Tone.INK.of(self))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, plain)
