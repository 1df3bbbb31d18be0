"""A date, typed or picked from a calendar."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.fields.month_calendar import MonthCalendar
from ui.widgets.fields.parsed_field import ParsedField


class DateField(ParsedField):
    """A date between ``earliest`` and ``latest`` (both may be None); ``value`` is a date or None.

    Reads the locale's short forms and 2026-01-31. Up and Down step a day.
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
        self._edit.setPlaceholderText(self._full_format().lower())

    @property
    def value(self) -> dt.date | None:
        """The date, or None while blank or unreadable."""
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
        found = self._parse(text)
        if found is None:
            words = self.tr("Please write a date like {example}.")
            raise ValueError(
                words.format(example=self.written(self._latest or dt.date(2026, 1, 31)))
            )
        if self._earliest is not None and found < self._earliest:
            words = self.tr("Please pick {date} or later.")
            raise ValueError(words.format(date=self.written(self._earliest)))
        if self._latest is not None and found > self._latest:
            words = self.tr("Please pick {date} or earlier.")
            raise ValueError(words.format(date=self.written(self._latest)))
        return found

    def written(self, value: dt.date) -> str:
        """The locale's short form, with the year in full."""
        return self.locale().toString(_to_qt(value), self._full_format())

    def stepped(self, value: dt.date | None, by: int) -> dt.date:
        """A day on or back, inside the bounds; from blank to today."""
        today = QDate.currentDate()
        base = dt.date(today.year(), today.month(), today.day())
        wanted = base if value is None else value + dt.timedelta(days=by)
        if self._earliest is not None:
            wanted = max(wanted, self._earliest)
        return min(wanted, self._latest) if self._latest is not None else wanted

    def _full_format(self) -> str:
        if self.locale().language() == QLocale.Language.C:
            return "yyyy-MM-dd"
        short = self.locale().dateFormat(QLocale.FormatType.ShortFormat)
        return short if "yyyy" in short else short.replace("yy", "yyyy")

    def _parse(self, text: str) -> dt.date | None:
        short = self.locale().dateFormat(QLocale.FormatType.ShortFormat)
        long = self.locale().dateFormat(QLocale.FormatType.LongFormat)
        for form in ("yyyy-MM-dd", "yyyy-M-d", self._full_format(), short, long):
            found = self.locale().toDate(text, form)
            if found.isValid():
                if "yyyy" not in form and found.year() < 2000:
                    found = found.addYears(100)
                return dt.date(found.year(), found.month(), found.day())
        return None

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
