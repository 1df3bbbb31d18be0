"""Argon2id: turning a passphrase into key material, at a cost that stays within bounds."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import dataclass
from typing import Final

from journal.errors import InvalidInput, OutOfMemory

MIB: Final = 1024  # in KiB, the unit of ``memory_kib``

# What a reader accepts. A hostile header must not be able to ask for more.
_LEAST_MEMORY: Final = 19 * MIB
_MOST_MEMORY: Final = 1024 * MIB
_MOST_PASSES: Final = 16
_MOST_LANES: Final = 8
_MOST_WORK: Final = 4096 * MIB  # memory_kib * passes


@dataclass(frozen=True)
class KdfParams:
    """The cost of one Argon2id run: memory in KiB, passes over it, parallel lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def within_bounds(self) -> bool:
        """Whether a reader may run this at all: 19 MiB to 1 GiB, at most 16 passes and 8 lanes,
        memory times passes at most 4 GiB."""
        return (
            _LEAST_MEMORY <= self.memory_kib <= _MOST_MEMORY
            and 1 <= self.passes <= _MOST_PASSES
            and 1 <= self.lanes <= _MOST_LANES
            and self.memory_kib * self.passes <= _MOST_WORK
        )


DEFAULT_KDF: Final = KdfParams(256 * MIB, 3, 4)
FLOOR_KDF: Final = KdfParams(64 * MIB, 3, 4)


def passphrase_bytes(passphrase: str) -> bytes:
    """The passphrase as Argon2id sees it: Unicode NFKC, then UTF-8.

    Raises InvalidInput for text that has no UTF-8 form (half of a surrogate pair).
    """
    try:
        return unicodedata.normalize("NFKC", passphrase).encode()
    except UnicodeEncodeError:
        raise InvalidInput("The passphrase holds a sign that Daybook cannot read.") from None


def derive(passphrase: str, salt: bytes, kdf: KdfParams) -> bytes:
    """32 bytes from a passphrase. Takes about a second and ``kdf.memory_kib`` of memory.

    Raises OutOfMemory, and ValueError for a cost outside the bounds (a caller's mistake: a file's
    cost is checked when its header is read).
    """
    if not kdf.within_bounds():
        raise ValueError(f"Argon2id cost outside the bounds: {kdf}")
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        return Argon2id(
            salt=salt,
            length=32,
            iterations=kdf.passes,
            lanes=kdf.lanes,
            memory_cost=kdf.memory_kib,
        ).derive(passphrase_bytes(passphrase))
    except MemoryError:
        raise OutOfMemory(
            f"This computer has too little free memory to open the journal (it takes "
            f"{kdf.memory_kib // MIB} MB); close other programs and try again."
        ) from None


def calibrate(target_seconds: float = 0.8) -> KdfParams:
    """The cost whose run takes about ``target_seconds`` on this computer, never under FLOOR_KDF.

    Starts at DEFAULT_KDF; a slow or small computer gets less memory (in halves), a fast one more
    passes. Takes a quarter of a second on an ordinary computer.
    """
    probe = KdfParams(FLOOR_KDF.memory_kib, 1, FLOOR_KDF.lanes)
    start = time.perf_counter()
    derive("calibrate", bytes(16), probe)
    per_unit = (time.perf_counter() - start) / (probe.memory_kib * probe.passes)

    memory, passes = DEFAULT_KDF.memory_kib, DEFAULT_KDF.passes
    while memory > FLOOR_KDF.memory_kib and per_unit * memory * passes > 1.5 * target_seconds:
        memory //= 2
    while (
        passes < _MOST_PASSES
        and memory * (passes + 1) <= _MOST_WORK
        and per_unit * memory * (passes + 1) <= target_seconds
    ):
        passes += 1
    return KdfParams(memory, passes, DEFAULT_KDF.lanes)
