"""Showing widgets or not."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def show_when(widget: QWidget, wanted: object) -> None:
    """Show ``widget`` if ``wanted`` is true, and hide it if not.

    One without a parent would come up as a window of its own and take the focus; it is only
    unhidden, and shows with the parent that it is given later.
    """
    if not wanted:
        widget.hide()
    elif widget.parentWidget() is not None:
        widget.show()


def show_together(widgets: Iterable[QWidget]) -> None:
    """Show widgets that were just put into a layout, unless they were hidden on purpose.

    Left to itself each is shown in a turn of its own, and everything around it is laid out anew
    each time: a page of a dozen rows stands still for 50 ms.
    """
    new = [
        widget
        for widget in widgets
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    ]
    for widget in new:
        host = widget.parentWidget()
        layout = host.layout() if host is not None else None
        if layout is not None and widget is not new[-1]:
            layout.setEnabled(False)
            widget.show()
            layout.setEnabled(True)
        elif host is not None:
            widget.show()  # the last has everything laid out, before any of it is painted
