"""SecretFields: what is typed hidden is hidden from assistive technology and its bus, too."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QLineEdit, QWidget

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_MARK = "secretText"


def keep_secret(field: QLineEdit) -> None:
    """Mark ``field`` as one whose text stays secret while it is shown to the eye."""
    field.setProperty(_MARK, 1)


class SecretFields(QObject):
    """Gives every field for a password an interface without text, and keeps its letters here.

    Qt's own interface tells the bus each letter as it is typed, and Qt asks the bus about each
    key that the system sends before it is typed; whoever listens there can spell it.
    """

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._kept: list[QAccessibleInterface] = []  # Qt keeps no hold on what is made here
        QAccessible.installFactory(self._interface)
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KEYS or not event.spontaneous():
            return False
        if not isinstance(event, QKeyEvent) or not _types_something(event):
            return False
        # Sent by ourselves it is nobody else's business.
        sent = event.clone()
        QCoreApplication.sendEvent(watched, sent)
        event.setAccepted(sent.isAccepted())
        return True

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._app.removeEventFilter(self)
        if new is not None and _is_secret(new):
            self._app.installEventFilter(self)

    def _interface(self, _kind: str, thing: QObject) -> QAccessibleInterface | None:
        if not isinstance(thing, QLineEdit) or not _is_secret(thing):
            return None
        self._kept.append(_SecretField(thing))
        return self._kept[-1]


class _SecretField(QAccessibleWidget):
    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field, QAccessible.Role.EditableText)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.passwordEdit = True
        state.editable = True
        return state


def _is_secret(widget: QWidget) -> bool:
    if not isinstance(widget, QLineEdit):
        return False
    hidden = widget.echoMode() == QLineEdit.EchoMode.Password
    return hidden or widget.property(_MARK) is not None


def _types_something(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.text().isprintable()
