"""SessionRow: one session of the plan, marked with one press."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from journal.analysis.session_lines import Counted, SessionLine
from journal.content.content import Content
from journal.model.choices import Status
from journal.rules.writable_days import ANNOUNCED
from ui.base.words.dates import short_day_words, time_words
from ui.base.words.lengths import length_words, listed
from ui.desktop.keyboard import digit_of, is_command
from ui.widgets.announce import announce
from ui.widgets.fields.pill import Pill
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.words.labels import Soft, Words


class SessionRow(QFrame):
    """When and what, how it was marked, and a pill for each way to mark it.

    One Tab stop. 1 to 7 mark, the same number again or Backspace takes the mark off, Up and Down
    go to the next session, Space shows the choices, Enter the details. A session that is marked
    or still to come folds its choices away.
    """

    marked = Signal(object)
    """The :class:`Status` picked, or None to take the mark off."""
    moved = Signal(int)
    """1 for the next session, -1 for the one before."""
    details_wanted = Signal()

    def __init__(
        self,
        line: SessionLine,
        content: Content,
        parent: QWidget | None = None,
        *,
        with_day: bool = True,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._with_day = with_day
        self._line = line
        self._unfolded = False
        self.setProperty("surface", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(6)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = Words()
        self._about = Soft()
        words.addWidget(self._title)
        words.addWidget(self._about)
        box.addLayout(words)
        self._marking = QWidget()
        across = QHBoxLayout(self._marking)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        self._state = Words()
        self._change = self._tiny(self.tr("Change"), self._toggle)
        self._details = self._tiny(self.tr("Details"), self.details_wanted.emit)
        across.addWidget(self._state, 1)
        across.addWidget(self._change, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._details, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._marking)
        self._choices = QWidget()
        self._choices.setSizePolicy(policy)
        flow = FlowLayout(self._choices, spacing=6)
        self._pills: dict[Status, Pill] = {}
        for number, status in enumerate(Status, start=1):
            pill = Pill(content.label("status", status), str(number), self)
            pill.clicked.connect(lambda _on=False, picked=status: self._press(picked))
            flow.addWidget(pill)
            self._pills[status] = pill
        box.addWidget(self._choices)
        self.show_line(line)

    @property
    def line(self) -> SessionLine:
        """What is shown."""
        return self._line

    @property
    def state_text(self) -> str:
        """How the session is marked, in words."""
        return self._state.text()

    @property
    def unfolded(self) -> bool:
        """Whether the choices are in sight."""
        return not self._choices.isHidden()

    def show_line(self, line: SessionLine) -> None:
        """Show ``line``, which is the same session, marked perhaps otherwise."""
        if line.attendance != self._line.attendance:
            self._unfolded = False
        self._line = line
        kind = self._content.label("session_kind", line.session)
        title = line.occurrence.planned.title if line.occurrence else ""
        day = short_day_words(line.date) if self._with_day else ""
        self._title.setText(listed((day, title or kind)))
        self._about.setText(self._about_words(kind if title else ""))
        self._state.setText(self._state_words())
        mark = line.attendance
        for status, pill in self._pills.items():
            pill.setVisible(status in self._offered())
            pill.setChecked(mark is not None and mark.status is status)
        self._fold()
        name = listed((self._title.text(), self._about.text(), self._state.text()))
        self.setAccessibleName(name)
        offered = "; ".join(
            f"{number} {self._pills[status].text()}"
            for number, status in enumerate(Status, start=1)
            if status in self._offered()
        )
        self.setAccessibleDescription(
            self.tr("Press a number: {choices}. Backspace clears.").format(choices=offered)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, digit = event.key(), digit_of(event)
        statuses = list(Status)
        if is_command(event):
            super().keyPressEvent(event)
        elif digit is not None:
            if 1 <= digit <= len(statuses) and not event.isAutoRepeat():
                self._press(statuses[digit - 1])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            if self._line.attendance is not None:
                self.marked.emit(None)
        elif key == Qt.Key.Key_Space:
            self._toggle()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.details_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    # -- parts -----------------------------------------------------------------------------------

    def _tiny(self, words: str, pressed: object) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setProperty("weight", "tiny")
        # The row is the Tab stop and has a key for it.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(pressed)
        return button

    def _offered(self) -> tuple[Status, ...]:
        return ANNOUNCED if self._line.counted is Counted.TO_COME else tuple(Status)

    def _open_by_itself(self) -> bool:
        return self._line.counted is Counted.UNMARKED

    def _fold(self) -> None:
        shown = self._open_by_itself() or self._unfolded
        self._choices.setVisible(shown)
        self._marking.setVisible(not self._open_by_itself())
        marked = self._line.attendance is not None
        words = self.tr("Change") if marked else self.tr("Can't make it?")
        self._change.setText(self.tr("Fold") if self._unfolded else words)
        self._details.setVisible(marked)

    def _toggle(self) -> None:
        if not self._open_by_itself():
            self._unfolded = not self._unfolded
            self._fold()

    def _press(self, status: Status) -> None:
        mark = self._line.attendance
        if status not in self._offered():
            announce(self, self.tr("This session is still to come."))
            self._state.setText(self.tr("This session is still to come."))
            return
        taken_off = mark is not None and mark.status is status
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.marked.emit(None if taken_off else status)
        announce(self, self.state_text or self.tr("Not marked"))

    def _about_words(self, kind: str) -> str:
        line = self._line
        times = ""
        if line.start is not None:
            times = time_words(line.start.time())
            if line.occurrence is not None:
                times = self.tr("{start} to {end}").format(
                    start=times, end=time_words(line.occurrence.end.time())
                )
        return listed((kind, times, self._content.label("place", line.place)))

    def _state_words(self) -> str:
        line = self._line
        if line.attendance is None:
            return self.tr("To come") if line.counted is Counted.TO_COME else ""
        words = self._content.label("status", line.attendance.status)
        if line.counted is Counted.TO_COME:
            words = self.tr("Ahead of time: {mark}").format(mark=words)
        elif line.counted is Counted.MADE_UP:
            words = self.tr("Made up for a missed one")
        elif line.counted is Counted.EXTRA:
            words = self.tr("Extra: {mark}").format(mark=words)
        minutes = ""
        if line.attendance.minutes is not None or line.occurrence is None:
            minutes = length_words(line.minutes) if line.minutes else ""
        made_up = ""
        if line.made_up_by is not None:
            made_up = self.tr("made up on {day}").format(day=short_day_words(line.made_up_by.day))
        said = listed((words, minutes, made_up, line.attendance.note))
        return f"{said}\n{line.remark}" if line.remark else said
