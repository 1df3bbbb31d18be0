"""Keeping a recovery key and getting back in with it, by keyboard alone."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from journal.errors import SaveFailed, WrongPassphrase
from journal.vault import RecoveryKey
from ui.base.recovery_key import RecoveryKeyPage
from ui.journal_file.recovery_sheet import draw_sheet, print_sheet, prints_on_paper
from ui.start.recovery import RecoverPage

KEY = RecoveryKey(bytes(range(20)))
PASSPHRASE = "walnut ferry quiet umbrella"


class Printer:
    """Stands for the dialog of the system; remembers what it was given."""

    def __init__(self, *, prints: bool) -> None:
        self.prints = prints
        self.printed: list[Sequence[str]] = []

    def __call__(self, parent: QWidget, groups: Sequence[str]) -> bool:
        self.printed.append(groups)
        return self.prints


def shown_page(qtbot: QtBot, printer: Printer, *, can_wait: bool = True) -> RecoveryKeyPage:
    page = RecoveryKeyPage(
        KEY.groups, chance=random.Random(5), print_sheet=printer, can_wait=can_wait
    )
    return shown(qtbot, page)


def shown(qtbot: QtBot, page: QWidget) -> QWidget:
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return page


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def type_words(qtbot: QtBot, words: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), words)


def focused_name() -> str:
    widget = QApplication.focusWidget()
    return (
        getattr(widget, "text", str)()
        if not isinstance(widget, QLineEdit)
        else (widget.accessibleName())
    )


def visible_words(page: QWidget) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def asked_groups(page: QWidget) -> list[int]:
    fields = [edit for edit in page.findChildren(QLineEdit) if edit.isVisible()]
    return [int(re.fullmatch(r"Group (\d)", edit.accessibleName())[1]) for edit in fields]


def test_a_key_is_kept_by_hand_with_the_keyboard_alone(qtbot: QtBot) -> None:
    page = shown_page(qtbot, Printer(prints=True))
    assert all(group in visible_words(page) for group in KEY.groups)
    press(qtbot, Qt.Key.Key_Tab)
    assert focused_name() == "I will copy it by hand"
    press(qtbot, Qt.Key.Key_Return)
    first, second = asked_groups(page)
    assert not any(group in visible_words(page) for group in KEY.groups)
    type_words(qtbot, KEY.groups[first - 1].lower())
    press(qtbot, Qt.Key.Key_Return)
    type_words(qtbot, KEY.groups[second - 1])
    with qtbot.waitSignal(page.kept):
        press(qtbot, Qt.Key.Key_Return)


def test_a_wrong_group_is_named_and_the_key_can_be_seen_again(qtbot: QtBot) -> None:
    page = shown_page(qtbot, Printer(prints=True))
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    first, second = asked_groups(page)
    type_words(qtbot, KEY.groups[first - 1])
    press(qtbot, Qt.Key.Key_Return)
    type_words(qtbot, "####")
    with qtbot.assertNotEmitted(page.kept):
        press(qtbot, Qt.Key.Key_Return)
    assert f"Group {second} is not right." in visible_words(page)
    assert focused_name() == f"Group {second}"
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Tab)
    assert focused_name() == "Show the key again"
    press(qtbot, Qt.Key.Key_Return)
    assert all(group in visible_words(page) for group in KEY.groups)


def test_which_groups_are_asked_is_left_to_chance(qtbot: QtBot) -> None:
    page = shown_page(qtbot, Printer(prints=True))
    asked = set()
    for _try in range(12):
        press(qtbot, Qt.Key.Key_Tab)
        press(qtbot, Qt.Key.Key_Return)
        asked.add(tuple(asked_groups(page)))
        for _step in range(3):
            press(qtbot, Qt.Key.Key_Tab)
        press(qtbot, Qt.Key.Key_Return)
    assert len(asked) > 5
    assert all(first < second for first, second in asked)


@pytest.mark.parametrize("prints", [True, False])
def test_printing_hands_over_the_groups_and_asks_all_the_same(qtbot: QtBot, prints: bool) -> None:
    printer = Printer(prints=prints)
    page = shown_page(qtbot, printer)
    with qtbot.assertNotEmitted(page.kept):
        press(qtbot, Qt.Key.Key_Return)
    assert printer.printed == [KEY.groups]
    assert focused_name() == ("I have it on paper" if prints else "Print it")


def test_it_can_wait_only_where_that_is_offered(qtbot: QtBot) -> None:
    page = shown_page(qtbot, Printer(prints=True))
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Tab)
    assert focused_name() == "Later"
    with qtbot.waitSignal(page.later):
        press(qtbot, Qt.Key.Key_Return)
    other = shown_page(qtbot, Printer(prints=True), can_wait=False)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Tab)
    assert focused_name() != "Later"
    assert other.isVisible()


def test_a_screen_reader_can_spell_the_key(qtbot: QtBot) -> None:
    page = shown_page(qtbot, Printer(prints=True))
    (spelled,) = (
        widget.accessibleDescription()
        for widget in page.findChildren(QWidget)
        if widget.accessibleName() == "Recovery key"
    )
    assert " ".join(KEY.groups[0]) in spelled


def test_the_sheet_is_one_page_with_every_group(qtbot: QtBot) -> None:
    import io

    from pypdf import PdfReader

    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert draw_sheet(QPdfWriter(buffer), KEY.groups)
    (page,) = PdfReader(io.BytesIO(buffer.data().data())).pages
    text = "".join(page.extract_text().split())
    assert all(group in text for group in KEY.groups)


# -- getting back in -------------------------------------------------------------------------------


def shown_recover(qtbot: QtBot) -> RecoverPage:
    def read(text: str) -> RecoveryKey:
        key = RecoveryKey.parse(text)
        if key != KEY:
            raise WrongPassphrase("This is the recovery key of another journal.")
        return key

    page = RecoverPage("evening.daybook", read)
    shown(qtbot, page)
    return page


def test_a_forgotten_passphrase_is_replaced_by_keyboard(qtbot: QtBot) -> None:
    page = shown_recover(qtbot)
    type_words(qtbot, str(KEY).lower().replace("-", " "))
    press(qtbot, Qt.Key.Key_Return)
    type_words(qtbot, PASSPHRASE)
    press(qtbot, Qt.Key.Key_Return)
    type_words(qtbot, PASSPHRASE)
    with qtbot.waitSignal(page.recovered) as recovered:
        press(qtbot, Qt.Key.Key_Return)
    assert recovered.args == [KEY, PASSPHRASE]
    with qtbot.assertNotEmitted(page.recovered):  # while the first is being worked on
        press(qtbot, Qt.Key.Key_Return)
    page.show_problem(SaveFailed("The disk is full."))
    assert "The disk is full." in visible_words(page)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ABCD-EFGH", "this has 8"),
        (str(KEY)[:-1] + ("0" if str(KEY)[-1] != "0" else "1"), "mistyped"),
        (str(RecoveryKey(bytes(20))), "another journal"),
        ("", "this has 0"),
    ],
)
def test_a_key_that_is_not_right_is_told_before_a_passphrase_is_asked(
    qtbot: QtBot, typed: str, said: str
) -> None:
    page = shown_recover(qtbot)
    type_words(qtbot, typed)
    press(qtbot, Qt.Key.Key_Return)
    assert said in visible_words(page)
    assert focused_name() == "Recovery key"
    assert "A new passphrase" not in visible_words(page)


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [("too short", "too short", "Too short"), (PASSPHRASE, PASSPHRASE + "s", "not the same")],
)
def test_a_new_passphrase_has_to_be_good_and_typed_twice(
    qtbot: QtBot, first: str, again: str, said: str
) -> None:
    page = shown_recover(qtbot)
    type_words(qtbot, str(KEY))
    press(qtbot, Qt.Key.Key_Return)
    type_words(qtbot, first)
    press(qtbot, Qt.Key.Key_Return)
    type_words(qtbot, again)
    with qtbot.assertNotEmitted(page.recovered):
        press(qtbot, Qt.Key.Key_Return)
    assert said in visible_words(page)


# -- paper means paper -----------------------------------------------------------------------------


@dataclass
class Machine:
    """A printer, as the system tells of it."""

    name: str
    said: str = ""
    made: str = ""

    def printerName(self) -> str:
        return self.name

    def description(self) -> str:
        return self.said

    def makeAndModel(self) -> str:
        return self.made


@pytest.mark.parametrize(
    ("printer", "paper"),
    [
        (Machine("HP_LaserJet_M110w", "Office", "HP LaserJet M110w"), True),
        (Machine("Brother", "by the window", ""), True),
        (Machine("PDF", "PDF", "Generic CUPS-PDF Printer"), False),
        (Machine("Cups-PDF", "", ""), False),
        (Machine("Microsoft Print to PDF"), False),
        (Machine("Microsoft XPS Document Writer"), False),
        (Machine("OneNote (Desktop)"), False),
        (Machine("Fax", "", "Microsoft Shared Fax Driver"), False),
    ],
)
def test_a_printer_that_makes_files_is_none(printer: Machine, paper: bool) -> None:
    assert prints_on_paper(printer) == paper


def test_without_a_printer_nothing_is_made_and_copying_is_offered(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Return, Return left the key in the home folder, for all to read.
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(QPrinterInfo, "availablePrinters", list)
    page = shown(
        qtbot,
        RecoveryKeyPage(KEY.groups, chance=random.Random(5), print_sheet=print_sheet),
    )
    assert focused_name() == "Print it"
    press(qtbot, Qt.Key.Key_Space)
    (box,) = page.findChildren(QMessageBox)
    assert "copy the key by hand" in box.text()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert not list(tmp_path.iterdir())
    assert "I will copy it by hand" in {b.text() for b in page.findChildren(QPushButton)}
