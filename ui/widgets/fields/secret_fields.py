"""SecretFields: what is typed hidden is hidden from assistive technology and its bus, too."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLineEdit


class SecretFields:
    """Gives every field for a password an interface that has no text.

    Qt's own tells the bus each letter as it is typed, and whoever listens there, a screen reader
    among them, can spell it. A field stays without text while its words are shown to the eye.
    """

    def __init__(self) -> None:
        self._kept: list[QAccessibleInterface] = []  # Qt keeps no hold on what is made here
        QAccessible.installFactory(self._interface)

    def _interface(self, _kind: str, thing: QObject) -> QAccessibleInterface | None:
        if not isinstance(thing, QLineEdit) or thing.echoMode() != QLineEdit.EchoMode.Password:
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
