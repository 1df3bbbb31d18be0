"""FORMAT.md is enough: a decoder written from it, sharing no code, reads what is sealed here."""

import runpy
import sqlite3
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.vault import RecoveryKey, seal
from journal.vault.format.padding import padded_length
from tests.vault.image_schema import FORMAT, with_tables

HERE = Path(__file__).parents[1] / "second_decoder.py"
decoder = runpy.run_path(str(HERE))


def database() -> bytes:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE day (day TEXT, mood INTEGER)")
    db.executemany("INSERT INTO day VALUES (?, ?)", [("2026-03-01", 4), ("2026-03-02", 6)])
    db.commit()
    return db.serialize()


def test_it_opens_what_seal_writes(ring, recovery, passphrase):
    image = database()
    data = seal(image, ring)
    assert decoder["image_of"](data, passphrase=passphrase) == image
    assert decoder["image_of"](data, recovery=str(recovery)) == image
    db = decoder["open_database"](image)
    assert db.execute("SELECT mood FROM day ORDER BY day").fetchall() == [(4,), (6,)]


def test_it_refuses_what_does_not_open(ring):
    data = seal(database(), ring)
    for bad in (b"", data[:-1], data + b"\0", data[:300] + b"\0" * 8 + data[308:]):
        with pytest.raises(decoder["Refused"]):
            decoder["image_of"](bad, passphrase="four words make one")
    with pytest.raises(decoder["Refused"], match="wrong passphrase"):
        decoder["image_of"](data, passphrase="something else")


def test_it_reads_a_recovery_key_as_people_copy_it(ring, recovery, passphrase):
    data = seal(database(), ring)
    typed = str(recovery).replace("-", " \u2013\u00a0").lower().replace("0", "o").replace("1", "l")
    assert decoder["image_of"](data, recovery=typed) == database()
    assert RecoveryKey.parse(typed) == recovery


@given(secret=st.binary(min_size=20, max_size=20))
def test_both_read_a_recovery_key_alike(secret):
    assert decoder["recovery_bytes"](str(RecoveryKey(secret))) == secret


@given(n=st.integers(0, 2**32))
@example(n=0)
@example(n=2**16)
@example(n=2**16 + 1)
@example(n=2**20)
@example(n=2**20 + 1)
@example(n=2**21)
@example(n=2**28)
@example(n=2**28 + 1)
def test_both_pad_alike(n):
    assert decoder["pad"](n) == padded_length(n)


def test_the_tables_in_format_md_are_those_of_an_empty_journal():
    text = FORMAT.read_text(encoding="utf-8")
    assert text == with_tables(text), "write them with python -m tests.write_schemas"


def test_it_shares_no_code_with_what_it_checks():
    source = HERE.read_text()
    assert len(source.splitlines()) < 130
    assert "journal." not in source
    assert "import journal" not in source
