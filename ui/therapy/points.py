"""PointsCard: questions, goals, homework and things that are hard to say, to bring up."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from journal.content.content import Content
from journal.model.choices import PointKind, PointState
from journal.model.therapy import TalkingPoint
from ui.base.jobs import Debounce
from ui.base.live_book import LiveBook
from ui.therapy.point_row import PointRow
from ui.widgets.fields.choice import ChoiceRow
from ui.widgets.layout.card import Card
from ui.widgets.layout.rows import Rows
from ui.widgets.words.labels import Problem

KEEP_AFTER_MS, KEEP_LATEST_MS = 250, 700
"""Words being typed are kept this long after the last letter, or after the first."""


class PointsCard(Card):
    """The open talking points, a way to add one, and to say what was agreed on it.

    What is typed for a new point is in the journal a moment later; "Add it" only ends it.
    """

    def __init__(self, live: LiveBook, content: Content, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("What I want to talk about"))
        self.set_hint(
            self.tr("Write it down when it comes to mind. You choose below what goes on paper.")
        )
        self._live = live
        self._content = content
        self._draft: TalkingPoint | None = None
        self._later = Debounce(self._keep_draft, KEEP_AFTER_MS, KEEP_LATEST_MS, self)
        live.pending.follow(self._later)
        self._rows = Rows(10)
        self._shown: dict[UUID, PointRow] = {}
        self._text = QLineEdit()
        self._text.setAccessibleName(self.tr("What I want to bring up"))
        self._text.setPlaceholderText(self.tr("In my own words"))
        self._text.textEdited.connect(lambda _text: self._later.poke())
        self._text.returnPressed.connect(self._add)
        self._kind = ChoiceRow(
            self.tr("This is a"),
            [(str(kind), content.label("point_kind", kind)) for kind in PointKind],
        )
        self._kind.valueChanged.connect(lambda _kind: self._later.poke())
        self._problem = Problem()
        self.add(self._rows)
        self.add(self._text)
        self.add(self._kind)
        self.add(self._problem)
        self.add_action(self.tr("Add it"), self._add)

    def focus_first(self) -> None:
        """Put the cursor where a new point is written."""
        self._text.setFocus()

    def flush(self) -> None:
        """Keep what is still being typed."""
        self._later.flush()
        for row in self._shown.values():
            row.flush()

    def redraw(self) -> None:
        """Show the points as they are now; what is being typed stays."""
        self._follow_draft()
        points = [
            point
            for point in self._live.ask.all(TalkingPoint)
            if point.state is not PointState.DONE
            and (self._draft is None or point.id != self._draft.id)
        ]
        before, had_focus = self._shown, self._focused()
        self._shown = {point.id: self._row(point, before.get(point.id)) for point in points}
        self._rows.renew(self._shown.values())
        if had_focus is not None and self._shown.get(had_focus) is not before[had_focus]:
            self._focus_near(had_focus, list(before).index(had_focus))

    # -- rows ------------------------------------------------------------------------------------

    def _row(self, point: TalkingPoint, held: PointRow | None) -> PointRow:
        """The row that is there, if it can show ``point`` as it is now, or a new one."""
        if held is not None and held.shows(point):
            return held
        return PointRow(self._live, self._content, point)

    def _focused(self) -> UUID | None:
        """The point whose row has the cursor."""
        focus = QApplication.focusWidget()
        for key, row in self._shown.items():
            if focus is not None and row.isAncestorOf(focus):
                return key
        return None

    def _focus_near(self, key: UUID, index: int) -> None:
        """The row with the cursor was replaced or went: on to the one that is there now."""
        rows = list(self._shown.values())
        row = self._shown.get(key) or (rows[min(index, len(rows) - 1)] if rows else None)
        if row is None:
            self.focus_first()
        else:
            row.focus_first()

    # -- a new point -----------------------------------------------------------------------------

    def _add(self) -> None:
        self._later.cancel()
        self._keep_draft()
        if self._draft is None:
            self._problem.say(self.tr("A talking point needs a few words."))
            self._text.setFocus()
            return
        self._draft = None
        self._text.clear()
        self._text.setFocus()
        self.redraw()

    def _keep_draft(self) -> None:
        """Keep what is typed; blank words take it away again."""
        kind = PointKind(self._kind.value) if self._kind.value else PointKind.QUESTION
        text, words = self._text.text(), self.tr("talking point")
        self._problem.say("")
        if text.strip():
            if self._draft is None:
                self._draft = TalkingPoint(point=kind, text=text)
            else:
                self._draft = replace(self._draft, point=kind, text=text)
            self._live.record(self._draft, text=words, joins=f"point {self._draft.id}")
        elif self._draft is not None:
            gone, self._draft = self._draft, None
            self._live.delete(gone, text=words)

    def _follow_draft(self) -> None:
        """Undo and redo reach the point that is being written, too."""
        if self._draft is None or self._later.pending:
            return
        held = self._live.ask.get(TalkingPoint, self._draft.id)
        text = held.text if held is not None else ""
        if text != self._draft.text:
            self._text.setText(text)
        self._draft = held
