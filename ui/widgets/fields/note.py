"""A note: plain words over several lines."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ui.widgets.visibility import show_when
from ui.widgets.words.labels import Problem, Words

LIMIT = 100_000
"""Most characters a note can hold."""

# Controls and halves of characters. Format characters (Cf) stay: they set the direction or join
# letters in many scripts, and emoji; so do unassigned ones, among them next year's emoji.
_OUT = frozenset(("Cc", "Cs"))


def clean(text: str) -> str:
    """``text`` with line ends made one kind and control characters taken out, tabs apart."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(
        letter
        for letter in text
        if letter in "\n\t"
        or not (unicodedata.category(letter) in _OUT or _is_noncharacter(ord(letter)))
    )


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


class NoteEdit(QWidget):
    """A question over a field that grows with what is written, from ``lines`` to ``most_lines``.

    Tab leaves it. ``textEdited(str)`` is emitted on what a person types or pastes, not on
    :meth:`set_text`; debounce it in the page. Holds at most :data:`LIMIT` characters and says so.
    """

    textEdited = Signal(str)

    def __init__(
        self,
        label: str,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        lines: int = 3,
        most_lines: int = 14,
    ) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._title = Words(label)
        show_when(self._title, label)
        self._edit = _GrowingEdit(lines, most_lines)
        self._edit.setAccessibleName(label)
        self._edit.setPlaceholderText(placeholder)
        self._title.setBuddy(self._edit)
        self._problem = Problem()
        box.addWidget(self._title)
        box.addWidget(self._edit)
        box.addWidget(self._problem)
        self.setFocusProxy(self._edit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else setTabOrder passes it over
        self._quiet = False
        self._changed_at = (0, 0)
        self._edit.document().contentsChange.connect(self._remember)
        self._edit.textChanged.connect(self._on_change)

    @property
    def text(self) -> str:
        """What is written."""
        # Not toPlainText, which makes plain spaces of those that must not break.
        return self._edit.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Show ``text`` (cleaned, cut to the limit); does nothing if it is there already."""
        text = clean(text)[:LIMIT]
        if text != self.text:
            self._quiet = True
            self._edit.setPlainText(text)
            self._quiet = False
        self._problem.say("")

    def set_label(self, label: str) -> None:
        """Change the question."""
        self._title.setText(label)
        show_when(self._title, label)
        self._edit.setAccessibleName(label)

    def _remember(self, position: int, _removed: int, added: int) -> None:
        self._changed_at = (position, added)

    def _on_change(self) -> None:
        self._edit.grow()
        if self._quiet:
            return
        over = self._edit.document().characterCount() - 1 - LIMIT
        if over > 0:
            self._cut(over)
            words = self.tr("A note holds {limit} characters. The rest was left out.")
            self._problem.say(words.format(limit=f"{LIMIT:,}"))
        elif over < 0:
            self._problem.say("")
        self.textEdited.emit(self.text)

    def _cut(self, over: int) -> None:
        """Take out the end of what was just put in, never half of a character."""
        position, added = self._changed_at
        end = min(position + added, LIMIT + over)
        start = max(end - over, 0)
        document = self._edit.document()
        before, after = document.characterAt(start - 1), document.characterAt(start)
        if "\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff":
            start -= 1
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._quiet = True
        cursor.removeSelectedText()
        self._quiet = False


class _GrowingEdit(QPlainTextEdit):
    def __init__(self, lines: int, most_lines: int) -> None:
        super().__init__()
        self._lines = lines
        self._most = most_lines
        self.setTabChangesFocus(True)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def grow(self) -> None:
        """Take the height that the text needs, within the bounds."""
        self.ensurePolished()
        lines = self._count_lines()
        wanted = min(max(lines, self._lines), self._most)
        # A scroll bar makes the lines shorter and more, and then is needed for that alone.
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(needed if lines > self._most else off)
        margins = self.contentsMargins()
        edges = margins.top() + margins.bottom() + 2 * int(self.document().documentMargin()) + 22
        height = wanted * self.fontMetrics().lineSpacing() + edges
        if height != self.height():
            self.setFixedHeight(height)

    def _count_lines(self) -> int:
        """How many lines there are, at least one more than the most where there are too many.

        The document's own height counts one line for what it has not laid out yet.
        """
        layout, block, lines = self.document().documentLayout(), self.document().firstBlock(), 0
        while block.isValid() and lines <= self._most:
            layout.blockBoundingRect(block)  # lays it out
            lines += block.layout().lineCount()
            block = block.next()
        return lines

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text and text not in ("\r", "\n", "\t") and not clean(text) and not event.key():
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().insertText(clean(source.text()))
            self.ensureCursorVisible()
