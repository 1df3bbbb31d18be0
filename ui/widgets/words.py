"""Labels by their rank on the page: title, heading, plain, soft, problem.

The style sheet finds them by their ``rank`` property and sets size and colour.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.widgets.showing import show_when


class Words(QLabel):
    """Plain text that wraps. ``rank`` is one of the names of this module's subclasses."""

    rank = "plain"

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rank", self.rank)
        # Words that a patient wrote are never read as mark-up.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)


class Title(Words):
    """The name of a page."""

    rank = "title"


class Heading(Words):
    """The name of a card or a part of a page."""

    rank = "heading"


class Soft(Words):
    """Second-rank words: explanations, counts, anchors."""

    rank = "soft"


class Problem(Words):
    """One sentence about what is wrong and how to put it right; hidden while empty."""

    rank = "problem"

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        show_when(self, text)

    def say(self, text: str) -> None:
        """Show ``text``, or nothing at all when it is empty."""
        self.setText(text)
        show_when(self, text)
