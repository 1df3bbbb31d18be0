"""Key slots: the data key, wrapped by a passphrase or a recovery key."""

from __future__ import annotations

import hmac
import secrets
import struct
from dataclasses import dataclass
from typing import Final

from journal.errors import Damaged
from journal.vault.format.kdf import KdfParams, derive
from journal.vault.format.passphrase import tried
from journal.vault.format.recovery import RecoveryKey

Secret = str | RecoveryKey
"""What opens a journal: a passphrase (text) or a recovery key."""

PASSPHRASE: Final = 1
RECOVERY: Final = 2

SLOT: Final = struct.Struct("<B3xIII16s32s12s48s")
_PARAMETERS: Final = struct.Struct("<B3xIII")
_LABEL: Final = b"daybook v1 slot"


@dataclass(frozen=True, repr=False)
class Slot:
    """One way in: what is needed to turn a secret into the data key, and nothing secret."""

    kind: int
    kdf: KdfParams | None  # only a passphrase is stretched
    salt: bytes
    commitment: bytes
    nonce: bytes
    wrapped: bytes

    @classmethod
    def wrap(
        cls, secret: Secret, data_key: bytes, magic_and_id: bytes, kdf: KdfParams | None
    ) -> Slot:
        """Wrap the data key under a secret. Passphrases need a ``kdf``, recovery keys take none."""
        kind = PASSPHRASE if isinstance(secret, str) else RECOVERY
        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
        bare = cls(kind, kdf, salt, b"", nonce, b"")
        kek, commitment = bare._stretch(secret, magic_and_id)
        from journal.vault.format.ciphers import AESGCM

        wrapped = AESGCM(kek).encrypt(nonce, data_key, bare._context(magic_and_id))
        return cls(kind, kdf, salt, commitment, nonce, wrapped)

    def opens_with(self, secret: Secret) -> bool:
        """Whether this slot is of the secret's kind."""
        return self.kind == (PASSPHRASE if isinstance(secret, str) else RECOVERY)

    def unwrap(self, secret: Secret, magic_and_id: bytes) -> bytes | None:
        """The data key, or None when the secret is not the one (the commitment says so).

        A passphrase is tried as it is, and then without blanks at its ends. Raises Damaged when
        the secret is right but the wrapped key was altered, and OutOfMemory.
        """
        secrets_tried: tuple[Secret, ...] = tried(secret) if isinstance(secret, str) else (secret,)
        for one in secrets_tried:
            kek, commitment = self._stretch(one, magic_and_id)
            # GCM alone does not commit to its key: one ciphertext can be made to open under two.
            if hmac.compare_digest(commitment, self.commitment):
                return self._open(kek, magic_and_id)
        return None

    def _open(self, kek: bytes, magic_and_id: bytes) -> bytes:
        from journal.vault.format.ciphers import AESGCM, InvalidTag

        try:
            return AESGCM(kek).decrypt(self.nonce, self.wrapped, self._context(magic_and_id))
        except InvalidTag:
            raise Damaged("The journal was changed from outside: its key is damaged.") from None

    def pack(self) -> bytes:
        """The slot's 124 bytes in the header."""
        return SLOT.pack(
            *self._numbers(), self.salt, self.commitment, self.nonce, self.wrapped
        )  # fmt: skip

    def _numbers(self) -> tuple[int, int, int, int]:
        if self.kdf is None:
            return self.kind, 0, 0, 0
        return self.kind, self.kdf.memory_kib, self.kdf.passes, self.kdf.lanes

    def _context(self, magic_and_id: bytes) -> bytes:
        return _LABEL + magic_and_id + _PARAMETERS.pack(*self._numbers())

    def _stretch(self, secret: Secret, magic_and_id: bytes) -> tuple[bytes, bytes]:
        from journal.vault.format.ciphers import hkdf

        if isinstance(secret, str):
            if self.kdf is None:
                raise ValueError("a passphrase slot needs an Argon2id cost")
            material = derive(secret, self.salt, self.kdf)
        else:
            material = secret.secret  # 160 random bits need no stretching
        both = hkdf(material, self.salt, self._context(magic_and_id), 64)
        return both[:32], both[32:]
