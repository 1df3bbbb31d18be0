"""A strip with a sentence that stays until it is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.look.colours import Colour
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.visibility import show_when
from ui.widgets.words.labels import Words

Kind = Literal["calm", "warning", "danger"]


class Banner(QFrame):
    """Hidden until :meth:`say`; all but ``calm`` interrupt a screen reader.

    Meant to stay: nothing here goes away by itself.
    """

    def __init__(self, text: str = "", kind: Kind = "calm", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "banner")
        self.setProperty("kind", kind)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 14, 16, 14)
        across.setSpacing(12)
        self._sign = _Sign(self)
        across.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout()
        box.setSpacing(10)
        across.addLayout(box, 1)
        self._words = Words(text)
        self._buttons = FlowLayout(spacing=8)
        box.addWidget(self._words)
        box.addLayout(self._buttons)
        self.setAccessibleName(text)
        show_when(self, text)

    @property
    def text(self) -> str:
        """The sentence shown, empty when hidden."""
        return self._words.text()

    def say(self, text: str, kind: Kind = "calm") -> None:
        """Show ``text``; an empty one hides the banner. Keeps the buttons."""
        if kind != self.property("kind"):
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
        self._sign.update()
        self._words.setText(text)
        self.setAccessibleName(text)
        show_when(self, text)
        announce(self, text, urgent=kind != "calm")

    def dismiss(self) -> None:
        """Hide it and forget the sentence and the buttons."""
        self.clear_actions()
        self.say("")

    def add_action(self, text: str, pressed: Callable[[], object]) -> Button:
        """Add a button under the sentence; ``pressed`` is called without arguments."""
        button = Button(text, self)
        button.clicked.connect(lambda _checked=False: pressed())
        self._buttons.addWidget(button)
        button.show()
        return button

    def clear_actions(self) -> None:
        """Remove all buttons."""
        while self._buttons.count():
            if (button := self._buttons.takeAt(0).widget()) is not None:
                button.hide()
                button.deleteLater()


class _Sign(QWidget):
    """A round "i", or a three-cornered "!": the kind by its shape as well as its colour."""

    def __init__(self, banner: Banner) -> None:
        super().__init__(banner)
        self._banner = banner

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        side = self.fontMetrics().height() + 4
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        calm = self._banner.property("kind") == "calm"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen((Colour.ACCENT if calm else Colour.WARM).of(self), 1.8))
        if calm:
            painter.drawEllipse(area)
        else:
            top = QPointF(area.center().x(), area.top())
            painter.drawPolygon(QPolygonF([top, area.bottomRight(), area.bottomLeft()]))
            area.translate(0, area.height() * 0.12)
        painter.setPen(Colour.INK.of(self))
        font = self.font()
        font.setBold(True)
        font.setPointSizeF(max(font.pointSizeF() * 0.8, 1))
        painter.setFont(font)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), "i" if calm else "!")
        painter.end()
