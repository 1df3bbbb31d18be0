"""Saying something to a screen reader without moving the focus."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, message: str, *, urgent: bool = False) -> None:
    """Have a running screen reader speak ``message``; does nothing when none runs.

    ``urgent`` interrupts what is being read, for the few things that cannot wait.
    """
    if not message:
        return
    # The first window is shown before anything is said, and these take long to import.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, message)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
