"""Padding: how much longer than its content a body is made, so that its size says little."""

from __future__ import annotations

from typing import Final

_STEP: Final = 64 * 1024
_STEPS_UP_TO: Final = 1024 * 1024


def padded_length(length: int) -> int:
    """The padded size of ``length`` bytes: 64 KiB steps up to 1 MiB, then Padmé (at most 12%).

    Padmé: Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and Communication
    with PURBs", PoPETs 2019, algorithm 1.
    """
    if length <= _STEPS_UP_TO:
        return max(1, -(-length // _STEP)) * _STEP
    exponent = length.bit_length() - 1
    mantissa_bits = exponent.bit_length()
    mask = (1 << exponent - mantissa_bits) - 1
    return length + mask & ~mask
