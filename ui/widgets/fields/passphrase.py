"""Typing a passphrase, and hearing how strong it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.look.colours import Colour
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.fields.secret_fields import keep_secret
from ui.widgets.words.labels import Problem, Soft, Words

STANDS_MS = 60_000


class PassphraseEdit(QWidget):
    """A hidden field with a button to show it and a word about Caps Lock.

    What stands in it is cleared after :data:`STANDS_MS` without a key.

    ``textChanged(str)`` on each change, ``submitted()`` on Enter. The text is never copied to the
    input method's memory.
    """

    textChanged = Signal(str)
    submitted = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._title = Words(label)
        self._edit = QLineEdit()
        self._edit.setAccessibleName(label)
        keep_secret(self._edit)
        self._edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._edit.textChanged.connect(self.textChanged)
        self._edit.textChanged.connect(self._wait)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self._clear_standing)
        self._edit.returnPressed.connect(self.submitted)
        self._edit.installEventFilter(self)
        self._title.setBuddy(self._edit)
        self.setFocusProxy(self._edit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else setTabOrder passes it over
        # Without a parent yet: Tab goes in the order in which parts get one.
        self._reveal = Button(self.tr("Show"))
        self._reveal.setCheckable(True)
        self._reveal.setAccessibleName(self.tr("Show what I type"))
        self._reveal.toggled.connect(self._show_text)
        self._caps = Soft(self.tr("Caps Lock seems to be on."))
        self._caps.hide()
        self._problem = Problem()
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self._edit, 1)
        across.addWidget(self._reveal)
        box.addWidget(self._title)
        box.addLayout(across)
        box.addWidget(self._caps)
        box.addWidget(self._problem)

    @property
    def text(self) -> str:
        """What is typed."""
        return self._edit.text()

    def _wait(self, text: str) -> None:
        self._end.start(STANDS_MS) if text else self._end.stop()
        if text:
            self._problem.say("")

    def _clear_standing(self) -> None:
        self.clear()
        self.show_problem(self.tr("Nobody typed for a minute, so this was cleared."))

    def clear(self) -> None:
        """Empty the field and hide what it showed."""
        self._edit.clear()
        self._reveal.setChecked(False)
        self._caps.hide()

    def select_all(self) -> None:
        """Select the text, so that typing replaces it, for example after a wrong try."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.selectAll()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong under the field; empty takes it away."""
        self._problem.say(sentence)
        announce(self._edit, sentence, urgent=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self._edit and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent):
            self._watch_caps(event)
        return False

    def _watch_caps(self, event: QKeyEvent) -> None:
        # Qt does not tell the state of Caps Lock: it shows in letters that disagree with Shift.
        if event.key() == Qt.Key.Key_CapsLock:
            self._caps.hide()
            return
        letter = event.text()
        if len(letter) != 1 or letter.upper() == letter.lower():
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        on = letter.isupper() != shift
        if on and not self._caps.isVisible():
            announce(self._edit, self._caps.text())
        self._caps.setVisible(on)

    def _show_text(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._edit.setEchoMode(mode)
        self._reveal.setText(self.tr("Hide") if shown else self.tr("Show"))


class StrengthMeter(QWidget):
    """Five blocks and a sentence. The sentence carries the meaning, the blocks repeat it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._blocks = _Blocks()
        self._words = Soft()
        box.addWidget(self._blocks)
        box.addWidget(self._words)
        self.show_score(None, "")

    @property
    def score(self) -> int | None:
        """0 (very easy to guess) to 4 (hard to guess), or None."""
        return self._blocks.score

    def show_score(self, score: int | None, sentence: str) -> None:
        """Show ``score`` (0 to 4, None while nothing is typed) and one sentence."""
        if score is not None and not 0 <= score <= 4:
            raise ValueError("strength goes from 0 to 4")
        self._blocks.score = score
        self._blocks.update()
        self._words.setText(sentence)
        self.setAccessibleName(self.tr("Passphrase strength"))
        described = sentence
        if score is not None:
            described = self.tr("{score} of 4. {sentence}").format(score=score, sentence=sentence)
        if described != self.accessibleDescription():
            self.setAccessibleDescription(described)


class _Blocks(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.score: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, count = 5.0, 5
        width = (self.width() - gap * (count - 1)) / count
        lit = 0 if self.score is None else self.score + 1
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for index in range(count):
            place = count - 1 - index if right_to_left else index
            block = QRectF(place * (width + gap) + 0.5, 0.5, width - 1, self.height() - 1)
            painter.setPen(QPen(Colour.EDGE.of(self), 1))
            strong = lit >= 4
            fill = Colour.ACCENT if strong else Colour.WARM
            painter.setBrush(fill.of(self) if index < lit else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(block, 4, 4)
        painter.end()
