"""Seen: what this computer remembers of the journals it had open, to notice what was put back.

An older copy of a journal is a valid older journal, and an edited header reads as a wrong
passphrase; neither can be told from the file alone.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from journal.errors import JournalError
from journal.files.disk import Disk
from journal.files.durable import discard, read_start, read_whole
from journal.vault.file.names import Places
from journal.vault.format.header import MOST_HEADER, Header, read_header
from journal.vault.format.keyring import KeyRing
from journal.vault.format.slots import Slot

_LABEL: Final = b"daybook v1 seen"
_DIGEST: Final = 32
_NONCE: Final = 12
_MOST: Final = 4096


class Seen:
    """One small file for each journal in ``folder``, which is this user's own.

    Each begins with two digests that anyone can compare: of the journal's place, and of its id and
    slots. A note of the caller's follows, sealed with a key that only the open journal has. Nothing
    here is synced or ever fails: what is lost is a warning.
    """

    def __init__(self, folder: Path, *, disk: Disk | None = None) -> None:
        self._folder = folder
        self._disk = disk or Disk()

    def recall(self, ring: KeyRing) -> bytes | None:
        """The note that was kept last for the journal of ``ring``, if its keys still open it."""
        from journal.vault.format.ciphers import AESGCM, InvalidTag

        found = self._read(self._file(ring.file_id))
        nonce, sealed = found[2 * _DIGEST :][:_NONCE], found[2 * _DIGEST + _NONCE :]
        try:
            return AESGCM(_key(ring)).decrypt(nonce, sealed, ring.file_id)
        except (InvalidTag, ValueError):
            return None

    def keep(self, path: Path, ring: KeyRing, note: bytes) -> None:
        """Remember how the journal at ``path`` looks now, and ``note``."""
        from journal.vault.format.ciphers import AESGCM

        nonce = secrets.token_bytes(_NONCE)
        sealed = AESGCM(_key(ring)).encrypt(nonce, note, ring.file_id)
        start = self._place(path) + _looks(ring.file_id, ring.slots)
        target = self._file(ring.file_id)
        temp = target.with_suffix(f".{secrets.token_hex(4)}.tmp")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fd = self._disk.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            try:
                self._disk.write(fd, memoryview(start + nonce + sealed))
            finally:
                self._disk.close(fd)
            self._disk.replace(temp, target)
        except OSError:
            discard(self._disk, temp)

    def looks_changed(self, path: Path) -> bool:
        """Whether the journal at ``path`` has another id or other slots than the one that was seen
        there last; False when none was."""
        header = self._header(path)
        if header is None:
            return False
        now, place = _looks(header.file_id, header.slots), self._place(path)
        known = self._read(self._file(header.file_id))
        if known:
            return known[_DIGEST : 2 * _DIGEST] != now
        with suppress(OSError):
            files = self._disk.names(self._folder)
            return any(self._read(self._folder / name)[:_DIGEST] == place for name in files)
        return False

    def _header(self, path: Path) -> Header | None:
        try:
            start, info = read_start(self._disk, self._disk.resolve(path), MOST_HEADER)
            return read_header(start, info.st_size)
        except (JournalError, OSError):
            return None

    def _read(self, file: Path) -> bytes:
        with suppress(OSError):
            return read_whole(self._disk, file, _MOST)[0]
        return b""

    def _file(self, file_id: bytes) -> Path:
        return self._folder / hashlib.sha256(_LABEL + file_id).hexdigest()[:32]

    def _place(self, path: Path) -> bytes:
        real = Places.of_any(self._disk, path).path
        return hashlib.sha256(_LABEL + os.fsencode(real)).digest()


def _looks(file_id: bytes, slots: tuple[Slot, ...]) -> bytes:
    packed = b"".join(slot.pack() for slot in slots)
    return hashlib.sha256(_LABEL + file_id + packed).digest()


def _key(ring: KeyRing) -> bytes:
    from journal.vault.format.ciphers import hkdf

    return hkdf(ring.data_key, b"", _LABEL, 32)
