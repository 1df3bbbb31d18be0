"""Keys pressed where the cursor is, one by one and counted, as a person presses them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space
ESCAPE, BACKSPACE = Qt.Key.Key_Escape, Qt.Key.Key_Backspace
DOWN, UP, RIGHT = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Keys:
    """Presses what it is told; ``presses`` counts every key that went down."""

    def __init__(self, qtbot: QtBot, window: QWidget, *, shown: bool = True) -> None:
        self.presses = 0
        self._window = window
        if not shown:
            return
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    @property
    def focus(self) -> QWidget:
        """Where the next key goes."""
        return QApplication.focusWidget() or self._window

    def press(self, *keys: str | Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        """Press ``keys`` one after the other; a word is typed letter by letter."""
        for key in keys:
            for one in key if isinstance(key, str) else (key,):
                QTest.keyClick(self.focus, one, held or Qt.KeyboardModifier.NoModifier)
                QApplication.processEvents()
                self.presses += 1

    def tab_to(self, widget: QWidget, most: int = 60) -> None:
        """Press Tab until ``widget`` has the cursor."""
        target = widget.focusProxy() or widget
        for _tab in range(most):
            if self.focus is target:
                return
            self.press(TAB)
        raise AssertionError(f"Tab does not reach {widget} {widget.accessibleName()!r}")
