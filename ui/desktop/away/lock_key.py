"""LockKey: Ctrl+L, whatever window, dialog, menu or popup of ours is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.desktop.away.window_filter import WindowFilter
from ui.desktop.keyboard import is_control_with


class LockKey(WindowFilter):
    """Emits ``pressed`` on Ctrl+L. A shortcut would not hold in a dialog over its window."""

    pressed = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        locks = is_control_with(Qt.Key.Key_L, event)
        if locks:
            self.pressed.emit()
        return locks
