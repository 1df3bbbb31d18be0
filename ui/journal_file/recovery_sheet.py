"""The recovery sheet: the page of paper that a recovery key is kept on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPagedPaintDevice, QPainter
from PySide6.QtWidgets import QWidget

from journal.model.days import date_of, local_now
from ui.base.words.dates import day_words
from ui.widgets.messages import warn

_IN_A_ROW = 3


_MAKES_FILES = ("pdf", "xps", "to file", "document writer", "onenote", "fax", "image writer")
"""What printers that print on no paper are called by those who make them."""


class PrinterInfo(Protocol):
    """What is asked of a :class:`QPrinterInfo`."""

    def printerName(self) -> str: ...
    def description(self) -> str: ...
    def makeAndModel(self) -> str: ...


def prints_on_paper(printer: PrinterInfo) -> bool:
    """Whether nothing about ``printer`` says that it makes files."""
    said = f"{printer.printerName()} {printer.description()} {printer.makeAndModel()}"
    return not any(words in said.casefold() for words in _MAKES_FILES)


def print_sheet(parent: QWidget, groups: Sequence[str]) -> bool:
    """Ask for a printer and print the sheet; False when the person thought better of it.

    The system's own dialog offers to print into a file, and begins with that.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
    from PySide6.QtWidgets import QInputDialog

    printers = [one for one in QPrinterInfo.availablePrinters() if prints_on_paper(one)]
    if not printers:
        none = QCoreApplication.translate(
            "RecoverySheet",
            "There is no printer here that prints on paper. Please copy the key by hand.",
        )
        warn(parent, none)
        return False
    names = [printer.printerName() for printer in printers]
    label = QCoreApplication.translate(
        "RecoverySheet",
        "Choose a printer that prints on paper. One that makes files would leave the key on"
        " this computer.",
    )
    default = QPrinterInfo.defaultPrinterName()
    first = names.index(default) if default in names else 0
    name, agreed = QInputDialog.getItem(parent, "Daybook", label, names, first, editable=False)
    if not agreed:
        return False
    printer = QPrinter(printers[names.index(name)], QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Daybook")
    if printer.outputFormat() != QPrinter.OutputFormat.NativeFormat:
        return False  # the printer is gone, and Qt would make a file
    return draw_sheet(printer, groups)


def draw_sheet(device: QPagedPaintDevice, groups: Sequence[str]) -> bool:
    """Draw the sheet on one page of ``device``; False when the device does not take it."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        _Pen(painter).draw(groups)
    finally:
        painter.end()
    return True


class _Pen:
    """Writes down the page, line under line."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._em = painter.device().logicalDpiY() / 6  # 12 points
        edge = 2 * self._em
        self._page = QRectF(painter.viewport()).adjusted(edge, edge, -edge, -edge)
        self._y = self._page.top()

    def draw(self, groups: Sequence[str]) -> None:
        self._write(QCoreApplication.translate("RecoverySheet", "Daybook recovery key"), 20)
        self._write(
            QCoreApplication.translate(
                "RecoverySheet",
                "If you forget your passphrase, this key opens your journal."
                " Choose “I forgot my passphrase” and type it in.",
            )
        )
        self._write_key(groups)
        self._write(
            QCoreApplication.translate(
                "RecoverySheet",
                "It has no letter I, L or O: what looks like one is a 1 or a 0.",
            )
        )
        self._write(
            QCoreApplication.translate(
                "RecoverySheet",
                "Anyone who has this page and your journal file can read all of it."
                " Keep the page where only you find it, and away from the computer."
                " When you make a new key, this one opens old copies only.",
            )
        )
        made_on = QCoreApplication.translate("RecoverySheet", "Made on {date}")
        self._write(made_on.format(date=day_words(date_of(local_now()))), 10)

    def _write(self, text: str, points: int = 12) -> None:
        font = QFont()
        font.setPointSize(points)
        self._painter.setFont(font)
        room = QRectF(self._page)
        room.setTop(self._y)
        flags = Qt.TextFlag.TextWordWrap
        needed = self._painter.boundingRect(room, flags, text)
        self._painter.drawText(room, flags, text)
        self._y = needed.bottom() + self._em

    def _write_key(self, groups: Sequence[str]) -> None:
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        small = QFont()
        small.setPointSize(9)
        mono.setPointSize(24)
        tall = 3.2 * self._em
        wide = self._page.width() / _IN_A_ROW
        for index, group in enumerate(groups):
            row, column = divmod(index, _IN_A_ROW)
            left = self._page.left() + column * wide
            place = QRectF(left, self._y + row * tall, wide, tall)
            self._painter.setFont(small)
            self._painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(index + 1))
            self._painter.setFont(mono)
            place.setLeft(left + 1.5 * self._em)
            self._painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, group)
        self._y += tall * -(-len(groups) // _IN_A_ROW) + self._em
