"""A month to pick a day from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QShowEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QWidget

from ui.look.colours import Colour

ROUND_A_NAME = 22
"""Pixels beside the name of a weekday, without which it would be cut."""


class MonthCalendar(QCalendarWidget):
    """Qt's calendar without week numbers, and with weekends in the colour of other days."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setGridVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calm()

    def showEvent(self, event: QShowEvent) -> None:
        names = (self.locale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8))
        widest = max(map(self.fontMetrics().horizontalAdvance, names))
        self.setMinimumWidth(7 * (widest + ROUND_A_NAME))
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._calm()

    def _calm(self) -> None:
        # Qt paints weekends red, which reads as a verdict and is too faint at night.
        plain = QTextCharFormat()
        plain.setForeground(Colour.INK.of(self))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, plain)
