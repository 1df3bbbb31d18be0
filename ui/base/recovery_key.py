"""Recovery key: shown once, to print or to copy, until two of its groups are typed back."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.announce import announce
from ui.widgets.buttons import QuietButton
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.page import Page
from ui.widgets.words.labels import Problem, Soft, Title, Words

PrintSheet = Callable[[QWidget, Sequence[str]], bool]
"""Prints the groups of a key; False when nothing was printed."""

_IN_A_ROW = 3
_ASKED = 2
_READ_AS = str.maketrans("ILO", "110")


class RecoveryKeyPage(Page):
    """Shows a recovery key once, and then has two of its groups typed back.

    ``groups`` is the key as it is written; ``chance`` picks the groups that are asked for. With
    ``can_wait`` there is a way on without the proof.
    """

    kept = Signal()
    """The person has shown that they have the key."""
    later = Signal()
    """The person will do it another time."""

    def __init__(
        self,
        groups: Sequence[str],
        *,
        chance: random.Random,
        print_sheet: PrintSheet,
        can_wait: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent, max_em=34)
        self.set_title(self.tr("Your recovery key"))
        self._groups = tuple(groups)
        self._chance = chance
        self._print_sheet = print_sheet
        self._key = self._make_key_card()
        self._proof = Card()
        self._fields: list[tuple[int, _GroupField]] = []
        self._problem = Problem()
        self._proof_fields = QVBoxLayout()
        self._proof_fields.setSpacing(14)
        self._proof.add(self._proof_fields)
        self._proof.add(self._problem)
        self._proof.add_action(self.tr("Done"), self._check, primary=True)
        self._proof.add_action(self.tr("Show the key again"), self._show_key)
        self._proof.set_title(self.tr("Have you got it?"))
        self._proof.set_hint(
            self.tr("Type two groups from your paper. Then we both know that it is right.")
        )
        self._wait = QuietButton(self.tr("Later"))
        self._wait.setAccessibleDescription(self.tr("Daybook will remind you."))
        self._wait.clicked.connect(self.later)
        self.add(self._key)
        self.add(self._proof)
        foot = FlowLayout()
        foot.addWidget(self._wait)
        self.add(foot)
        self._wait.setVisible(can_wait)
        self._show_key()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._proof.isVisible():
            self._print.setFocus()

    def _make_key_card(self) -> Card:
        card = Card()
        card.add(
            Words(
                self.tr(
                    "If you forget your passphrase, this key opens your journal."
                    " It does not guard your journal: anyone with this key and your file can read"
                    " it all."
                )
            )
        )
        card.add(_KeyGroups(self._groups))
        card.add(Soft(self.tr("It has no letter I, L or O: what looks like one is a 1 or a 0.")))
        card.add(
            Soft(
                self.tr(
                    "Keep it on paper, away from this computer. It is shown only now."
                    " A printer may hold a copy of its last pages."
                )
            )
        )
        self._print = card.add_action(self.tr("Print it"), self._print_it, primary=True)
        self._by_hand = card.add_action(self.tr("I will copy it by hand"), self._ask)
        return card

    def _show_key(self) -> None:
        self._key.show()
        self._proof.hide()
        self._by_hand.setText(self.tr("I will copy it by hand"))
        self._print.setFocus()

    def _print_it(self) -> None:
        if self._print_sheet(self, self._groups):
            self._by_hand.setText(self.tr("I have it on paper"))
            self._by_hand.setFocus()

    def _ask(self) -> None:
        for _index, field in self._fields:
            self._proof_fields.removeWidget(field)
            field.hide()
            field.deleteLater()
        asked = sorted(self._chance.sample(range(len(self._groups)), _ASKED))
        self._fields = [(index, _GroupField(index + 1)) for index in asked]
        for position, (_index, field) in enumerate(self._fields):
            self._proof_fields.addWidget(field)
            last = position == len(self._fields) - 1
            field.entered.connect(self._check if last else self._fields[position + 1][1].setFocus)
        self._problem.say("")
        self._key.hide()
        self._proof.show()
        self._fields[0][1].setFocus()

    def _check(self) -> None:
        for index, field in self._fields:
            if _folded(field.text) != self._groups[index]:
                sentence = self.tr("Group {number} is not right. Please look at your paper again.")
                self._problem.say(sentence.format(number=index + 1))
                announce(field, self._problem.text(), urgent=True)
                field.select_all()
                return
        self._problem.say("")
        self.kept.emit()


class _KeyGroups(QFrame):
    """The groups of a key, large, numbered, three in a row; one stop for a screen reader."""

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("surface", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Recovery key"))
        spelled = (f"{number}: {' '.join(group)}." for number, group in enumerate(groups, 1))
        self.setAccessibleDescription(" ".join(spelled))
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for index, group in enumerate(groups):
            row, column = divmod(index, _IN_A_ROW)
            number, signs = Soft(str(index + 1)), Title(group)
            signs.setWordWrap(False)
            signs.setFont(QFont(fixed_family()))
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(number, row, 2 * column)
            grid.addWidget(signs, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)


class _GroupField(QWidget):
    """Where one group is typed back. ``entered()`` on Enter."""

    entered = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        label = self.tr("Group {number}").format(number=number)
        self._edit = QLineEdit()
        self._edit.setAccessibleName(label)
        self._edit.setFont(QFont(fixed_family()))
        self._edit.setMaxLength(12)
        self._edit.returnPressed.connect(self.entered)
        self.setFocusProxy(self._edit)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else setTabOrder passes it over
        words = Words(label)
        words.setBuddy(self._edit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(words)
        box.addWidget(self._edit)

    @property
    def text(self) -> str:
        """What is typed."""
        return self._edit.text()

    def select_all(self) -> None:
        """Go there, ready to type over it."""
        self._edit.setFocus()
        self._edit.selectAll()


def _folded(text: str) -> str:
    """A group the way the key is written: a person may type it small, or an O for a zero."""
    return "".join(filter(str.isalnum, text.upper())).translate(_READ_AS)


def fixed_family() -> str:
    """The family whose letters cannot be mistaken for each other, for keys."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
