"""The focus ring: two tones, so that it shows on any colour."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from ui.look.colours import Colour
from ui.widgets.scrolling import scroll_into_view

_OWN_RING = "ownFocusRing"
_OUTSET = "focusRingOutset"

_RADIUS = 9.0
_FOLLOWED = frozenset(
    (
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.ZOrderChange,
    )
)


def ring_around(widget: QWidget, outset: int = 8) -> None:
    """Have the ring stand ``outset`` pixels outside ``widget``, for groups without an edge."""
    widget.setProperty(_OUTSET, outset)


def draws_own_ring(widget: QWidget) -> None:
    """Mark ``widget`` as one that calls :func:`paint_ring` itself."""
    widget.setProperty(_OWN_RING, 1)


def paint_ring(painter: QPainter, widget: QWidget, rect: QRectF, radius: float = _RADIUS) -> None:
    """Draw the ring just inside ``rect``: dark, then light (swapped at night)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(Colour.FOCUS_OUTER.of(widget), 2.5))
    painter.drawRoundedRect(rect.adjusted(1.25, 1.25, -1.25, -1.25), radius, radius)
    painter.setPen(QPen(Colour.FOCUS_INNER.of(widget), 2.0))
    inner = max(radius - 2, 1)
    painter.drawRoundedRect(rect.adjusted(3.5, 3.5, -3.5, -3.5), inner, inner)
    painter.restore()


class FocusRing(QObject):
    """Draws the ring over whatever has the focus, for every widget of the application.

    One overlay that is moved about, a sibling of the focused widget, so that it scrolls with it and
    is never cut off. Widgets that draw their own are left alone. A page is scrolled to what has the
    focus when nothing of it is in sight; Qt does so for Tab alone.
    """

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent or app)
        self._overlay: _Overlay | None = None
        self._followed: QWidget | None = None
        app.focusChanged.connect(self._move_to)

    @property
    def geometry(self) -> QRect | None:
        """Where the ring is now, in the coordinates of the focused widget's parent."""
        overlay = self._overlay
        if overlay is None or not shiboken6.isValid(overlay) or overlay.isHidden():
            return None
        return overlay.geometry()

    def _move_to(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and new is not None:  # not on coming back to the window
            QTimer.singleShot(0, self, _scroll_to_cursor)
        if self._followed is not None and shiboken6.isValid(self._followed):
            self._followed.removeEventFilter(self)
        self._followed = None
        if new is None or new.isWindow() or new.property(_OWN_RING):
            if self._overlay is not None and shiboken6.isValid(self._overlay):
                self._overlay.hide()
            return
        self._followed = new
        new.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._followed and event.type() in _FOLLOWED:
            self._place()
        return False

    def _place(self) -> None:
        widget = self._followed
        if widget is None:
            return
        parent = widget.parentWidget()
        while isinstance(parent, QSplitter):  # a child of a splitter would become a pane
            parent = parent.parentWidget()
        if parent is None:
            return
        if self._overlay is None or not shiboken6.isValid(self._overlay):
            self._overlay = _Overlay(parent)
        overlay = self._overlay
        if overlay.parentWidget() is not parent:
            overlay.setParent(parent)
        corner = widget.pos()
        if widget.parentWidget() is not parent:
            corner = widget.mapTo(parent, widget.rect().topLeft())
        out = int(widget.property(_OUTSET) or 0)
        overlay.setGeometry(QRect(corner, widget.size()).adjusted(-out, -out, out, out))
        overlay.setVisible(widget.isVisibleTo(parent))
        overlay.raise_()


def _scroll_to_cursor() -> None:
    focus = QApplication.focusWidget()
    if focus is not None and focus.visibleRegion().isEmpty():
        scroll_into_view(focus, focus.rect())


class _Overlay(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ring(painter, self, QRectF(self.rect()))
        painter.end()
