"""The house rules that a machine can check: who imports whom, names, sizes, what nobody calls."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    [
        ROOT / "main.py",
        *(f for d in ("journal", "ui", "resources") for f in (ROOT / d).rglob("*.py")),
    ]
)
WRITTEN = sorted(
    file
    for folder in ("journal", "ui", "resources", "tests", ".ci")
    for file in (ROOT / folder).rglob("*")
    if file.is_file()
    and "__pycache__" not in file.parts
    and file.suffix not in (".daybook", ".ttf")
) + [file for file in sorted(ROOT.glob("*.*")) if file.suffix in (".md", ".toml", ".py")]
MOST_FILES = 25
NAMELESS = {"utils.py", "util.py", "helpers.py", "helper.py", "misc.py", "common.py"}
ELSEWHERE = re.compile("/(?:work|root)/" + "|py" + "pi[.]org|file" + "s[.]pythonhosted")
"""Paths of one machine and hosts of package registries (split, so as not to be found here)."""
CLOCKS = re.compile(
    r"(^|[.])((date|datetime)[.](today|now|utcnow)|time[.]time|QDate(Time)?[.]current\w+)$"
)
"""What tells the current day or moment."""


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def called(file: Path) -> set[str]:
    """The names of the functions and methods that ``file`` calls."""
    names = set()
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Call):
            names.add(node.func.attr if isinstance(node.func, ast.Attribute) else "")
            names.add(node.func.id if isinstance(node.func, ast.Name) else "")
    return names


@cache
def imported(file: Path) -> set[str]:
    """The top-level names of what ``file`` imports."""
    found = set()
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").split(".")[0])
    return found


def test_imports_keep_to_the_contracts() -> None:
    lint = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, timeout=110
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def days_told(tree: ast.Module) -> list[str]:
    """The calls in ``tree`` that ask a clock or a moment for its day."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = ast.unparse(node.func)
            if CLOCKS.search(name) or (node.func.attr == "date" and not node.args):
                found.append(name)
    return found


def test_one_place_knows_what_day_it_is() -> None:
    """Whoever looks at a clock by itself is wrong between midnight and the start of a day."""
    days = ROOT / "journal" / "model" / "days.py"
    assert set(days_told(tree_of(days))) == {"datetime.now", "moment.date"}
    elsewhere = {
        str(file.relative_to(ROOT)): found
        for file in SOURCES
        if file != days and (found := days_told(tree_of(file)))
    }
    # A widget knows no journal: it steps from blank to the date on the wall.
    assert elsewhere == {"ui/widgets/fields/date_field.py": ["QDate.currentDate"]}


@pytest.mark.parametrize("forbidden", ["processEvents", "eval", "exec_module", "print"])
def test_nobody_calls(forbidden: str) -> None:
    assert [str(f.relative_to(ROOT)) for f in SOURCES if forbidden in called(f)] == []


def test_charts_are_drawn_without_global_state() -> None:
    drawing = [f for f in SOURCES if "matplotlib" in imported(f)]
    assert drawing
    for file in drawing:
        assert "pyplot" not in file.read_text(encoding="utf-8"), file


def test_only_the_screen_knows_qt() -> None:
    assert [f for f in SOURCES if "PySide6" in imported(f) and "ui" not in f.parts] == []


def test_nothing_needs_a_network() -> None:
    clients = {"urllib", "http", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}
    assert [f for f in SOURCES if clients & imported(f)] == []


def test_every_module_says_what_it_is_and_is_named_for_it() -> None:
    for file in SOURCES:
        assert file.name not in NAMELESS, file
        assert ast.get_docstring(tree_of(file)), file


def test_no_folder_is_a_pile() -> None:
    """A room with more files than a person takes in at a glance holds two subjects."""
    files = [f for d in ("journal", "ui", "resources", "tests") for f in (ROOT / d).rglob("*.py")]
    counts = Counter(str(file.parent.relative_to(ROOT)) for file in files)
    assert {folder: n for folder, n in counts.items() if n > MOST_FILES} == {}


def test_nothing_is_left_for_later() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    assert [f for f in SOURCES if marks.search(f.read_text(encoding="utf-8"))] == []


def test_no_file_names_this_machine_or_a_registry() -> None:
    found = [
        str(file.relative_to(ROOT))
        for file in WRITTEN
        if ELSEWHERE.search(file.read_bytes().decode("utf-8", "replace"))
    ]
    assert found == []


def test_the_rules_find_what_they_forbid(tmp_path: Path) -> None:
    file = tmp_path / "bad.py"
    file.write_text("import requests\nfrom PySide6 import QtCore\napp.processEvents()\nprint(1)\n")
    assert {"processEvents", "print"} <= called(file)
    assert {"requests", "PySide6"} <= imported(file)
    assert ELSEWHERE.search("/wo" + "rk/main") is not None
    asked = "date.today(); dt.datetime.now(); entry.at.date(); QDate.currentDate(); ask.today()"
    found = ["date.today", "dt.datetime.now", "entry.at.date", "QDate.currentDate"]
    assert days_told(ast.parse(asked)) == found
    assert days_told(ast.parse("datetime.now(UTC)")) == ["datetime.now"]


TITLE_AT = {
    "setWindowTitle": 0,
    "getOpenFileName": 1,
    "getSaveFileName": 1,
    "getExistingDirectory": 1,
    "getText": 1,
    "getItem": 1,
}
"""What names a window, and which of its arguments that is."""


def test_no_window_tells_the_task_bar_more_than_daybook() -> None:
    said = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in SOURCES
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in TITLE_AT
        and len(node.args) > TITLE_AT[node.func.attr]
        and ast.unparse(node.args[TITLE_AT[node.func.attr]]) != "'Daybook'"
    ]
    assert said == []


def test_no_tool_tip_is_read_as_mark_up() -> None:
    tips = [file.name for file in SOURCES if "setToolTip" in called(file)]
    assert tips == ["labels.py"]
