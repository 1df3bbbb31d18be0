"""Tests put to the test: small faults in the source, each of which the tests of its part must see.

``python -m tests.campaign mutants [--part NAME] [--sample N] [--seed S]``. The faults are made in
a copy of the tree; only the tests that stand beside the part are run against each.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from types import CodeType

import pytest

from tests.campaign.equivalent_mutants import EQUIVALENT
from tests.campaign.mutation import Mutant, mutants
from tests.campaign.row import Row, Scale
from tests.campaign.scene import folder

ROOT = Path(__file__).parents[2]
LONGEST = 300  # seconds for the tests of a part; a fault may make a loop without an end
SAMPLE, SEED = 100, 1
LIBRARIES = ("PySide6.QtCore", "hypothesis", "numpy", "pytestqt.plugin", "xdist.plugin")
"""What takes long to load and any test may need."""


@dataclass(frozen=True)
class Part:
    """Source (a folder or a file) and the tests that answer for it."""

    source: str
    tests: tuple[str, ...]

    def files(self) -> list[Path]:
        """Its Python files, by their path in the tree."""
        whole = ROOT / self.source
        found = [whole] if whole.is_file() else sorted(whole.rglob("*.py"))
        return [path.relative_to(ROOT) for path in found]


PARTS = {
    "model": Part("journal/model", ("tests/model",)),
    "store/merge": Part("journal/store/merge.py", ("tests/store/test_merge.py",)),
    "vault/format": Part("journal/vault/format", ("tests/vault/format",)),
    "rules": Part("journal/rules", ("tests/rules",)),
    "analysis": Part("journal/analysis", ("tests/analysis",)),
}
USUAL = ("model", "store/merge", "vault/format")


def rows(
    scale: Scale, parts: Sequence[str] = USUAL, sample: int = SAMPLE, seed: int = SEED
) -> Iterator[Row]:
    """A row for each part: nine faults of ten are noticed, and each that is not is named.

    In short: the faults are made, and no tests are run.
    """
    for name in parts:
        if scale.short:
            yield _made(name)
        else:
            yield _row(name, sample, seed)


def _all_mutants(part: Part) -> list[tuple[Path, Mutant]]:
    return [
        (path, mutant)
        for path in part.files()
        for mutant in mutants((ROOT / path).read_text(encoding="utf-8"))
    ]


def _made(name: str) -> Row:
    """Every fault of a part is Python and is not what stood there before, and every equivalent
    that is named of it is among them."""
    files = PARTS[name].files()
    before = {path: _compiled(path, (ROOT / path).read_text(encoding="utf-8")) for path in files}
    every = _all_mutants(PARTS[name])
    lost = sum(_compiled(path, mutant.source) in (None, before[path]) for path, mutant in every)
    known = {_named(path, mutant) for path, mutant in every}
    stale = [key for key in EQUIVALENT if Path(key[0]) in files and key not in known]
    expected = "each compiles, and is there if it is named"
    note = "".join(f"\n  not there: {key}" for key in stale)
    return Row(f"mutants of {name}, made only", len(every), expected, lost + len(stale), note)


def _compiled(path: Path, source: str) -> CodeType | None:
    try:
        return compile(source, str(path), "exec", dont_inherit=True)
    except SyntaxError:
        return None


def _named(path: Path, mutant: Mutant) -> tuple[str, str, str]:
    return (path.as_posix(), mutant.scope, mutant.what)


def _row(name: str, sample: int, seed: int) -> Row:
    part = PARTS[name]
    every = _all_mutants(part)
    chosen = random.Random(seed).sample(every, min(sample, len(every)))
    for library in LIBRARIES:
        import_module(library)
    killed, equivalent, survivors = 0, 0, []
    with folder() as place:
        tree = _copy(place / "tree")
        if not _passes(tree, part.tests):
            return Row(f"mutants of {name}", 1, "the tests pass without a fault", 1)
        for path, mutant in sorted(chosen, key=lambda one: (one[0], one[1].line)):
            if _noticed(tree, part, path, mutant):
                killed += 1
            elif _named(path, mutant) in EQUIVALENT:
                equivalent += 1
            else:
                survivors.append(f"\n  {path}:{mutant.line} {mutant.scope}: {mutant.what}")
    told = f"{killed} killed, {equivalent} equivalent, {len(survivors)} survived"
    counted = killed + len(survivors)
    allowed = counted // 10
    return Row(
        f"mutants of {name}",
        len(chosen),
        "at least 90% are killed, equivalents apart",
        max(0, len(survivors) - allowed),
        told + "".join(survivors),
    )


def _copy(tree: Path) -> Path:
    left_out = shutil.ignore_patterns(".git", ".venv", ".hypothesis", "*_cache")
    return Path(shutil.copytree(ROOT, tree, ignore=left_out))


def _noticed(tree: Path, part: Part, path: Path, mutant: Mutant) -> bool:
    """Whether a test fails; first asked are those that bear the file's name."""
    file = tree / path
    tops = [tree / top for top in part.tests]
    named = [str(test) for top in tops for test in top.rglob(f"test_{path.stem}.py")]
    before = file.read_bytes()
    try:
        _write(file, mutant.source.encode())
        return not _passes(tree, [*named, *part.tests])
    finally:
        _write(file, before)


def _write(file: Path, source: bytes) -> None:
    """Also what Python compiled of it goes: the new source may be as long and as old."""
    file.write_bytes(source)
    for stale in file.parent.glob(f"__pycache__/{file.stem}.*.pyc"):
        stale.unlink()


def _passes(tree: Path, tests: Sequence[str]) -> bool:
    """Whether the tests pass in the tree, in a process of their own."""
    process = get_context("fork").Process(target=_run, args=(tree, tests))
    process.start()
    process.join(LONGEST)
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode == 0


def _run(tree: Path, tests: Sequence[str]) -> None:
    """Run the tests of the tree with the same examples each time; ends the process.

    What failed the last time goes first: a fault near by is often seen by the same test. Libraries
    are there from the process that this one is forked from, which saves the most of the time; what
    is Daybook's own is loaded anew, from the tree.
    """
    for name in [name for name in sys.modules if name.split(".")[0] in ("journal", "tests")]:
        del sys.modules[name]
    sys.path.insert(0, str(tree))
    os.chdir(tree)
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    options = ["-n0", "-q", "-x", "--failed-first", "--hypothesis-profile", "mutants"]
    # Plugins that are loaded already cannot have their asserts explained.
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    sys.exit(pytest.main([*options, *tests]))
