"""Changing passphrase and recovery key, and what each change leaves openable."""

from dataclasses import replace

import pytest

from journal.errors import InvalidInput, WrongPassphrase
from journal.vault import KeyRing, describe, seal, unseal, unseal_with
from journal.vault.format import slots
from journal.vault.format.slots import Slot


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
        for none in ("", " \n"):
            with pytest.raises(InvalidInput):
                make(none, cheap)


def test_no_key_shows_in_a_repr(ring, recovery):
    shown = repr(ring) + repr(ring.slots) + repr(recovery) + f"{ring}"
    assert ring.file_id.hex() in shown
    assert "2 slots" in shown
    assert ring.data_key.hex() not in shown
    assert repr(ring.data_key) not in shown
    assert recovery.groups[0] not in shown


@pytest.mark.parametrize(
    "around", [("", ""), ("", "\n"), (" ", "\r\n"), ("\t", "\u00a0"), ("", " ")]
)
def test_blanks_at_the_ends_count_neither_when_chosen_nor_when_tried(ring, cheap, around):
    before, after = around
    typed = f"{before}a new one  entirely{after}"
    data = seal(b"y", ring.with_passphrase(typed, cheap))
    assert opens(data, "a new one  entirely")
    assert opens(data, typed)
    assert not opens(data, "a new one entirely")
    assert not opens(data, f"{typed} x")


def test_a_passphrase_of_an_older_version_that_ends_in_a_blank_still_opens(ring, cheap):
    slot = Slot.wrap("once pasted ", ring.data_key, ring.magic_and_id, cheap)
    data = seal(b"y", replace(ring, slots=(slot,)))
    assert opens(data, "once pasted ")
    assert not opens(data, "once pasted")


def test_letters_that_look_the_same_are_the_same(ring, cheap):
    data = seal(b"y", ring.with_passphrase("Cafe\u0301 am Hafen \uff17", cheap))
    assert opens(data, "Caf\u00e9 am Hafen 7")


def test_each_text_costs_one_derivation(ring, cheap, monkeypatch):
    data = seal(b"y", ring.with_passphrase("a new one entirely", cheap))
    runs: list[str] = []
    real = slots.derive

    def counted(text, *rest):
        runs.append(text)
        return real(text, *rest)

    monkeypatch.setattr(slots, "derive", counted)
    assert opens(data, "a new one entirely")
    assert not opens(data, "another")
    assert not opens(data, "another ")
    assert runs == ["a new one entirely", "another", "another ", "another"]


def test_a_journal_keeps_one_slot_of_each_kind_in_one_order(ring, cheap):
    changed = ring.with_new_recovery()[0].with_passphrase("a new one entirely", cheap)
    assert describe(seal(b"y", changed)).slots == ("passphrase", "recovery key")
    assert len(changed.file_id) == 16
    assert len(changed.data_key) == 32
    assert changed.file_id == ring.file_id
    assert changed.data_key == ring.data_key


def test_no_two_journals_share_anything(ring, cheap):
    other, _ = KeyRing.create("four words make one", cheap)
    assert other.file_id != ring.file_id
    assert other.data_key != ring.data_key
    assert all(a.salt != b.salt for a, b in zip(ring.slots, other.slots, strict=True))
