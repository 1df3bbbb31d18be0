"""File dialogs: Qt's own, so that a lock reaches them, and no history of what was opened."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, QSettings, Qt


def use_own_file_dialogs() -> None:
    """Call it before there is an application.

    The desktop's dialogs are windows of another program: no key of ours is heard there, and some
    of them stay when this process goes. Qt's own keep their history in a file of Qt's, which is
    sent to nowhere; Windows and macOS have no such file, but a place that cannot be changed.
    """
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    QSettings.setPath(native, user, os.devnull)
