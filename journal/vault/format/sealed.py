"""Sealing a database image into a journal file's bytes, and opening them again."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator
from typing import Final

from journal.errors import Damaged, JournalError, SaveFailed, WrongPassphrase
from journal.vault.format.header import (
    MOST_BODY,
    Header,
    bound_bytes,
    bound_part,
    header_length,
    read_header,
    with_sums,
)
from journal.vault.format.keyring import KeyRing
from journal.vault.format.padding import padded_length
from journal.vault.format.slots import Secret

_BODY_LABEL: Final = b"daybook v1 body"
_SALT_LABEL: Final = b"daybook v1 salt"
_NONCE: Final = bytes(12)  # the key is used once: it depends on the save's own salt
_TAG: Final = 16
_LENGTH: Final = 8
# Files pass through in pieces: a fresh buffer of 20 MB costs more in page faults (35 ms where this
# was measured) than encrypting what is in it (5 ms). Small ones are reused by the allocator.
_PIECE: Final = 64 * 1024

_ALTERED: Final = "The journal was changed from outside, so Daybook does not trust what is in it."


class Sealer:
    """One save on its way out: first all of ``body``, then ``header``, which belongs before it.

    Raises SaveFailed when the image is larger than the format holds (about 256 MiB).
    """

    def __init__(self, image: bytes, ring: KeyRing) -> None:
        self._image = image
        self._padded = padded_length(_LENGTH + len(image))
        if self._padded + _TAG > MOST_BODY:
            raise SaveFailed("The journal has grown too big to be saved (256 MB is the most).")
        salt = _save_salt(ring.data_key, image, self._padded)
        self._bound = bound_part(ring.file_id, salt, ring.slots, self._padded + _TAG)
        self._key = _body_key(ring.data_key, salt)
        self._body_sum = b""
        self.header_length = header_length(len(ring.slots))
        self.length = self.header_length + self._padded + _TAG  # of the whole file, in bytes

    def body(self) -> Iterator[memoryview]:
        """The body in pieces; each is overwritten by the next."""
        from journal.vault.format.ciphers import encryptor, gmac

        cipher, checksum = encryptor(self._key, self._bound), gmac()
        out = bytearray(_PIECE + _TAG)
        view = memoryview(out)
        for piece in _content(self._image, self._padded):
            size = cipher.update_into(piece, out)
            checksum.authenticate_additional_data(view[:size])
            yield view[:size]
        cipher.finalize()
        checksum.authenticate_additional_data(cipher.tag)
        checksum.finalize()
        self._body_sum = checksum.tag
        yield memoryview(cipher.tag)

    def header(self) -> bytes:
        """The header; only after all of ``body``, whose checksum it holds."""
        if not self._body_sum:
            raise ValueError("the body comes first")
        return with_sums(self._bound, self._body_sum)


def seal(image: bytes, ring: KeyRing) -> bytes:
    """A journal file's bytes holding ``image``. No two calls give the same bytes.

    Raises SaveFailed when the image is larger than the format holds (about 256 MiB).
    """
    sealer = Sealer(image, ring)
    body = bytearray()
    for piece in sealer.body():
        body += piece
    return sealer.header() + body


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
    """The image alone: ``unseal_with_ring`` for checking copies."""
    return unseal_with_ring(data, ring)[0]


def opens_to(read: Callable[[int], bytes], size: int, image: bytes, ring: KeyRing) -> bytes | None:
    """The header of a file of ``size`` bytes, read in order by ``read(count)``, if the file is
    whole and opens with the ring to exactly ``image``; else None. Raises what ``read`` raises."""
    from journal.vault.format.ciphers import InvalidTag, decryptor, gmac

    head = read(header_length(len(ring.slots)))
    try:
        header = read_header(head, size)
    except JournalError:
        return None
    padded = header.body_length - _TAG
    if header.slots != ring.slots or padded != padded_length(_LENGTH + len(image)):
        return None
    body_key = _body_key(ring.data_key, header.save_salt)
    cipher, checksum = decryptor(body_key, bound_bytes(head, header)), gmac()
    out = bytearray(_PIECE + _TAG)
    for expected in _content(image, padded):
        piece = read(len(expected))
        checksum.authenticate_additional_data(piece)
        cipher.update_into(piece, out)
        if len(piece) != len(expected) or not out.startswith(expected):
            return None
    tag = read(_TAG)
    checksum.authenticate_additional_data(tag)
    checksum.finalize()
    try:
        cipher.finalize_with_tag(tag)
    except (InvalidTag, ValueError):
        return None
    return head if checksum.tag == header.body_sum else None


def _content(image: bytes, padded: int) -> Iterator[bytes | memoryview]:
    """What is encrypted: length, image and zeros, in pieces."""
    start = len(image).to_bytes(_LENGTH, "little") + image[: _PIECE - _LENGTH]
    yield start.ljust(min(_PIECE, padded), b"\0")
    rest = memoryview(image)
    for at in range(_PIECE, padded, _PIECE):
        piece, size = rest[at - _LENGTH : at - _LENGTH + _PIECE], min(_PIECE, padded - at)
        yield piece if len(piece) == size else bytes(piece).ljust(size, b"\0")


def _whole(data: bytes) -> Header:
    header = read_header(data)
    header.check_body(memoryview(data)[header.length :])
    return header


def _open_body(data: bytes, header: Header, data_key: bytes) -> bytes:
    from journal.vault.format.ciphers import AESGCM, InvalidTag

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


def _save_salt(data_key: bytes, image: bytes, padded: int) -> bytes:
    """32 bytes that no two saves share, even where the system's random source repeats itself (a
    virtual machine put back to an earlier state): the content counts, too."""
    from journal.vault.format.ciphers import hkdf

    content = hashlib.sha256()
    for piece in _content(image, padded):
        content.update(piece)
    key = hkdf(data_key, b"", _SALT_LABEL, 32)
    return hmac.digest(key, secrets.token_bytes(32) + content.digest(), "sha256")


def _body_key(data_key: bytes, save_salt: bytes) -> bytes:
    from journal.vault.format.ciphers import hkdf

    return hkdf(data_key, save_salt, _BODY_LABEL, 32)
