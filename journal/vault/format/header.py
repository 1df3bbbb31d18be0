"""The readable start of a journal file: its layout, its bounds and its checksums."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from typing import Final

from journal.errors import Damaged, NotAJournal, TooNew
from journal.vault.format.kdf import KdfParams
from journal.vault.format.slots import PASSPHRASE, RECOVERY, SLOT, Slot

MAGIC: Final = b"DAYBK\r\n\x1a"
MAJOR: Final = 1
MINOR: Final = 0
AES_256_GCM: Final = 1
UNCOMPRESSED: Final = 0

_FIXED: Final = struct.Struct("<8sHHII16s32sBBBBQ")
_PREFIX: Final = struct.Struct("<8sHHI")  # the same in every version, and so is the last checksum
_SALT_AT: Final = 36
MARKED: Final = _SALT_AT + 8  # bytes of a header that tell one save from another
_HEADER_SUM: Final = 32  # SHA-256
_BODY_SUM: Final = 16  # GMAC
_TAIL: Final = _BODY_SUM + _HEADER_SUM
_MOST_SLOTS: Final = 4
MOST_HEADER: Final = 64 * 1024
_LEAST_BODY: Final = 64 * 1024 + 16
MOST_BODY: Final = 256 * 1024 * 1024
MOST_FILE: Final = MOST_BODY + MOST_HEADER

_DAMAGED: Final = "The journal is damaged: it was cut short or changed from outside."


@dataclass(frozen=True)
class HeaderInfo:
    """What anyone can read off a journal file without a key."""

    format: tuple[int, int]  # major, minor
    file_id: bytes
    slots: tuple[str, ...]  # "passphrase" or "recovery key", in file order
    kdf: KdfParams | None  # the cost of the first passphrase slot
    size: int  # of the whole file, in bytes


@dataclass(frozen=True)
class Header:
    """A header whose lengths, bounds and own checksum hold; the body is not looked at yet."""

    minor: int
    file_id: bytes
    save_salt: bytes
    slots: tuple[Slot, ...]
    body_length: int
    body_sum: bytes
    length: int

    @property
    def file_length(self) -> int:
        """Bytes that the whole file must have."""
        return self.length + self.body_length

    def check_body(self, body: bytes | memoryview) -> None:
        """Raise Damaged unless this is the body that was written."""
        from journal.vault.format.ciphers import gmac_of

        if len(body) != self.body_length or gmac_of(body) != self.body_sum:
            raise Damaged(_DAMAGED)


def header_length(slots: int) -> int:
    """Bytes of a header with that many slots."""
    return _FIXED.size + slots * SLOT.size + _TAIL


def bound_part(
    file_id: bytes, save_salt: bytes, slots: tuple[Slot, ...], body_length: int
) -> bytes:
    """The header without its two checksums: what the body is bound to (its associated data)."""
    fixed = _FIXED.pack(
        MAGIC, MAJOR, MINOR, header_length(len(slots)), 0, file_id, save_salt,
        AES_256_GCM, UNCOMPRESSED, len(slots), 0, body_length,
    )  # fmt: skip
    return fixed + b"".join(slot.pack() for slot in slots)


def with_sums(bound: bytes, body_sum: bytes) -> bytes:
    """The whole header: the bound part, the body's checksum, and the SHA-256 of all that."""
    head = bound + body_sum
    return head + hashlib.sha256(head).digest()


def bound_bytes(data: bytes | memoryview, header: Header) -> bytes:
    """The bound part of a file that was read."""
    return bytes(data[: header.length - _TAIL])


def read_header(data: bytes | memoryview, file_length: int | None = None) -> Header:
    """Read a header from the start of a file; ``file_length`` when ``data`` is only that start.

    Touches nothing beyond the header, allocates nothing that the file asks for, and takes well
    under a millisecond. Raises NotAJournal, Damaged, TooNew.
    """
    size = len(data) if file_length is None else file_length
    head = bytes(data[:MOST_HEADER])
    if not head:
        raise NotAJournal("This file is empty, so it is not a Daybook journal.")
    length = _checked_length(head)
    (_, major, minor, _, flags, file_id, save_salt, cipher, compression, count, reserved,
     body_length) = _FIXED.unpack_from(head.ljust(_FIXED.size, b"\0"))  # fmt: skip
    if major > MAJOR:
        raise TooNew(
            f"This journal was written by a newer Daybook (file format {major}; this one reads "
            f"format {MAJOR}); please update Daybook to open it."
        )
    if flags or cipher != AES_256_GCM or compression != UNCOMPRESSED:
        raise TooNew(
            "This journal uses something that only a newer Daybook knows; please update Daybook."
        )
    if (
        major != MAJOR
        or reserved
        or not 1 <= count <= _MOST_SLOTS
        or length != header_length(count)
        or not _LEAST_BODY <= body_length <= MOST_BODY
        or size != length + body_length
    ):
        raise Damaged(_DAMAGED)
    slots = tuple(_read_slot(head, _FIXED.size + i * SLOT.size) for i in range(count))
    if len({slot.kind for slot in slots}) < count:
        # One secret opens a file in one way, at the cost of one key derivation.
        raise Damaged("The journal was changed from outside: it has two locks of one kind.")
    body_sum = head[length - _TAIL : length - _HEADER_SUM]
    return Header(minor, file_id, save_salt, slots, body_length, body_sum, length)


def save_mark(head: bytes) -> str:
    """What tells one save from another, from the first MARKED bytes: the start of its salt."""
    return head[_SALT_AT:MARKED].hex()


def describe(data: bytes) -> HeaderInfo:
    """What the file says about itself, checksums verified, without a key.

    Raises NotAJournal, Damaged, TooNew.
    """
    header = read_header(data)
    header.check_body(memoryview(data)[header.length :])
    names = {PASSPHRASE: "passphrase", RECOVERY: "recovery key"}
    return HeaderInfo(
        format=(MAJOR, header.minor),
        file_id=header.file_id,
        slots=tuple(names[slot.kind] for slot in header.slots),
        kdf=next((slot.kdf for slot in header.slots if slot.kdf), None),
        size=len(data),
    )


def _checked_length(head: bytes) -> int:
    """The header length, once magic and checksum hold. These rules are the same in every version,
    so that a newer file is told apart from a damaged one."""
    length = _PREFIX.unpack_from(head)[3] if len(head) >= _PREFIX.size else 0
    whole = _PREFIX.size + _HEADER_SUM < length <= len(head)
    body, own = head[: length - _HEADER_SUM], head[length - _HEADER_SUM : length]
    if head.startswith(MAGIC):
        if whole and hashlib.sha256(body).digest() == own:
            return int(length)
        raise Damaged(_DAMAGED)
    # A journal whose first bytes were hit, or that was sent through something that "repairs"
    # line ends, is damaged; anything else was never ours.
    if head.startswith(MAGIC[:5]) or (
        whole and hashlib.sha256(MAGIC + body[len(MAGIC) :]).digest() == own
    ):
        raise Damaged(_DAMAGED)
    raise NotAJournal("This file is not a Daybook journal.")


def _read_slot(head: bytes, at: int) -> Slot:
    kind, memory, passes, lanes, salt, commitment, nonce, wrapped = SLOT.unpack_from(head, at)
    kdf = KdfParams(memory, passes, lanes) if kind == PASSPHRASE else None
    if kdf is not None and not kdf.within_bounds():
        raise Damaged("The journal was changed from outside: opening it would take far too long.")
    if kind not in (PASSPHRASE, RECOVERY):
        raise TooNew("This journal has a lock that only a newer Daybook knows; please update it.")
    if any(head[at + 1 : at + 4]) or (kind == RECOVERY and (memory or passes or lanes)):
        raise Damaged(_DAMAGED)
    return Slot(kind, kdf, salt, commitment, nonce, wrapped)
