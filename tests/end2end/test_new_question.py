"""A question takes three files: added as CONTRIBUTING.md says, it is found wherever others are.

A newcomer's question had reached the journal, with every test green, and was missing from the form,
the sharing list, Look back, the merge report, the tables and `show`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from journal.book.book import Book
from journal.store.schema import SCHEMA_VERSION
from tests.end2end.process import ROOT, make_journal
from tests.ui.running import PASSPHRASE

NEXT = SCHEMA_VERSION + 1

QUESTIONS = """\
    energy: int | None = _asked(Kind.SCALE, Share.ASK, high=4)
    walked: float | None = _asked(Kind.HOURS, Share.ASK, high=24)
    saw: tuple[Reached, ...] = _asked(Kind.TICKS, Share.ASK, blank=(), choices=Reached)
    proud: str = _asked(Kind.TEXT, Share.ASK, blank="")
"""
WORDS = """
[names.day_entry]
energy = "Strength left"
walked = "Out walking"
saw = "Who I saw"
proud = "What I am proud of"
"""
ANSWERS = """
[scales.energy]
low = 0
high = 4
words = ["worn out", "low", "so-so", "fresh", "full"]

[labels.saw]
sponsor = "Sponsor"
family = "Family"
friend = "Friend"
peer = "Someone like me"
staff = "Staff"
"""
MIGRATION = f"""

@migrations(name="{NEXT} four more questions")
def _more_questions(db: Database) -> None:
    columns = {{"energy": int, "walked": float, "saw": str, "proud": str}}
    blank = {{"saw": "[]", "proud": ""}}
    for name, kind in columns.items():
        db.table("day_entry").add_column(name, kind, not_null_default=blank.get(name))
    db.execute("PRAGMA user_version = {NEXT}")
"""


def replaced(file: Path, pattern: str, words: str) -> None:
    """Put ``words`` in the one place of ``file`` that ``pattern`` finds."""
    changed, times = re.subn(pattern, lambda _: words, file.read_text(encoding="utf-8"), count=1)
    assert times == 1, f"{file.name} has no {pattern}"
    file.write_text(changed, encoding="utf-8")


@pytest.fixture(scope="module")
def daybook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with four more questions, one for each kind of answer but a choice."""
    folder = tmp_path_factory.mktemp("daybook")
    for name in ("journal", "ui", "resources"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy2(ROOT / "main.py", folder)
    replaced(folder / "journal/model/questions.py", r"(?=    no_tool_reason: str)", QUESTIONS)
    words = folder / "resources/content/answers.toml"
    replaced(words, r"\n\[names\.day_entry\]\n", WORDS)
    words.write_text(words.read_text(encoding="utf-8") + ANSWERS, encoding="utf-8")
    schema = folder / "journal/store/schema.py"
    replaced(schema, rf"SCHEMA_VERSION = {SCHEMA_VERSION}\b", f"SCHEMA_VERSION = {NEXT}")
    schema.write_text(schema.read_text(encoding="utf-8") + MIGRATION, encoding="utf-8")
    return folder


def run(daybook: Path, *arguments: object, typed: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", *map(str, arguments)],
        cwd=daybook,
        env={**os.environ, "PYTHONPATH": str(daybook)},
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def places(daybook: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each place says of the questions, the journal being one of the program as it is."""
    journal = tmp_path_factory.mktemp("journal") / "mine.daybook"
    make_journal(journal)
    with closing(Book.open(journal, PASSPHRASE)) as book:
        book.answer(book.today(), mood=6)
        book.save()
    found = json.loads(
        run(daybook, Path(__file__).with_name("new_question.py"), journal, PASSPHRASE)
    )
    for name, options in (("show", []), ("show --json", ["--json"])):
        command = ["main.py", "show", journal, *options, "--passphrase-file", "-"]
        found[name] = run(daybook, *command, typed=f"{PASSPHRASE}\n")
    return dict(found)


NAMES = ("Strength left", "Out walking", "Who I saw", "What I am proud of")
ANSWERED = ("fresh", "1.5 hours", "Someone like me", "I cooked for us")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("journal of before", ("mood=6", "energy=None", "walked=None", "saw=()", "proud=''")),
        ("form", (*NAMES, "worn out", "full", "Someone like me")),
        ("questions", NAMES),
        ("sharing", NAMES),
        ("look back", (*NAMES, *ANSWERED)),
        ("merge report", ("Strength left\nKept: fresh\nNot kept: low", "What I am proud of")),
        ("table", ("energy,walked,saw,proud", ",3,1.5,peer,I cooked for us,")),
        (
            "dictionary",
            (
                'energy,"Strength left, 0 (worn out) to 4 (full)",ask',
                'walked,"Out walking, in hours",ask',
                "peer (Someone like me)",
                "proud,What I am proud of,ask",
            ),
        ),
        ("ticks of a summary", NAMES),
        (
            "summary",
            (
                "Strength left: usually 3 on 0–4, fresh (n 1).",
                "Out walking: usually 1.5 hours (n 1).",
                "Who I saw, on 1 day: Someone like me 1.",
                "I cooked for us",
            ),
        ),
        ("search", ("proud='I cooked for us'",)),
        (
            "show",
            (
                "strength left: fresh",
                "out walking: 1.5 hours",
                "who I saw: Someone like me",
                "what I am proud of: I cooked for us",
            ),
        ),
        ("show --json", ('"energy": 3', '"walked": 1.5', '"peer"', '"proud": "I cooked for us"')),
    ],
)
def test_a_new_question_is_found_in(
    place: str, said: tuple[str, ...], places: dict[str, str]
) -> None:
    for words in said:
        assert words in places[place], f"{words!r} is not in {place}"


def test_what_is_to_be_asked_for_is_on_no_summary_before(places: dict[str, str]) -> None:
    assert "Mood" in places["summary, not ticked"]
    for words in (*NAMES, *ANSWERED):
        assert words not in places["summary, not ticked"]
