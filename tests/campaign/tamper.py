"""Bytes changed by faults and by hand: none may open, and none may cost anything."""

from __future__ import annotations

import hashlib
import itertools
import random
import resource
import struct
import time
from collections.abc import Iterator
from unittest import mock

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journal.errors import Damaged, JournalError, WrongPassphrase
from journal.vault import KeyRing, describe, seal, unseal, unseal_with
from tests.campaign.row import Row, Scale
from tests.campaign.scene import PASSPHRASE, image
from tests.journals import CHEAP

SEED = 20260301
HEADER = 376  # two slots


def rows(scale: Scale) -> Iterator[Row]:
    """Every row about changed bytes."""
    ring, _ = KeyRing.create(PASSPHRASE, CHEAP)
    data = seal(image(1), ring)
    chance = random.Random(SEED)
    with mock.patch("journal.vault.format.slots.derive", side_effect=AssertionError("ran a KDF")):
        yield _header_bits(data)
        for steps in (1, 3, 5):
            body = seal(image(1, steps * 65536 - 100), ring)
            yield _body_bytes(body, chance, scale.of(1, 40))
        yield _body_bytes(seal(image(1, 2_000_000), ring), chance, scale.of(101, 10_007))
        yield _lengths(data, scale.of(1, 23))
        yield _fuzzed(data, chance, scale.of(1_000_000, 20_000))
        yield _hostile_costs(data, chance)
        yield _doubled_slots(data)
        yield _by_hand(data, ring, chance, scale.of(5_000, 300))
    yield _swaps(ring)
    yield _wrong_passphrases(data, scale.of(1_000, 15))


def resummed(data: bytes | bytearray, header: int = HEADER) -> bytes:
    """With both checksums made to hold again, as somebody who tampers would."""
    gmac = AESGCM(bytes(32)).encrypt(bytes(12), b"", bytes(data[header:]))
    head = bytes(data[: header - 48]) + gmac
    return head + hashlib.sha256(head).digest() + bytes(data[header:])


def _refused(data: bytes | bytearray) -> bool:
    """Whether opening says "damaged" (and nothing else), before any key derivation."""
    try:
        unseal(data, PASSPHRASE)
    except Damaged:
        return True
    except Exception:
        return False
    return False


def _header_bits(data: bytes) -> Row:
    lost = 0
    for bit in range(HEADER * 8):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        lost += not _refused(changed)
    return Row("bit flips, every bit of the header", HEADER * 8, "refused as damaged", lost)


def _body_bytes(data: bytes, chance: random.Random, stride: int) -> Row:
    changed, lost = bytearray(data), 0
    places = range(HEADER, len(data), stride)
    for at in places:
        mask = chance.randrange(1, 256)
        changed[at] ^= mask
        lost += not _refused(changed)
        changed[at] ^= mask
    each = "every byte" if stride == 1 else f"every {stride}th byte"
    fault = f"flips, {each} of a body of {len(data) - HEADER:,}"
    return Row(fault, len(places), "refused as damaged", lost)


def _lengths(data: bytes, stride: int) -> Row:
    cut = [data[:n] for n in range(0, len(data), stride)]
    longer = [data + b"\xa5" * n for n in range(1, 1001)]
    lost = 0
    for changed in itertools.chain(cut, longer):
        try:
            unseal(changed, PASSPHRASE)
            lost += 1
        except JournalError:
            pass
        except Exception:
            lost += 1
    tried = len(cut) + len(longer)
    return Row("truncated at every length, extended by 1 to 1,000", tried, "refused, no KDF", lost)


def _fuzzed(data: bytes, chance: random.Random, count: int) -> Row:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    lost = slow = 0
    slowest = 0.0
    for _ in range(count):
        changed = _fuzz(data, chance)
        lost += not _only_refuses(changed)
        spent = _cpu(changed)
        if spent > 1e-3:  # a scheduler's hiccup does not repeat, a slow header does
            spent = min(_cpu(changed) for _ in range(5))
        slow += spent > 1e-3
        slowest = max(slowest, spent)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    note = f"slowest {slowest * 1e3:.2f} ms, memory +{grown:,} KiB"
    if grown > 16 * 1024:
        lost += 1
    return Row("fuzzed headers", count, "no crash, no allocation, under 1 ms", lost + slow, note)


def _cpu(data: bytes) -> float:
    start = time.thread_time()
    _only_refuses(data)
    return time.thread_time() - start


def _only_refuses(data: bytes) -> bool:
    try:
        describe(data)
    except JournalError:
        return True
    except Exception:
        return False
    return True  # a mutation may leave a header whole that needs no key to be read


def _fuzz(data: bytes, chance: random.Random) -> bytes:
    head = bytearray(data[:HEADER])
    for _ in range(chance.randrange(1, 6)):
        at = chance.choice((chance.randrange(HEADER), chance.randrange(8, 96)))
        kind = chance.randrange(3)
        if kind == 0:
            head[at : at + 1] = chance.randbytes(1)
        elif kind == 1:
            head[at : at + 4] = chance.randbytes(4)
        else:
            wide = chance.choice((0, 1, 2**15, 2**31, 2**32 - 1, 2**63, 2**64 - 1))
            head[at : at + 8] = struct.pack("<Q", wide)
    if chance.random() < 0.2:
        at = chance.randrange(HEADER)
        del head[at : at + chance.randrange(1, 200)]
    if len(head) > 80 and chance.random() < 0.7:  # let most get past the checksum
        head[12:16] = struct.pack("<I", len(head))
        head[:8] = data[:8]
        head[-32:] = hashlib.sha256(head[:-32]).digest()
    return bytes(head) + data[HEADER : HEADER + chance.choice((0, 7, 65552))]


def _hostile_costs(data: bytes, chance: random.Random) -> Row:
    costs = [(2**32 - 1, 1, 1), (2**20 + 1, 1, 1), (2**20, 5, 1), (19455, 1, 1), (0, 0, 0)]
    while len(costs) < 50:
        m, t, p = (chance.choice((0, 1, 2**16, 2**21, 2**31, 2**32 - 1)) for _ in range(3))
        if not (19456 <= m <= 2**20 and 1 <= t <= 16 and 1 <= p <= 8 and m * t <= 2**22):
            costs.append((m, t, p))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    lost = 0
    for cost in costs:
        changed = bytearray(data)
        changed[84:96] = struct.pack("<III", *cost)
        lost += not _refused(resummed(changed))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    lost += grown > 16 * 1024
    return Row("hostile KDF parameters", len(costs), "refused before allocating", lost)


def _doubled_slots(data: bytes) -> Row:
    """Every choice of two to four of a journal's slots in which one kind comes twice."""
    slots, tried, lost = [data[80:204], data[204:328]], 0, 0
    for count in (2, 3, 4):
        for chosen in itertools.product(slots, repeat=count):
            if len(set(chosen)) == count:
                continue
            header = 128 + 124 * count
            start = bytearray(data[:80])
            start[12:16], start[70] = struct.pack("<I", header), count
            tried += 1
            lost += not _refused(
                resummed(bytes(start) + b"".join(chosen) + bytes(48) + data[HEADER:], header)
            )
    return Row("slots doubled", tried, "refused before any key derivation", lost)


def _by_hand(data: bytes, ring: KeyRing, chance: random.Random, count: int) -> Row:
    lost = 0
    for _ in range(count):
        changed = bytearray(data)
        at = chance.choice((chance.randrange(20, HEADER - 48), chance.randrange(HEADER, len(data))))
        changed[at] ^= chance.randrange(1, 256)
        try:
            unseal_with(resummed(changed), ring)
            lost += 1
        except JournalError:
            pass
    return Row("changes with the checksums made right", count, "refused with the key", lost)


def _swaps(ring: KeyRing) -> Row:
    other, _ = KeyRing.create("another journal", CHEAP)
    again = ring.with_passphrase(PASSPHRASE, CHEAP)
    fresh, _ = ring.rekeyed(PASSPHRASE, CHEAP)
    sealed = [seal(image(n), r) for n, r in enumerate((ring, ring, again, fresh, other))]
    lost = tried = 0
    for one, two in itertools.permutations(sealed, 2):
        for mixed in (one[:HEADER] + two[HEADER:], one[:80] + two[80:328] + one[328:]):
            if mixed in (one, two):  # both of one ring: their slots are the same bytes
                continue
            tried += 1
            try:
                unseal(resummed(mixed), PASSPHRASE)
                lost += 1
            except (Damaged, WrongPassphrase):
                pass
    return Row("slots and bodies swapped between files and saves", tried, "refused", lost)


def _wrong_passphrases(data: bytes, count: int) -> Row:
    said, lost = set(), 0
    for n in range(count):
        try:
            unseal(data, f"four words make {n}")
            lost += 1
        except WrongPassphrase as error:
            said.add(str(error))
        except Exception:
            lost += 1
    lost += len(said) != 1
    return Row("wrong passphrases", count, "the same answer each time", lost)
