"""PrivateTyping: what is typed and copied here is remembered nowhere else."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

COPIED_MS = 20_000
"""So long what was copied can be pasted."""

_PUBLIC = "publicWords"
_NOT_FOR_HISTORIES = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
}
"""What keeps words out of clipboard histories: KDE's and its kin's, and Windows' own."""


def may_be_kept(label: QLabel) -> None:
    """Mark words that are nobody's secret, such as the number of a help line."""
    label.setProperty(_PUBLIC, 1)


class PrivateTyping(QObject):
    """Has input methods learn nothing from any field, and empties the clipboard of what was copied
    from one, after :data:`COPIED_MS` and on :meth:`forget`, unless something else is in it."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = app.clipboard()
        self._holds_ours = False
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self.forget)
        app.focusChanged.connect(self._teach_nothing)
        self._clipboard.dataChanged.connect(self._guard)

    def forget(self) -> None:
        """Empty the clipboard of what is ours, and what is selected with the mouse, too."""
        self._end.stop()
        if self._holds_ours:
            self._clipboard.clear()
        if self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def _teach_nothing(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, QLineEdit | QPlainTextEdit):
            new.setInputMethodHints(new.inputMethodHints() | Qt.InputMethodHint.ImhSensitiveData)

    def _guard(self) -> None:
        selected = _selected_in(QApplication.focusWidget())
        self._holds_ours = bool(selected) and self._clipboard.text() == selected
        if not self._holds_ours:
            self._end.stop()
            return
        guarded = QMimeData()
        guarded.setText(selected)
        for kind, data in _NOT_FOR_HISTORIES.items():
            guarded.setData(kind, data)
        with QSignalBlocker(self._clipboard):
            self._clipboard.setMimeData(guarded)
        self._end.start(COPIED_MS)


def _selected_in(source: QWidget | None) -> str:
    """The private words that are selected, and so may just have been copied."""
    if source is None or source.property(_PUBLIC):
        return ""
    if isinstance(source, QPlainTextEdit):
        return source.textCursor().selection().toPlainText()
    return source.selectedText() if isinstance(source, QLineEdit | QLabel) else ""
