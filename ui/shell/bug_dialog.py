"""BugDialog: says that Daybook itself is at fault, and offers a report of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.window_size import size_in_letters
from ui.widgets.window_name import name_window
from ui.widgets.words.labels import Soft, Title, Words


class BugDialog(QDialog):
    """What happened, whether the journal is safe, and a report to look at and to copy."""

    def __init__(self, safety: str, parent: QWidget | None = None) -> None:
        """``safety`` says in a sentence whether the journal is saved."""
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("Daybook made a mistake")
        name_window(self, title)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 14)
        box.setSpacing(14)
        self._report = QPlainTextEdit()
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setAccessibleName(self.tr("Report"))
        for part in (
            Title(title),
            Words(self.tr("What you just did may not have worked. It is not your fault.")),
            Words(safety),
            Soft(
                self.tr(
                    "This report can help to mend it. It holds nothing that you wrote. It stays"
                    " here unless you copy it and give it to someone."
                )
            ),
        ):
            box.addWidget(part)
        box.addWidget(self._report, 1)
        close = PrimaryButton(self.tr("Go on"))
        close.clicked.connect(self.accept)
        copy = Button(self.tr("Copy the report"))
        copy.clicked.connect(self._copy)
        row = FlowLayout(spacing=10)
        row.addWidget(close)
        row.addWidget(copy)
        box.addLayout(row)
        size_in_letters(self, 40, 32)
        close.setFocus()

    @property
    def report(self) -> str:
        """What can be copied."""
        return self._report.toPlainText()

    def add(self, report: str) -> None:
        """Put one more bug into the report, once."""
        if report not in self.report:
            self._report.appendPlainText(f"\n{report}" if self.report else report)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
