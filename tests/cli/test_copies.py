"""check, restore, merge and import as a person meets them: processes, sentences and exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from journal.book.book import Book
from journal.exchange.json_file import to_json
from journal.files import Disk
from journal.model.contents import Contents
from journal.model.day import DayEntry
from journal.model.program import Program
from journal.model.therapy import Goal, ShareReceipt
from journal.store.merge import merge_images
from journal.vault import backups_of, unseal
from journal.vault.file.names import Places
from tests.journals import CHEAP

ROOT = Path(__file__).parents[2]
PASSPHRASE = "four words make one"
NEW = "walnut ferry quiet umbrella"
START = date(2026, 3, 2)
NOW = datetime(2026, 3, 9, 20, 0, tzinfo=UTC)


def daybook(*arguments: object, passphrase: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
    """Run the program with a passphrase on its standard input."""
    return subprocess.run(
        [sys.executable, ROOT / "main.py", *map(str, arguments), "--passphrase-file", "-"],
        input=passphrase + "\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Three days written, each saved by itself."""
    path = tmp_path / "evening.daybook"
    book, _ = Book.create(path, PASSPHRASE, Program(start=START), kdf=CHEAP, clock=lambda: NOW)
    with closing(book):
        for number in range(3):
            book.answer(START + timedelta(days=number), mood=number)
            book.save()
    return path


def opened(path: Path) -> Book:
    return Book.open(path, PASSPHRASE, clock=lambda: NOW + timedelta(hours=1))


def test_check_tells_what_is_there(journal: Path) -> None:
    _, _, middle, _ = backups_of(journal)
    middle.path.write_bytes(b"ruined")
    done = daybook("check", journal)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Sound: format 1.0, ")
    assert lines[0].endswith("saved 4 times.")
    assert "       3 day entry" in lines
    assert "Backups: 4, of which 3 verified." in lines
    assert f"  save 4, {NOW:%Y-%m-%d %H:%M}, 3 days written, verified" in lines
    assert lines[-2].endswith("damaged")


def test_a_damaged_journal_leads_to_its_backups_and_back(journal: Path, tmp_path: Path) -> None:
    data = bytearray(journal.read_bytes())
    data[-1] ^= 1
    journal.write_bytes(data)
    checked = daybook("check", journal)
    assert (checked.returncode, checked.stdout) == (4, "")
    assert "damaged" in checked.stderr
    assert "Its backups: 4; `restore` lists them." in checked.stderr
    assert "Traceback" not in checked.stderr
    listed = daybook("restore", journal)
    assert listed.returncode == 0
    assert [line.split(",")[0].strip() for line in listed.stdout.splitlines()] == [
        "save 4",
        "save 3",
        "save 2",
        "save 1",
    ]
    back = tmp_path / "back.daybook"
    restored = daybook("restore", journal, "--generation", 2, "-o", back)
    assert (restored.returncode, restored.stderr) == (0, "")
    assert "save 2" in restored.stdout
    with closing(opened(back)) as book:
        assert book.counts()["day_entry"] == 1
    assert journal.read_bytes() == bytes(data)
    again = daybook("restore", journal, "-o", back)
    assert again.returncode == 2
    assert "choose another name" in again.stderr


def test_merge_tells_what_was_new_and_what_differed(journal: Path, tmp_path: Path) -> None:
    laptop = tmp_path / "laptop.daybook"
    laptop.write_bytes(journal.read_bytes())
    with closing(opened(laptop)) as book:
        book.answer(START, mood=9)
        book.answer(START + timedelta(days=1), mood=8)
        book.answer(START + timedelta(days=4), mood=7)
        book.save()
    with closing(opened(journal)) as book:
        book.answer(START + timedelta(days=1), mood=5)
        book.save()
    done = daybook("merge", journal, laptop)
    assert (done.returncode, done.stderr) == (0, "")
    # The laptop's 9 was written by someone who saw the 0 here: that is no difference.
    assert done.stdout.splitlines() == [
        "New here: 1. Changed in the other: 1. Different in the two: 1.",
        f"  day entry of {START + timedelta(days=1)}, kept by the later edit: mood 8, not 5",
    ]
    with closing(opened(journal)) as book:
        assert book.counts()["day_entry"] == 4


def test_merge_refuses_what_is_no_copy_of_it(journal: Path, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.daybook"
    Book.create(stranger, PASSPHRASE, Program(start=START), kdf=CHEAP)[0].close()
    before = journal.read_bytes()
    done = daybook("merge", journal, stranger)
    assert done.returncode == 2
    assert done.stderr.strip() == (
        "This is a copy of another journal, so the two cannot be brought together."
    )
    assert journal.read_bytes() == before
    assert daybook("merge", journal, tmp_path / "none").returncode == 4
    assert daybook("merge", journal, stranger, passphrase="wrong").returncode == 3


def test_import_takes_in_an_export_and_counts_what_it_left_out(
    journal: Path, tmp_path: Path
) -> None:
    goal = replace(Goal(text="Call my sister", set_on=START), created_at=NOW, edited_at=NOW)
    source = tmp_path / "all.json"
    source.write_bytes(to_json(Contents(records=(goal,))).replace(b'"state"', b'"mystery"'))
    done = daybook("import", journal, source)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("New here: 1. Different in the two: 0.\nLeft out: 1 field")
    with closing(opened(journal)) as book:
        assert [kept.text for kept in book.all(Goal)] == ["Call my sister"]
    before = journal.read_bytes()
    source.write_text("not json")
    refused = daybook("import", journal, source)
    assert refused.returncode == 2
    assert journal.read_bytes() == before


def test_what_another_process_holds_is_left_alone(journal: Path, tmp_path: Path) -> None:
    laptop = tmp_path / "laptop.daybook"
    laptop.write_bytes(journal.read_bytes())
    with closing(opened(journal)):
        assert daybook("merge", journal, laptop).returncode == 5
        assert daybook("check", journal).returncode == 0


def test_what_another_computer_holds_is_written_only_when_a_person_knows_better(
    journal: Path, tmp_path: Path
) -> None:
    source = tmp_path / "all.json"
    source.write_bytes(to_json(Contents()))
    before = journal.read_bytes()
    Places(journal).lock.write_bytes(b"\0" + json.dumps({"host": "den", "pid": 1}).encode())
    for command in (("log", journal, "--mood", 9), ("merge", journal, journal)):
        refused = daybook(*command)
        assert (refused.returncode, refused.stdout) == (5, "")
        assert refused.stderr.strip() == (
            "This journal is open on another computer (den), so here it can only be read."
            " If it is not open there, add --not-open-elsewhere."
        )
    assert journal.read_bytes() == before
    assert daybook("show", journal).returncode == 0
    with Places(journal).lock.open("r+b") as lock:
        Disk().lock(lock.fileno())  # where locks reach from one computer to another
        held = daybook("log", journal, "--mood", 9, "--not-open-elsewhere")
    assert held.returncode == 5
    assert held.stderr.strip().endswith("It is held there right now: close it there first.")
    assert journal.read_bytes() == before
    day = START + timedelta(days=1)
    done = daybook("log", journal, "--mood", 9, "--day", day, "--not-open-elsewhere")
    assert (done.returncode, done.stderr) == (0, "")
    with closing(opened(journal)) as book:
        entry = book.day(day)
    assert entry is not None
    assert entry.mood == 9
    for command in (("merge", journal, journal), ("import", journal, source)):
        Places(journal).lock.write_bytes(b"\0" + json.dumps({"host": "den", "pid": 1}).encode())
        assert daybook(*command).returncode == 5
        assert daybook(*command, "--not-open-elsewhere").returncode == 0


def test_what_a_merge_did_not_choose_can_be_looked_at_and_travels(
    journal: Path, tmp_path: Path
) -> None:
    assert daybook("show", journal, "--earlier").stdout == "There are no earlier versions.\n"
    laptop = tmp_path / "laptop.daybook"
    laptop.write_bytes(journal.read_bytes())
    goal = Goal(text="Rest", set_on=START)
    with closing(opened(journal)) as book:
        book.record(goal)
        book.answer(START, mood=3)
        book.save()
    with closing(opened(laptop)) as book:
        book.answer(START, mood=9)
        book.record(replace(goal, text="Run", edited_at=NOW + timedelta(days=1)))
        book.save()
    assert daybook("merge", journal, laptop).returncode == 0
    later = f"{NOW + timedelta(hours=1):%Y-%m-%d %H:%M}"
    lines = [
        f"{later}  goal: words Rest, now Run",
        f"{later}  day entry of {START}: mood 3, now 9",
    ]
    shown = daybook("show", journal, "--earlier").stdout.splitlines()
    assert sorted(shown, reverse=True) == lines
    with closing(opened(journal)) as book:
        book.delete(*book.all(Goal))
        book.save()
    shown = sorted(daybook("show", journal, "--earlier").stdout.splitlines(), reverse=True)
    assert shown[0].startswith(f"{later}  goal: words Rest; set on {START}; ")
    assert shown[0].endswith("(not in the journal any more)")
    assert shown[1] == lines[1]
    refused = daybook("show", journal, "--earlier", "--json")
    assert (refused.returncode, refused.stdout) == (2, "")
    exported, copy = tmp_path / "all.json", tmp_path / "copy.daybook"
    assert daybook("export", journal, "-o", exported, "--format", "json").returncode == 0
    Book.create(copy, PASSPHRASE, Program(start=START), kdf=CHEAP)[0].close()
    taken = daybook("import", copy, exported)
    assert taken.stdout.splitlines()[-1] == "Earlier versions taken along: 2."
    again = daybook("show", copy, "--earlier").stdout.splitlines()
    assert sorted(again, reverse=True) == shown
    assert "nothing changed" in daybook("import", copy, exported).stdout


def test_a_new_journal_from_an_export_is_equal_but_for_its_file(
    journal: Path, tmp_path: Path
) -> None:
    goal = Goal(text="Rest", set_on=START)
    laptop = tmp_path / "laptop.daybook"
    laptop.write_bytes(journal.read_bytes())
    with closing(opened(journal)) as book:
        book.record(goal, ShareReceipt(at=NOW, what="everything", sha256="0" * 64))
        book.answer(START, mood=3)
        book.keep_draft("plan/goal/new", "A goal", {"text": "Not done yet"})
        book.delete(*book.between(DayEntry, START + timedelta(1), START + timedelta(1)))
        with closing(opened(laptop)) as other:
            other.answer(START, mood=9)
            book.take_in(merge_images(book.image(), other.image()))
        book.save()
        held = book.everything()
    assert all((held.tombstones, held.earlier_versions, held.replaced, held.drafts))
    exported, copy = tmp_path / "all.json", tmp_path / "copy.daybook"
    assert daybook("export", journal, "-o", exported, "--format", "json").returncode == 0
    done = daybook("new", copy, "--from-json", exported, passphrase=NEW)
    assert (done.returncode, done.stderr) == (0, "")
    with closing(Book.open(copy, NEW)) as book:
        assert book.everything() == held
        assert book.generation == 1
        assert book.ring.file_id != unseal(journal.read_bytes(), PASSPHRASE)[1].file_id
    again = tmp_path / "again.json"
    assert daybook("export", copy, "-o", again, "--format", "json", passphrase=NEW).returncode == 0
    assert again.read_bytes() == exported.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--from-json", "SOURCE", "--days", 30], "leave out --start and --days"),
        (["--start", "2026-03-02"], "Give --start and --days, or --from-json"),
        (["--from-json", "SOURCE"], "there is no program in it"),
    ],
)
def test_a_new_journal_begins_in_one_of_two_ways(
    tmp_path: Path, arguments: list[object], sentence: str
) -> None:
    source, made = tmp_path / "all.json", tmp_path / "new.daybook"
    source.write_bytes(to_json(Contents()))
    given = [source if one == "SOURCE" else one for one in arguments]
    refused = daybook("new", made, *given, passphrase=NEW)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert sentence in refused.stderr
    assert not made.exists()
