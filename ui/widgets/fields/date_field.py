"""A date, typed or picked from a calendar."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.fields.date_format import DateFormat
from ui.widgets.fields.month_calendar import MonthCalendar
from ui.widgets.fields.parsed_field import ParsedField
from ui.widgets.fields.typed_text import TypedText, UnreadableText


class DateField(ParsedField):
    """A date between ``earliest`` and ``latest`` (both may be None); ``value`` is a date or None.

    Reads what :class:`DateFormat` does; a date without a year is the nearest one inside the bounds.
    Up and Down step a day.
    """

    letters = 13

    def __init__(
        self,
        label: str,
        earliest: dt.date | None = None,
        latest: dt.date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, parent)
        self._earliest = earliest
        self._latest = latest
        self._popup: QWidget | None = None
        self._pick = Button(self.tr("Pick"), self)
        self._pick.setAccessibleName(self.tr("Pick {what} from a calendar").format(what=label))
        self._pick.clicked.connect(self.open_calendar)
        self._across.insertWidget(1, self._pick)
        self._edit.setPlaceholderText(DateFormat(self.locale()).pattern.lower())

    @property
    def value(self) -> dt.date | None:
        """The date that was read last, or None if it is blank."""
        value: dt.date | None = self._value
        return value

    @value.setter
    def value(self, value: dt.date | None) -> None:
        self._put(value)

    def set_range(self, earliest: dt.date | None, latest: dt.date | None) -> None:
        """Change the bounds; what is there already stays."""
        self._earliest, self._latest = earliest, latest

    def read(self, text: str) -> dt.date:
        """``text`` as a date inside the bounds."""
        try:
            found = DateFormat(self.locale()).parse(text, _today(), self._earliest, self._latest)
        except UnreadableText:
            words = self.tr("Please write a date like {example}.")
            example = self.written(self._bounded(_today()))
            raise ValueError(words.format(example=example)) from None
        if self._earliest is not None and found < self._earliest:
            words = self.tr("Please pick {date} or later.")
            raise ValueError(words.format(date=self.written(self._earliest)))
        if self._latest is not None and found > self._latest:
            words = self.tr("Please pick {date} or earlier.")
            raise ValueError(words.format(date=self.written(self._latest)))
        return found

    def is_complete(self, text: str) -> bool:
        """With a year in full: "5/1" may become 5/11, and "5/11/20" 5/11/2026."""
        return any(len(number) == 4 for number in TypedText.of(text).numbers)

    def written(self, value: dt.date) -> str:
        """The locale's short form, with the year in full."""
        return DateFormat(self.locale()).format(value)

    def stepped(self, value: dt.date | None, by: int) -> dt.date:
        """A day on or back, inside the bounds; from blank to today."""
        return self._bounded(_today() if value is None else value + dt.timedelta(days=by))

    def _bounded(self, day: dt.date) -> dt.date:
        """``day``, or the bound that it is beyond."""
        if self._earliest is not None:
            day = max(day, self._earliest)
        return min(day, self._latest) if self._latest is not None else day

    def open_calendar(self) -> None:
        """Show a month to pick from; Escape leaves it."""
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setProperty("surface", "ground")
        box = QVBoxLayout(popup)
        box.setContentsMargins(6, 6, 6, 6)
        calendar = MonthCalendar()
        calendar.setAccessibleName(self._label)
        if self._earliest is not None:
            calendar.setMinimumDate(_to_qt(self._earliest))
        if self._latest is not None:
            calendar.setMaximumDate(_to_qt(self._latest))
        if self._value is not None:
            calendar.setSelectedDate(_to_qt(self._value))
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        box.addWidget(calendar)
        self._popup = popup
        popup.show()
        popup.move(self._place_for(popup))
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place_for(self, popup: QWidget) -> QPoint:
        """Under the field, or as near to that as the screen has room."""
        place = self._edit.mapToGlobal(QPoint(0, self._edit.height() + 2))
        screen = self.screen().availableGeometry()
        room = screen.adjusted(0, 0, -popup.width(), -popup.height())
        return QPoint(
            max(min(place.x(), room.right()), screen.left()),
            max(min(place.y(), room.bottom()), screen.top()),
        )

    def _picked(self, day: QDate) -> None:
        if self._popup is not None:
            popup, self._popup = self._popup, None
            popup.close()
            self._take(dt.date(day.year(), day.month(), day.day()))
            self._edit.setFocus(Qt.FocusReason.PopupFocusReason)


def _to_qt(day: dt.date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _today() -> dt.date:
    today = QDate.currentDate()
    return dt.date(today.year(), today.month(), today.day())
