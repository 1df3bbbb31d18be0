"""PointsCard: questions, goals, homework and things that are hard to say, to bring up."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from journal.errors import InvalidInput
from journal.model.choices import PointKind, PointState
from journal.model.content import Content
from journal.model.therapy import TalkingPoint
from ui.live_book import LiveBook
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.card import Card
from ui.widgets.choice import ChoiceRow
from ui.widgets.flow import FlowLayout
from ui.widgets.rows import Rows
from ui.widgets.words import Problem, Soft, Words


class PointsCard(Card):
    """The open talking points, a way to add one, and to say what was agreed on it."""

    def __init__(self, live: LiveBook, content: Content, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("What I want to talk about"))
        self.set_hint(
            self.tr("Write it down when it comes to mind. You choose below what goes on paper.")
        )
        self._live = live
        self._content = content
        self._rows = Rows(10)
        self._kind = ChoiceRow(
            self.tr("This is a"),
            [(str(kind), content.label("point_kind", kind)) for kind in PointKind],
        )
        self._text = QLineEdit()
        self._text.setAccessibleName(self.tr("What I want to bring up"))
        self._text.setPlaceholderText(self.tr("In my own words"))
        self._text.returnPressed.connect(self._add)
        self._problem = Problem()
        self.add(self._rows)
        self.add(self._text)
        self.add(self._kind)
        self.add(self._problem)
        self.add_action(self.tr("Add it"), self._add)

    def focus_first(self) -> None:
        """Put the cursor where a new point is written."""
        self._text.setFocus()

    def redraw(self) -> None:
        """Show the points as they are now."""
        self._rows.renew(
            _PointRow(self._live, self._content, point)
            for point in self._live.ask.all(TalkingPoint)
            if point.state is not PointState.DONE
        )

    def _add(self) -> None:
        kind = PointKind(self._kind.value) if self._kind.value else PointKind.QUESTION
        try:
            point = TalkingPoint(point=kind, text=self._text.text())
            self._live.record(point, text=self.tr("talking point"))
        except InvalidInput as error:
            self._problem.say(str(error))
            return
        self._problem.say("")
        self._text.clear()
        self._text.setFocus()


class _PointRow(QFrame):
    """One point: its words, and what can be done with it."""

    def __init__(self, live: LiveBook, content: Content, point: TalkingPoint) -> None:
        super().__init__()
        self._live = live
        self._point = point
        self.setProperty("surface", "chip")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(6)
        box.addWidget(Words(point.text))
        box.addWidget(Soft(content.label("point_kind", point.point)))
        actions = FlowLayout(spacing=8)
        if point.state is PointState.OPEN:
            raised = Button(self.tr("I brought it up"))
            raised.clicked.connect(self._raise)
            actions.addWidget(raised)
        else:
            self._agreed = QLineEdit(point.agreed)
            self._agreed.setPlaceholderText(self.tr("What did we agree on?"))
            self._agreed.setAccessibleName(self.tr("What we agreed on"))
            self._agreed.editingFinished.connect(self._agree)
            box.addWidget(self._agreed)
            done = Button(self.tr("Done with it"))
            done.clicked.connect(partial(self._move, PointState.DONE))
            actions.addWidget(done)
        remove = QuietButton(self.tr("Remove"))
        remove.clicked.connect(lambda: live.delete(point, text=self.tr("talking point")))
        for button in (actions.itemAt(0).widget(), remove):
            if isinstance(button, Button):
                button.setAccessibleName(f"{button.text()}: {point.text[:60]}")
        actions.addWidget(remove)
        box.addLayout(actions)

    def _raise(self) -> None:
        raised = replace(self._point, state=PointState.RAISED, raised_on=self._live.ask.today())
        self._live.record(raised, text=self.tr("talking point"))

    def _agree(self) -> None:
        if self._agreed.text() != self._point.agreed:
            agreed = replace(self._point, agreed=self._agreed.text())
            self._live.record(agreed, text=self.tr("talking point"))

    def _move(self, state: PointState) -> None:
        self._live.record(
            replace(self._point, state=state, agreed=self._agreed.text()),
            text=self.tr("talking point"),
        )
