"""The header's rules one by one: what is reserved, what is bounded, and what each refusal is."""

import hashlib
import struct

import pytest

from journal.errors import Damaged, NotAJournal, TooNew
from journal.vault import KdfParams, KeyRing, describe, seal
from journal.vault.format.header import MARKED, read_header, save_mark
from tests.vault.format.tampered import patched, resummed

RECOVERY_SLOT = 80 + 124


@pytest.fixture(scope="module")
def sealed(ring: KeyRing) -> bytes:
    return seal(b"an image", ring)


@pytest.mark.parametrize(
    ("at", "new"),
    [
        (8, struct.pack("<H", 0)),  # no version
        (70, b"\0"),  # no slots
        (70, b"\1"),
        (70, b"\3"),
        (70, b"\5"),
        (71, b"\1"),
        (72, struct.pack("<Q", 65551)),
        (72, struct.pack("<Q", 65553)),
        (72, struct.pack("<Q", 2**64 - 1)),
        *((slot + byte, b"\1") for slot in (80, RECOVERY_SLOT) for byte in (1, 2, 3)),
        *((RECOVERY_SLOT + cost, b"\1") for cost in (4, 8, 12)),
    ],
)
def test_what_no_version_writes_is_damage(sealed, at, new):
    with pytest.raises(Damaged):
        describe(patched(sealed, at, new))


@pytest.mark.parametrize("bit", range(32))
def test_each_flag_is_of_a_newer_version(sealed, bit):
    with pytest.raises(TooNew):
        describe(patched(sealed, 16, struct.pack("<I", 1 << bit)))


def test_a_header_has_one_to_four_slots_and_as_many_bytes(sealed):
    for count in (0, 5):
        start = sealed[:12] + struct.pack("<I", 128 + 124 * count) + sealed[16:70] + bytes([count])
        slots = (sealed[80:204] * 5)[: 124 * count]
        changed = start + sealed[71:80] + slots + bytes(48) + sealed[376:]
        with pytest.raises(Damaged, match="cut short"):
            describe(resummed(changed, 128 + 124 * count))


@pytest.mark.parametrize("body", [65551, 2**28 + 1])
def test_a_body_has_bounds_even_where_the_file_is_as_long(sealed, body):
    head = patched(sealed, 72, struct.pack("<Q", body))[:376]
    with pytest.raises(Damaged):
        read_header(head, 376 + body)


@pytest.mark.parametrize("body", [65552, 2**28])
def test_the_bounds_of_a_body_are_inside(sealed, body):
    head = patched(sealed, 72, struct.pack("<Q", body))[:376]
    header = read_header(head, 376 + body)
    assert (header.length, header.file_length) == (376, 376 + body)
    for size in (376 + body - 1, 376 + body + 1):
        with pytest.raises(Damaged):
            read_header(head, size)


@pytest.mark.parametrize(
    "kdf",
    [
        KdfParams(19 * 1024, 1, 1),
        KdfParams(2**20, 4, 1),
        KdfParams(2**18, 16, 1),
        KdfParams(2**16, 3, 8),
    ],
)
def test_the_ends_of_what_opening_may_cost_are_inside(sealed, kdf):
    asked = struct.pack("<III", kdf.memory_kib, kdf.passes, kdf.lanes)
    assert describe(patched(sealed, 84, asked)).kdf == kdf


def test_a_newer_header_may_be_as_short_as_its_checksum_allows():
    for extra in (0, 1):
        head = b"DAYBK\r\n\x1a" + struct.pack("<HHI", 7, 0, 48 + extra) + bytes(extra)
        with pytest.raises(TooNew if extra else Damaged):
            describe(head + hashlib.sha256(head).digest())


@pytest.mark.parametrize("kept", range(8))
def test_a_journal_is_known_by_the_rest_of_its_header(sealed, kept):
    with pytest.raises(Damaged):
        describe(sealed[:kept] + b"?" * (8 - kept) + sealed[8:])


def test_a_journal_is_known_by_its_first_five_bytes():
    for size in (5, 15, 16, 47, 48, 100):
        with pytest.raises(Damaged):
            describe(b"DAYBK".ljust(size, b"?"))
        with pytest.raises(NotAJournal):
            describe(b"DAYB?".ljust(size, b"?"))


@pytest.mark.parametrize("length", [0, 1, 15, 16, 47, 48, 79, 80, 375])
def test_a_journal_cut_short_is_damage(sealed, length):
    with pytest.raises((Damaged, NotAJournal)) as caught:
        describe(sealed[:length])
    assert isinstance(caught.value, Damaged) == (length >= 5)


def test_a_save_is_known_by_the_start_of_its_salt(sealed, ring):
    assert save_mark(sealed[:MARKED]) == save_mark(sealed) == sealed[36:44].hex()
    assert save_mark(seal(b"an image", ring)) != save_mark(sealed)


def test_the_cost_is_told_of_a_journal_with_a_passphrase_alone(sealed, ring, cheap):
    only = KeyRing(ring.file_id, ring.data_key, ring.slots[1:])
    info = describe(seal(b"x", only))
    assert (info.slots, info.kdf) == (("recovery key",), None)
    assert info.size == 128 + 124 + 65552
