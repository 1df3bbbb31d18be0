"""Window: the one window. What it shows is swapped whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QWidget,
)

from ui.desktop.keyboard import press_shortcut
from ui.desktop.relaunch import Handover
from ui.desktop.stray_keys import StrayKeys
from ui.desktop.window_place import largest_size


class Window(QMainWindow):
    """The one window. What it shows is swapped whole."""

    closing = Signal()
    """The person closes the window; whoever listens may call :meth:`keep_open`."""
    minimised = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Daybook")
        self.resize(QSize(1120, 780).boundedTo(largest_size(self.screen().availableGeometry())))
        self.setMinimumSize(480, 400)
        self._keep_open = False
        self._view: QWidget | None = None

    def show_view(self, view: QWidget) -> None:
        """Replace what is shown; the cursor goes where the view wants it."""
        first = view.focusWidget()
        old = self.takeCentralWidget()
        self._view = view
        self.setCentralWidget(view)
        view.show()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        # Taking the old view away took the focus with it.
        (view.focusWidget() or view).setFocus()
        if old is not None:
            old.hide()
            old.deleteLater()

    def come_back(self, left: Handover) -> None:
        """Be shown as a lock has left it: nothing comes to the front that was not there, and
        keys that were meant for something else go nowhere."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not left.active)
        if left.minimised:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMinimized)
        self.show()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=False)
        if not left.asked_for:
            StrayKeys(self, in_front=left.active)

    def come_up(self) -> None:
        """Come to the front, also from the task bar."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def keep_open(self) -> None:
        """Refuse the close that is being asked about."""
        self._keep_open = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_shortcut(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.minimised.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep_open = False
        self.closing.emit()
        if self._keep_open:
            event.ignore()
        else:
            super().closeEvent(event)
