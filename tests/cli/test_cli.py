"""The command line as scripts and people meet it: what it prints, writes, refuses and leaves."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

import pypdf
import pytest

from journal.book.book import Book
from journal.errors import Damaged, JournalError
from journal.model.attendance import Attendance, attendance_id
from journal.model.choices import Status
from journal.model.day import DayEntry
from journal.model.program import PlannedSession, Program
from journal.vault import describe
from journal.vault.format.header import read_header
from main import main
from tests.journals import CHEAP

ROOT = Path(__file__).parents[2]
PASSPHRASE = "lantern violin harbor seven"
SECRET_WORD = "marmaladefox"
SENTENCE = re.compile(r"[^\n]+[.?]\n")
"""One line that ends as a sentence does."""
WEAKEN = """
import ctypes, os, sys
for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
os.execv(sys.argv[1], sys.argv[1:])
"""
LEFT_OUT = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONDONTWRITEBYTECODE"}
"""No screen; and compiled modules are kept, so that the next process starts sooner."""

Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Place:
    """Where processes run: an own home and an own folder for temporary files, no screen, and a
    PySide6 that ends whoever imports it."""

    base: Path

    def __post_init__(self) -> None:
        for name in ("home", "temp", "journals", "fake/PySide6"):
            (self.base / name).mkdir(parents=True)
        fake = self.base / "fake" / "PySide6" / "__init__.py"
        fake.write_text("raise SystemExit('PySide6 was imported')")
        self.secret.write_text(PASSPHRASE + "\n", encoding="utf-8")

    @property
    def secret(self) -> Path:
        """The file with the passphrase."""
        return self.base / "secret"

    @property
    def journals(self) -> Path:
        """Where journals lie, and nothing else."""
        return self.base / "journals"

    def run(
        self,
        *arguments: object,
        typed: str | None = None,
        weak: bool = False,
    ) -> Done:
        """Run the program; with ``typed`` the passphrase is on its standard input, when ``weak``
        it obeys the rights of files though root runs it."""
        source = self.secret if typed is None else "-"
        own = {"HOME": self.base / "home", "TMPDIR": self.base / "temp"}
        environment = {
            **{key: value for key, value in os.environ.items() if key not in LEFT_OUT},
            **{key: str(value) for key, value in own.items()},
            "PYTHONPATH": str(self.base / "fake"),
            "PYTHONIOENCODING": "utf-8",
        }
        return subprocess.run(
            [
                *([sys.executable, "-c", WEAKEN] if weak else []),
                *(sys.executable, ROOT / "main.py"),
                *map(str, arguments),
                *("--passphrase-file", source),
            ],
            input=typed or "",
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            timeout=60,
        )

    def files(self) -> Iterator[Path]:
        """Every file below it that a program could have left."""
        for name in ("home", "temp", "journals"):
            yield from (path for path in (self.base / name).rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("cli"))


def new_journal(path: Path, **program: object) -> date:
    """A journal that opens fast, begun ten days ago; gives its first day."""
    with closing(
        Book.create(path, PASSPHRASE, Program(start=date(2020, 1, 1)), kdf=CHEAP)[0]
    ) as book:
        program.setdefault("start", book.today() - timedelta(days=9))
        book.record(Program(**program))  # type: ignore[arg-type]
        book.save()
        return book.program.start


def said(done: Done) -> str:
    """What a command that went well printed."""
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def refused(done: Done, code: int) -> str:
    """The one sentence of a command that did not go well."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert SENTENCE.fullmatch(done.stderr), done.stderr
    return done.stderr


# -- one journal from beginning to end -------------------------------------------------------------


@dataclass
class Story:
    """What the commands of the contract said, one after another on one journal."""

    place: Place
    path: Path
    start: date
    printed: dict[str, str]

    def day(self, number: int) -> date:
        return self.start + timedelta(days=number - 1)


def ran(
    pool: ThreadPoolExecutor, place: Place, commands: dict[str, tuple[object, ...]]
) -> dict[str, str]:
    """What commands that go well print, by the names given to them."""
    running = {name: pool.submit(place.run, *words) for name, words in commands.items()}
    return {name: said(run.result()) for name, run in running.items()}


@pytest.fixture(scope="module")
def story(place: Place) -> Story:
    path = place.journals / "evening.daybook"
    new_journal(place.base / "clock.daybook")  # what day it is, by the journal's own clock
    with closing(Book.open(place.base / "clock.daybook", PASSPHRASE, read_only=True)) as book:
        start = book.today() - timedelta(days=9)
    told = Story(place, path, start, {})
    tell = told.printed
    tell["new"] = said(place.run("new", path, "--start", start, "--days", 45))
    with closing(Book.open(path, PASSPHRASE)) as book:  # sessions come from the window
        planned = PlannedSession(
            weekday=told.day(3).weekday(), start=time(18, 0), minutes=180, valid_from=start
        )
        attended = Attendance(
            id=attendance_id(planned.id, told.day(3)),
            day=told.day(3),
            planned_id=planned.id,
            start=planned.start,
            status=Status.ATTENDED,
            minutes=180,
        )
        book.record(planned, attended)
        book.save()
    day = ("log", path, "--day")
    tell["log 1"] = said(
        place.run(*day, told.day(2), "--mood", 4, "--craving", 7, "--use", "no", "--sleep", 5.5,
                  "--tool", "urge surfing=3", "--note", f"A walk with {SECRET_WORD} 🙂")
    )  # fmt: skip
    tell["log 2"] = said(
        place.run(*day, told.day(3), "--mood", 6, "--tool", "stop", "--use", "skip")
    )
    tell["log 3"] = said(place.run(*day, told.day(2), "--mood", 5, "--tool", "urge-surfing=4"))
    with ThreadPoolExecutor(2) as two:  # what only reads can be done at the same time
        tell |= ran(
            two,
            place,
            {
                "show": ("show", path, "--json"),
                "summary": ("summary", path, "-o", place.base / "s.pdf"),
            },
        )
        tell["found"] = "\n".join(
            str(file)
            for file in place.files()
            for word in (SECRET_WORD.encode(), SECRET_WORD.encode("utf-16-le"))
            if word in file.read_bytes()
        )
        tell |= ran(
            two,
            place,
            {
                "check": ("check", path),
                "csv": ("export", path, "-o", place.base / "e.csv", "--format", "csv"),
                "json": ("export", path, "-o", place.base / "e.json", "--format", "json"),
            },
        )
    return told


def test_a_new_journal_says_where_it_is_and_its_recovery_key(story: Story) -> None:
    lines = story.printed["new"].splitlines()
    assert lines[0] == f"Created {story.path}."
    assert re.search(r": [0-9A-Z]{4}(-[0-9A-Z]{4}){8}$", lines[1])
    assert story.path.stat().st_mode & 0o777 == 0o600


def test_the_key_of_a_new_journal_is_costly_to_guess(story: Story) -> None:
    cost = describe(story.path.read_bytes()).kdf
    assert cost is not None
    assert cost.memory_kib >= 64 * 1024
    assert cost.passes >= 3


def test_show_gives_back_what_was_logged(story: Story) -> None:
    shown = json.loads(story.printed["show"])
    first, second = shown["days"]
    assert (first["day"], second["day"]) == (str(story.day(2)), str(story.day(3)))
    assert {name: first[name] for name in ("mood", "craving", "use", "sleep_hours", "note")} == {
        "mood": 5,  # the third log changed it, and it alone
        "craving": 7,
        "use": "no",
        "sleep_hours": 5.5,
        "note": f"A walk with {SECRET_WORD} 🙂",
    }
    assert (second["mood"], second["use"], second["craving"]) == (6, "skip", None)
    assert [(use["tool"], use["helped"]) for use in shown["tools"]] == [
        ("urge-surfing", 4),
        ("stop", None),
    ]
    assert shown["attendance"][0]["status"] == "attended"
    assert shown["completeness"].startswith("2 of 10 days filled in")
    assert story.printed["log 1"] == f"Saved {story.day(2)}.\n"


def test_the_summary_has_mood_cravings_tools_attendance_and_how_complete_it_is(
    story: Story,
) -> None:
    path = story.place.base / "s.pdf"
    text = pdf_text(path)
    assert "Mood" in text
    assert "Craving" in text
    assert "Urge surfing" in text
    assert "Sessions against the plan" in text
    assert "2 of 10 days filled in" in text
    assert SECRET_WORD not in text
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_csv_holds_the_days(story: Story) -> None:
    names = sorted(path.name for path in story.place.base.glob("e*.csv"))
    assert "e.csv" in names
    rows = list(csv.DictReader(io.StringIO((story.place.base / "e.csv").read_text("utf-8-sig"))))
    by_day = {row["day"]: row for row in rows}
    assert by_day[str(story.day(2))]["mood"] == "5"
    assert SECRET_WORD in by_day[str(story.day(2))]["note"]


def test_the_json_holds_everything(story: Story) -> None:
    everything = json.loads((story.place.base / "e.json").read_bytes())
    text = json.dumps(everything)
    assert SECRET_WORD in text
    assert "urge-surfing" in text
    assert "not encrypted" in story.printed["json"]


def test_check_finds_it_sound(story: Story) -> None:
    assert story.printed["check"].startswith("Sound: format 1.0")


def test_no_word_of_a_note_lies_anywhere_on_the_disk(story: Story) -> None:
    assert story.printed["found"] == ""
    assert (story.path.parent / "evening.backups").is_dir(), "backups were looked through as well"


def pdf_text(path: Path) -> str:
    """The words of a PDF, spaces made even."""
    if shutil.which("pdftotext"):
        text = subprocess.check_output(["pdftotext", "-layout", path, "-"], text=True)
    else:
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return " ".join(text.split())


# -- what it refuses, as processes -----------------------------------------------------------------


def test_exit_codes_tell_what_is_wrong(place: Place, tmp_path: Path) -> None:
    path = place.journals / "codes.daybook"
    new_journal(path)
    whole = path.read_bytes()

    def spoilt(name: str, data: bytes) -> Path:
        copy = tmp_path / name
        copy.write_bytes(data)
        return copy

    def flipped(at: int) -> Path:
        data = bytearray(whole)
        data[at] ^= 0x10
        return spoilt(f"flipped{at}.daybook", bytes(data))

    held = tmp_path / "held.daybook"
    held.write_bytes(whole)
    mood = ("--mood", 5)
    cases: dict[str, tuple[int, tuple[object, ...]]] = {
        "flipped in the header": (4, ("show", flipped(50))),
        "flipped in the middle": (4, ("log", flipped(len(whole) // 2), *mood)),
        "flipped at the end": (4, ("check", flipped(-1))),
        "truncated": (4, ("summary", spoilt("cut", whole[:-1]), "-o", tmp_path / "cut.pdf")),
        "not a journal": (4, ("log", spoilt("other", b"Dear diary" * 99), *mood)),
        "open elsewhere": (5, ("log", held, *mood)),
        "no such folder": (
            6,
            ("new", tmp_path / "no" / "x.daybook", "--start", "2026-01-01", "--days", 30),
        ),
        "out of range": (2, ("log", path, "--mood", 11)),
        "nobody to ask": (2, ("nonsense",)),
    }
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    with closing(Book.open(held, PASSPHRASE)), ThreadPoolExecutor(2) as two:
        wrong = two.submit(place.run, "show", path, typed="not the passphrase\n")
        done = {name: two.submit(place.run, *case[1]) for name, case in cases.items()}
        refused(wrong.result(), 3)
        for name, (code, _arguments) in cases.items():
            print(name, refused(done[name].result(), code))
        after = {file for file in tmp_path.iterdir() if not file.name.endswith(".lock")}
    assert path.read_bytes() == whole
    assert after == before.keys()
    assert all(file.read_bytes() == data for file, data in before.items())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="takes rights away as Linux does")
def test_a_folder_that_cannot_be_written_is_said_and_left(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "readonly"
    folder.mkdir()
    path = folder / "j.daybook"
    new_journal(path)
    for file in folder.glob("*.lock"):
        file.unlink()
    before = path.read_bytes()
    path.parent.chmod(0o555)
    try:
        weak = place.run("log", path, "--mood", 5, weak=True)
        shown = place.run("show", path, weak=True)
    finally:
        path.parent.chmod(0o755)
    assert "may not write" in refused(weak, 6)
    said(shown)
    assert path.read_bytes() == before


def test_the_passphrase_comes_from_standard_input_or_a_prompt_and_never_an_argument(
    place: Place,
) -> None:
    path = place.journals / "input.daybook"
    new_journal(path)
    said(place.run("log", path, "--mood", 3, typed=PASSPHRASE + "\nanother line\n"))
    argument = place.run("log", path, "--mood", 4, "--passphrase", PASSPHRASE)
    assert "--passphrase-file" in refused(argument, 2)
    with closing(Book.open(path, PASSPHRASE, read_only=True)) as book:
        assert [entry.mood for entry in book.all(DayEntry)] == [3]


def test_without_a_screen_the_window_says_so_in_one_sentence(place: Place) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in LEFT_OUT}
    with ThreadPoolExecutor(2) as two:
        runs = two.map(
            lambda arguments: subprocess.run(
                [sys.executable, ROOT / "main.py", *arguments],
                capture_output=True,
                text=True,
                env=environment | {"PYTHONPATH": str(place.base / "fake")},
                timeout=60,
            ),
            ([], ["open", "x.daybook"], ["demo"]),
        )
        for done in runs:
            assert done.returncode == 1
            assert done.stdout == ""
            assert done.stderr.startswith("Daybook needs a screen")
            assert done.stderr.count("\n") == 1


# -- what it refuses, without the cost of a process ---------------------------------------------


@dataclass
class Cheap:
    """A journal that opens fast, used through the same entry point."""

    path: Path
    secret: Path
    start: date
    capture: pytest.CaptureFixture[str]

    def run(self, *arguments: object) -> Done:
        """Run one command; the passphrase is added."""
        words = [*map(str, arguments), "--passphrase-file", str(self.secret)]
        code = main(words)
        out, err = self.capture.readouterr()
        return Done(words, code, out, err)


@pytest.fixture
def cheap(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cheap:
    path, secret = tmp_path / "cheap.daybook", tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    return Cheap(path, secret, new_journal(path), capsys)


def test_what_cannot_be_written_down_is_refused_and_changes_nothing(cheap: Cheap) -> None:
    before = cheap.path.read_bytes()
    today = cheap.start + timedelta(days=9)
    wrong = {
        ("--mood", 11): "Mood goes from 0 to 10",
        ("--mood", -1): "Mood",
        ("--mood", "good"): "--mood",
        ("--craving", 11): "goes from 0 to 10",
        ("--sleep", 25): "Sleep",
        ("--sleep", "nan"): "Sleep",
        ("--use", "maybe"): "--use",
        ("--tool", "nosuchtool"): "no tool called",
        ("--tool", ""): "needs a name",
        ("--tool", "stop=5"): "0 to 4",
        ("--tool", "stop=much"): "0 to 4",
        ("--note", "x" * 100_001): "100,000",
        ("--mood", 5, "--day", today + timedelta(days=1)): "still to come",
        ("--mood", 5, "--day", "2026-02-30"): "no day",
        ("--mood", 5, "--day", "yesterday"): "no day",
        ("--mood", 5, "--day", "9999-12-31"): "too far away",
        ("--mood", 5, "--tool", "stop", "--craving", 99): "goes from 0 to 10",
        (): "Say what to write down",
        ("--moood", 5): "No such option",
    }
    for arguments, words in wrong.items():
        assert words in refused(cheap.run("log", cheap.path, *arguments), 2), arguments
    assert cheap.path.read_bytes() == before


def test_days_before_the_start_are_written_shown_exported_and_merged(
    cheap: Cheap, tmp_path: Path
) -> None:
    early = cheap.start - timedelta(days=40)
    copy = tmp_path / "copy.daybook"
    shutil.copy(cheap.path, copy)
    assert cheap.run("log", copy, "--day", early, "--mood", 3, "--note", "waiting").returncode == 0
    assert cheap.run("merge", cheap.path, copy).returncode == 0
    shown = json.loads(cheap.run("show", cheap.path, "--json").stdout)
    assert shown["from"] == str(early)
    assert [(day["day"], day["mood"]) for day in shown["days"]][:1] == [(str(early), 3)]
    assert "waiting" in cheap.run("show", cheap.path).stdout
    weeks = shown["ledger"]["weeks"]
    assert min((week["to"] for week in weeks), default="9") >= str(cheap.start)
    out = tmp_path / "out.csv"
    assert cheap.run("export", cheap.path, "-o", out, "--format", "csv").returncode == 0
    assert any(str(early) in file.read_text("utf-8-sig") for file in tmp_path.glob("*.csv"))


def test_commands_are_refused_for_what_they_lack(cheap: Cheap, tmp_path: Path) -> None:
    path, out = cheap.path, tmp_path / "out"
    for arguments in (
        ("frobnicate",),
        ("show",),
        ("show", path, "--from", "2026-03-09", "--to", "2026-03-01"),
        ("show", path, "--from", "2199-01-01"),
        ("summary", path),
        ("summary", path, "-o", out, "--last", 0),
        ("summary", path, "-o", out, "--last", 7, "--from", cheap.start),
        ("export", path, "-o", out),
        ("export", path, "-o", out, "--format", "xml"),
        ("new", tmp_path / "n", "--start", "2026-01-01"),
        ("new", tmp_path / "n", "--start", "2026-01-01", "--days", 0),
        ("new", tmp_path / "n", "--start", "9999-12-31", "--days", 45),
        ("new", path, "--start", "2026-01-01", "--days", 45),
    ):
        refused(cheap.run(*arguments), 2)
    assert not out.exists()
    assert not (tmp_path / "n").exists()


@pytest.mark.parametrize("weak", ["password", "aaaaaaaaaaaaaaaaaaaa", "one two", ""])
def test_a_weak_passphrase_makes_no_journal(cheap: Cheap, tmp_path: Path, weak: str) -> None:
    cheap.secret.write_text(weak)
    path = tmp_path / "weak.daybook"
    refused(cheap.run("new", path, "--start", "2026-01-01", "--days", 45), 2)
    assert not path.exists()


def test_passphrase_files_that_are_none(cheap: Cheap, tmp_path: Path) -> None:
    cheap.secret.write_bytes(b"\xff\xfe not text")
    assert "not UTF-8" in refused(cheap.run("show", cheap.path), 2)
    cheap.secret.unlink()
    refused(cheap.run("show", cheap.path), 1)
    cheap.secret.mkdir()
    refused(cheap.run("show", cheap.path), 1)


def test_paths_that_are_no_journal(cheap: Cheap, tmp_path: Path) -> None:
    empty = tmp_path / "empty.daybook"
    empty.touch()
    dangling = tmp_path / "dangling.daybook"
    dangling.symlink_to(tmp_path / "nowhere")
    for path in (empty, tmp_path, tmp_path / "none", dangling):
        refused(cheap.run("log", path, "--mood", 5), 4)
    assert empty.read_bytes() == b""
    assert not (tmp_path / "nowhere").exists()


def test_outputs_never_replace_a_journal_or_a_folder(cheap: Cheap, tmp_path: Path) -> None:
    before = cheap.path.read_bytes()
    missing = tmp_path / "no" / "such" / "file"
    for name, *more in (("summary",), ("export", "--format", "json")):
        for target, code in ((cheap.path, 2), (tmp_path, 2), (missing, 6)):
            refused(cheap.run(name, cheap.path, *more, "-o", target), code)
    for target in (cheap.path, missing):  # CSV goes to a folder
        refused(cheap.run("export", cheap.path, "--format", "csv", "-o", target), 6)
    assert cheap.path.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")} == {
        "cheap.backups",
        "cheap.daybook",
        "secret",
    }


def test_every_byte_of_the_file_counts(cheap: Cheap, tmp_path: Path) -> None:
    """Exhaustive over the header and the slots, sampled over the body; tests/vault has them all."""
    whole = cheap.path.read_bytes()
    header = read_header(whole, len(whole)).length
    spoilt = tmp_path / "spoilt.daybook"
    for at in [*range(header), *range(header, len(whole), 16_411), len(whole) - 1]:
        data = bytearray(whole)
        data[at] ^= 1 << (at % 8)
        spoilt.write_bytes(data)
        with pytest.raises(JournalError) as caught:
            Book.open(spoilt, PASSPHRASE, read_only=True)
        assert caught.value.exit_code == 4, at
        if at >= 16:
            assert isinstance(caught.value, Damaged), at


# -- what it says ---------------------------------------------------------------------------------


def test_show_tells_the_days_in_words(cheap: Cheap) -> None:
    day = cheap.start + timedelta(days=1)
    logged = ("--day", day, "--mood", 0, "--craving", 10, "--use", "no", "--tool", "STOP=0")
    said(cheap.run("log", cheap.path, *logged))
    lines = said(cheap.run("show", cheap.path)).splitlines()
    assert lines[0].startswith(f"{cheap.start} to {cheap.start + timedelta(days=9)}: 1 of 10 days")
    assert lines[2] == f"{day:%A} {day}"
    assert lines[3].startswith("  mood: 0 of 10, worst craving: 10 of 10")
    assert "tools I used: STOP" in lines[4]
    span = said(cheap.run("show", cheap.path, "--from", cheap.start, "--to", cheap.start))
    assert str(day) not in span


def test_only_what_is_named_changes_and_a_note_can_be_emptied(cheap: Cheap) -> None:
    day = ("log", cheap.path, "--day", cheap.start)
    said(cheap.run(*day, "--mood", 7, "--note", "rain"))
    said(cheap.run(*day, "--note", ""))
    (shown,) = json.loads(said(cheap.run("show", cheap.path, "--json")))["days"]
    assert (shown["mood"], shown["note"]) == (7, "")


def test_one_tool_on_a_day_is_one_use_however_often_it_is_logged(cheap: Cheap) -> None:
    for tool in ("stop=1", "STOP=3", "stop"):
        said(cheap.run("log", cheap.path, "--tool", tool))
    (use,) = json.loads(said(cheap.run("show", cheap.path, "--json")))["tools"]
    assert (use["tool"], use["helped"]) == ("stop", 3)


def test_own_name_for_a_craving_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, secret = tmp_path / "own.daybook", tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    own = Cheap(path, secret, new_journal(path, craving_word="the pull"), capsys)
    for number in range(8):
        day = own.start + timedelta(days=number)
        said(own.run("log", path, "--day", day, "--craving", number, "--mood", 5))
    assert "worst the pull: 7 of 10" in said(own.run("show", path))
    said(own.run("summary", path, "-o", tmp_path / "s.pdf"))
    text = pdf_text(tmp_path / "s.pdf").lower()
    assert "the pull" in text
    assert "craving" not in text


def test_a_sample_is_written_with_its_passphrase_and_never_over_anything(
    cheap: Cheap, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sample.daybook"
    assert main(["demo", "-o", str(path)]) == 0
    printed = capsys.readouterr().out.strip()
    cheap.secret.write_text(printed.rpartition("is: ")[2])
    assert "33 of 45" in pdf_or_text(cheap, path)
    before = path.read_bytes()
    assert main(["demo", "-o", str(path)]) == 2
    assert SENTENCE.fullmatch(capsys.readouterr().err)
    assert path.read_bytes() == before


def pdf_or_text(cheap: Cheap, path: Path) -> str:
    out = path.with_suffix(".pdf")
    said(cheap.run("summary", path, "-o", out))
    return pdf_text(out)


def test_the_last_days_reach_no_further_back_than_the_program(cheap: Cheap, tmp_path: Path) -> None:
    for days in (3, 30):
        said(cheap.run("summary", cheap.path, "-o", tmp_path / f"{days}.pdf", "--last", days))
    assert "of 3 days filled in" in pdf_text(tmp_path / "3.pdf")
    assert "of 10 days filled in" in pdf_text(tmp_path / "30.pdf")


def test_spans_that_cannot_be_summed_up_are_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, secret = tmp_path / "soon.daybook", tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    soon = date.today() + timedelta(days=40)  # noqa: DTZ011 - the command line asks the clock too
    waiting = Cheap(path, secret, new_journal(path, start=soon), capsys)
    summary = ("summary", path, "-o", tmp_path / "s.pdf")
    refused(waiting.run(*summary, "--last", 10**12), 2)
    assert "still to come" in refused(waiting.run(*summary, "--from", soon), 2)
    said(waiting.run(*summary, "--last", 7))
    assert "Starts" in pdf_text(tmp_path / "s.pdf")


def test_letters_that_a_terminal_lacks_do_not_stop_a_command(
    cheap: Cheap, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(cheap.run("log", cheap.path, "--note", "tea ☕ then café"))
    for more in ((), ("--json",)):
        out = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
        monkeypatch.setattr(sys, "stdout", out)
        assert (
            main([*map(str, ("show", cheap.path, "--passphrase-file", cheap.secret, *more))]) == 0
        )
        out.flush()
        printed = out.buffer.getvalue()  # type: ignore[attr-defined]
        assert ("café".encode() if more else "café".encode("cp1252")) in printed
    assert json.loads(printed)["days"][0]["note"] == "tea ☕ then café"


@pytest.mark.parametrize(
    "around", [("\ufeff", "\r\n"), ("", "\r\nanother line\n"), ("", ""), (" ", "  \n")]
)
def test_a_passphrase_file_is_read_as_editors_write_it(
    cheap: Cheap, around: tuple[str, str]
) -> None:
    cheap.secret.write_bytes(f"{around[0]}{PASSPHRASE}{around[1]}".encode())
    said(cheap.run("show", cheap.path))
