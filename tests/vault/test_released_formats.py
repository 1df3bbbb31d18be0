"""Every released format still opens, and a decoder written from FORMAT.md alone reads it too."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from journal.analysis.completeness import completeness
from journal.book.book import Book
from journal.exchange.json_file import from_json
from journal.model.craving import ToolUse
from journal.model.day import DayEntry
from journal.vault import RecoveryKey, Secret

VAULTS = Path(__file__).parents[1] / "vaults"
DECODER = Path(__file__).with_name("second_decoder.py")
SECRETS = {
    "version-1": (
        "bread river slippers lantern",
        "VWAX-5MAW-R235-1T40-DSSW-SN2F-P1VQ-3440-23Z1",
    ),
    "version-1-before-start": (
        "bread river slippers lantern",
        "XXFB-95S6-17Y5-QRZP-VFRK-0JKK-DTNX-ME0E-MNPD",
    ),
    "version-1-replaced": (
        "bread river slippers lantern",
        "7NVD-4MC6-XGR1-KSV2-8S8R-E36J-0TQ0-36TH-109M",
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
        for name in ("earlier_versions", "drafts"):
            kept = getattr(expected, name)
            assert sorted(getattr(held, name), key=repr) == sorted(kept, key=repr)
        assert held.replaced == expected.replaced
        book.answer(book.program.start, mood=5)
        book.save()
    finally:
        book.close()


def test_days_that_a_merge_brought_before_the_start_are_days_like_any_other(
    tmp_path: Path,
) -> None:
    """Version 0.1 took them in and then refused every change of them."""
    path = tmp_path / "journal.daybook"
    shutil.copy(VAULTS / "version-1-before-start.daybook", path)
    book = Book.open(path, SECRETS["version-1-before-start"][0])
    try:
        start, first = book.program.start, date(2026, 10, 19)
        assert book.first_day() == first < start
        assert len(book.between(DayEntry, first, start - timedelta(days=1))) == 8
        assert [record.day for record in book.search("waiting")] == [  # type: ignore[attr-defined]
            first + timedelta(days=n) for n in (8, 6, 2, 0)
        ]
        blank = first + timedelta(days=3)
        assert book.blank_days(first, start) == ()
        book.answer(first, note="read again")
        book.answer(blank, mood=4)
        book.record(ToolUse(day=blank, tool="stop"))
        assert completeness(book.diary()).n == (book.today() - start).days + 1
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
