"""PointRow: one talking point, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from journal.content.content import Content
from journal.model.choices import PointState
from journal.model.therapy import TalkingPoint
from ui.base.jobs import Debounce
from ui.base.live_book import LiveBook
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.words.labels import Soft, Words

KEEP_AFTER_MS, KEEP_LATEST_MS = 250, 700
"""What was agreed is kept this long after the last letter, or after the first."""
NAME_LETTERS = 60


class PointRow(QFrame):
    """The words of a point; once it was brought up, a field for what was agreed on it."""

    def __init__(self, live: LiveBook, content: Content, point: TalkingPoint) -> None:
        super().__init__()
        self._live = live
        self._point = point
        self._agreed: QLineEdit | None = None
        self._later = Debounce(self._agree, KEEP_AFTER_MS, KEEP_LATEST_MS, self)
        live.pending.follow(self._later)
        self.setProperty("surface", "chip")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(6)
        box.addWidget(Words(point.text))
        box.addWidget(Soft(content.label("point_kind", point.point)))
        if point.state is PointState.OPEN:
            self._onward = Button(self.tr("I brought it up"))
            self._onward.clicked.connect(self._raise)
        else:
            self._agreed = QLineEdit(point.agreed)
            self._agreed.setPlaceholderText(self.tr("What did we agree on?"))
            self._agreed.setAccessibleName(
                self.tr("What we agreed on: {point}").format(point=point.text[:NAME_LETTERS])
            )
            self._agreed.textEdited.connect(lambda _text: self._later.poke())
            box.addWidget(self._agreed)
            self._onward = Button(self.tr("Done with it"))
            self._onward.clicked.connect(self._finish)
        remove = QuietButton(self.tr("Remove"))
        remove.clicked.connect(self._remove)
        actions = FlowLayout(spacing=8)
        for button in (self._onward, remove):
            button.setAccessibleName(f"{button.text()}: {point.text[:NAME_LETTERS]}")
            actions.addWidget(button)
        box.addLayout(actions)

    def shows(self, point: TalkingPoint) -> bool:
        """Whether this row can go on showing ``point``, as it is now, and does so."""
        mine = self._point
        if (mine.text, mine.point, mine.state) != (point.text, point.point, point.state):
            return False
        self._point = point
        if self._agreed is not None and not self._later.pending:
            self._put_agreed(self._agreed, point.agreed)
        return True

    def focus_first(self) -> None:
        """Put the cursor on what comes next for this point."""
        (self._agreed or self._onward).setFocus()

    def flush(self) -> None:
        """Keep what is still being typed."""
        self._later.flush()

    def _put_agreed(self, field: QLineEdit, agreed: str) -> None:
        if field.text() != agreed:  # setting what is there already would move the cursor
            field.setText(agreed)

    def _raise(self) -> None:
        self._keep(state=PointState.RAISED, raised_on=self._live.ask.today())

    def _agree(self) -> None:
        self._keep(joins=f"agreed {self._point.id}")

    def _finish(self) -> None:
        self._later.cancel()
        self._keep(state=PointState.DONE)

    def _remove(self) -> None:
        self._later.cancel()
        self._live.delete(self._point, text=self.tr("talking point"))

    def _keep(self, *, joins: str = "", **changes: object) -> None:
        agreed = self._agreed.text() if self._agreed is not None else self._point.agreed
        changed = replace(self._point, agreed=agreed, **changes)  # type: ignore[arg-type]
        self._live.record(changed, text=self.tr("talking point"), joins=joins)
