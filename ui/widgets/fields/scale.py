"""A number scale that starts blank and is answered with one key."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.announce import announce
from ui.widgets.fields.marked_row import MarkedRow
from ui.widgets.fields.pill import Segment, segment_size
from ui.widgets.focus_ring import ring_around
from ui.widgets.words.labels import Soft

TEN_WITHIN_MS = 800
"""A 0 this soon after a 1 makes it ten."""

_REPLACING = (
    QEvent.Type.FontChange,
    QEvent.Type.StyleChange,
    QEvent.Type.LayoutDirectionChange,
)
_WIDEST = 72
_GAP = 4


class ScaleInput(MarkedRow):
    """Steps from 0 to ``top`` (1 to 10) under a question, with words at both ends.

    Blank until answered: ``value`` is None or a whole number. Keys are those of
    :class:`MarkedRow`; 1 and then 0 is ten. ``valueChanged(object)`` carries the new value, also
    when it was cleared; setting ``value`` in code does not emit.
    """

    _down = -1
    valueChanged = Signal(object)

    def __init__(
        self,
        label: str,
        low: str = "",
        high: str = "",
        top: int = 10,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if not 1 <= top <= 10:
            raise ValueError("a scale ends between 1 and 10")
        self._label = label
        self._ends = (low, high)
        self._top = top
        self._value: int | None = None
        self._since_one = QElapsedTimer()
        ring_around(self)

        self._title = QLabel(label)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._clear_button = QToolButton()
        self._clear_button.setText(self.tr("Clear"))
        self._clear_button.setProperty("weight", "tiny")
        self._clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Backspace does it by keyboard
        self._clear_button.setAccessibleName(self.tr("Clear {question}").format(question=label))
        self._clear_button.clicked.connect(self._clear_pressed)
        keep = self._clear_button.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._clear_button.setSizePolicy(keep)
        self._strip = _Strip(top, self)
        for segment in self._strip.segments:
            segment.clicked.connect(lambda _on=False, n=segment.number: self._clicked(n))
            segment.setAccessibleName(self._words_for(segment.number))

        self._head = head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._clear_button, 0, Qt.AlignmentFlag.AlignBottom)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self._strip)
        if low or high:
            box.addWidget(_Ends(low, high, self._strip))
        self._show()

    @property
    def value(self) -> int | None:
        """The answer, or None while blank."""
        return self._value

    @value.setter
    def value(self, value: int | None) -> None:
        if value is not None and not 0 <= value <= self._top:
            raise ValueError(f"{value} is not on a scale of 0 to {self._top}")
        self._value = value
        self._show()

    @property
    def label(self) -> str:
        """The question."""
        return self._label

    def set_label(self, label: str) -> None:
        """Change the question, for example when cravings are given another name."""
        self._label = label
        self._title.setText(label)
        self._clear_button.setAccessibleName(self.tr("Clear {question}").format(question=label))
        self._show()

    def add_corner(self, button: QWidget) -> None:
        """Put a small button at the end of the question's line."""
        self._head.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)

    def value_text(self) -> str:
        """What a screen reader says: "not answered" or "7 of 10"."""
        return self.tr("not answered") if self._value is None else self._words_for(self._value)

    def _count(self) -> int:
        return self._top + 1

    def _start(self) -> int | None:
        return self._value

    def _is_picked(self, index: int) -> bool:
        return index == self._value

    def _pick_marked(self, index: int) -> None:
        self._answer(index)

    def _clear(self) -> None:
        self._answer(None)

    def _show_mark(self) -> None:
        self._since_one.invalidate()
        for segment in self._strip.segments:
            segment.set_marked(marked=segment.number == self._mark)
        if self._mark is not None:
            words = self.tr("{answer}. Space picks it.")
            announce(self, words.format(answer=self._words_for(self._mark)))

    def _digit(self, digit: int) -> None:
        soon = self._since_one.isValid() and self._since_one.elapsed() <= TEN_WITHIN_MS
        if digit == 0 and soon and self._value == 1 and self._top == 10:
            self._answer(10)
        elif digit <= self._top:
            self._answer(digit)
            if digit == 1:
                self._since_one.start()
        else:
            announce(self, self.tr("This goes from 0 to {top}").format(top=self._top))

    def _clicked(self, number: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._answer(number)

    def _clear_pressed(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._answer(None)

    def _answer(self, value: int | None) -> None:
        self._put_mark_away()
        changed = value != self._value
        self._value = value
        self._show()
        if changed:
            announce(self, self.value_text())
            self.valueChanged.emit(value)

    def _words_for(self, number: int) -> str:
        words = self.tr("{number} of {top}").format(number=number, top=self._top)
        low, high = self._ends
        end = low if number == 0 else high if number == self._top else ""
        return f"{words}, {end}" if end else words

    def _show(self) -> None:
        for segment in self._strip.segments:
            segment.setChecked(segment.number == self._value)
        self._clear_button.setVisible(self._value is not None)
        name = self.tr("{question}: {answer}")
        self.setAccessibleName(name.format(question=self._label, answer=self.value_text()))
        how = self.tr("Press a number from 0 to {top}. Backspace clears.")
        self.setAccessibleDescription(how.format(top=self._top))


class _Strip(QWidget):
    """The boxes in one row, or two where the room is short."""

    def __init__(self, top: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.top = top
        self.segments = [Segment(number, self) for number in range(top + 1)]
        self._cell: QSize | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    @property
    def cell(self) -> QSize:
        """The least size of a box. Every layout around asks for it, dozens of times a page."""
        if self._cell is None:
            self.ensurePolished()
            self._cell = segment_size(self.fontMetrics())
        return self._cell

    def sizeHint(self) -> QSize:
        cell = self.cell
        count = len(self.segments)
        return QSize(count * cell.width() + (count - 1) * _GAP, cell.height())

    def minimumSizeHint(self) -> QSize:
        cell = self.cell
        half = (len(self.segments) + 1) // 2
        return QSize(half * cell.width() + (half - 1) * _GAP, cell.height())

    def heightForWidth(self, width: int) -> int:
        cell = self.cell.height()
        rows = self.rows(width)
        return rows * cell + (rows - 1) * _GAP

    def used_width(self, width: int) -> int:
        """How much of ``width`` the boxes take."""
        columns = self._columns(width)
        return int(min((width + _GAP) / columns, _WIDEST + _GAP) * columns) - _GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _REPLACING:
            self._cell = None
            self.updateGeometry()
            self._place()

    def rows(self, width: int) -> int:
        """One or two, by the room there is."""
        return 1 if width >= self.sizeHint().width() else 2

    def _columns(self, width: int) -> int:
        return -(-len(self.segments) // self.rows(width))

    def _place(self) -> None:
        columns = self._columns(self.width())
        pitch = min((self.width() + _GAP) / columns, _WIDEST + _GAP)
        height = self.cell.height()
        for index, segment in enumerate(self.segments):
            row, column = divmod(index, columns)
            left, right = round(column * pitch), round((column + 1) * pitch) - _GAP
            place = self.rect().adjusted(left, row * (height + _GAP), 0, 0)
            place.setWidth(right - left)
            place.setHeight(height)
            segment.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))


class _Ends(QWidget):
    """The words at both ends, under the first and the last box."""

    def __init__(self, low: str, high: str, strip: _Strip) -> None:
        super().__init__()
        self._strip = strip
        box = QHBoxLayout(self)
        box.setContentsMargins(2, 0, 2, 0)
        self._texts = (low, high)
        self._low, self._high = Soft(low), Soft(high)
        self._high.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
        self._low.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._low, 1)
        box.addWidget(self._high, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Over two rows the ends are no longer under their boxes, so they name them.
        broken = self._strip.rows(self.width()) > 1
        for label, text, number in zip(
            (self._low, self._high), self._texts, (0, self._strip.top), strict=True
        ):
            label.setText(f"{number}: {text}" if broken and text else text)
        spare = max(0, self.width() - self._strip.used_width(self.width()))
        layout = self.layout()
        if layout is not None:
            right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left, right = (spare + 2, 2) if right_to_left else (2, spare + 2)
            layout.setContentsMargins(left, 0, right, 0)
