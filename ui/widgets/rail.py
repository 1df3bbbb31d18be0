"""The rail on the left that leads to every page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.look.colours import Colour
from ui.widgets.focus_ring import draws_own_ring, paint_ring
from ui.widgets.layout.scroll_content import PlainScrollArea
from ui.widgets.words.labels import set_tip

_WIDEST_SHARE = 0.27
"""The rail shows icons alone when its words would take more of the window than this."""


class Rail(QFrame):
    """Pages above, other doors below. ``chosen(str)`` carries the key of what was pressed.

    Only pages become current; the current one has a bar, a fill and a different weight, not colour
    alone. Up and Down move between entries, Alt and the underlined letter presses one. Shows icons
    alone (with tool tips) when the window is too narrow for the words.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "rail")
        self.setAccessibleName(self.tr("Pages"))
        self._entries: dict[str, RailEntry] = {}
        self._current: str | None = None
        self._collapsed = False
        self._watched: QWidget | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PlainScrollArea()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(scroll)
        host = QWidget()
        host.setProperty("surface", "rail-inner")
        self._scroll = scroll
        box = QVBoxLayout(host)
        box.setContentsMargins(8, 14, 8, 14)
        box.setSpacing(4)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(4)
        self._lower = QVBoxLayout()
        self._lower.setSpacing(4)
        box.addLayout(self._pages)
        box.addStretch(1)
        box.addLayout(self._lower)
        scroll.setWidget(host)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def add_page(self, key: str, label: str, icon: QIcon) -> RailEntry:
        """Add a page entry; ``label`` may mark its own mnemonic with ``&``."""
        return self._add(key, label, icon, self._pages, page=True)

    def add_lower(self, key: str, label: str, icon: QIcon) -> RailEntry:
        """Add an entry to the lower section: an action, never current."""
        return self._add(key, label, icon, self._lower, page=False)

    @property
    def current(self) -> str | None:
        """Key of the current page."""
        return self._current

    @current.setter
    def current(self, key: str | None) -> None:
        if key is not None and key not in self._entries:
            raise KeyError(key)
        self._current = key
        for name, entry in self._entries.items():
            entry.setChecked(name == key)

    @property
    def collapsed(self) -> bool:
        """Whether icons are shown alone."""
        return self._collapsed

    def set_icon(self, key: str, icon: QIcon) -> None:
        """Replace an icon, for example after the theme changed."""
        self._entries[key].setIcon(icon)

    def entry(self, key: str) -> RailEntry:
        """The button behind ``key``."""
        return self._entries[key]

    def sizeHint(self) -> QSize:
        return QSize(self._width(collapsed=self._collapsed), 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), 120)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.ParentChange):
            self._watch(self.window())
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._watched and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _add(
        self, key: str, label: str, icon: QIcon, place: QVBoxLayout, *, page: bool
    ) -> RailEntry:
        used = {entry.mnemonic for entry in self._entries.values()}
        entry = RailEntry(_with_mnemonic(label, used), icon, page=page)
        entry.clicked.connect(lambda _on=False: self._pressed(key))
        entry.stepped.connect(lambda by: self._step(entry, by))
        entry.collapsed = self._collapsed
        self._entries[key] = entry
        place.addWidget(entry)
        if self.isVisible():
            self._fit()
        return entry

    def _step(self, entry: RailEntry, by: int) -> None:
        entries = list(self._entries.values())
        at = entries.index(entry) + by
        entries[at % len(entries)].setFocus(Qt.FocusReason.TabFocusReason)

    def _pressed(self, key: str) -> None:
        # Pressing a checkable button has toggled it; what is current is not its business.
        self.current = self._current
        self.chosen.emit(key)

    def _watch(self, window: QWidget) -> None:
        if self._watched is not window:
            if self._watched is not None:
                self._watched.removeEventFilter(self)
            self._watched = window
            window.installEventFilter(self)
        self._fit()

    def _width(self, *, collapsed: bool) -> int:
        entries = self._entries.values()
        widest = max((entry.width_when(collapsed=collapsed) for entry in entries), default=40)
        return widest + 18

    def _fit(self) -> None:
        window = self.window()
        room = window.width() * _WIDEST_SHARE if window is not self else self.width()
        collapsed = self.isVisible() and self._width(collapsed=False) > max(room, 1)
        self._collapsed = collapsed
        for entry in self._entries.values():
            entry.set_collapsed(collapsed)
        self.setFixedWidth(self._width(collapsed=collapsed))


class RailEntry(QPushButton):
    """One entry: icon and words, or the icon alone. ``stepped(int)``: an arrow was pressed."""

    stepped = Signal(int)

    def __init__(self, label: str, icon: QIcon, *, page: bool) -> None:
        super().__init__(icon, label)
        self.collapsed = False
        draws_own_ring(self)
        self.setCheckable(page)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.words)

    @property
    def words(self) -> str:
        """The label without its mnemonic mark."""
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    @property
    def mnemonic(self) -> str:
        """The underlined letter in lower case, or nothing."""
        at = self.text().replace("&&", "  ").find("&")
        return self.text()[at + 1].casefold() if 0 <= at < len(self.text()) - 1 else ""

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the icon alone, the words as a tool tip."""
        self.collapsed = collapsed
        set_tip(self, self.words if collapsed else "")
        self.updateGeometry()
        self.update()

    def width_when(self, *, collapsed: bool) -> int:
        """How wide this entry is with or without its words."""
        self.ensurePolished()
        icon = self._icon_side()
        words = self.fontMetrics().horizontalAdvance(self.words)
        return icon + 28 if collapsed else icon + words + 54

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        height = max(44, self.fontMetrics().height() + 20)
        return QSize(self.width_when(collapsed=self.collapsed), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        area = QRectF(self.rect())
        current = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if current or self.underMouse():
            painter.setBrush(Colour.ACCENT_SOFT.of(self) if current else Colour.CARD_ALT.of(self))
            painter.drawRoundedRect(area, 9, 9)
        if current:
            painter.setBrush(Colour.ACCENT.of(self))
            x = area.right() - 6 if right_to_left else area.left() + 2
            painter.drawRoundedRect(QRectF(x, area.top() + 9, 4, area.height() - 18), 2, 2)
        side = self._icon_side()
        left = 14 if not self.collapsed else (self.width() - side) // 2
        if right_to_left and not self.collapsed:
            left = self.width() - 14 - side
        mode = QIcon.Mode.Selected if current else QIcon.Mode.Normal
        self.icon().paint(
            painter,
            QRect(left, (self.height() - side) // 2, side, side),
            Qt.AlignmentFlag.AlignCenter,
            mode,
        )
        if not self.collapsed:
            words = self.rect().adjusted(14 + side + 12, 0, -8, 0)
            if right_to_left:
                words = self.rect().adjusted(8, 0, -(14 + side + 12), 0)
            font = self.font()
            font.setWeight(font.Weight.DemiBold if current else font.Weight.Normal)
            painter.setFont(font)
            painter.setPen(Colour.ACCENT.of(self) if current else Colour.INK.of(self))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(words, int(flags | Qt.TextFlag.TextShowMnemonic), self.text())
        if self.hasFocus():
            paint_ring(painter, self, area)
        painter.end()

    def _icon_side(self) -> int:
        return max(22, int(self.fontMetrics().height() * 1.15))


def _with_mnemonic(label: str, used: set[str]) -> str:
    """``label`` with ``&`` before its first letter that is free; as it is when it has one."""
    if "&" in label.replace("&&", ""):
        return label
    for index, letter in enumerate(label):
        if letter.isalnum() and letter.casefold() not in used:
            return f"{label[:index]}&{label[index:]}"
    return label
