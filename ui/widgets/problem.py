"""One sentence at a control about what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from ui.widgets.announce import announce
from ui.widgets.scrolling import scroll_into_view
from ui.widgets.words.labels import Problem


def show_problem(control: QWidget, sentence: str) -> None:
    """Say ``sentence`` at the foot of ``control``, in sight and aloud; empty takes it away."""
    label = control.findChild(Problem, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if label is None:
        layout = control.layout()
        if not sentence or layout is None:
            return
        label = Problem()
        layout.addWidget(label)
    label.say(sentence)
    if sentence:
        announce(control, sentence, urgent=True)
        # It has its place once the page is laid out again.
        QTimer.singleShot(0, label, lambda: scroll_into_view(label, label.rect()))
