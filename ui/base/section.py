"""PlanSection: one part of My plan, folded until it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.record import Record
from ui.base.live_book import LiveBook
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.words.labels import Heading, Problem, Soft

RING = 9
"""Pixels at the sides of fields in which a focus ring is not cut off."""


class PlanSection(QFrame):
    """A title, one line that says what is in it, and a body that is made when first opened.

    Subclasses say their :meth:`name` and :meth:`summary`, make their fields in :meth:`build` and
    fill them in :meth:`show_now`.
    """

    key: ClassVar[str]
    arranged = Signal()
    """Its parts were made or made anew, and Tab has to find its way again."""

    def __init__(self, live: LiveBook, content: Content, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.live = live
        self.content = content
        self.title = self.name()
        self._built = False
        self.setProperty("surface", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20 - RING, 14, 20 - RING, 14)
        outer.setSpacing(12)
        self._head = QWidget()
        self._head.setCursor(Qt.CursorShape.PointingHandCursor)
        across = QHBoxLayout(self._head)
        across.setContentsMargins(RING, 0, RING, 0)
        across.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Heading(self.title))
        self._summary = Soft()
        words.addWidget(self._summary)
        self._toggle = Button("")
        self._toggle.clicked.connect(lambda: self.open(opened=not self.is_open))
        across.addLayout(words, 1)
        across.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignTop)
        self._body = QWidget()
        self._parts = QVBoxLayout(self._body)
        self._parts.setContentsMargins(RING, 4, RING, RING)
        self._parts.setSpacing(14)
        self._problem = Problem()
        self._problem.setContentsMargins(RING, 0, RING, 0)
        outer.addWidget(self._head)
        outer.addWidget(self._body)
        outer.addWidget(self._problem)
        self._body.hide()
        self._say_state()

    @property
    def is_open(self) -> bool:
        """Whether the body is in sight."""
        return not self._body.isHidden()

    @property
    def problem(self) -> str:
        """What is to be put right, if anything."""
        return self._problem.text()

    @property
    def summary_text(self) -> str:
        """The line under the title."""
        return self._summary.text()

    def open(self, *, opened: bool = True) -> None:
        """Unfold or fold it."""
        if opened and not self._built:
            self._built = True
            self.build()
        if opened:
            self.show_now()
        else:
            self.flush()
        self._body.setVisible(opened)
        self._say_state()
        if opened:
            self.arranged.emit()

    def focus_first(self) -> None:
        """Put the cursor on what opens and closes it."""
        self._toggle.setFocus(Qt.FocusReason.OtherFocusReason)

    def redraw(self) -> None:
        """Show the journal as it is now."""
        self._summary.setText(self.summary())
        if self.is_open:
            self.show_now()

    def add(self, part: QWidget | QLayout) -> None:
        """Put a field at the end of the body."""
        if isinstance(part, QWidget):
            self._parts.addWidget(part)
        else:
            self._parts.addLayout(part)

    def add_button(self, words: str, pressed: Callable[[], object]) -> Button:
        """Put a button at the end of the body; ``pressed`` is called without arguments."""
        button = Button(words)
        button.clicked.connect(lambda _checked=False: pressed())
        self._parts.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def add_beside(self, *parts: QWidget) -> None:
        """Put small fields beside each other; they wrap where there is no room."""
        row = FlowLayout(spacing=28)
        for part in parts:
            row.addWidget(part)
        self._parts.addLayout(row)

    def keep(self, *records: Record) -> bool:
        """Keep ``records``; False when they cannot be, which is said in one sentence."""
        return self.keep_answer(self, lambda: records)

    def keep_answer(self, control: QWidget, records: Callable[[], Iterable[Record]]) -> bool:
        """Keep what ``records`` makes of an answer; False when it cannot be kept.

        ``control`` then says why, and the header that not everything is saved.
        """
        try:
            self.live.record(*records(), text=self.title)
        except InvalidInput as error:
            self.live.pending.refuse(control, str(error))
            return False
        self.live.pending.accept(control)
        self._problem.say("")
        return True

    def refuse(self, sentence: str) -> None:
        """Say what is to be put right; empty takes it back."""
        self._problem.say(sentence)
        if sentence:
            announce(self._problem, sentence, urgent=True)

    # -- for subclasses ----------------------------------------------------------------------------

    def name(self) -> str:
        """The title."""
        raise NotImplementedError

    def summary(self) -> str:
        """One line for the folded section."""
        raise NotImplementedError

    def build(self) -> None:
        """Make the fields, once."""
        raise NotImplementedError

    def show_now(self) -> None:
        """Fill the fields, without touching what is being typed."""

    def flush(self) -> None:
        """Keep what is still being typed."""

    # -- parts -----------------------------------------------------------------------------------

    def _say_state(self) -> None:
        self._toggle.setText(self.tr("Close") if self.is_open else self.tr("Open"))
        words = self.tr("Close {section}") if self.is_open else self.tr("Open {section}")
        self._toggle.setAccessibleName(words.format(section=self.title))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._head.geometry().contains(event.position().toPoint()):
            self._toggle.click()
        else:
            super().mousePressEvent(event)
