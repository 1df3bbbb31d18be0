"""The recovery key as people write it down and type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.errors import InvalidInput
from journal.vault import RecoveryKey

keys = st.binary(min_size=20, max_size=20).map(RecoveryKey)


@given(key=keys)
def test_what_is_printed_reads_back(key):
    assert RecoveryKey.parse(str(key)) == key
    assert len(key.groups) == 9
    assert {len(group) for group in key.groups} == {4}


@given(key=keys, data=st.data())
def test_it_reads_back_as_a_tired_person_types_it(key, data):
    text = data.draw(st.sampled_from(["-", " ", "", " – ", "\n"])).join(key.groups)
    text = text.replace("0", data.draw(st.sampled_from("0Oo")))
    text = text.replace("1", data.draw(st.sampled_from("1IilL")))
    assert RecoveryKey.parse(f"  {text.lower()}\n") == key


@given(key=keys, at=st.integers(0, 35), sign=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_sign_is_noticed(key, at, sign):
    signs = list("".join(key.groups))
    if signs[at] == sign:
        return
    signs[at] = sign
    with pytest.raises(InvalidInput, match="mistyped"):
        RecoveryKey.parse("".join(signs))


@given(key=keys, at=st.integers(0, 34))
def test_two_swapped_signs_are_noticed(key, at):
    signs = list("".join(key.groups))
    if signs[at] == signs[at + 1]:
        return
    signs[at], signs[at + 1] = signs[at + 1], signs[at]
    with pytest.raises(InvalidInput, match="mistyped"):
        RecoveryKey.parse("".join(signs))


@pytest.mark.parametrize("text", ["", "ABCD", "A" * 37, "four words make one", "€" * 36])
def test_other_text_is_no_recovery_key(text):
    with pytest.raises(InvalidInput):
        RecoveryKey.parse(text)


def test_no_two_are_alike():
    assert len({RecoveryKey.generate().secret for _ in range(100)}) == 100


def test_what_is_wrong_with_a_key_is_said():
    signs = "".join(RecoveryKey(bytes(range(20))).groups)
    for typed, said in [
        (signs[:-1], "36 letters and digits; this has 35"),
        (signs + "0", "36 letters and digits; this has 37"),
        ("U" + signs[1:], "“U”"),
        (signs[:-1] + "*", "“\\*”"),
        ("", "this has 0"),
    ]:
        with pytest.raises(InvalidInput, match=said):
            RecoveryKey.parse(typed)


@pytest.mark.parametrize("size", [0, 19, 21])
def test_a_key_has_twenty_bytes(size):
    with pytest.raises(ValueError, match="20 bytes"):
        RecoveryKey(bytes(size))
