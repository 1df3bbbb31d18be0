"""Choosing a passphrase: typed twice, and told how hard it is to guess."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.book.passphrase import judge
from ui.widgets.fields.passphrase import PassphraseEdit, StrengthMeter


class NewPassphrase(QWidget):
    """Two hidden fields and a strength meter. ``submitted()`` on Enter in the second."""

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._judgement = judge("")
        self._first = PassphraseEdit(self.tr("New passphrase"))
        self._meter = StrengthMeter()
        self._again = PassphraseEdit(self.tr("The new one again"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        for part in (self._first, self._meter, self._again):
            box.addWidget(part)
        self._first.textChanged.connect(self._typed)
        self._again.textChanged.connect(lambda _text: self._again.show_problem(""))
        self._first.submitted.connect(self._again.setFocus)
        self._again.submitted.connect(self.submitted)
        self.setFocusProxy(self._first)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else setTabOrder passes it over
        self._meter.show_score(None, self._judgement.sentence)

    @property
    def text(self) -> str:
        """What is typed in the first field."""
        return self._first.text

    def check(self) -> bool:
        """Whether it can be used; if not, says why where it is and goes there."""
        if not self._judgement.acceptable:
            self._first.show_problem(self._judgement.sentence)
            self._first.select_all()
            return False
        if self._first.text != self._again.text:
            self._again.show_problem(self.tr("The two are not the same. Please type it again."))
            self._again.select_all()
            return False
        return True

    def clear(self) -> None:
        """Empty both fields."""
        self._first.clear()
        self._again.clear()

    def _typed(self, text: str) -> None:
        self._judgement = judge(text)
        self._meter.show_score(self._judgement.score if text else None, self._judgement.sentence)
        self._first.show_problem("")
