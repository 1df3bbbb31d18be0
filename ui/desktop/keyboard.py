"""What a key means on keyboards of every layout."""

from __future__ import annotations

import sys
import unicodedata

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

_DIGIT_ROWS = (
    "&é\"'(-è_çà",  # French
    "&é\"'(§è!çà",  # Belgian; French on a Mac
    "àéèê()‘’«»",  # French by the norm of 2019
    '"«»()@+-/*',  # French, bépo
    "+ěščřžýáíé",  # Czech
    "+ľščťžýáíé",  # Slovak
)
"""What the keys 1 to 9 and 0 give without Shift, where they give no digits."""

_FIRST_OF_DIGITS = 2
_LETTERS = {16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
"""The letters of a row from its first key on, as Latin letters lie on keys that show others."""
_X11_OFFSET = 8
"""X11 and Wayland count keys from here; Windows as the hardware does."""

_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def is_command(event: QKeyEvent) -> bool:
    """Whether Ctrl, Alt or Meta is held: the key is for a shortcut, not an answer."""
    return bool(event.modifiers() & _COMMAND)


def is_control_with(key: Qt.Key, event: QKeyEvent) -> bool:
    """Whether it is Ctrl and ``key`` (a digit or Latin letter), on keyboards of every layout."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.ControlModifier and key in (event.key(), _latin_key(event))


def digit_of(event: QKeyEvent) -> int | None:
    """The digit that is printed on the key, in whichever script; None for other keys.

    The keypad gives digits with NumLock alone. Where digits need Shift, the key alone counts too.
    """
    letter = event.text() if not is_command(event) else ""
    if len(letter) != 1:
        letter = _letter(event)
    digit = unicodedata.decimal(letter, None) if letter else None
    if digit is not None or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return digit
    if sys.platform == "win32":
        # Windows names the keys of the row by their digits, whatever they give without Shift.
        name = chr(event.nativeVirtualKey())
        return int(name) if name in "0123456789" else None
    place = _place(event) - _FIRST_OF_DIGITS
    on_row = 0 <= place <= 9 and any(row[place] == letter.casefold() for row in _DIGIT_ROWS)
    return (place + 1) % 10 if on_row else None


def press_shortcut(window: QWidget, event: QKeyEvent) -> bool:
    """Do what Ctrl with this key means in ``window`` on a keyboard whose layout hides it from Qt.

    Call it with a key press that nothing has taken. Qt knows Ctrl+1 on such a keyboard only with
    Shift, and Ctrl+Z not at all where no key gives a Z.
    """
    key = _latin_key(event)
    if key is None or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return False
    focus = QApplication.focusWidget() or window
    meant = QKeyEvent(QEvent.Type.ShortcutOverride, key, event.modifiers())
    meant.ignore()
    QApplication.sendEvent(focus, meant)
    if meant.isAccepted():  # a text field undoes and copies for itself
        pressed = QKeyEvent(QEvent.Type.KeyPress, key, event.modifiers())
        QApplication.sendEvent(focus, pressed)
        return True
    sequence = QKeySequence(meant.keyCombination())
    for shortcut in window.findChildren(QShortcut):
        owner, keys = shortcut.parent(), shortcut.keys()
        in_sight = isinstance(owner, QWidget) and owner.isVisible() and owner.window() is window
        if in_sight and shortcut.isEnabled() and sequence in keys:
            shortcut.activated.emit()
            return True
    return False


def _latin_key(event: QKeyEvent) -> Qt.Key | None:
    """The digit or Latin letter of the key, None where Qt knows it itself."""
    letter = _letter(event)
    if letter.isascii() and letter.isalnum():
        return None
    digit = digit_of(event)
    if digit is not None:
        return Qt.Key(Qt.Key.Key_0 + digit)
    if not letter.isalpha() or "LATIN" in unicodedata.name(letter, ""):
        return None
    place = _place(event)
    for first, letters in _LETTERS.items():
        if first <= place < first + len(letters):
            return Qt.Key(ord(letters[place - first]))
    return None


def _letter(event: QKeyEvent) -> str:
    """What the key gives, as Qt names it; nothing for keys like Home."""
    return chr(event.key()) if 0 < event.key() <= sys.maxunicode else ""


def _place(event: QKeyEvent) -> int:
    """Where the key lies: 2 for the first of the digits, 16 for the first of the letters."""
    if sys.platform == "darwin":
        return 0  # its key codes say nothing of places
    return event.nativeScanCode() - (0 if sys.platform == "win32" else _X11_OFFSET)
