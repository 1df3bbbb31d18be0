"""Sealing a database image into a journal file's bytes, and opening them again."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from journal.errors import Damaged, SaveFailed, WrongPassphrase
from journal.vault.header import (
    MOST_BODY,
    Header,
    bound_bytes,
    bound_part,
    read_header,
    with_sums,
)
from journal.vault.keyring import KeyRing
from journal.vault.padding import padded_length
from journal.vault.slots import Secret, hkdf

_BODY_LABEL: Final = b"daybook v1 body"
_NONCE: Final = bytes(12)  # the key is used once: it depends on the save's own salt
_TAG: Final = 16
_LENGTH: Final = 8

_ALTERED: Final = "The journal was changed from outside, so Daybook does not trust what is in it."


def seal(image: bytes, ring: KeyRing) -> bytes:
    """A journal file's bytes holding ``image``. No two calls give the same bytes.

    Raises SaveFailed when the image is larger than the format holds (about 256 MiB).
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    padded = padded_length(_LENGTH + len(image))
    if padded + _TAG > MOST_BODY:
        raise SaveFailed("The journal has grown too big to be saved (256 MB is the most).")
    salt = secrets.token_bytes(32)
    bound = bound_part(ring.file_id, salt, ring.slots, padded + _TAG)
    padding = bytes(padded - _LENGTH - len(image))
    plain = b"".join((len(image).to_bytes(_LENGTH, "little"), image, padding))
    body = AESGCM(_body_key(ring.data_key, salt)).encrypt(_NONCE, plain, bound)
    return with_sums(bound, hashlib.sha256(body).digest()) + body


def unseal(data: bytes, secret: Secret) -> tuple[bytes, KeyRing]:
    """The image in a journal file, and the keys to save it again.

    Checks lengths, bounds and checksums first (NotAJournal, Damaged, TooNew), then runs one key
    derivation for each slot of the secret's kind (OutOfMemory), then compares the commitment
    (WrongPassphrase), and only then decrypts (Damaged).
    """
    header = _whole(data)
    ring = KeyRing(header.file_id, b"", header.slots)
    for slot in header.slots:
        if not slot.opens_with(secret):
            continue
        data_key = slot.unwrap(secret, ring.magic_and_id)
        if data_key is not None:
            found = KeyRing(header.file_id, data_key, header.slots)
            return _open_body(data, header, data_key), found
    if isinstance(secret, str):
        raise WrongPassphrase("This passphrase does not open the journal.")
    raise WrongPassphrase("This recovery key does not open the journal.")


def unseal_with_ring(data: bytes, ring: KeyRing) -> tuple[bytes, KeyRing]:
    """Open with a data key in hand, without a key derivation: the image, and the ring as it is in
    this file (its passphrase may have been changed since ``ring`` was read).

    Raises NotAJournal, Damaged, TooNew, and WrongPassphrase when the file has another data key.
    """
    header = _whole(data)
    try:
        image = _open_body(data, header, ring.data_key)
    except Damaged:
        if (header.file_id, header.slots) == (ring.file_id, ring.slots):
            raise
        raise WrongPassphrase("This journal is locked with another key.") from None
    return image, KeyRing(header.file_id, ring.data_key, header.slots)


def unseal_with(data: bytes, ring: KeyRing) -> bytes:
    """The image alone: ``unseal_with_ring`` for reading back and for checking backups."""
    return unseal_with_ring(data, ring)[0]


def _whole(data: bytes) -> Header:
    header = read_header(data)
    header.check_body(memoryview(data)[header.length :])
    return header


def _open_body(data: bytes, header: Header, data_key: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher = AESGCM(_body_key(data_key, header.save_salt))
    try:
        plain = cipher.decrypt(_NONCE, memoryview(data)[header.length :], bound_bytes(data, header))
    except InvalidTag:
        raise Damaged(_ALTERED) from None
    length = int.from_bytes(plain[:_LENGTH], "little")
    end = _LENGTH + length
    if padded_length(end) != len(plain) or plain.count(0, end) != len(plain) - end:
        raise Damaged(_ALTERED)
    return plain[_LENGTH:end]


def _body_key(data_key: bytes, save_salt: bytes) -> bytes:
    return hkdf(data_key, save_salt, _BODY_LABEL, 32)
