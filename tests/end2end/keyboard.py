"""Keyboard: a person without a mouse. Keys go to whatever has the focus, or the test ends."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
PATIENCE_MS = 20_000


class Keyboard:
    """Presses keys, and counts them."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press one key in the window that has the focus, which hands it on."""
        self.pressed += 1
        window = self._focus().window().windowHandle()
        assert window is not None
        QTest.keyClick(window, key, modifier)

    def type(self, text: str) -> None:
        """Type letter by letter."""
        self.pressed += len(text)
        QTest.keyClicks(self._focus(), text)

    def tab_to(self, name: str, most: int = 60) -> None:
        """Press Tab until what has the focus is called ``name``, as it is read out."""
        seen = []
        for _step in range(most):
            seen.append(called(self._focus()))
            if seen[-1].startswith(name):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {name!r}; it came by {seen}")

    def push(self, name: str) -> None:
        """Go to a button and press it."""
        self.tab_to(name)
        self.press(Qt.Key.Key_Space)

    def _focus(self) -> QWidget:
        wait_until(lambda: QApplication.focusWidget() is not None, "something has the focus")
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus


def called(widget: QWidget) -> str:
    """What a widget is called when it is read out."""
    text = getattr(widget, "text", "")
    words = text() if callable(text) else text
    return widget.accessibleName() or str(words).replace("&", "")


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Handle events until something holds."""
    waited = 0
    while not holds():
        assert waited < PATIENCE_MS, f"waited in vain until {what}"
        QTest.qWait(20)
        waited += 20
