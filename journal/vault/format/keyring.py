"""The key ring of an open journal: its data key and the slots that lead to it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from journal.errors import InvalidInput
from journal.vault.format.header import MAGIC
from journal.vault.format.kdf import KdfParams
from journal.vault.format.passphrase import chosen
from journal.vault.format.recovery import RecoveryKey
from journal.vault.format.slots import Slot


@dataclass(frozen=True, repr=False)
class KeyRing:
    """What an open journal is sealed with. Holds the data key in the clear: never store or log it.

    ``file_id`` names the journal for its whole life (16 random bytes); copies, backups and conflict
    copies share it, and re-keying keeps it, so that two copies can still be told to be one journal.
    """

    file_id: bytes
    data_key: bytes
    slots: tuple[Slot, ...]

    @classmethod
    def create(cls, passphrase: str, kdf: KdfParams) -> tuple[KeyRing, RecoveryKey]:
        """A new journal's keys, and the recovery key to show once.

        Raises InvalidInput for an empty passphrase, OutOfMemory.
        """
        return cls(secrets.token_bytes(16), b"", ()).rekeyed(passphrase, kdf)

    def with_passphrase(self, new: str, kdf: KdfParams) -> KeyRing:
        """The same data key behind a new passphrase, without the blanks at its ends.

        An older copy of the file, a backup too, still opens with the old passphrase.
        """
        _refuse_empty(new)
        return self._with(Slot.wrap(chosen(new), self.data_key, self.magic_and_id, kdf))

    def with_new_recovery(self) -> tuple[KeyRing, RecoveryKey]:
        """The same data key behind a new recovery key; the old one opens older copies only."""
        key = RecoveryKey.generate()
        return self._with(Slot.wrap(key, self.data_key, self.magic_and_id, None)), key

    def rekeyed(self, passphrase: str, kdf: KdfParams) -> tuple[KeyRing, RecoveryKey]:
        """A new data key and recovery key for the same journal (same ``file_id``).

        What is saved from now on opens with neither an old passphrase nor an old data key; older
        copies still open with theirs, so the caller offers to remove them.
        """
        _refuse_empty(passphrase)
        fresh = replace(self, data_key=secrets.token_bytes(32), slots=())
        ring, recovery = fresh.with_passphrase(passphrase, kdf).with_new_recovery()
        return ring, recovery

    @property
    def magic_and_id(self) -> bytes:
        """What binds a slot to this file: the format's magic and the file id."""
        return MAGIC + self.file_id

    def __repr__(self) -> str:
        return f"KeyRing(file_id={self.file_id.hex()}, {len(self.slots)} slots)"

    def _with(self, slot: Slot) -> KeyRing:
        """This ring with ``slot`` in the place of all others of its kind."""
        kept = [s for s in self.slots if s.kind != slot.kind]
        return replace(self, slots=tuple(sorted([*kept, slot], key=lambda s: s.kind)))


def _refuse_empty(passphrase: str) -> None:
    if not chosen(passphrase):
        raise InvalidInput("A passphrase cannot be empty.")
