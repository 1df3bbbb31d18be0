"""SessionList: the sessions of some days, one row each, marked by key or press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.analysis.session_lines import SessionLine
from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.attendance import Attendance
from journal.model.choices import Status
from ui.base.live_book import LiveBook
from ui.sessions.row import SessionRow
from ui.sessions.session_dialog import SessionDialog
from ui.widgets.words.labels import Problem


class SessionList(QWidget):
    """Rows that stay while their sessions do, so that the focus stays where it was."""

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        parent: QWidget | None = None,
        *,
        with_day: bool = True,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._content = content
        self._with_day = with_day
        self._rows: dict[UUID, SessionRow] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._problem = Problem()
        box.addLayout(self._column)
        box.addWidget(self._problem)

    @property
    def rows(self) -> tuple[SessionRow, ...]:
        """The rows in their order."""
        return tuple(self._rows.values())

    def show_lines(self, lines: Sequence[SessionLine]) -> None:
        """Show ``lines`` in their order."""
        kept = self._rows
        self._rows = {}
        for index, line in enumerate(lines):
            key = _key(line)
            row = kept.pop(key, None)
            if row is None:
                row = self._make(line)
            else:
                row.show_line(line)
            self._rows[key] = row
            if self._column.indexOf(row) != index:
                self._column.insertWidget(index, row)
        for row in kept.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def focus_day(self, day: date) -> bool:
        """Put the cursor on the first session of ``day`` or after; False if there is none."""
        for row in self._rows.values():
            if row.line.day >= day:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _make(self, line: SessionLine) -> SessionRow:
        row = SessionRow(line, self._content, with_day=self._with_day)
        row.marked.connect(partial(self._mark, row))
        row.moved.connect(partial(self._move, row))
        row.details_wanted.connect(partial(self._show_details, row))
        return row

    def _mark(self, row: SessionRow, status: Status | None) -> None:
        line = row.line
        held = line.attendance
        try:
            if status is None:
                if held is not None:
                    self._live.delete(held, text=self.tr("session mark"))
            elif held is not None:
                # Minutes written for a late start do not hold for a whole session.
                minutes = None if status is Status.ATTENDED else held.minutes
                self._record(replace(held, status=status, minutes=minutes))
            elif line.occurrence is not None:
                self._record(line.occurrence.mark(status))
        except InvalidInput as error:
            self._problem.say(str(error))
        else:
            self._problem.say("")

    def _record(self, mark: Attendance) -> None:
        self._live.record(mark, text=self.tr("session mark"))

    def _move(self, row: SessionRow, by: int) -> None:
        rows = self.rows
        index = rows.index(row) + by
        if 0 <= index < len(rows):
            rows[index].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_details(self, row: SessionRow) -> None:
        if row.line.attendance is not None:
            SessionDialog(self._live, self._content, row.line.attendance, parent=self).open()


def _key(line: SessionLine) -> UUID:
    """The attendance that marks it or would."""
    if line.occurrence is not None:
        return line.occurrence.attendance_id
    if line.attendance is not None:
        return line.attendance.id
    raise ValueError("a session is planned or written down")
