"""The format: what goes in comes out, and nothing else does."""

import hashlib
import hmac
import io
import os
import struct
import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import (
    Damaged,
    InvalidInput,
    JournalError,
    NotAJournal,
    SaveFailed,
    TooNew,
    WrongPassphrase,
)
from journal.vault import KdfParams, KeyRing, describe, seal, unseal, unseal_with
from journal.vault.format.header import bound_part, with_sums
from journal.vault.format.padding import padded_length
from journal.vault.format.sealed import Sealer, opens_to
from journal.vault.format.slots import Slot
from tests.vault.format.tampered import H, patched, resummed


@pytest.fixture(scope="module")
def sealed(ring: KeyRing) -> bytes:
    return seal(b"an image", ring)


def test_passphrase_and_recovery_key_open_to_the_same_ring(ring, recovery, passphrase, sealed):
    assert unseal(sealed, passphrase) == (b"an image", ring)
    assert unseal(sealed, recovery) == (b"an image", ring)


@given(image=st.binary(max_size=200_000))
def test_every_image_comes_back(ring: KeyRing, image: bytes):
    assert unseal_with(seal(image, ring), ring) == image


@given(n=st.integers(8, 2**40))
def test_padding_covers_and_wastes_at_most_an_eighth(n: int):
    padded = padded_length(n)
    assert padded >= n
    assert padded - n < max(64 * 1024, 0.12 * n)
    assert padded_length(padded) == padded


def test_sizes_within_a_step_look_alike(ring):
    assert len({len(seal(bytes(n), ring)) for n in (0, 1, 30_000, 65_528)}) == 1


def test_no_two_saves_share_bytes_that_depend_on_the_image(ring):
    one, other = seal(bytes(1000), ring), seal(bytes(1000), ring)
    assert one[36:68] != other[36:68]  # the save's salt
    assert one[H:] != other[H:]
    assert max(map(one[H:].count, range(256))) < 600  # no runs of anything


def test_nothing_readable_is_in_the_file(ring):
    assert b"grateful" not in seal(b"grateful for my sister " * 500, ring)


@pytest.mark.parametrize("secret", ["four words make two", "", "Four words make one"])
def test_a_wrong_passphrase_is_called_that(sealed, secret):
    with pytest.raises(WrongPassphrase, match="passphrase"):
        unseal(sealed, secret)


def test_another_recovery_key_is_called_wrong(sealed, cheap):
    with pytest.raises(WrongPassphrase, match="recovery key"):
        unseal(sealed, KeyRing.create("another journal", cheap)[1])


def test_passphrase_spelling_variants_are_one(cheap):
    ring, _ = KeyRing.create("Cafe\u0301 \ufb01ne", cheap)
    assert unseal(seal(b"x", ring), "Café fine")[0] == b"x"


def test_a_passphrase_that_is_no_text_is_refused(sealed, cheap):
    for call in (lambda s: unseal(sealed, s), lambda s: KeyRing.create(s, cheap)):
        with pytest.raises(InvalidInput):
            call("half \ud800 a pair")


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"SQLite format 3\x00" * 5000, b"DAYB"])
def test_other_files_are_not_journals(data):
    for read in (describe, lambda d: unseal(d, "whatever it is")):
        with pytest.raises(NotAJournal):
            read(data)


def test_line_ends_repaired_on_the_way_are_damage_not_another_file(sealed):
    with pytest.raises(Damaged):
        describe(sealed.replace(b"\r\n", b"\n", 1))


def test_a_hit_first_byte_is_damage(sealed):
    with pytest.raises(Damaged):
        describe(b"X" + sealed[1:])


@pytest.mark.parametrize("at", [0, 7, 8, 12, 16, 20, 68, 71, 72, 80, 200, H - 48, H - 1, H, -1])
def test_a_changed_byte_is_damage(sealed, ring, at):
    changed = bytearray(sealed)
    changed[at] ^= 0x20
    with pytest.raises(Damaged):
        unseal_with(bytes(changed), ring)


def test_a_newer_format_says_so_and_a_flipped_version_does_not(sealed):
    with pytest.raises(TooNew, match="format 2"):
        describe(patched(sealed, 8, struct.pack("<H", 2)))
    with pytest.raises(Damaged):
        describe(sealed[:8] + b"\x02" + sealed[9:])


def test_a_newer_header_need_not_be_shaped_like_ours():
    head = b"DAYBK\r\n\x1a" + struct.pack("<HHI", 7, 0, 1000) + os.urandom(952)
    with pytest.raises(TooNew, match="format 7"):
        describe(head + hashlib.sha256(head).digest() + b"body")


@pytest.mark.parametrize(("at", "new"), [(16, b"\1"), (68, b"\2"), (69, b"\1"), (80, b"\3")])
def test_unknown_flag_cipher_compression_or_slot_is_newer(sealed, at, new):
    with pytest.raises(TooNew):
        describe(patched(sealed, at, new))


def test_a_newer_minor_version_is_read(sealed, ring, passphrase):
    with pytest.raises(Damaged, match="trust"):  # it is bound to the body all the same
        unseal(patched(sealed, 10, b"\1"), passphrase)
    assert describe(patched(sealed, 10, b"\1")).format == (1, 1)


@pytest.mark.parametrize("at", [36, H + 5, 81])
def test_tampering_with_right_checksums_is_noticed(sealed, passphrase, at):
    with pytest.raises(Damaged):
        unseal(patched(sealed, at, bytes([sealed[at] ^ 1])), passphrase)


def test_swapped_slots_do_not_open(sealed, passphrase):
    first, second = sealed[80:204], sealed[204:328]
    with pytest.raises(Damaged):
        unseal(resummed(sealed[:80] + second + first + sealed[328:]), passphrase)


def test_describe_needs_no_key(sealed, cheap, ring):
    info = describe(sealed)
    assert info.format == (1, 0)
    assert info.slots == ("passphrase", "recovery key")
    assert info.kdf == cheap
    assert info.size == len(sealed)
    assert info.file_id == ring.file_id


def test_a_ring_of_another_journal_is_a_wrong_key_not_damage(sealed, cheap):
    with pytest.raises(WrongPassphrase):
        unseal_with(sealed, KeyRing.create("another journal", cheap)[0])


def test_an_image_beyond_the_format_is_refused(ring):
    class Huge(bytes):
        def __len__(self) -> int:
            return 300 * 2**20

    with pytest.raises(SaveFailed, match="too big"):
        seal(Huge(), ring)


def test_too_little_memory_is_its_own_error(tmp_path, ring):
    slot_with_a_gigabyte = seal(b"x", ring)[:84] + struct.pack("<I", 2**20)
    data = patched(seal(b"x", ring), 0, slot_with_a_gigabyte)
    file = tmp_path / "big.daybook"
    file.write_bytes(data)
    script = f"""
        import resource
        from pathlib import Path
        from journal.errors import OutOfMemory
        from journal.vault import unseal
        import cryptography.hazmat.primitives.kdf.argon2
        resource.setrlimit(resource.RLIMIT_AS, (700 * 2**20, 700 * 2**20))
        try:
            unseal(Path({str(file)!r}).read_bytes(), "whatever it is")
        except OutOfMemory as error:
            print(error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True
    )
    assert "too little free memory" in done.stdout, done.stderr


@pytest.mark.parametrize(
    "kdf",
    [
        KdfParams(19 * 1024 - 1, 1, 1),
        KdfParams(2**20 + 1, 1, 1),
        KdfParams(2**20, 5, 1),
        KdfParams(2**16, 17, 4),
        KdfParams(2**16, 3, 9),
        KdfParams(2**16, 0, 1),
        KdfParams(2**16, 1, 0),
    ],
)
def test_a_cost_out_of_bounds_is_neither_read_nor_made(sealed, kdf):
    asked = struct.pack("<III", kdf.memory_kib, kdf.passes, kdf.lanes)
    with pytest.raises(Damaged, match="too long"):
        describe(patched(sealed, 84, asked))
    with pytest.raises(ValueError, match="bounds"):
        KeyRing.create("a passphrase", kdf)


def test_every_refusal_is_one_the_person_can_act_on():
    assert issubclass(Damaged, JournalError)
    assert Damaged.exit_code == NotAJournal.exit_code == TooNew.exit_code == 4


def test_a_random_source_that_repeats_itself_repeats_no_salt_for_other_content(ring, monkeypatch):
    monkeypatch.setattr("secrets.token_bytes", lambda count: b"\7" * count)
    salts = [seal(image, ring)[36:68] for image in (b"one", b"two", b"one", b"one\0")]
    assert len(set(salts)) == 3
    key = HKDF(SHA256(), 32, b"", b"daybook v1 salt").derive(ring.data_key)
    content = (3).to_bytes(8, "little") + b"one".ljust(64 * 1024 - 8, b"\0")
    expected = hmac.digest(key, b"\7" * 32 + hashlib.sha256(content).digest(), "sha256")
    assert salts[0] == salts[2] == expected


def test_two_locks_of_one_kind_are_refused_before_any_key_derivation(ring, monkeypatch):
    monkeypatch.setattr("journal.vault.format.slots.derive", pytest.fail)
    for slots in ((ring.slots[0],) * 2, (*ring.slots, ring.slots[1])):
        with pytest.raises(Damaged, match="two locks"):
            unseal(seal(b"x", replace(ring, slots=slots)), "four words make one")


@pytest.mark.parametrize(
    "size", [0, 1, 65527, 65528, 65529, 65536, 131064, 131065, 1048568, 1048569]
)
def test_an_image_that_ends_where_a_piece_does_comes_back(ring, size):
    image = os.urandom(size)
    data = seal(image, ring)
    assert unseal_with(data, ring) == image
    assert len(data) == H + padded_length(8 + size) + 16


def test_a_header_is_there_once_the_body_is(ring):
    sealer = Sealer(b"an image", ring)
    with pytest.raises(ValueError, match="body"):
        sealer.header()
    body = b"".join(map(bytes, sealer.body()))
    assert len(sealer.header()) == sealer.header_length == H
    assert sealer.length == H + len(body)
    assert unseal_with(sealer.header() + body, ring) == b"an image"


def with_content(ring: KeyRing, content: bytes) -> bytes:
    """A journal whose key holder wrote this content, padding and all, with everything in order."""
    salt = bytes(range(32))
    bound = bound_part(ring.file_id, salt, ring.slots, len(content) + 16)
    key = HKDF(SHA256(), 32, salt, b"daybook v1 body").derive(ring.data_key)
    body = AESGCM(key).encrypt(bytes(12), content, bound)
    return with_sums(bound, AESGCM(bytes(32)).encrypt(bytes(12), b"", body)) + body


def test_padding_that_is_not_as_it_is_written_is_damage(ring):
    step, five = 64 * 1024, (5).to_bytes(8, "little") + b"image"
    assert unseal_with(with_content(ring, five.ljust(step, b"\0")), ring) == b"image"
    wrong = [
        five.ljust(step - 1, b"\0") + b"\1",
        five + b"\1".ljust(step - len(five), b"\0"),
        five.ljust(2 * step, b"\0"),  # more of it than there has to be
        step.to_bytes(8, "little").ljust(step, b"\0"),  # an image longer than all
        (2**64 - 1).to_bytes(8, "little").ljust(step, b"\0"),
    ]
    for content in wrong:
        with pytest.raises(Damaged, match="trust"):
            unseal_with(with_content(ring, content), ring)


@pytest.mark.parametrize(
    ("part", "at", "error"),
    [
        ("salt", 80 + 16, WrongPassphrase),
        ("commitment", 80 + 32, WrongPassphrase),
        ("commitment", 80 + 63, WrongPassphrase),
        ("nonce", 80 + 64, Damaged),
        ("wrapped key", 80 + 76, Damaged),
        ("wrapped key", 80 + 123, Damaged),
        ("cost", 80 + 4, WrongPassphrase),
        ("file id", 20, WrongPassphrase),
    ],
)
def test_a_slot_with_a_byte_changed_does_not_open(sealed, passphrase, part, at, error):
    with pytest.raises(error):
        unseal(patched(sealed, at, bytes([sealed[at] ^ 1])), passphrase)


def whole(data: bytes, image: bytes, ring: KeyRing) -> bytes | None:
    return opens_to(io.BytesIO(data).read, len(data), image, ring)


@pytest.mark.parametrize("size", [8, 65528, 65529, 200_000])
def test_a_copy_is_whole_if_each_of_its_bytes_is(ring, size):
    image = bytes(n % 251 for n in range(size))
    data = seal(image, ring)
    assert whole(data, image, ring) == data[:H]
    for at in (0, 36, 90, H - 48, H - 1, H, H + 8, H + size, len(data) - 17, len(data) - 16, -1):
        changed = bytearray(data)
        changed[at] ^= 1
        assert whole(bytes(changed), image, ring) is None
        if at >= H or at < 0:
            assert whole(resummed(changed), image, ring) is None, "with the checksums made right"


def test_a_copy_of_something_else_is_not_whole(ring, cheap):
    data = seal(b"an image", ring)
    for other in (b"an imag", b"an image\0", b"An image", b"", bytes(70_000)):
        assert whole(data, other, ring) is None
    again = ring.with_passphrase("four words make one", cheap)
    assert whole(data, b"an image", again) is None, "it opens with another slot"
    fresh, _ = ring.rekeyed("four words make one", cheap)
    assert whole(data, b"an image", replace(fresh, slots=ring.slots)) is None
    for cut in (0, 10, H, H + 100, len(data) - 1):
        short = data[:cut]
        assert whole(short, b"an image", ring) is None
        assert opens_to(io.BytesIO(short).read, len(data), b"an image", ring) is None
    assert whole(data + b"x", b"an image", ring) is None
    longer = with_content(ring, ((8).to_bytes(8, "little") + b"an image").ljust(2 * 65536, b"\0"))
    assert whole(longer, b"an image", ring) is None


def test_a_key_that_fits_a_body_changed_by_its_holder_is_damage_not_another_key(
    ring, sealed, cheap
):
    changed = patched(sealed, H + 5, bytes([sealed[H + 5] ^ 1]))
    with pytest.raises(Damaged, match="trust"):
        unseal_with(changed, ring)
    with pytest.raises(WrongPassphrase, match="another key"):
        unseal_with(changed, ring.with_passphrase("a new one entirely", cheap))


def test_a_passphrase_is_never_wrapped_without_a_cost(ring):
    with pytest.raises(ValueError, match="cost"):
        Slot.wrap("four words make one", ring.data_key, ring.magic_and_id, None)
