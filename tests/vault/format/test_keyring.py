"""Changing passphrase and recovery key, and what each change leaves openable."""

import pytest

from journal.errors import InvalidInput, WrongPassphrase
from journal.vault import KeyRing, seal, unseal, unseal_with


def opens(data: bytes, secret) -> bool:
    try:
        unseal(data, secret)
    except WrongPassphrase:
        return False
    return True


def test_a_new_passphrase_shuts_out_the_old_from_new_saves_only(ring, recovery, passphrase, cheap):
    old = seal(b"x", ring)
    changed = ring.with_passphrase("a new one entirely", cheap)
    new = seal(b"y", changed)
    assert not opens(new, passphrase)
    assert opens(new, "a new one entirely")
    assert opens(new, recovery)
    assert opens(old, passphrase)
    assert unseal_with(old, changed) == b"x"


def test_a_new_recovery_key_replaces_the_old(ring, recovery, passphrase):
    changed, fresh = ring.with_new_recovery()
    new = seal(b"y", changed)
    assert opens(new, fresh)
    assert opens(new, passphrase)
    assert not opens(new, recovery)


def test_rekeying_leaves_no_old_way_in(ring, recovery, passphrase, cheap):
    fresh, key = ring.rekeyed("a new one entirely", cheap)
    new = seal(b"y", fresh)
    assert fresh.file_id == ring.file_id
    assert fresh.data_key != ring.data_key
    assert opens(new, "a new one entirely")
    assert opens(new, key)
    assert not opens(new, passphrase)
    assert not opens(new, recovery)
    with pytest.raises(WrongPassphrase):
        unseal_with(new, ring)


def test_an_empty_passphrase_is_refused(ring, cheap):
    for make in (KeyRing.create, ring.with_passphrase, ring.rekeyed):
        with pytest.raises(InvalidInput):
            make("", cheap)


def test_no_key_shows_in_a_repr(ring, recovery):
    shown = repr(ring) + repr(ring.slots) + repr(recovery) + f"{ring}"
    assert ring.data_key.hex() not in shown
    assert repr(ring.data_key) not in shown
    assert recovery.groups[0] not in shown
