"""Labels by their rank on the page: title, heading, plain, soft, problem.

The style sheet finds them by their ``rank`` property and sets size and colour.
"""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.widgets.visibility import show_when

MAY_BREAK = "\u200b"
"""A space without width: lines may end at it."""

_UNBROKEN = re.compile(r"[!-~\u00a1-\u024f]{25,}")
_STEP = 24


def breakable(text: str) -> str:
    """``text`` that may also be broken within very long words, such as the address of a page.

    One such word would make a whole page wider than its window.
    """
    if len(text) <= _STEP:
        return text
    return _UNBROKEN.sub(_with_breaks, text)


def _with_breaks(found: re.Match[str]) -> str:
    word = found[0]
    return MAY_BREAK.join(word[at : at + _STEP] for at in range(0, len(word), _STEP))


def set_tip(widget: QWidget, words: str) -> None:
    """Show ``words`` as a tool tip, never read as mark-up."""
    widget.setToolTip(f"<qt>{escape(words)}</qt>" if "<" in words or "&" in words else words)


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

    def setText(self, text: str) -> None:
        """Show ``text``."""
        super().setText(breakable(text))

    def text(self) -> str:
        """What is shown, without the places to break at."""
        return super().text().replace(MAY_BREAK, "")


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
