"""SingleWindow: one window for each journal. A second start asks the first to come up."""

from __future__ import annotations

import hashlib
import os
import socket
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from ui.desktop.private_folders import make_private, runtime_folder

_HELLO = b"raise\n"
_ANSWER = b"here\n"
_WAIT_S = 2.0
_MOST_WAITING = 8


class SingleWindow(QObject):
    """The claim of this process on the one window of a journal.

    A courtesy to the person, not the guard of the file: that is the vault's lock. Only the same
    user can reach the socket, and all that it can be asked is to raise its window. It is a plain
    socket of the system's: QtNetwork wants libraries that many computers do not have.
    """

    raise_wanted = Signal()
    """Another start asked for this window."""

    def __init__(
        self, journal: Path, folder: Path | None = None, parent: QObject | None = None
    ) -> None:
        """``folder`` holds the sockets; None is the user's own runtime folder."""
        super().__init__(parent)
        self._address = _address(journal, folder)
        self._server: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None

    def claim(self) -> bool:
        """Whether this process has the window now; if not, the one that has it was asked to
        come up, and this one should end.

        Where no server can be made at all, the answer is yes: the vault's lock still holds.
        """
        if self._server is not None or self._address is None:
            return True
        if _asked_to_come_up(self._address):
            return False
        server = _listening(self._address)
        if server is None:
            # What a process that died has left, or one that started this very moment.
            if _asked_to_come_up(self._address):
                return False
            with suppress(OSError):
                self._address.unlink()
            server = _listening(self._address)
            if server is None:
                return True
        self._server = server
        self._notifier = QSocketNotifier(server.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._answer)
        return True

    def release(self) -> None:
        """Let another process have the window; doing it twice is harmless."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._server is not None and self._address is not None:
            with suppress(OSError):
                self._address.unlink()
            self._server.close()
            self._server = None

    def _answer(self) -> None:
        """Someone is there. They write at once, so there is nothing to wait for."""
        if self._server is None:
            return
        with suppress(OSError):
            other, _ = self._server.accept()
            with other:
                other.settimeout(0.1)
                if other.recv(len(_HELLO)) == _HELLO:
                    other.sendall(_ANSWER)
                    self.raise_wanted.emit()


def _asked_to_come_up(address: Path) -> bool:
    """Whether someone listens at ``address``; they have been asked to raise their window."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as other:
            other.settimeout(_WAIT_S)
            other.connect(str(address))
            with suppress(OSError):  # a window that is busy answers late; it is there all the same
                other.sendall(_HELLO)
                other.recv(len(_ANSWER))
            return True
    except (BlockingIOError, TimeoutError):
        return True  # so many have asked that none is answered
    except OSError:
        return False


def _listening(address: Path) -> socket.socket | None:
    """A server at ``address``, or None when it cannot be made."""
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        server.bind(str(address))
        with suppress(OSError):
            address.chmod(0o600)
        server.listen(_MOST_WAITING)
        server.settimeout(0)  # who asked may be gone again when it is answered
    except OSError:
        server.close()
        return None
    return server


def _address(journal: Path, folder: Path | None) -> Path | None:
    """Where the window of a journal listens: the same for every way to write its path. None where
    there is no place for a socket that is this user's alone."""
    if not hasattr(socket, "AF_UNIX"):
        return None  # Windows: the vault's lock says that it is open in another window
    real = os.path.normcase(os.path.realpath(journal))
    name = "daybook-" + hashlib.sha256(os.fsencode(real)).hexdigest()[:20]
    try:
        folder = folder or runtime_folder()
        return folder / name if make_private(folder) else None
    except OSError:
        return None
