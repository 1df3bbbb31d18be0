"""Fields of My plan: one line of own words, and hours a week."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.fields.number_format import format_number, parse_decimal
from ui.widgets.fields.parsed_field import ParsedField
from ui.widgets.fields.typed_text import UnreadableText
from ui.widgets.visibility import show_when
from ui.widgets.words.labels import Words

MOST_WEEK_HOURS = 100.0


class LineField(QWidget):
    """A question over a line to write on. ``edited`` follows what a person types."""

    edited = Signal(str)
    finished = Signal()
    """Enter was pressed or the line was left."""

    def __init__(
        self, label: str, placeholder: str = "", parent: QWidget | None = None, *, most: int = 200
    ) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        title = Words(label)
        show_when(title, label)
        self._line = QLineEdit()
        self._line.setMaxLength(most)
        self._line.setAccessibleName(label or placeholder)
        self._line.setPlaceholderText(placeholder)
        self._line.textEdited.connect(self.edited)
        self._line.editingFinished.connect(self.finished)
        title.setBuddy(self._line)
        box.addWidget(title)
        box.addWidget(self._line)
        self.setFocusProxy(self._line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else setTabOrder passes it over

    @property
    def text(self) -> str:
        """What is written, without spaces around it."""
        return self._line.text().strip()

    def set_text(self, text: str) -> None:
        """Show ``text``; nobody is told."""
        if text != self._line.text():
            self._line.setText(text)


class WeekHours(ParsedField):
    """Hours a week, 0 to 100, whole or with one or two decimals; ``value`` is a float or None."""

    letters = 6

    @property
    def value(self) -> float | None:
        """The hours that were read last, or None if it is blank."""
        value: float | None = self._value
        return value

    @value.setter
    def value(self, value: float | None) -> None:
        self._put(value)

    def read(self, text: str) -> float:
        """``10``, ``10.5`` or ``10,5`` as hours."""
        try:
            hours = parse_decimal(text)
        except UnreadableText:
            raise ValueError(self.tr("Please write hours like 9 or 10.5.")) from None
        if not 0 <= hours <= MOST_WEEK_HOURS:
            raise ValueError(self.tr("Please write from 0 to 100 hours a week."))
        return hours

    def written(self, value: float) -> str:
        """The shortest way."""
        return format_number(value, self.locale())

    def stepped(self, value: float | None, by: int) -> float:
        """Half an hour up or down; from blank to 9."""
        if value is None:
            return 9.0
        return min(max(value + by * 0.5, 0.0), MOST_WEEK_HOURS)
