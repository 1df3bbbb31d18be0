"""Words that are said shorter where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.buttons import PrimaryButton
from ui.widgets.words.labels import Heading, set_tip


class ResponsiveButton(PrimaryButton):
    """A button with the first of several wordings that fits; the last may be its icon alone."""

    def __init__(self, *, icon: QIcon) -> None:
        super().__init__("", icon=icon)
        self._wordings: tuple[str, ...] = ("",)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, wordings: Sequence[str]) -> None:
        """Show one of ``wordings``, the fullest first; a screen reader always reads that one."""
        self._wordings = tuple(wordings) or ("",)
        self.setAccessibleName(self._wordings[0])
        set_tip(self, self._wordings[0])
        self.updateGeometry()
        self._choose()

    def sizeHint(self) -> QSize:
        return self._hint(self._wordings[0])

    def minimumSizeHint(self) -> QSize:
        return self._hint(self._wordings[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        fitting = (words for words in self._wordings if self._hint(words).width() <= self.width())
        chosen = _shown(next(fitting, self._wordings[-1]))
        if self.text() != chosen:
            self.setText(chosen)

    def _hint(self, words: str) -> QSize:
        """The size with ``words``, of which Qt tells that with the words of now."""
        now = super().sizeHint()
        return QSize(
            now.width() + self._width(_shown(words)) - self._width(self.text()), now.height()
        )

    def _width(self, text: str) -> int:
        # As Qt measures a button's text, so that the difference is the same with every font.
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()


def _shown(words: str) -> str:
    """``words`` for a button, which would take "&" for the sign of a key."""
    return words.replace("&", "&&")


class ResponsiveHeading(Heading):
    """One line: the first of several wordings that fits, or else the last, which may wrap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wordings: tuple[str, ...] = ("",)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def say(self, wordings: Sequence[str]) -> None:
        """Show one of ``wordings``, the fullest first; a screen reader always reads that one."""
        self._wordings = tuple(wordings) or ("",)
        self.setAccessibleName(self._wordings[0])
        self._choose()

    def minimumSizeHint(self) -> QSize:
        """The shortest wording on one line is enough."""
        self.ensurePolished()
        return QSize(self._width(self._wordings[-1]), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._choose()

    def _choose(self) -> None:
        fitting = (words for words in self._wordings if self._width(words) <= self.width())
        chosen = next(fitting, self._wordings[-1])
        if self.text() != chosen:
            self.setText(chosen)

    def _width(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words) + 2
