"""Choosing a passphrase: typed twice, and told how hard it is to guess."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.fields.passphrase import PassphraseEdit, StrengthMeter


class Verdict(Protocol):
    """How hard a passphrase is to guess: 0 to 4, one sentence, and whether it may be used."""

    @property
    def score(self) -> int: ...

    @property
    def sentence(self) -> str: ...

    @property
    def acceptable(self) -> bool: ...


class NewPassphrase(QWidget):
    """Two hidden fields and a strength meter. ``submitted()`` on Enter in the second."""

    submitted = Signal()

    def __init__(self, judge: Callable[[str], Verdict], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._judge = judge
        self._verdict = judge("")
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
        self._meter.show_score(None, self._verdict.sentence)

    @property
    def text(self) -> str:
        """What is typed in the first field."""
        return self._first.text

    def check(self) -> bool:
        """Whether it can be used; if not, says why where it is and goes there."""
        if not self._verdict.acceptable:
            self._first.show_problem(self._verdict.sentence)
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
        self._verdict = self._judge(text)
        self._meter.show_score(self._verdict.score if text else None, self._verdict.sentence)
        self._first.show_problem("")
