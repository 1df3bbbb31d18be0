"""Every released format still opens, and a decoder written from FORMAT.md alone reads it too."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from journal.book.book import Book
from journal.exchange.json_file import from_json
from journal.vault import RecoveryKey, Secret

VAULTS = Path(__file__).parents[1] / "vaults"
DECODER = Path(__file__).with_name("second_decoder.py")
SECRETS = {
    "version-1": (
        "bread river slippers lantern",
        "VWAX-5MAW-R235-1T40-DSSW-SN2F-P1VQ-3440-23Z1",
    ),
}


def test_every_kept_file_is_looked_at() -> None:
    assert {path.stem for path in VAULTS.glob("*.daybook")} == set(SECRETS)


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("way", ["passphrase", "recovery key"])
def test_it_opens_and_holds_what_it_held(name: str, way: str, tmp_path: Path) -> None:
    passphrase, recovery = SECRETS[name]
    secret: Secret = passphrase if way == "passphrase" else RecoveryKey.parse(recovery)
    path = tmp_path / "journal.daybook"
    shutil.copy(VAULTS / f"{name}.daybook", path)
    expected = from_json((VAULTS / f"{name}.json").read_bytes())
    assert not expected.skipped
    book = Book.open(path, secret)
    try:
        held = book.everything()
        assert {record.id: record for record in held.records} == {
            record.id: record for record in expected.records
        }
        assert set(held.tombstones) == set(expected.tombstones)
        book.answer(book.program.start, mood=5)
        book.save()
    finally:
        book.close()


@pytest.mark.parametrize("name", SECRETS)
def test_the_second_decoder_finds_the_same_rows(name: str) -> None:
    scene = (
        "import sys; sys.path.insert(0, sys.argv[1]); import second_decoder as d;"
        "image = d.image_of(open(sys.argv[2], 'rb').read(), passphrase=sys.argv[3]);"
        "sys.stdout.buffer.write(image)"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            scene,
            str(DECODER.parent),
            str(VAULTS / f"{name}.daybook"),
            SECRETS[name][0],
        ],
        capture_output=True,
        check=True,
        timeout=60,
    )
    expected = from_json((VAULTS / f"{name}.json").read_bytes())
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(done.stdout)
        for kind, count in Counter(record.kind for record in expected.records).items():
            (found,) = database.execute(f"SELECT count(*) FROM {kind}").fetchone()  # noqa: S608
            assert found == count, kind
    finally:
        database.close()
