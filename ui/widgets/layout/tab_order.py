"""Tab order that follows the eye, for pages whose parts are made at different times."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QWidget


def follow_layout(host: QWidget) -> None:
    """Have Tab go through what is in ``host`` in the order of its layouts."""
    for one, other in pairwise(_stops(host)):
        QWidget.setTabOrder(one, other)


def first_stop(host: QWidget) -> QWidget | None:
    """Where the cursor begins in ``host``: the first Tab stop in sight that can be used."""
    return next((w for w in _stops(host) if w.isVisibleTo(host) and w.isEnabled()), None)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """The Tab stops in ``widget``, in order.

    One that hands its focus to a part of itself stands for all its parts: Qt moves these along
    with it, and moving them one by one would leave it behind, where Tab comes to it and leaps.
    """
    proxy = widget.focusProxy()
    if proxy is not None and widget.isAncestorOf(proxy):
        yield widget
        return
    if proxy is None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from _stops(inside)
        return
    layout = widget.layout()
    if layout is not None and not isinstance(widget, QAbstractScrollArea):
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _in_layout(inner)
        elif widget is not None:
            yield from _stops(widget)
