"""SingleWindow: one window for each journal. A second start asks the first to come up."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_HELLO = b"raise\n"
_ANSWER = b"here\n"
_WAIT_MS = 2000


class SingleWindow(QObject):
    """The claim of this process on the one window of a journal.

    A courtesy to the person, not the guard of the file: that is the vault's lock. Only the same
    user can reach the server, and all that it can be asked is to raise its window.
    """

    raise_wanted = Signal()
    """Another start asked for this window."""

    def __init__(
        self, journal: Path, folder: Path | None = None, parent: QObject | None = None
    ) -> None:
        """``folder`` holds the sockets; None is the user's own runtime folder."""
        super().__init__(parent)
        self._name = _server_name(journal, folder)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Whether this process has the window now; if not, the one that has it was asked to
        come up, and this one should end.

        Where no server can be made at all, the answer is yes: the vault's lock still holds.
        """
        if self._server is not None:
            return True
        if self._name is None:
            return True
        if _asked_to_come_up(self._name):
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._name):
            # What a process that died has left, or one that started this very moment.
            if _asked_to_come_up(self._name):
                return False
            QLocalServer.removeServer(self._name)
            if not server.listen(self._name):
                return True
        server.newConnection.connect(self._answer)
        self._server = server
        return True

    def release(self) -> None:
        """Let another process have the window; doing it twice is harmless."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _answer(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()):
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            if socket.bytesAvailable():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if bytes(socket.readLine(len(_HELLO) + 1).data()) == _HELLO:
            socket.write(_ANSWER)
            self.raise_wanted.emit()
        socket.disconnectFromServer()


def _asked_to_come_up(name: str) -> bool:
    """Whether someone listens at ``name``; they have been asked to raise their window."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(_HELLO)
    # A window that is busy answers late; it is there all the same.
    socket.waitForReadyRead(_WAIT_MS)
    socket.abort()
    return True


def _server_name(journal: Path, folder: Path | None) -> str | None:
    """Where the window of a journal listens: the same for every way to write its path."""
    real = os.path.normcase(os.path.realpath(journal))
    name = "daybook-" + hashlib.sha256(os.fsencode(real)).hexdigest()[:20]
    if sys.platform == "win32":
        return name  # a pipe, not a file; the access option keeps other users out
    folder = folder or _runtime_folder()
    return str(folder / name) if _made_private(folder) else None


def _runtime_folder() -> Path:
    """The user's own folder for sockets; where the system has none, one among temporary files."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given:
        return Path(given) / "daybook"
    return Path(tempfile.gettempdir()) / f"daybook-{os.getuid()}"


def _made_private(folder: Path) -> bool:
    """Whether ``folder`` is there and nobody else can put a socket into it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        info = folder.lstat()
    except OSError:
        return False
    mine = stat.S_ISDIR(info.st_mode) and info.st_uid == os.getuid()
    return mine and not info.st_mode & 0o077
