"""A table of words, however many rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

Index = QModelIndex | QPersistentModelIndex

MEASURED_ROWS = 60
"""So many rows decide how wide the columns are."""


class WordTable(QTableView):
    """Rows of text under headers. Thousands of rows cost no more than those in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = _Words()
        self.setModel(self._words)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setResizeContentsPrecision(MEASURED_ROWS)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def fill(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show ``rows`` of as many cells as ``headers``."""
        self._words.fill(headers, rows)
        self.fit()

    def fit(self) -> None:
        """Make the columns as wide as what is in them, once there is something to see."""
        if self.isVisible():
            self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.7))
            self.resizeColumnsToContents()

    def text(self, row: int, column: int) -> str:
        """What stands in one cell."""
        return str(self._words.data(self._words.index(row, column)) or "")


class _Words(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._headers: tuple[str, ...] = ()
        self._rows: Sequence[Sequence[str]] = ()

    def fill(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.beginResetModel()
        self._headers, self._rows = tuple(headers), rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        return self._rows[index.row()][index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headers[section]
        return None
