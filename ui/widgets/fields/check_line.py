"""A check box whose words wrap, for sentences a person wrote."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_PADDING = 18
"""What the style sheet puts above and below the words, together."""


class TickLine(QCheckBox):
    """Looks and works like any check box; ``&`` in its words is an ``&``."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - self._beside(), 10), 10_000)
        words = self.fontMetrics().boundingRect(room, int(_WRAP), self._words)
        return max(super().sizeHint().height(), words.height() + _PADDING)

    def minimumSizeHint(self) -> QSize:
        longest = max(map(self.fontMetrics().horizontalAdvance, self._words.split()), default=0)
        return QSize(self._beside() + longest, super().sizeHint().height())

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_CheckBox, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(place, int(_WRAP), self._words)
        painter.end()

    def _beside(self) -> int:
        """What the box and the edges take of the width."""
        self.ensurePolished()
        one_line = self.fontMetrics().horizontalAdvance(self._words)
        return super().sizeHint().width() - one_line + 2
