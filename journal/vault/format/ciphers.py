"""The primitives of the ``cryptography`` package, by the names that FORMAT.md uses.

Imported late, inside the functions that need it: it takes longer to load than the rest of the
vault, and the unlock screen is shown before anything is encrypted.
"""

from __future__ import annotations

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import AEADDecryptionContext, AEADEncryptionContext
from cryptography.hazmat.primitives.ciphers import Cipher as _Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

__all__ = ["AESGCM", "InvalidTag", "decryptor", "encryptor", "gmac", "gmac_of", "hkdf"]

_ZERO_KEY: Final = bytes(32)
_ZERO_NONCE: Final = bytes(12)


def hkdf(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """HKDF with SHA-256 (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(material)


def encryptor(key: bytes, bound: bytes) -> AEADEncryptionContext:
    """AES-256-GCM with the zero nonce, for a key that is used once; ``bound`` is authenticated."""
    cipher = _Cipher(AES(key), GCM(_ZERO_NONCE)).encryptor()
    cipher.authenticate_additional_data(bound)
    return cipher


def decryptor(key: bytes, bound: bytes) -> AEADDecryptionContext:
    """The other way; what comes out is trusted only after ``finalize_with_tag``."""
    cipher = _Cipher(AES(key), GCM(_ZERO_NONCE)).decryptor()
    cipher.authenticate_additional_data(bound)
    return cipher


def gmac() -> AEADEncryptionContext:
    """A checksum in the making: feed ``authenticate_additional_data``, then ``finalize``."""
    return _Cipher(AES(_ZERO_KEY), GCM(_ZERO_NONCE)).encryptor()


def gmac_of(data: bytes | memoryview) -> bytes:
    """The 16-byte checksum of ``data``."""
    return AESGCM(_ZERO_KEY).encrypt(_ZERO_NONCE, b"", data)
